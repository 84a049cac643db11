package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cleaner walks over a text once. It decides by what it has already written, so
// that a second walk over its own output finds nothing to do.
type cleaner struct {
	in   string
	pos  int
	out  strings.Builder
	last rune // the last rune written, 0 at the start
	run  int  // combining marks written on the last letter
	bad  bool // the last thing written was a repair

	isolates bool // pairs of direction isolates stay
}

func (c *cleaner) step() {
	if b := c.in[c.pos]; b >= ' ' && b < 0x7f {
		c.pos++
		c.write(rune(b))
		return
	}
	r, n := utf8.DecodeRuneInString(c.in[c.pos:])
	if r == utf8.RuneError && n == 1 {
		c.pos++
		if !c.bad {
			c.write(utf8.RuneError)
		}
		c.bad = true
		return
	}
	start := c.pos
	c.pos += n
	switch {
	case r == '\n' || r == '\t':
		c.write(r)
	case r == '\r':
		if c.pos == len(c.in) || c.in[c.pos] != '\n' {
			c.write('\n')
		}
	case r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
		c.write('\n')
	case r == 0x1b:
		c.pos += escape(c.in[c.pos:])
	case r >= 0x80 && r <= 0x9f:
		c.pos += c1(r, c.in[c.pos:])
	case r < ' ' || r == 0x7f:
	case c.isolates && r >= 0x2066 && r <= 0x2068 && c.pair(start):
	case r == 0x2800: // Braille blank: looks like a space, is not one for a search
		c.write(' ')
	case r == 0x1f3f4:
		c.write(r)
		c.flag(start + n)
	case keeps(c, r):
		c.write(r)
	}
}

func (c *cleaner) write(r rune) {
	c.bad = false
	switch {
	case isMark(r):
		c.run++
	case !selector(r) && r != 0x200c && r != 0x200d:
		c.run = 0
	}
	c.last = r
	c.out.WriteRune(r)
}

// flag copies the tag characters of a regional flag (England, Scotland …) and
// drops tags that spell anything longer: they are invisible text.
func (c *cleaner) flag(at int) {
	letters, i := 0, at
	for i < len(c.in) {
		r, n := utf8.DecodeRuneInString(c.in[i:])
		i += n
		switch {
		case r == 0xe007f && letters >= 3 && letters <= 6:
			c.out.WriteString(c.in[at:i])
			c.pos, c.last = i, r
			return
		case r >= 0xe0061 && r <= 0xe007a || r >= 0xe0030 && r <= 0xe0039:
			letters++
		default:
			return
		}
	}
}

// keeps says whether a rune that is not ASCII may be written where the cleaner stands.
func keeps(c *cleaner, r rune) bool {
	switch {
	case isMark(r) && c.run >= markLimit(r):
		return false // a pile of marks paints over the lines above and below
	case r == 0x200c || r == 0x200d:
		return c.joins()
	case r == 0x200e || r == 0x200f || r == 0x061c:
		return c.last != 0x200e && c.last != 0x200f && c.last != 0x061c
	case r >= 0xfe00 && r <= 0xfe0f:
		return variable(c.last)
	case r >= 0xe0100 && r <= 0xe01ef:
		return unicode.Is(unicode.Han, c.last)
	case r >= 0x180b && r <= 0x180d || r == 0x180f:
		return unicode.Is(unicode.Mongolian, c.last)
	}
	return !invisible(r)
}

// joins says whether a joiner after what was written can have a meaning: in the
// scripts that shape letters, and inside emoji.
func (c *cleaner) joins() bool {
	switch r := c.last; {
	case r < 0x300:
		return false
	case r == 0xfe0f || r >= 0x1f3fb && r <= 0x1f3ff || r == 0xe007f:
		return true
	case unicode.Is(unicode.So, r) || unicode.Is(unicode.Sm, r):
		return true
	case unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Han,
		unicode.Hiragana, unicode.Katakana, unicode.Hangul):
		return false
	default:
		return unicode.IsLetter(r) || unicode.Is(unicode.M, r)
	}
}

// variable says whether a standard variation selector means something after r.
func variable(r rune) bool {
	switch {
	case r >= '0' && r <= '9' || r == '#' || r == '*' || r == 0xa9 || r == 0xae:
		return true
	case r < 0x2000:
		return unicode.Is(unicode.Myanmar, r) || unicode.Is(unicode.Mongolian, r)
	default:
		return !isMark(r) && !selector(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r)
	}
}

func isMark(r rune) bool { return r >= 0x300 && unicode.In(r, unicode.Mn, unicode.Me) && !selector(r) }

func selector(r rune) bool {
	return r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef || r >= 0x180b && r <= 0x180f
}

// markLimit is how many marks one letter may carry: Vietnamese needs two, Hebrew
// with cantillation and Tibetan stacks need more.
func markLimit(r rune) int {
	switch {
	case r <= 0x36f, r >= 0x1ab0 && r <= 0x1aff, r >= 0x1dc0 && r <= 0x1dff, r >= 0x20d0 && r <= 0x20ff, r >= 0xfe20 && r <= 0xfe2f:
		return 3
	default:
		return 6
	}
}

// invisible says that r shows nothing: format characters, fillers, and code points
// that can never be text.
func invisible(r rune) bool {
	switch {
	case r == 0x034f, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x180e, r == 0x3164, r == 0xffa0:
		return true
	case r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
		return true
	case r >= 0xe0000 && r <= 0xe0fff: // tags and their unassigned neighbours
		return true
	case r >= 0x2060 && r <= 0x206f, r >= 0xfff0 && r <= 0xfffb:
		return true
	case r >= 0x0600 && r <= 0x0605, r == 0x06dd, r == 0x070f, r == 0x0890, r == 0x0891, r == 0x08e2,
		r == 0x110bd, r == 0x110cd, r >= 0x13430 && r <= 0x1343f:
		return false // format characters by category, yet they draw something
	}
	return unicode.Is(unicode.Cf, r)
}
