package value

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// scanner finds the values of one text in three steps: what must be kept letter by
// letter (protect), words and numerals (tokens), and values made of them (assemble).
type scanner struct {
	*folded
	lex     *lexicon
	tag     string
	decimal string  // the decimal sign of the locale
	kept    []Value // links and the like, in order
	toks    []token
	found   []Value
	taken   int // byte after the last value assembled
}

// token is a numeral, a word of the lexicon or a currency sign.
type token struct {
	start, end int // runes
	num        *numeral
	word       *word
	sign       string
	clitic     int // runes before start that belong to the word
}

// tokens fills toks.
func (s *scanner) tokens() {
	for i := 0; i < len(s.runes); {
		i = s.token(i)
	}
}

// token reads what begins at rune i and returns where to go on.
func (s *scanner) token(i int) int {
	r := s.runes[i]
	switch {
	case r == '3' && s.rune(i-1) == '<' && !s.digit(i+1): // a heart
		return i + 1
	case isDigit(r) || vulgar[r] != 0:
		return s.numeral(i)
	case r == ' ':
		return i + 1
	}
	if end := s.signBefore(i); end > 0 {
		return end
	}
	if isLetter(r) {
		return s.word(i)
	}
	if r == '%' || r == '٪' {
		s.toks = append(s.toks, token{start: i, end: i + 1, word: percentSign})
	}
	return i + 1
}

var percentSign = &word{text: []rune{'%'}, senses: []sense{{role: rolePercent}}} // read-only

// vulgar maps fraction characters to their value; read-only.
var vulgar = map[rune]float64{'½': .5, '¼': .25, '¾': .75, '⅓': 1. / 3, '⅔': 2. / 3, '⅛': .125, '⅜': .375, '⅝': .625, '⅞': .875, '⅕': .2}

// word reads a word, or an id that begins with a letter.
func (s *scanner) word(i int) int {
	if end := s.idEnd(i); end > 0 {
		s.addID(i, end)
		return end
	}
	if w := s.lex.look(s.runes, i); w != nil {
		end := i + len(w.text)
		if w.prefix && !unspaced(s.runes[i]) {
			end = s.wordEnd(end)
			if s.compound(i, end, 2) {
				return end
			}
		}
		if _, unit := w.sense(roleUnit); unit && (s.rune(end) == '2' || s.rune(end) == '3') && !s.digit(end+1) { // km2
			end++
		}
		s.toks = append(s.toks, token{start: i, end: end, word: w})
		return end
	}
	if unspaced(s.runes[i]) {
		return i + 1
	}
	end := s.wordEnd(i)
	if s.clitic(i, end) || s.compound(i, end, 1) || s.roman(i, end) {
		return end
	}
	return end
}

func (s *scanner) wordEnd(i int) int {
	for i < len(s.runes) && isLetter(s.runes[i]) && !unspaced(s.runes[i]) {
		i++
	}
	return i
}

// clitic reads a word behind particles that are written with it.
func (s *scanner) clitic(i, end int) bool {
	for _, c := range s.lex.clitics {
		start := i + len(c)
		if start >= end || !slices.Equal(s.runes[i:start], c) {
			continue
		}
		if w := s.lex.look(s.runes, start); w != nil {
			s.toks = append(s.toks, token{start: start, end: end, word: w, clitic: len(c)})
			return true
		}
	}
	return false
}

// compound reads number words written as one, of at least so many parts:
// fünfundzwanzig, huszonöt. With more letters behind them than an ending has
// (sataprosenttinen, fünfjährig) they stand for themselves.
func (s *scanner) compound(i, end, least int) bool {
	if !s.lex.Compound || end-i < 4 {
		return false
	}
	var parts []token
	at := i
	for at < end {
		w := s.longestInside(at, end)
		if w == nil {
			break
		}
		parts = append(parts, token{start: at, end: at + len(w.text), word: w})
		at += len(w.text)
	}
	const ending = 4
	if len(parts) < least || at < end && (at-i < 4 || parts[len(parts)-1].only(roleJoin)) {
		return false
	}
	if at < end && (len(parts) == 1 || end-at > ending) {
		s.toks = append(s.toks, token{start: i, end: end, word: &word{senses: []sense{{role: roleFraction, v: sumOf(parts)}}}})
		return true
	}
	parts[len(parts)-1].end = end
	s.toks = append(s.toks, parts...)
	return true
}

