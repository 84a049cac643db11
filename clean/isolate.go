package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Reply is Terminal for a text that goes to a buyer: in one written from right to left it
// keeps the pairs of direction isolates that hold a number or a foreign name in its place.
// A pair stands on one line, around a short run of visible text, and not within another;
// every other mark of direction goes. Cleaning twice changes nothing more.
func Reply(s string) string {
	if !strings.ContainsAny(s, openers) || !rightToLeft(Terminal(s)) {
		return Terminal(s)
	}
	c := cleaner{in: s, isolates: true}
	c.out.Grow(len(s))
	for c.pos < len(s) {
		c.step()
	}
	return c.out.String()
}

// The isolates: left to right, right to left, as the first letter says; and their end.
const (
	openers = "\u2066\u2067\u2068"
	pop     = "\u2069"
)

// longestIsolate is how many code points one pair may hold: a name, an id, an amount.
const longestIsolate = 80

// pair copies the isolated run that begins at byte at of the input, with both its marks,
// and tells whether there is one.
func (c *cleaner) pair(at int) bool {
	_, n := utf8.DecodeRuneInString(c.in[at:])
	inside, _, ended := strings.Cut(c.in[at+n:], pop)
	if first, _ := utf8.DecodeRuneInString(inside); !ended || unicode.Is(unicode.M, first) ||
		strings.TrimSpace(inside) == "" || strings.ContainsAny(inside, "\n\t") ||
		utf8.RuneCountInString(inside) > longestIsolate || Terminal(inside) != inside {
		return false
	}
	c.out.WriteString(c.in[at:at+n] + inside + pop)
	c.pos = at + n + len(inside) + len(pop)
	c.last, c.run, c.bad = utf8.RuneError, 1<<16, false // no mark or joiner belongs behind the end of an isolate
	return true
}

// rightToLeft tells whether most letters of a text are written from right to left.
func rightToLeft(s string) bool {
	right, left := 0, 0
	for _, r := range s {
		switch {
		case !unicode.IsLetter(r):
		case unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam):
			right++
		default:
			left++
		}
	}
	return right > left
}
