package check

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/pack"
	"github.com/parlance-cli/parlance/pattern"
)

// rule is one entry of rules/*.yaml. Patterns match in either case unless Exact.
type rule struct {
	ID         string     `yaml:"id"`
	Kind       string     `yaml:"kind"` // a key of kinds
	Severity   Severity   `yaml:"severity"`
	Scope      string     `yaml:"scope"` // text (default), opening, closing, subject
	Both       bool       `yaml:"both"`  // applies to the agent's text of a pivot too
	Exact      bool       `yaml:"exact"` // patterns match in the case they are written in
	When       when       `yaml:"when"`
	Patterns   pack.Later `yaml:"patterns"`  // by language; "*" for every language
	Except     pack.Later `yaml:"except"`    // a sentence that matches is left alone
	Then       pack.Later `yaml:"then"`      // conditional, order: what must also, or first, be there
	Given      pack.Later `yaml:"given"`     // fires only when the buyer or the order says one of these
	Noted      pack.Later `yaml:"noted"`     // no finding when a note speaks of one of these
	Backed     pack.Later `yaml:"backed"`    // no finding when a source of ours speaks of one of these
	Max        int        `yaml:"max"`       // occurrence: how many are fine; length: of a sentence
	Limit      string     `yaml:"limit"`     // least: withdrawal, or a number
	Numbers    pack.Later `yaml:"numbers"`   // least: words for numbers
	Supported  bool       `yaml:"supported"` // no finding when note, brand or knowledge say the same
	Theirs     bool       `yaml:"theirs"`    // no finding when the buyer says the same of themselves
	Message    pack.Later `yaml:"message"`
	Suggestion pack.Later `yaml:"suggestion"`
	Source     string     `yaml:"source"`
	Good       pack.Later // []example           `yaml:"good"`
	Bad        pack.Later // []example           `yaml:"bad"`

	place string // file:line, for the test and for error messages
	read  sync.Map
}

// when says for which replies a rule is meant; an empty list means all.
type when struct {
	Outcomes    []string `yaml:"outcomes"` // undecided is ""
	NotOutcomes []string `yaml:"not_outcomes"`
	Languages   []string `yaml:"languages"`
	NotLanguage []string `yaml:"not_languages"`
	Cultures    []string `yaml:"cultures"`
	NotCultures []string `yaml:"not_cultures"`
	Markets     []string `yaml:"markets"`
	Channels    []string `yaml:"channels"`
	NotChannels []string `yaml:"not_channels"`
	Emotions    []string `yaml:"emotions"`
	Asks        []string `yaml:"asks"`
	NotAsks     []string `yaml:"not_asks"`
	Hold        *bool    `yaml:"hold"`
	Foreign     *bool    `yaml:"foreign"`  // the reply is not in the language of the buyer's culture
	Register    string   `yaml:"register"` // what is asked for: formal or informal
	Letters     int      `yaml:"letters"`  // the reply has at least so many
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
	none := func(list []string, have ...string) bool { return len(list) == 0 || !some(list, have...) }
	w := r.When
	return (!in.AgentOnly || r.Both) &&
		some(w.Outcomes, string(in.Outcome)) && none(w.NotOutcomes, string(in.Outcome)) &&
		some(w.Languages, in.Reply.Language, base(in.Reply.Language)) && none(w.NotLanguage, in.Reply.Language, base(in.Reply.Language)) &&
		(w.Register == "" || w.Register == in.Register) &&
		some(w.Cultures, culture, base(culture)) && none(w.NotCultures, culture, base(culture)) &&
		some(w.Markets, market) &&
		some(w.Channels, in.Channel) && none(w.NotChannels, in.Channel) &&
		some(w.Emotions, in.Emotion) && some(w.Asks, in.Asks...) && none(w.NotAsks, in.Asks...) &&
		(w.Hold == nil || *w.Hold == in.Hold) && (w.Foreign == nil || *w.Foreign == in.foreign()) &&
		(w.Letters == 0 || utf8.RuneCountInString(in.Reply.Text) >= w.Letters)
}

// foreign tells that the reply is in another language than the buyer's culture speaks:
// the buyer reads it as a learner.
func (in Input) foreign() bool {
	return in.Profile != nil && in.Profile.Language != "" && base(in.Profile.Language) != base(in.Reply.Language)
}

