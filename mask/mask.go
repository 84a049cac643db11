// Package mask hides personal data in text before it leaves the machine and brings
// it back in what returns. It knows text only: the decorator that puts it in front
// of a model is in package draft. It is help, not a guarantee: what it recognises,
// and how often, is measured (see SECURITY.md).
package mask

import (
	"slices"
	"strings"
)

// Span is one piece of personal data.
type Span struct {
	Start, End int    // bytes of the text
	Type       string // EMAIL, PHONE, CREDIT_CARD, IBAN, NATIONAL_ID, IP_ADDRESS, PERSON, ADDRESS, SECRET …
	Tier       int    // 1: recognised by form and checksum; 2: by cue only
}

// Options say what to hide beyond the defaults.
type Options struct {
	Allow []string // values never hidden
	Deny  []string // values always hidden
	Names []string // of people known to be in the text: hidden wherever they are the name
}

// Find returns the personal data in text, in order, without overlap.
func Find(text string, o Options) []Span {
	s := newScan(text)
	s.deny(o.Deny)
	s.names(o.Names, o.Allow)
	s.emails()
	s.groups()
	s.internet()
	s.births()
	s.secrets()
	s.people()
	s.places()
	return settle(s.found, text, o.Allow)
}

// scan is one text being searched. Finders add what they see with a rank; where two
// see the same characters, the one with the higher rank is right.
type scan struct {
	*view
	cues  []cue
	words []word
	found []hit
}

type hit struct {
	Span
	rank int
}

// Ranks of finders, by how sure their form makes them.
const (
	rankGuess = iota
	rankCue
	rankForm
	rankChecked
	rankMarked
	rankDenied
)

func newScan(text string) *scan {
	v := newView(text)
	return &scan{view: v, cues: lexicon().find(v.text), words: split(v.text)}
}

// add notes a piece of the view.
func (s *scan) add(start, end int, kind string, tier, rank int) {
	from, to := s.span(start, end)
	s.found = append(s.found, hit{Span{from, to, kind, tier}, rank})
}

// deny notes every occurrence of values that must always be hidden.
func (s *scan) deny(values []string) {
	for _, value := range values {
		if strings.TrimSpace(value) == "" {
			continue
		}
		for from := 0; ; {
			i := strings.Index(s.orig[from:], value)
			if i < 0 {
				break
			}
			start := from + i
			s.found = append(s.found, hit{Span{start, start + len(value), "PRIVATE", 1}, rankDenied})
			from = start + len(value)
		}
	}
}

// settle drops what is allowed and what overlaps something surer or longer.
func settle(found []hit, text string, allow []string) []Span {
	slices.SortStableFunc(found, func(a, b hit) int {
		if a.rank != b.rank {
			return b.rank - a.rank
		}
		return (b.End - b.Start) - (a.End - a.Start)
	})
	if len(found) == 0 {
		return nil
	}
	var kept []Span
	taken := make([]bool, len(text))
	for _, h := range found {
		if h.Start >= h.End || slices.Contains(taken[h.Start:h.End], true) || h.rank < rankDenied && allowed(text[h.Start:h.End], allow) {
			continue
		}
		for i := h.Start; i < h.End; i++ {
			taken[i] = true
		}
		kept = append(kept, h.Span)
	}
	slices.SortFunc(kept, func(a, b Span) int { return a.Start - b.Start })
	return kept
}

func allowed(value string, allow []string) bool {
	return slices.ContainsFunc(allow, func(a string) bool { return strings.EqualFold(strings.TrimSpace(a), value) })
}
