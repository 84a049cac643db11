package lang

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// normalised is a text made comparable: composed (NFC), full-width forms folded,
// every space plain, curly apostrophes straight, invisible characters gone. at maps
// each of its bytes, and its end, to the byte of the original it came from.
type normalised struct {
	text  string
	lower string // same length and borders as text
	at    []int
}

// normalise prepares text for comparing words.
func normalise(text string) normalised {
	b := normaliser{out: make([]byte, 0, len(text)+8), low: make([]byte, 0, len(text)+8), at: make([]int, 0, len(text)+9)}
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
	b.at = append(b.at, len(text))
	return normalised{string(b.out), string(b.low), b.at}
}

type normaliser struct {
	out, low []byte
	at       []int
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
	low := unicode.ToLower(r)
	if utf8.RuneLen(low) != utf8.RuneLen(r) { // İ: keep both texts aligned
		low = r
	}
	b.low = utf8.AppendRune(b.low, low)
	for range len(b.out) - was {
		b.at = append(b.at, from)
	}
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
