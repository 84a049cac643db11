package mask

import (
	"unicode"
	"unicode/utf8"
)

// view is a text as the finders read it: lower case, every kind of digit, dash and
// space as its ASCII one, invisible characters gone. at maps each byte of it (and
// its end) back to the text.
type view struct {
	orig string
	text string
	at   []int32
}

func newView(s string) *view {
	b := make([]byte, 0, len(s)+8)
	at := make([]int32, 0, len(s)+9)
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			b, at = append(b, c), append(at, int32(i))
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r = plain(r); r >= 0 {
			before := len(b)
			b = utf8.AppendRune(b, r)
			for range len(b) - before {
				at = append(at, int32(i))
			}
		}
		i += n
	}
	return &view{s, string(b), append(at, int32(len(s)))}
}

// span is a piece of the view as a piece of the original. Its end is where the last
// character of the piece ends, so that invisible characters after it stay outside.
func (v *view) span(start, end int) (int, int) {
	from := int(v.at[start])
	last := end - 1
	for last > start && !utf8.RuneStart(v.text[last]) {
		last--
	}
	_, n := utf8.DecodeRuneInString(v.orig[v.at[last]:])
	return from, int(v.at[last]) + n
}

// plain is r as the finders read it, or -1 for nothing.
func plain(r rune) rune {
	switch {
	case r >= 0xff01 && r <= 0xff5e:
		r -= 0xfee0
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	case r == 0xa0 || r == 0x3000 || r >= 0x2000 && r <= 0x200a || r == 0x202f || r == 0x205f:
		return ' '
	case r >= 0x2010 && r <= 0x2015, r == 0x2212, r == 0xfe63, r == 0xfe58, r == 0x2043:
		return '-'
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x2064, r >= 0x2066 && r <= 0x2069,
		r == 0xfeff, r == 0xad, r == 0x61c:
		return -1
	case r < 0x600:
		return unicode.ToLower(r)
	case r < 0x3000 || r >= 0xa620 && r < 0xac00 || r >= 0x10000 && r < 0x20000:
		if d, ok := digit(r); ok {
			return d
		}
		return unicode.ToLower(r)
	}
	return r
}

// digit is the ASCII digit of a decimal digit in any script.
func digit(r rune) (rune, bool) {
	if !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	// Decimal digits come in runs of ten that begin at a multiple of ten from zero.
	zero := r
	for n := 0; n < 9 && unicode.Is(unicode.Nd, zero-1); n++ {
		zero--
	}
	switch {
	case r >= 0x1d7ce && r <= 0x1d7ff: // five alphabets of mathematical digits in a row
		return '0' + (r-0x1d7ce)%10, true
	case r >= 0x660 && r <= 0x669, r >= 0x6f0 && r <= 0x6f9:
		return '0' + r&0xf, true
	}
	return '0' + (r - zero), true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isAlnum(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'z' }
