package batch

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/lang"
)

// repeated is a sentence that many drafts share although their tickets have nothing in
// common: rule template/batch, for the report only.
type repeated struct {
	Sentence string
	IDs      int
}

const (
	longSentence = 40 // columns: shorter ones are greetings and closings
	oftenShare   = 20 // one in so many drafts
	mostTracked  = 100_000
)

// repeats counts sentences of drafts that a model wrote. Of a sentence seen once only its
// hash is kept.
type repeats struct {
	seed  maphash.Seed
	first map[uint64]string // the id of the first draft that has it
	again map[uint64]*sentence
	total int
}

type sentence struct {
	text string
	ids  []string
}

func newRepeats() *repeats {
	return &repeats{seed: maphash.MakeSeed(), first: map[uint64]string{}, again: map[uint64]*sentence{}}
}

func (r *repeats) add(id string, c *draft.Candidate) {
	if c.Engine != "endpoint" {
		return // the composer's sentences are meant to repeat
	}
	r.total++
	for _, span := range lang.Sentences(c.Reply.Text, c.Reply.Language) {
		text := strings.TrimSpace(c.Reply.Text[span.Start:span.End])
		if columns(text) < longSentence {
			continue
		}
		key := maphash.String(r.seed, text)
		switch s, first := r.again[key], r.first[key]; {
		case s != nil:
			s.ids = append(s.ids, id)
		case first != "":
			r.again[key] = &sentence{text, []string{first, id}}
		case len(r.first) < mostTracked:
			r.first[key] = id
		}
	}
}

// columns is how wide a text is: an ideograph says about as much as two letters.
func columns(text string) int {
	n := 0
	for _, c := range text {
		n++
		if c >= 0x1100 {
			n++
		}
	}
	return n
}

// outside are the sentences that repeat beyond the incidents, where shared wording is
// expected.
func (r *repeats) outside(incidents []Incident) []repeated {
	group := map[string]string{}
	for _, i := range incidents {
		for _, id := range i.IDs {
			group[id] = i.Name
		}
	}
	var found []repeated
	for _, s := range r.again {
		groups := map[string]bool{}
		for _, id := range s.ids {
			groups[cmp.Or(group[id], id)] = true
		}
		if len(groups) >= fewest && len(groups)*oftenShare >= r.total {
			found = append(found, repeated{s.text, len(s.ids)})
		}
	}
	slices.SortFunc(found, func(a, b repeated) int {
		return cmp.Or(cmp.Compare(b.IDs, a.IDs), strings.Compare(a.Sentence, b.Sentence))
	})
	return found[:min(len(found), 20)]
}
