package lang

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// finalRules judge languages that show formality at the end of a sentence, and by
// some pieces anywhere in it.
type finalRules struct {
	pieces   *characterRules
	finals   map[string]kind
	longest  int
	trailing []string
}

func newFinalRules(f registerFile) (*finalRules, error) {
	pieces, err := newCharacterRules(f)
	if err != nil {
		return nil, err
	}
	r := &finalRules{pieces: pieces, finals: map[string]kind{}, trailing: strings.Fields(f.Trailing)}
	longestFirst(r.trailing, func(s string) string { return s })
	for _, l := range f.Finals {
		k, ok := kinds[l.Kind]
		if !ok {
			return nil, fmt.Errorf("finals of unknown kind %q", l.Kind)
		}
		for _, e := range strings.Fields(l.Endings) {
			r.finals[e] = k
			r.longest = max(r.longest, len(e))
		}
	}
	return r, nil
}

func (r *finalRules) judge(n normalised) Verdict {
	var signs []sign
	for _, s := range finalSentences(n.lower) {
		inside := r.pieces.signs(n, s.Start, s.End)
		signs = append(signs, inside...)
		if f, ok := r.final(n, s); ok && !covered(inside, f.Span) {
			signs = append(signs, f)
		}
	}
	sort.SliceStable(signs, func(i, j int) bool { return signs[i].Start < signs[j].Start })
	return verdict(signs)
}

// covered tells whether one of signs already speaks for the place of s.
func covered(signs []sign, s Span) bool {
	for _, o := range signs {
		if o.Start < s.End && s.Start < o.End {
			return true
		}
	}
	return false
}

// final is what the end of the sentence shows.
func (r *finalRules) final(n normalised, s Span) (sign, bool) {
	text := n.lower[s.Start:s.End]
	for again := true; again; {
		text = strings.TrimRightFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsMark(c) })
		again = false
		for _, t := range r.trailing {
			if cut, ok := strings.CutSuffix(text, t); ok && cut != "" {
				text, again = cut, true
				break
			}
		}
	}
	for cut := max(0, len(text)-r.longest); cut < len(text); cut++ {
		if !utf8.RuneStart(text[cut]) {
			continue
		}
		if k, ok := r.finals[text[cut:]]; ok {
			if k == shield {
				return sign{}, false
			}
			at := s.Start + cut
			return sign{Span{n.at[at], n.at[s.Start+len(text)]}, k}, true
		}
	}
	return sign{}, false
}

// finalSentences cuts at stops and line ends; what stands in corner brackets is
// quoted and left out of the end of its sentence.
func finalSentences(text string) []Span {
	var spans []Span
	start, depth := 0, 0
	for i, c := range text {
		switch c {
		case '「', '『', '“':
			depth++
		case '」', '』', '”':
			depth = max(0, depth-1)
		case '。', '!', '?', '\n', '\r', '…', '｡', '.', '♪', '~', '〜':
			if depth == 0 || c == '\n' {
				spans, start, depth = append(spans, Span{start, i}), i+utf8.RuneLen(c), 0
			}
		}
	}
	return append(spans, Span{start, len(text)})
}
