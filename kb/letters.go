package kb

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// firstNonLatin is the first letter after the Latin blocks and their accents.
const firstNonLatin = 0x370

// class groups letters by how words are told apart in their script.
type class uint8

const (
	classNone class = iota // not part of a word
	classWord              // letters and digits of scripts with spaces
	classHan
	classKana
	classSpaceless // Thai, Lao, Khmer, Burmese
)

func classOf(r rune) class {
	switch {
	case r < 0x80:
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return classWord
		}
		return classNone
	case r >= 0x3400 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF || r == '々':
		return classHan
	case r >= 0x3041 && r <= 0x30FF && r != '・':
		return classKana
	case r >= 0x0E01 && r <= 0x0EFF || r >= 0x1780 && r <= 0x17FF || r >= 0x1000 && r <= 0x109F:
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			return classSpaceless
		}
		return classNone
	case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r):
		return classWord
	}
	return classNone
}

// fold writes a text the way terms see it: small letters, no accents, one form of
// each width and of letters that writers use for each other.
func fold(text string) string {
	ascii := true
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(text)
	}
	if !norm.NFKC.IsNormalString(text) {
		text = norm.NFKC.String(text)
	}
	return strings.Map(foldRune, text)
}

func foldRune(r rune) rune {
	switch {
	case r < 0x80:
		return unicode.ToLower(r)
	case r >= 0x300 && r <= 0x36F, r >= 0x64B && r <= 0x652, r == 0x640, r >= 0x591 && r <= 0x5C7, r == 0xAD, r == 0x200D, r == 0x200C:
		return -1 // accents, Arabic and Hebrew vowel points, joiners
	case r >= 0x3400:
		return r
	}
	r = unicode.ToLower(r)
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ی':
		return 'ي'
	case 'ة':
		return 'ه'
	case 'ک':
		return 'ك'
	case 'ß':
		return 's'
	case 'ı':
		return 'i'
	case 'ø':
		return 'o'
	case 'ł':
		return 'l'
	case 'đ', 'ð':
		return 'd'
	case 'ς':
		return 'σ'
	}
	if r < 0xC0 || r > 0x24F && (r < 0x370 || r > 0x3FF) && (r < 0x1E00 || r > 0x1FFF) {
		return r
	}
	var buf [utf8.UTFMax]byte
	if d := norm.NFD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition(); d != nil {
		base, _ := utf8.DecodeRune(d)
		if base >= 0x370 || base < 0x80 {
			return foldBase(base)
		}
	}
	return r
}

// foldBase follows decompositions in steps (ệ → ẹ → e).
func foldBase(r rune) rune {
	if r < 0x80 {
		return unicode.ToLower(r)
	}
	return foldRune(r)
}
