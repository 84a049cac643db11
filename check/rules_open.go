package check

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/parlance-cli/parlance/pack"
	"github.com/parlance-cli/parlance/say"
)

// ErrRules is a rule file that cannot be used.
var ErrRules = errors.New("rules")

// Rules are the rules of manner and promise that replies are judged by. They are safe for
// concurrent use.
type Rules struct{ list []*rule }

// OpenRules reads the files DIR/*.yaml over the program's own rules: a rule with an id of
// ours replaces it, any other is added. No folder, or "", adds nothing. A mistake is
// ErrRules and names file and line.
func OpenRules(dir string) (*Rules, error) {
	own, err := loadRules()
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(cmp.Or(dir, "\x00"))
	if dir == "" || errors.Is(err, fs.ErrNotExist) {
		return &Rules{own}, nil
	}
	if err != nil {
		return nil, say.Errorf("%w: %w", ErrRules, err)
	}
	list := slices.Clone(own)
	for _, e := range entries {
		if e.IsDir() || filepath.Ext(e.Name()) != ".yaml" {
			continue
		}
		theirs, err := userRules(dir, e.Name())
		if err != nil {
			return nil, say.Errorf("%w: %w", ErrRules, err)
		}
		for _, r := range theirs {
			if i := slices.IndexFunc(list, func(o *rule) bool { return o.ID == r.ID }); i >= 0 {
				list[i] = r
			} else {
				list = append(list, r)
			}
		}
	}
	return &Rules{list}, nil
}

// userRules reads one file and tries what a test tries of ours.
func userRules(dir, name string) ([]*rule, error) {
	rules, err := readRuleFile(os.DirFS(dir), name, filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	for _, r := range rules {
		for _, sound := range []func() error{r.lists, r.compiles, r.measured} { // in this order
			if err := sound(); err != nil {
				return nil, say.Errorf("%s: rule %q: %w", r.place, r.ID, err)
			}
		}
	}
	return rules, nil
}

// lists tells whether patterns are lists, and texts texts.
func (r *rule) lists() error {
	for field, lists := range map[string]pack.Later{"patterns": r.Patterns, "except": r.Except, "then": r.Then, "given": r.Given, "noted": r.Noted, "backed": r.Backed} {
		for _, lang := range lists.Keys() {
			var list []string
			if part, _ := lists.Get(lang); part.Into(&list) != nil {
				return say.Errorf("%s of %s are no list of expressions", field, lang)
			}
		}
	}
	return nil
}

// measured tells that a rule which may stop a reply shows what it finds and what not.
func (r *rule) measured() error {
	good, bad, err := r.examples()
	if err == nil && r.Severity == Error && (len(good) == 0 || len(bad) == 0) {
		return errors.New("severity error needs a bad and a good example; use warning without them")
	}
	return err
}

func (r *rule) examples() (good, bad []example, err error) {
	return good, bad, errors.Join(r.Good.Into(&good), r.Bad.Into(&bad))
}

// Mistakes are the examples that a user's rules get wrong, as "file:line: rule: what".
func (rs *Rules) Mistakes() []error {
	own, _ := loadRules()
	var wrong []error
	for _, r := range rs.list {
		if slices.Contains(own, r) {
			continue
		}
		wrong = append(wrong, r.mistakes()...)
	}
	return wrong
}

func (r *rule) mistakes() []error {
	var wrong []error
	good, bad, err := r.examples()
	if err != nil {
		return []error{err}
	}
	for _, e := range bad {
		if !fires(r, e) {
			wrong = append(wrong, say.Errorf("%s: rule %q does not find its bad example %q", r.place, r.ID, e.Text))
		}
	}
	for _, e := range good {
		if fires(r, e) {
			wrong = append(wrong, say.Errorf("%s: rule %q finds its good example %q", r.place, r.ID, e.Text))
		}
	}
	return wrong
}

// RuleView is what a person wants to know of a rule.
type RuleView struct {
	ID        string   `json:"id"`
	Severity  Severity `json:"severity"`
	Kind      string   `json:"kind"`
	Message   string   `json:"message"`
	Source    string   `json:"source"`
	Languages []string `json:"languages"` // "*" for every language; [] when the rule has no patterns
	File      string   `json:"file"`      // file:line; of the program's own rules within its source; "" for a built-in
}

// List is every rule, those that are code last (kind "built-in"), with its message in a
// language we have, else English.
func (rs *Rules) List(messageLang string) []RuleView {
	views := make([]RuleView, len(rs.list), len(rs.list)+len(builtins))
	for i, r := range rs.list {
		languages := slices.Sorted(slices.Values(r.Patterns.Keys()))
		views[i] = RuleView{
			ID: r.ID, Severity: r.Severity, Kind: r.Kind, Source: r.Source, File: r.place,
			Message: cmp.Or(words(r.Message, messageLang), words(r.Message, "en")), Languages: append([]string{}, languages...),
		}
	}
	for _, b := range builtins {
		views = append(views, b.view(messageLang))
	}
	return views
}