// only tells whether a token is a word of this one role.
func (t token) only(r role) bool { return len(t.word.senses) == 1 && t.word.senses[0].role == r }

// sumOf reads the parts of a compound.
func sumOf(parts []token) float64 {
	var stack []float64
	for _, p := range parts {
		if scale, ok := p.word.sense(roleScale); ok {
			stack = scaleUp(stack, scale.v)
		} else if number, ok := p.word.sense(roleNumber); ok {
			stack = append(stack, number.v)
		}
	}
	total := 0.
	for _, v := range stack {
		total += v
	}
	return total
}

func (s *scanner) longestInside(at, end int) *word {
	for _, w := range s.lex.first[s.runes[at]] {
		stop := at + len(w.text)
		if stop > end || !slices.Equal(s.runes[at:stop], w.text) {
			continue
		}
		for _, sense := range w.senses {
			if sense.role == roleNumber || sense.role == roleScale || sense.role == roleJoin && stop < end {
				return w
			}
		}
	}
	return nil
}

// roman reads XIX and the like, in capitals.
func (s *scanner) roman(i, end int) bool {
	total, last := 0., 0.
	digits := end
	for digits > i+1 && end-digits < 3 && !s.upper[digits-1] { // XIXe
		digits--
	}
	for k := digits - 1; k >= i; k-- {
		v := romanDigits[s.runes[k]]
		if v == 0 || !s.upper[k] {
			return false
		}
		if v < last {
			v = -v
		} else {
			last = v
		}
		total += v
	}
	if digits-i == 1 && digits < end || end-i == 1 && (s.lex.tag == "en" || total > 10) {
		return false
	}
	s.toks = append(s.toks, token{start: i, end: end, word: &word{senses: []sense{{role: roleFraction, v: total}}}}) // stands alone
	return true
}

// romanDigits is read-only; the Cyrillic and Greek letters look like the Latin ones.
var romanDigits = map[rune]float64{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100, 'm': 1000, 'х': 10, 'і': 1, 'ι': 1, 'χ': 10}

// signs are the currency signs and codes by first rune, longest first.
var signs = sync.OnceValue(func() map[rune][]string {
	out := map[rune][]string{}
	for sign := range currencies().Signs {
		r, _ := utf8.DecodeRuneInString(sign)
		out[r] = append(out[r], sign)
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b string) int {
			if len(a) != len(b) {
				return len(b) - len(a)
			}
			return strings.Compare(a, b)
		})
	}
	return out
})

// signAt returns the currency sign written at rune i, and its end.
func (s *scanner) signAt(i int) (string, int) {
	if i >= len(s.runes) || s.runes[i] == hidden {
		return "", 0
	}
	rest := s.text[s.at[i]:]
	first, _ := utf8.DecodeRuneInString(rest)
	for _, sign := range signs()[first] {
		if !strings.HasPrefix(rest, sign) {
			continue
		}
		end := i + utf8.RuneCountInString(sign)
		if s.runes[end-1] == hidden {
			continue
		}
		if isLetter(s.runes[i]) && s.letter(i-1) && joined(s.runes[i-1], s.runes[i]) {
			continue
		}
		if last, _ := utf8.DecodeLastRuneInString(sign); unicode.IsLetter(last) && !s.lex.Glued && s.letter(end) && joined(s.runes[end-1], s.runes[end]) {
			continue
		}
		return sign, end
	}
	return "", 0
}

// signBefore reads a currency sign that stands before a number.
func (s *scanner) signBefore(i int) int {
	sign, end := s.signAt(i)
	if sign == "" {
		return 0
	}
	at := end
	if isGap(s.rune(at)) {
		at++
	}
	if s.rune(at) == '-' {
		at++
	}
	if !s.digit(at) && !(s.rune(at) == '.' && s.digit(at+1)) {
		return 0
	}
	s.toks = append(s.toks, token{start: i, end: end, sign: sign})
	return end
}

// isGap tells the spaces that may stand inside a value.
func isGap(r rune) bool { return r == ' ' || r == 0xa0 || r == 0x202f || r == 0x2009 }
