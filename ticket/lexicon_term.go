package ticket

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// written is a term as the file has it, without "^" and "~" in front.
type written struct {
	concept, text string
	strict        bool // "^"
}

type term struct {
	concept string
	parts   []part
	strict  bool
}

type part struct {
	runes []rune
	open  bool // the word may go on
	next  bool // it is the next word after the part before it
}

// between stands between the parts of a term.
const between = " .. "

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

// begins is the first runes of a term.
func (w written) begins(fold func(rune) [2]rune) beginning {
	if t := w.text; len(t) > 2 && plain(t[0]) && (plain(t[1]) || t[1] == ' ') && (plain(t[2]) || t[2] == ' ' && !strings.HasPrefix(t[2:], between)) { // by far the most
		return beginsWith(rune(t[0]), rune(t[1]), rune(t[2]))
	}
	var runes [3]rune
	n := 0
	for r := range w.runes(fold) {
		runes[n] = r
		if n++; n == len(runes) {
			break
		}
	}
	return beginsWith(runes[0], runes[1], runes[2])
}

// rune is the nth rune of the first part of a term, 0 behind its end.
func (w written) rune(n int, fold func(rune) [2]rune) rune {
	for r := range w.runes(fold) {
		if n == 0 {
			return r
		}
		n--
	}
	return 0
}

// runes are the folded runes of the first part of a term.
func (w written) runes(fold func(rune) [2]rune) iter.Seq[rune] {
	return func(yield func(rune) bool) {
		for i, r := range w.text {
			if r == '~' || r == ' ' && strings.HasPrefix(w.text[i:], between) {
				return
			}
			folded := [2]rune{r}
			if r >= utf8.RuneSelf || !plain(byte(r)) {
				folded = fold(r)
			}
			for _, x := range folded {
				if x != 0 && !yield(x) {
					return
				}
			}
		}
	}
}

func (w written) term(fold func(rune) [2]rune) *term {
	t := &term{concept: w.concept, strict: w.strict}
	for p := range strings.SplitSeq(w.text, between) {
		next := false
		for word := range strings.SplitAfterSeq(p, "~ ") {
			word = strings.TrimSuffix(word, " ")
			bare, open := strings.CutSuffix(word, "~")
			t.parts = append(t.parts, part{runes: foldString(bare, fold), open: open, next: next})
			next = true
		}
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
	if end < len(runes) && end < to && runes[end] >= 0x300 && unicode.Is(unicode.Mn, runes[end]) {
		return end, false // a vowel or tone sign more is another syllable
	}
	if p.open || end == len(runes) || !wordRune(runes[end]) || !wordRune(runes[end-1]) {
		return end, true
	}
	return end, unspaced(runes[end]) || unspaced(runes[end-1])
}
