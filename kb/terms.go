package kb

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A term is known by its hash alone: 64 bits make a collision among millions of terms
// unlikely enough to ignore, and neither memory nor disk holds the words.
type term uint64

// field is the kind of term: words and n-grams are weighed apart.
type field uint8

const (
	words field = iota // words; for scripts without spaces, pairs of characters
	grams              // pieces of words, for endings, compounds and slips of the pen
	fields
)

// gramSize is the length of n-grams in alphabetic scripts.
const gramSize = 4

// eachTerm calls emit for every term of text.
func eachTerm(text string, emit func(field, term)) {
	var run []rune
	kind := classOther
	flush := func() {
		if len(run) > 0 {
			emitRun(kind, run, emit)
			run = run[:0]
		}
	}
	for _, r := range fold(text) {
		c := classOf(r)
		if c == classNone {
			flush()
			continue
		}
		if c != kind {
			flush()
			kind = c
		}
		run = append(run, r)
	}
	flush()
}

func emitRun(kind class, run []rune, emit func(field, term)) {
	if kind == classOther {
		emit(words, hashRunes(words, run))
		emitGrams(run, gramSize, emit)
		return
	}
	if len(run) == 1 {
		emit(words, hashRunes(words, run))
		emit(grams, hashRunes(grams, run))
		return
	}
	for i := range run {
		if i+2 <= len(run) {
			emit(words, hashRunes(words, run[i:i+2]))
		}
		if i+3 <= len(run) {
			emit(grams, hashRunes(grams, run[i:i+3]))
		}
		if kind == classHan {
			emit(grams, hashRunes(grams, run[i:i+1]))
		}
	}
}

// emitGrams emits the n-grams of a word with its edges marked, or the whole word when
// it is shorter.
func emitGrams(run []rune, n int, emit func(field, term)) {
	padded := make([]rune, 0, 64)
	padded = append(append(append(padded, '_'), run...), '_')
	if len(padded) <= n {
		emit(grams, hashRunes(grams, padded))
		return
	}
	for i := 0; i+n <= len(padded); i++ {
		emit(grams, hashRunes(grams, padded[i:i+n]))
	}
}

func hashRunes(f field, run []rune) term {
	h := uint64(14695981039346656037) ^ uint64(f)*0x9E3779B97F4A7C15
	for _, r := range run {
		h = (h ^ uint64(r)) * 1099511628211
	}
	h ^= h >> 32 // FNV's low bits carry most, the store sorts by the high ones
	return term(h * 0x9E3779B97F4A7C15)
}

// class groups letters by how words are told apart in their script.
type class uint8

const (
	classNone  class = iota // not part of a word
	classOther              // letters and digits of scripts with spaces
	classHan
	classKana
	classSpaceless // Thai, Lao, Khmer, Burmese
)

func classOf(r rune) class {
	switch {
	case r < 0x80:
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return classOther
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
		return classOther
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
