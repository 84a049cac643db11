package ticket

import (
	"slices"
	"strings"
	"unicode"
)

// written is a term as the file has it, without "^" and "~" in front.
type written struct {
	concept, text string
	strict        bool
	fold          func(string) []rune
}

type term struct {
	concept string
	parts   []part
	strict  bool // "^"
	third   rune // of the first part, 0 when it is shorter: most terms of a bucket differ here
}

type part struct {
	runes []rune
	open  bool // the word may go on
	next  bool // it is the next word after the part before it
}

// gap is how many runes ".." may stand for.
const gap = 32

// plain tells a letter that every fold leaves as it is.
func plain(b byte) bool { return 'a' <= b && b <= 'z' }

func atWordStart(runes []rune, i int) bool {
	if i == 0 || !wordRune(runes[i-1]) || !wordRune(runes[i]) {
		return true
	}
	return unspaced(runes[i-1]) || unspaced(runes[i])
}

// behindParticle tells that only Arabic particles written together with the next word
// stand before i in its word: و ف ب ل ك س ه ح and the article.
func behindParticle(runes []rune, i int) bool {
	for n := 0; n < 4 && i > 0; n++ {
		if !strings.ContainsRune("وفبلكسهحا", runes[i-1]) {
			return false
		}
		i--
		if runes[i] == 'ل' && i > 0 && runes[i-1] == 'ا' {
			i--
		} else if runes[i] == 'ا' {
			return false
		}
		if atWordStart(runes, i) {
			return true
		}
	}
	return false
}

func (w written) term() term {
	t := term{concept: w.concept, strict: w.strict}
	for p := range strings.SplitSeq(w.text, " .. ") {
		next := false
		for word := range strings.SplitAfterSeq(p, "~ ") {
			word = strings.TrimSuffix(word, " ")
			bare, open := strings.CutSuffix(word, "~")
			t.parts = append(t.parts, part{runes: w.fold(bare), open: open, next: next})
			next = true
		}
	}
	if first := t.parts[0].runes; len(first) > 2 {
		t.third = first[2]
	}
	return t
}

func (t *term) match(runes []rune, i, to int) (int, bool) {
	end, ok := t.parts[0].match(runes, i, to)
	for _, p := range t.parts[1:] {
		if !ok {
			return 0, false
		}
		ok = false
		if p.next {
			for end < to && wordRune(runes[end]) {
				end++
			}
			if end < to {
				end, ok = p.match(runes, end+1, to)
			}
			continue
		}
		for j := end + 1; j < min(to, end+gap); j++ {
			if runes[j] != p.runes[0] || !atWordStart(runes, j) {
				continue
			}
			if e, found := p.match(runes, j, to); found {
				end, ok = e, true
				break
			}
		}
	}
	return end, ok
}

func (p *part) match(runes []rune, i, to int) (int, bool) {
	end := i + len(p.runes)
	if end > to || !slices.Equal(p.runes, runes[i:end]) {
		return 0, false
	}
	if end < len(runes) && end < to && unicode.Is(unicode.Mn, runes[end]) {
		return end, false // a vowel or tone sign more is another syllable
	}
	if p.open || end == len(runes) || !wordRune(runes[end]) || !wordRune(runes[end-1]) {
		return end, true
	}
	return end, unspaced(runes[end]) || unspaced(runes[end-1])
}
