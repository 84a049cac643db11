package compose

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/pack"
)

//go:embed patterns.yaml
var patternsFile []byte

// patterns are the words by which a note's meaning is known, in the languages agents
// write. Each id has a phrase note.ID in every language.
type patterns struct {
	Notes    []notePattern       `yaml:"notes"`
	Needs    map[string][]string `yaml:"needs"`    // words that ask the buyer for something
	Not      []string            `yaml:"not"`      // the clause may mean its opposite
	Unsure   []string            `yaml:"unsure"`   // the clause may not be so
	Internal []string            `yaml:"internal"` // talk among colleagues
	Elapsed  []string            `yaml:"elapsed"`  // a time gone by
	Ahead    []string            `yaml:"ahead"`    // a time to come
	Grants   []string            `yaml:"grants"`   // words of giving
	Salam    []string            `yaml:"salam"`    // a greeting that wants its own answer
	Away     []string            `yaml:"away"`     // names of places off a marketplace
	Cannot   []string            `yaml:"cannot"`   // a rule that denies something
	Requests []string            `yaml:"requests"` // a sentence that asks its reader for something
	Billing  []string            `yaml:"billing"`  // whom an invoice is made out to
	Today    []string            `yaml:"today"`    // a deadline that is no date
	HowBack  []string            `yaml:"howback"`  // where goods are sent back to, and who pays
	Unpaid   []string            `yaml:"unpaid"`   // the money has not come
	Joins    []string            `yaml:"joins"`    // words that join two clauses
	Undone   besides             `yaml:"undone"`   // right beside a word: it is not so
	Days     dayWords            `yaml:"days"`     // days named without a date
	Opens    map[string][]string `yaml:"opens"`    // by language: words a whole sentence begins with
}

type besides struct {
	Before []string `yaml:"before"`
	After  []string `yaml:"after"`
}

// notePattern is one fact that notes tell.
type notePattern struct {
	ID      string   `yaml:"id"`
	Words   []string `yaml:"words"`
	Not     bool     `yaml:"not"`     // a "not" beside it denies the request, not the fact: "no return, hygiene"
	Adds    bool     `yaml:"adds"`    // may stand beside another fact in one clause
	Done    bool     `yaml:"done"`    // it has happened: a weekday named with it is gone by
	Needs   string   `yaml:"needs"`   // said only with this value
	Repeats []string `yaml:"repeats"` // asks whose refusal says it already
	Denies  string   `yaml:"denies"`  // the computed fact that may say otherwise
}

var known = sync.OnceValue(func() patterns {
	var p patterns
	if err := pack.Decode(patternsFile, &p); err != nil {
		panic(err) // our own file; the first test shows it
	}
	return p
})

// says finds the longest word of the pattern that a part holds with no "not" beside it.
func (p notePattern) says(low string, not []string) string {
	longest := ""
	for _, w := range p.Words {
		if len(w) <= len(longest) || !hasAny(low, []string{w}) || undone(low, w) {
			continue
		}
		if p.Not || !hasAny(strings.Replace(low, w, "·", 1), not) {
			longest = w
		}
	}
	return longest
}

// undone tells whether the words right beside a word say that it is not so: 未超过, 過ぎていません.
func undone(low, word string) bool {
	before, after, _ := strings.Cut(low, word)
	if after = strings.TrimPrefix(after, " "); strings.HasSuffix(word, " over") && after != "" && isDigit(after[0]) {
		return true // "the return period is over 30 days"
	}
	return slices.ContainsFunc(known().Undone.Before, func(w string) bool { return strings.HasSuffix(before, w) }) ||
		slices.ContainsFunc(known().Undone.After, func(w string) bool { return strings.HasPrefix(after, w) })
}

// hasAny looks for words; one of Latin letters only where a word begins.
func hasAny(low string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		for from := 0; ; {
			at := strings.Index(low[from:], w)
			if at < 0 {
				return false
			}
			at += from
			if w[0] > 0x7f || w[0] == '\'' || at == 0 || !letterBefore(low[:at]) {
				return true
			}
			from = at + 1
		}
	})
}
