package ticket

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded is a text as the lexicons see it: lower case, accents and width folded, so
// that "GELÄNDE", "gelande" and "ｇｅｌände" are one word. at[i] is the code point of
// the original that runes[i] came from, and bytes[i] its byte; both have one more
// entry, the length.
type folded struct {
	runes     []rune
	at, bytes []int
}

// fold folds s. Every rune of the result knows where it came from.
func fold(s string) folded { return foldWith(s, foldRune) }

// foldExact folds case only.
func foldExact(s string) folded { return foldWith(s, foldCase) }

func foldCase(r rune) [2]rune { return [2]rune{unicode.ToLower(r)} }

// accented tells a text with letters beyond ASCII.
func accented(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0xC0 && r < 0x2000 })
}

func foldWith(s string, foldRune func(rune) [2]rune) folded {
	n := utf8.RuneCountInString(s)
	f := folded{runes: make([]rune, 0, n), at: make([]int, 0, n+1)}
	if n == len(s) {
		return f.narrow(s, foldRune)
	}
	f.bytes = make([]int, 0, n+1)
	i := 0
	for b, r := range s {
		for _, x := range foldRune(r) {
			if x != 0 {
				f.runes, f.at, f.bytes = append(f.runes, x), append(f.at, i), append(f.bytes, b)
			}
		}
		i++
	}
	f.at, f.bytes = append(f.at, i), append(f.bytes, len(s))
	return f
}

// narrow folds a text all of whose runes are one byte, so that at is bytes.
func (f folded) narrow(s string, foldRune func(rune) [2]rune) folded {
	for i, r := range s {
		if r = foldRune(r)[0]; r != 0 {
			f.runes, f.at = append(f.runes, r), append(f.at, i)
		}
	}
	f.at = append(f.at, len(s))
	f.bytes = f.at
	return f
}

// foldString is fold for the terms of a lexicon, or foldExact.
func foldString(s string, foldRune func(rune) [2]rune) []rune {
	runes := make([]rune, 0, len(s))
	for _, r := range s {
		if 'a' <= r && r <= 'z' {
			runes = append(runes, r)
			continue
		}
		for _, x := range foldRune(r) {
			if x != 0 {
				runes = append(runes, x)
			}
		}
	}
	return runes
}

// foldRune gives the one or two runes that stand for r; 0 is nothing.
func foldRune(r rune) [2]rune {
	switch {
	case r < 0x80:
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return [2]rune{r}
	case r >= 0xFF01 && r <= 0xFF5E: // full-width ASCII
		return foldRune(r - 0xFEE0)
	case r < 0x0530 || r >= 0x1E00 && r <= 0x1FFF: // Latin, Greek, Cyrillic
		return foldAlphabet(r)
	case r >= 0x0590 && r <= 0x06FF:
		return [2]rune{foldSemitic(r)}
	}
	return foldOther(r)
}

func foldAlphabet(r rune) [2]rune {
	r = unicode.ToLower(r)
	switch r {
	case 'ß':
		return [2]rune{'s', 's'}
	case 'æ':
		return [2]rune{'a', 'e'}
	case 'œ':
		return [2]rune{'o', 'e'}
	case 'ø':
		return [2]rune{'o'}
	case 'ı':
		return [2]rune{'i'}
	case 'ł':
		return [2]rune{'l'}
	case 'đ':
		return [2]rune{'d'}
	case 'й', 'ї': // letters of their own
		return [2]rune{r}
	case 'ς':
		return [2]rune{'σ'}
	case 0xA0:
		return [2]rune{' '}
	}
	if unicode.Is(unicode.Mn, r) {
		return [2]rune{}
	}
	var buf [utf8.UTFMax]byte
	d := norm.NFD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
	if len(d) == 0 {
		return [2]rune{r}
	}
	base, _ := utf8.DecodeRune(d)
	if base >= 0x80 && base != r { // two accents: ế, ự
		return foldAlphabet(base)
	}
	return [2]rune{unicode.ToLower(base)}
}

// foldSemitic folds the spellings of Arabic and drops vowel signs.
func foldSemitic(r rune) rune {
	switch {
	case r == 'أ' || r == 'إ' || r == 'آ' || r == 'ٱ':
		return 'ا'
	case r == 'ى':
		return 'ي'
	case r == 'ة':
		return 'ه'
	case r == 'ـ' || unicode.Is(unicode.Mn, r):
		return 0
	case r >= '٠' && r <= '٩':
		return '0' + r - '٠'
	}
	return r
}

func foldOther(r rune) [2]rune {
	switch r {
	case '’', '‘', 'ʼ', '`':
		return [2]rune{'\''}
	case '“', '”', '„':
		return [2]rune{'"'}
	case '\u3000', '\u202f', '\u2009':
		return [2]rune{' '}
	case '\u200b', '\u200c', '\u200d', '\ufeff', '\u00ad', '\u200e', '\u200f':
		return [2]rune{}
	}
	if r >= firstHan && r <= lastHan {
		if simple := simplified()[r-firstHan]; simple != 0 {
			return [2]rune{rune(simple)}
		}
	}
	return [2]rune{r}
}

//go:embed signals/han.txt
var hanPairs string

// The block of common Chinese characters.
const firstHan, lastHan = 0x4E00, 0x9FFF

// simplified is what characters are compared as, from the first on, so that one lexicon
// reads traditional and simplified ones; 0 for those compared as they are.
var simplified = sync.OnceValue(func() *[lastHan - firstHan + 1]uint16 {
	var table [lastHan - firstHan + 1]uint16
	for line := range strings.Lines(hanPairs) {
		pair := []rune(strings.TrimSpace(line))
		if len(pair) == 2 {
			table[pair[0]-firstHan] = uint16(pair[1])
		}
	}
	return &table
})

// unspaced tells runes of scripts that write words without spaces around them, or
// glue particles to them: a term may begin and end anywhere among these.
func unspaced(r rune) bool {
	switch {
	case r < 0x0E00:
		return false
	case r < 0x0E80: // Thai
		return true
	case r < 0x3040:
		return false
	}
	return r <= 0x30FF || r >= 0x3400 && r <= 0x9FFF || r >= 0xAC00 && r <= 0xD7A3 || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000
}

// wordRune tells letters, digits and signs that belong to a word.
func wordRune(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '_'
	}
	return isLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// caseless tells runes of eastern scripts, none of which is a capital, a small letter or
// a digit.
func caseless(r rune) bool { return r >= 0x2E80 && r < 0xA620 || r >= 0xAC00 && r <= 0xD7A3 }

// isLetter is unicode.IsLetter, which looks long for the letters of most scripts.
func isLetter(r rune) bool {
	switch {
	case r < 0x80:
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	case r >= 0x4E00 && r <= 0x9FFF, r >= 0x3041 && r <= 0x3096, r >= 0x30A1 && r <= 0x30FA, r >= 0xAC00 && r <= 0xD7A3,
		r >= 0x0400 && r <= 0x0481, r >= 0x00F8 && r <= 0x02C1: // nothing but letters
		return true
	}
	return unicode.IsLetter(r)
}
