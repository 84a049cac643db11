package check

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/pack"
)

//go:embed rules/*.yaml
var ruleFiles embed.FS

// rule is one entry of rules/*.yaml.
type rule struct {
	ID         string              `yaml:"id"`
	Kind       string              `yaml:"kind"` // existence, absence, occurrence, conditional, order, register
	Severity   Severity            `yaml:"severity"`
	Scope      string              `yaml:"scope"` // text (default), opening, closing, subject
	Both       bool                `yaml:"both"`  // applies to the agent's text of a pivot too
	When       when                `yaml:"when"`
	Patterns   map[string][]string `yaml:"patterns"`  // by language; "*" for every language
	Except     map[string][]string `yaml:"except"`    // a sentence that matches is left alone
	Then       map[string][]string `yaml:"then"`      // conditional, order: what must also, or first, be there
	Max        int                 `yaml:"max"`       // occurrence: how many are fine
	Supported  bool                `yaml:"supported"` // no finding when note, brand or knowledge say the same
	Message    map[string]string   `yaml:"message"`
	Suggestion map[string]string   `yaml:"suggestion"`
	Source     string              `yaml:"source"`
	Good       []example           `yaml:"good"`
	Bad        []example           `yaml:"bad"`

	place    string // file:line, for the test and for error messages
	compiled sync.Map
}

// example is a reply that a rule must leave alone, or find.
type example struct {
	Lang    string   `yaml:"lang"`
	Text    string   `yaml:"text"`
	Outcome string   `yaml:"outcome"`
	Emotion string   `yaml:"emotion"`
	Channel string   `yaml:"channel"`
	Culture string   `yaml:"culture"`
	Market  string   `yaml:"market"`
	Buyer   string   `yaml:"buyer"`
	Note    string   `yaml:"note"`
	Asks    []string `yaml:"asks"`
}

// when says for which replies a rule is meant; an empty list means all.
type when struct {
	Outcomes    []string `yaml:"outcomes"`
	NotOutcomes []string `yaml:"not_outcomes"`
	Languages   []string `yaml:"languages"`
	Cultures    []string `yaml:"cultures"`
	Markets     []string `yaml:"markets"`
	Channels    []string `yaml:"channels"`
	NotChannels []string `yaml:"not_channels"`
	Emotions    []string `yaml:"emotions"`
	Asks        []string `yaml:"asks"`
	Hold        *bool    `yaml:"hold"`
}

var loadRules = sync.OnceValues(func() ([]*rule, error) { return readRules(ruleFiles) })

// readRules reads every rule file; a mistake names file and line.
func readRules(files fs.FS) ([]*rule, error) {
	names, err := fs.Glob(files, "rules/*.yaml")
	if err != nil {
		return nil, err
	}
	var all []*rule
	for _, name := range names {
		rules, err := readRuleFile(files, name)
		if err != nil {
			return nil, err
		}
		all = append(all, rules...)
	}
	return all, nil
}

func readRuleFile(files fs.FS, name string) ([]*rule, error) {
	b, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	var rules []*rule
	if err := pack.Decode(b, &rules); err != nil {
		return nil, fmt.Errorf("%s: %s", name, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	lines := ruleLines(b)
	for i, r := range rules {
		r.place = fmt.Sprintf("%s:%d", name, lines[i])
		if err := r.validate(); err != nil {
			return nil, fmt.Errorf("%s: rule %q: %w", r.place, r.ID, err)
		}
	}
	return rules, nil
}

// ruleLines is the line on which each rule of a file begins.
func ruleLines(b []byte) []int {
	var lines []int
	for i, line := range bytes.Split(b, []byte("\n")) {
		if bytes.HasPrefix(line, []byte("- ")) {
			lines = append(lines, i+1)
		}
	}
	return lines
}

func (r *rule) validate() error {
	switch {
	case !strings.Contains(r.ID, "/"):
		return errors.New("id must be family/name")
	case kinds[r.Kind] == nil:
		return fmt.Errorf("unknown kind %q", r.Kind)
	case rank(r.Severity) < 0:
		return fmt.Errorf("unknown severity %q: error, warning or info", r.Severity)
	case !slices.Contains([]string{"", "text", "opening", "closing", "subject"}, r.Scope):
		return fmt.Errorf("unknown scope %q", r.Scope)
	case r.Message["en"] == "" || r.Message["zh-Hans"] == "":
		return errors.New("message needs en and zh-Hans")
	case r.Source == "":
		return errors.New("source is missing")
	}
	return nil
}

// applies tells whether the rule is meant for this reply.
func (r *rule) applies(in Input) bool {
	culture, market := "", in.Market.Country
	if in.Profile != nil {
		culture = in.Profile.From
	}
	some := func(list []string, have ...string) bool {
		return len(list) == 0 || slices.ContainsFunc(have, func(h string) bool { return slices.Contains(list, h) })
	}
	w := r.When
	return (!in.AgentOnly || r.Both) &&
		some(w.Outcomes, string(in.Outcome)) && !slices.Contains(w.NotOutcomes, string(in.Outcome)) &&
		some(w.Languages, in.Reply.Language, base(in.Reply.Language)) &&
		some(w.Cultures, culture, base(culture)) && some(w.Markets, market) &&
		some(w.Channels, in.Channel) && !slices.Contains(w.NotChannels, in.Channel) &&
		some(w.Emotions, in.Emotion) && some(w.Asks, in.Asks...) &&
		(w.Hold == nil || *w.Hold == in.Hold)
}

// regexps compiles one of the rule's pattern lists for a language, once. "*" stands
// for every language.
func (r *rule) regexps(field string, lists map[string][]string, lang string) []*regexp.Regexp {
	key := field + " " + lang
	if c, ok := r.compiled.Load(key); ok {
		return c.([]*regexp.Regexp)
	}
	list := slices.Concat(lists["*"], patternsFor(lists, lang))
	compiled := make([]*regexp.Regexp, len(list))
	for i, p := range list {
		compiled[i] = regexp.MustCompile("(?im)" + p) // a test compiles every pattern
	}
	r.compiled.Store(key, compiled)
	return compiled
}

// patternsFor prefers the exact tag ("zh-Hant") to its language ("zh").
func patternsFor(lists map[string][]string, lang string) []string {
	if list, ok := lists[lang]; ok {
		return list
	}
	return lists[base(lang)]
}

// speaks tells whether the rule has patterns for a language.
func (r *rule) speaks(lang string) bool {
	return len(r.Patterns["*"])+len(patternsFor(r.Patterns, lang)) > 0
}

func base(tag string) string {
	b, _, _ := strings.Cut(tag, "-")
	return b
}

// finding makes the rule's finding for a place in the reply or subject.
func (r *rule) finding(in Input, side Side, at *[2]int) Finding {
	tag := "en"
	if in.chinese() {
		tag = "zh-Hans"
	}
	return Finding{
		Rule: r.ID, Severity: r.Severity, Where: []Where{{Side: side, Span: at}},
		Message: r.Message[tag], MessageLang: tag, Source: r.Source,
		Suggestion: cmp.Or(r.Suggestion[tag], r.Suggestion["en"]),
	}
}
