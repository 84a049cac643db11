package lang

import (
	"github.com/parlance-cli/parlance/say"
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
	r := &finalRules{pieces: pieces, finals: map[string]kind{}, trailing: wordList(f.Trailing)}
	longestFirst(r.trailing, func(s string) string { return s })
	for _, l := range f.Finals {
		k, ok := kinds[l.Kind]
		if !ok {
			return nil, say.Errorf("finals of unknown kind %q", l.Kind)
		}
		r.add(l, k)
	}
	return r, nil
}

func (r *finalRules) add(l finalsFile, k kind) {
	stems := wordList(l.Stems)
	if len(stems) == 0 {
		stems = []string{""}
	}
	for _, s := range stems {
		for _, e := range wordList(l.Endings) {
			r.finals[s+e] = k
			r.longest = max(r.longest, len(s+e))
		}
	}
}

func (r *finalRules) judge(n normalised) Verdict {
	n.lower = unquoted(n.lower)
	var signs []sign
	for _, s := range finalSentences(n.lower) {
		inside := r.pieces.signs(n, s.Start, s.End)
		signs = append(signs, inside...)
		if f, ok := r.final(n, s); ok && !(listed(n.lower[s.Start:s.End]) && f.kind == weakInformal) {
			signs = withFinal(signs, f)
		}
	}
	sort.SliceStable(signs, func(i, j int) bool { return signs[i].Start < signs[j].Start })
	return verdict(signs)
}

// listed tells whether a line is an item of a list, which is plain in any manner.
func listed(line string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(line))
	return strings.ContainsRune("・•●○■□◆◇▪-*→※①②③④⑤⑥⑦⑧⑨⑩【［[", r)
}

// withFinal adds a sentence's ending, unless a piece at its place says as much; it
// takes the place of weaker ones.
func withFinal(signs []sign, final sign) []sign {
	kept := make([]sign, 0, len(signs)+1)
	for _, s := range signs {
		overlaps := s.Start < final.End && final.Start < s.End
		if overlaps && (s.kind < weakFormal || final.kind >= weakFormal) {
			return signs
		}
		if !overlaps {
			kept = append(kept, s)
		}
	}
	return append(kept, final)
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
			return sign{Span{n.origin(at), n.origin(s.Start + len(text))}, k}, true
		}
	}
	return sign{}, false
}

// quotes are opening and closing marks of what somebody else said.
var quotes = [][2]string{{"「", "」"}, {"『", "』"}, {"“", "”"}, {"《", "》"}}

// unquoted blanks what stands in quotation marks, unless everything does. The length
// stays.
func unquoted(text string) string {
	var b strings.Builder
	rest := text
	for rest != "" {
		at, closing := len(rest), ""
		for _, q := range quotes {
			if i := strings.Index(rest, q[0]); i >= 0 && i < at {
				at, closing = i+len(q[0]), q[1]
			}
		}
		end := -1
		if closing != "" {
			end = strings.Index(rest[at:], closing)
		}
		if end < 0 || strings.Contains(rest[at:at+end], "\n") {
			b.WriteString(rest[:at])
			rest = rest[at:]
			continue
		}
		b.WriteString(rest[:at])
		b.WriteString(strings.Repeat(" ", end))
		rest = rest[at+end:]
	}
	if out := b.String(); strings.IndexFunc(out, unicode.IsLetter) >= 0 {
		return out
	}
	return text
}

// finalSentences cuts after stops and line ends.
func finalSentences(text string) []Span {
	var spans []Span
	start := 0
	for i, c := range text {
		switch c {
		case '。', '!', '?', '\n', '\r', '…', '｡', '.', '♪', '~', '〜':
			end := i + utf8.RuneLen(c)
			spans, start = append(spans, Span{start, end}), end
		}
	}
	return append(spans, Span{start, len(text)})
}
