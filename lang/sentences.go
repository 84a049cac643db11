package lang

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed abbreviations.txt
var abbreviationsTXT string

// abbreviations are sets of words by language; "*" is for all.
var abbreviations = sync.OnceValue(func() map[string]map[string]bool {
	table := make(map[string]map[string]bool, 32)
	for line := range strings.Lines(abbreviationsTXT) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		set := make(map[string]bool, len(words))
		for _, w := range words[1:] {
			set[w] = true
		}
		table[words[0]] = set
	}
	return table
})

// Sentences splits text into sentences and lines, in order, without overlap. Spans
// are bytes, on rune borders, without the white space around. tag may be "".
func Sentences(text, tag string) []Span {
	s := splitter{text: text, base: parse(tag).base}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		switch {
		case isLineEnd(r):
			s.cut(i-n, i)
		case isFullStop(r):
			end := s.closers(i)
			if s.ends(r, i-n, i, end) {
				s.cut(end, end)
			}
			i = end
		}
	}
	s.cut(len(text), len(text))
	return s.spans
}

func isLineEnd(r rune) bool {
	return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f'
}

func isFullStop(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '．', '｡', '؟', '۔', '।', '॥', '‼', '⁇', '⁈', '⁉':
		return true
	}
	return false
}

// splitter cuts a text into spans, from start on.
type splitter struct {
	text, base string
	start      int
	spans      []Span
}

// cut ends the current sentence before end; the next begins at next.
func (s *splitter) cut(end, next int) {
	piece := s.text[s.start:end]
	left := len(piece) - len(strings.TrimLeftFunc(piece, unicode.IsSpace))
	if trimmed := strings.TrimSpace(piece); trimmed != "" {
		s.spans = append(s.spans, Span{s.start + left, s.start + left + len(trimmed)})
	}
	s.start = next
}

// closers is where the run of stops, closing brackets and quotes that starts at i ends.
func (s *splitter) closers(i int) int {
	for i < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		if !isFullStop(r) && !strings.ContainsRune(`)]}"'”’»›」』）】〉》］`, r) {
			break
		}
		i += n
	}
	return i
}

// ends tells whether the stop r at text[at:after], whose closers reach to end, ends a
// sentence.
func (s *splitter) ends(r rune, at, after, end int) bool {
	next, n := utf8.DecodeRuneInString(s.text[end:])
	if n == 0 {
		return true
	}
	if strings.ContainsRune("。！？｡", r) || s.isCJK(next) && r != '.' && r != '…' {
		// 「…。」と言った goes on after the bracket.
		return end == after || !strings.ContainsRune("とっのがはをにで", next)
	}
	if !unicode.IsSpace(next) {
		return r == '।' || r == '॥' || r == '؟' || r == '۔'
	}
	rest := strings.TrimLeftFunc(s.text[end:], func(r rune) bool { return unicode.IsSpace(r) && !isLineEnd(r) })
	next, _ = utf8.DecodeRuneInString(rest)
	if r == '.' && end == after {
		return !unicode.IsLower(next) && !s.abbreviated(at, rest)
	}
	if r == '…' || r == '.' {
		return !unicode.IsLower(next)
	}
	return true
}

func (s *splitter) isCJK(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// abbreviated tells whether the word before the full stop at at is an abbreviation,
// an initial, or a number that counts (German 3. März, 1. Ihre Rechnung at a line's
// start).
func (s *splitter) abbreviated(at int, rest string) bool {
	word := s.text[s.start:at]
	if i := strings.LastIndexFunc(word, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(\"„«“'", r) }); i >= 0 {
		_, n := utf8.DecodeRuneInString(word[i:])
		word = word[i+n:]
	}
	if next, _ := utf8.DecodeRuneInString(rest); word == "" || isLineEnd(next) {
		return false
	}
	if strings.TrimLeft(word, "0123456789") == "" {
		return len(word) <= 2 && (counts(rest) || strings.TrimSpace(s.text[s.start:at]) == word)
	}
	lower := strings.ToLower(word)
	table := abbreviations()
	if table["*"][lower] || table[s.base][lower] {
		return true
	}
	r, n := utf8.DecodeRuneInString(word)
	return n == len(word) && unicode.IsUpper(r) // J. Smith
}

// counts tells whether the text goes on with a word that German counts: ordinal
// numbers take a full stop, and nouns a capital.
func counts(rest string) bool {
	word, _, _ := strings.Cut(rest, " ")
	switch strings.TrimRight(word, ".,;:!?") {
	case "Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
		"Dezember", "Jan", "Feb", "Apr", "Aug", "Sept", "Okt", "Nov", "Dez", "Mahnung", "Anfrage", "Versuch", "Mal", "Etage",
		"Stock", "Klasse", "Paket", "Lieferung", "Nachricht", "Rate", "Advent", "Woche", "Quartal":
		return true
	}
	return false
}
