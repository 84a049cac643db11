package kb

import (
	"context"
	"strings"

	"github.com/parlance-cli/parlance/value"
)

// Found is what a search found, and which snippets answer which text.
type Found struct {
	Snippets []Snippet
	Answers  [][]string // for each text of the query, ids of Snippets, best first; none: no source
}

// Find is Search that also tells which ask each snippet answers.
func (b *Base) Find(ctx context.Context, q Query) (Found, error) {
	snippets, lists, err := b.find(ctx, q)
	f := Found{Snippets: snippets, Answers: make([][]string, len(q.Texts))}
	for i, hits := range lists {
		for _, h := range hits {
			for _, s := range snippets {
				if s.ID == b.id(h.chunk) {
					f.Answers[i] = append(f.Answers[i], s.ID)
				}
			}
		}
	}
	return f, err
}

// leastShared is how much of a sentence's information a snippet must hold when they
// share no value, within a language and across.
const (
	leastShared = 0.25
	leastAcross = 0.2
)

// Supports tells whether a sentence in language tag may rest on a snippet: they share
// a number, date, amount or link, or enough of their words or ideas.
func Supports(sentence, tag string, s Snippet) bool {
	have := map[string]bool{}
	for _, v := range value.Find(s.Text, s.Language) {
		have[v.Key] = true
	}
	for _, v := range value.Find(sentence, tag) {
		if have[v.Key] {
			return true
		}
	}
	terms := map[term]bool{}
	everyTerm(s.Title+"\n"+s.Text, s.Language, func(f field, t term, common bool) {
		if !common && f != grams {
			terms[t] = true
		}
	})
	var all, shared float64
	seen := map[term]bool{}
	everyTerm(sentence, tag, func(f field, t term, common bool) {
		if common || seen[t] || f == grams || f == sounds {
			return
		}
		seen[t] = true
		all++
		if terms[t] {
			shared++
		}
	})
	least := leastShared
	if base(tag) != base(s.Language) {
		least = leastAcross
	}
	return all > 0 && shared/all >= least
}

func base(tag string) string {
	head, _, _ := strings.Cut(tag, "-")
	return head
}
