package lang

import (
	"strings"
	"unicode/utf8"
)

// characterRules judge languages written without spaces, by pieces of text. The
// longest piece at a place wins.
type characterRules struct {
	starts map[rune][]piece
}

type piece struct {
	text string
	kind kind
}

func newCharacterRules(f registerFile) (*characterRules, error) {
	r := &characterRules{starts: map[rune][]piece{}}
	f.each(func(s signFile, k kind) {
		for _, w := range wordList(s.Words) {
			first, _ := utf8.DecodeRuneInString(w)
			r.starts[first] = append(r.starts[first], piece{w, k})
		}
	})
	for first := range r.starts {
		longestFirst(r.starts[first], func(p piece) string { return p.text })
	}
	return r, nil
}

func (r *characterRules) judge(n normalised) Verdict { return verdict(r.signs(n, 0, len(n.lower))) }

// signs finds the pieces in n.lower[from:to].
func (r *characterRules) signs(n normalised, from, to int) []sign {
	var signs []sign
	for i := from; i < to; {
		c, size := utf8.DecodeRuneInString(n.lower[i:to])
		for _, p := range r.starts[c] {
			if strings.HasPrefix(n.lower[i:to], p.text) {
				size = len(p.text)
				if p.kind != shield {
					signs = append(signs, sign{Span{n.origin(i), n.origin(i + size)}, p.kind})
				}
				break
			}
		}
		i += size
	}
	return signs
}
