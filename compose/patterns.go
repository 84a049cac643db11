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
	Harmless []string            `yaml:"harmless"` // what looks like a "not" and is none
	Limits   []string            `yaml:"limits"`   // the fact holds of a part, or of a case
	Future   []string            `yaml:"future"`   // it has not happened yet
	Refusals []string            `yaml:"refusals"` // no to the request, which a refusal says as well
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
	Or       []string            `yaml:"or"`       // a list goes on
	All      []string            `yaml:"all"`      // a list is taken together
	Arrived  []string            `yaml:"arrived"`  // the tracking says delivered, the buyer has nothing
	Joins    []string            `yaml:"joins"`    // words that join two clauses
	Order    []string            `yaml:"order"`    // before an order number
	Days     dayWords            `yaml:"days"`     // days named without a date
	Opens    map[string][]string `yaml:"opens"`    // by language: words a whole sentence begins with
}

// notePattern is one fact that notes tell.
type notePattern struct {
	ID      string   `yaml:"id"`
	Words   []string `yaml:"words"`
	Unless  []string `yaml:"unless"`  // beside these it is another fact: "customs" that somebody pays
	Adds    bool     `yaml:"adds"`    // may stand beside another fact in one clause
	Done    bool     `yaml:"done"`    // it has happened: a weekday named with it is gone by
	Needs   string   `yaml:"needs"`   // said only with this value
	Answers []string `yaml:"answers"` // asks that it answers
	Repeats []string `yaml:"repeats"` // asks whose refusal says it already
	Never   []string `yaml:"never"`   // decisions it takes back: "no refund" beside a refund
	Denies  string   `yaml:"denies"`  // the computed fact that may say otherwise, or one value of it: duties=DAP
}

var known = sync.OnceValue(func() patterns {
	var p patterns
	if err := pack.Decode(patternsFile, &p); err != nil {
		panic(err) // our own file; the first test shows it
	}
	return p
})

// says finds the longest word of the pattern that a part holds.
func (p notePattern) says(low string) string {
	longest := ""
	for _, w := range p.Words {
		if len(w) > len(longest) && hasAny(low, []string{w}) && !lasts(low, w) {
			longest = w
		}
	}
	if longest != "" && hasAny(low, p.Unless) {
		return ""
	}
	return longest
}

// lasts tells a length from an end: "the return period is over 30 days".
func lasts(low, word string) bool {
	_, after, _ := strings.Cut(low, word)
	after = strings.TrimPrefix(after, " ")
	return strings.HasSuffix(word, " over") && after != "" && isDigit(after[0])
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
