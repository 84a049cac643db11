package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// normalised is a text made comparable: composed (NFC), full-width forms folded,
// every space plain, curly apostrophes straight, invisible characters gone.
type normalised struct {
	text  string
	lower string  // same length and borders as text
	at    []int32 // the byte of the original of each byte and the end; nil when text is the original
}

// origin is the byte of the original that byte i, or the end, came from.
func (n normalised) origin(i int) int {
	if n.at == nil {
		return i
	}
	return int(n.at[i])
}

// normalise prepares text for comparing words.
func normalise(text string) normalised {
	if isNormal(text) {
		return normalised{text: text, lower: strings.Map(lowerRune, text)}
	}
	b := normaliser{out: make([]byte, 0, len(text)+8), low: make([]byte, 0, len(text)+8), at: make([]int32, 0, len(text)+9)}
	if norm.NFC.IsNormalString(text) {
		b.runes(text, 0)
	} else {
		var it norm.Iter
		it.InitString(norm.NFC, text)
		for !it.Done() {
			from := it.Pos()
			for _, r := range string(it.Next()) {
				b.put(r, from)
			}
		}
	}
	b.at = append(b.at, int32(len(text)))
	return normalised{string(b.out), string(b.low), b.at}
}

// isNormal tells a text that normalise would leave as it is.
func isNormal(text string) bool {
	return utf8.ValidString(text) && norm.NFC.IsNormalString(text) && !strings.ContainsFunc(text, func(r rune) bool { return foldRune(r) != r })
}

type normaliser struct {
	out, low []byte
	at       []int32
}

func (b *normaliser) runes(text string, from int) {
	for i, r := range text {
		b.put(r, from+i)
	}
}

func (b *normaliser) put(r rune, from int) {
	if r = foldRune(r); r == 0 {
		return
	}
	was := len(b.out)
	b.out = utf8.AppendRune(b.out, r)
	b.low = utf8.AppendRune(b.low, lowerRune(r))
	for range len(b.out) - was {
		b.at = append(b.at, int32(from))
	}
}

// lowerRune is a letter in lower case, unless that takes another number of bytes: İ.
func lowerRune(r rune) rune {
	if low := toLower(r); utf8.RuneLen(low) == utf8.RuneLen(r) {
		return low
	}
	return r
}

// toLower is unicode.ToLower, which looks long for letters that have no case.
func toLower(r rune) rune {
	if r >= 0x2E80 && r < 0xA620 || r >= 0xAC00 && r <= 0xD7A3 {
		return r
	}
	return unicode.ToLower(r)
}

// foldRune is the plain form of a character; 0 drops it.
func foldRune(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case r >= 0xFF01 && r <= 0xFF5E: // full width
		return r - 0xFEE0
	}
	switch r {
	case '\u00A0', '\u2000', '\u2001', '\u2002', '\u2003', '\u2004', '\u2005', '\u2006', '\u2007', '\u2008', '\u2009', '\u200A', '\u202F', '\u205F', '\u3000':
		return ' '
	case '\u2019', '\u2018', '\u02BC', '\u00B4', '\u0060':
		return '\''
	case '\u2010', '\u2011', '\u00AD':
		if r == '\u00AD' {
			return 0
		}
		return '-'
	case '\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\u2060', '\uFEFF', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069', '\uFE0E', '\uFE0F':
		return 0
	}
	return r
}
