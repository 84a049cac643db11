package value

import "unicode"

// folded is a text in the form it is searched in: one rune per rune of the text,
// lower case, digits of every script and full-width letters and signs in ASCII.
type folded struct {
	text  string
	runes []rune
	upper []bool // the rune is a capital
	at    []int  // byte of each rune, and of the end
}

func fold(text string) *folded {
	f := &folded{text: text, runes: make([]rune, 0, len(text)), upper: make([]bool, 0, len(text)), at: make([]int, 0, len(text)+1)}
	for i, r := range text {
		f.runes = append(f.runes, foldRune(r))
		f.upper = append(f.upper, r < 0x80 && 'A' <= r && r <= 'Z' || r >= 0x80 && unicode.IsUpper(r))
		f.at = append(f.at, i)
	}
	f.at = append(f.at, len(text))
	return f
}

func foldRune(r rune) rune {
	switch {
	case r < 0x80:
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	case r >= 0x2e80 && r <= 0xd7ff && r < 0xa620 || r >= 0xac00 && r <= 0xd7a3: // no case, no digits
		return r
	case r >= 0xff01 && r <= 0xff5e: // full-width forms
		return foldRune(r - 0xff01 + '!')
	case r == 'İ':
		return 'i'
	case r == 0x60c: // Arabic comma
		return ','
	case r == 'أ' || r == 'إ' || r == 'آ' || r == 'ٱ': // the hamza is often left out
		return 'ا'
	case r == 0x201c, r == 0x201d, r == 0x5f4: // as in ק"מ
		return '"'
	case r == 0x66b: // Arabic decimal separator
		return '.'
	case r == 0x66c: // Arabic thousands separator
		return ','
	case r == 0x66a: // Arabic percent sign
		return '%'
	case r == 0x2011, r == 0x2010, r == 0x2212: // hyphens, minus
		return '-'
	case r == 0x2019, r == 0x2018, r == 0x2bc, r == 0x5f3: // apostrophes
		return '\''
	case unicode.Is(unicode.Nd, r):
		return digitOf(r)
	}
	return unicode.ToLower(r)
}

// digitOf maps a decimal digit of any script to ASCII. Unicode keeps each set of ten
// together, and a run of sets starts with a zero.
func digitOf(r rune) rune {
	for _, set := range unicode.Nd.R16 {
		if r <= rune(set.Hi) && r >= rune(set.Lo) {
			return '0' + (r-rune(set.Lo))%10
		}
	}
	for _, set := range unicode.Nd.R32 {
		if r <= rune(set.Hi) && r >= rune(set.Lo) {
			return '0' + (r-rune(set.Lo))%10
		}
	}
	return r
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// digit, letter and rune answer for places outside the text too.
func (f *folded) rune(i int) rune {
	if i < 0 || i >= len(f.runes) {
		return 0
	}
	return f.runes[i]
}

func (f *folded) digit(i int) bool  { return isDigit(f.rune(i)) }
func (f *folded) letter(i int) bool { r := f.rune(i); return r != 0 && isLetter(r) }

// slice is the text between two runes, as written.
func (f *folded) slice(start, end int) string { return f.text[f.at[start]:f.at[end]] }