// given tells whether the buyer or the order says what the rule presupposes.
func (r *rule) given(in Input) bool {
	if r.Given.Empty() {
		return true
	}
	patterns := r.list("given", r.Given, in.Reply.Language)
	if pattern.AnyMatch(patterns, pattern.Fold(in.Buyer.Text)) {
		return true
	}
	return slices.ContainsFunc(in.Sources, func(s Source) bool {
		return (s.Name == "ticket" || s.Name == "order") && pattern.AnyMatch(patterns, pattern.Fold(s.Text))
	})
}

// spokenOf tells whether a note, or any source of ours where the rule says so, speaks of
// what the rule is about: it need not use the same words or the same language.
func (r *rule) spokenOf(in Input) bool {
	noted, backed := r.list("noted", r.Noted, in.Reply.Language), r.list("backed", r.Backed, in.Reply.Language)
	return slices.ContainsFunc(in.Sources, func(s Source) bool {
		switch s.Name {
		case "ticket", "order", "computed":
			return false
		case "note":
			return pattern.AnyMatch(noted, pattern.Fold(s.Text)) || pattern.AnyMatch(backed, pattern.Fold(s.Text))
		}
		return len(backed) > 0 && pattern.AnyMatch(backed, pattern.Fold(s.Text))
	})
}

// listKey names one of a rule's pattern lists for a language.
type listKey struct{ field, lang string }

// list is one of the rule's pattern lists for a language, read once. "*" stands for
// every language, and an exact tag ("zh-Hant") goes before its language ("zh").
func (r *rule) list(field string, lists pack.Later, lang string) []*pattern.Pattern {
	if lists.Empty() {
		return nil
	}
	key := listKey{field, lang}
	if have, ok := r.read.Load(key); ok {
		return have.([]*pattern.Pattern)
	}
	var list []*pattern.Pattern
	for _, source := range slices.Concat(sources(lists, "*"), sources(lists, lang)) {
		list = append(list, pattern.New(source, r.Exact))
	}
	r.read.Store(key, list)
	return list
}

func sources(lists pack.Later, lang string) []string {
	part, ok := lists.Get(lang)
	if !ok {
		part, ok = lists.Get(base(lang))
	}
	var list []string
	if ok && part.Into(&list) != nil {
		panic("a rule's patterns are lists: a test reads them all")
	}
	return list
}

// speaks tells whether the rule has patterns for a language: its own, or none but those
// for every language.
func (r *rule) speaks(lang string) bool {
	keys := r.Patterns.Keys()
	return slices.Contains(keys, lang) || slices.Contains(keys, base(lang)) || slices.Equal(keys, []string{"*"})
}

func base(tag string) string {
	b, _, _ := strings.Cut(tag, "-")
	return b
}

// finding makes the rule's finding for a place in the reply or subject.
func (r *rule) finding(in Input, side Side, at *[2]int) Finding {
	tag := messageLang(in.AgentLang)
	return Finding{
		Rule: r.ID, Severity: r.Severity, Where: []Where{{Side: side, Span: at}},
		Message: words(r.Message, tag), MessageLang: tag, Source: r.Source,
		Suggestion: cmp.Or(words(r.Suggestion, tag), words(r.Suggestion, "en")),
	}
}

// words is a sentence for the agent, "" when there is none in the language.
func words(in pack.Later, tag string) string {
	part, ok := in.Get(tag)
	var text string
	if ok && part.Into(&text) != nil {
		return ""
	}
	return text
}

// excused tells that somebody who may say so says the same words: a trusted source of
// what a rule wants supported, or the buyer of how they are called.
func (r *rule) excused(in Input, words string) bool {
	return r.Supported && supported(in, words) || r.Theirs && theirs(in, words)
}

// supported tells whether a trusted source says the same words. The ticket is not
// trusted: what the buyer demands is no promise of ours.
func supported(in Input, words string) bool {
	words = strings.ToLower(words)
	for _, s := range in.Sources {
		if s.Name != "ticket" && strings.Contains(strings.ToLower(s.Text), words) {
			return true
		}
	}
	return false
}

// theirs tells whether the buyer, the ticket or the order has the words.
func theirs(in Input, words string) bool {
	words = pattern.Fold(strings.TrimSpace(words))
	return strings.Contains(pattern.Fold(in.Buyer.Text), words) || slices.ContainsFunc(in.Sources, func(s Source) bool {
		return strings.Contains(pattern.Fold(s.Text), words)
	})
}

// compiles tells what is wrong with a rule's patterns.
func (r *rule) compiles() error {
	for _, lists := range []pack.Later{r.Patterns, r.Except, r.Then, r.Given, r.Noted, r.Backed} {
		for _, lang := range lists.Keys() {
			for _, source := range sources(lists, lang) {
				if err := pattern.Valid(source, r.Exact); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
