package say

import (
	"strconv"
	"strings"
)

// piece is a stretch of a format: literal text, or (verb not 0) the place of a value.
type piece struct {
	text string // literal, or the directive as written: %s, %[2]d, %.1f
	verb byte
	arg  int // which value, from 0
}

// pieces takes a format apart.
func pieces(format string) []piece {
	var list []piece
	literal := func(s string) {
		if n := len(list); n > 0 && list[n-1].verb == 0 {
			list[n-1].text += s
		} else if s != "" {
			list = append(list, piece{text: s})
		}
	}
	next := 0
	for {
		before, rest, found := strings.Cut(format, "%")
		literal(before)
		if !found {
			return list
		}
		n := strings.IndexFunc(rest, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '%' })
		if n < 0 { // no directive: a bare percent sign at the end
			literal("%" + rest)
			return list
		}
		directive := rest[:n+1]
		format = rest[n+1:]
		if directive == "%" {
			literal("%")
			continue
		}
		if open, end := strings.IndexByte(directive, '['), strings.IndexByte(directive, ']'); open >= 0 && end > open {
			if i, err := strconv.Atoi(directive[open+1 : end]); err == nil {
				next = i - 1
			}
		}
		list = append(list, piece{"%" + directive, directive[n], next})
		next++
	}
}

// letters counts what is said in so many words, which tells formats apart.
func letters(list []piece) int {
	n := 0
	for _, p := range list {
		if p.verb == 0 {
			n += len(p.text)
		}
	}
	return n
}

// telling tells whether a text can be recognised by its format: it has values, and
// enough words not to be met by chance, or values that a chance text would not have.
func telling(list []piece) bool {
	values, strict, bytes := 0, 0, 0
	var said strings.Builder
	for _, p := range list {
		switch {
		case p.verb == 0:
			said.WriteString(p.text + " ")
			bytes += len(p.text)
		default:
			values++
			if strings.ContainsRune("dqfg", rune(p.verb)) {
				strict++
			}
		}
	}
	words := strings.FieldsFunc(said.String(), func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') })
	letters := len(strings.Join(words, ""))
	switch {
	case values == 0 || letters == 0:
		return false
	case strict == values || bytes > 11:
		return true
	}
	return letters+3*strict > 7 || letters > 5 && len(words) > 1
}

// matching finds the values that turn a format into a text. It gives up after so many
// tries: a server's text can be long and full of colons.
type matching struct {
	values map[int]string
	tries  int
}

const mostTries = 500

func match(list []piece, text string) (map[int]string, bool) {
	m := &matching{values: map[int]string{}}
	return m.values, m.rest(list, text)
}

func (m *matching) rest(list []piece, text string) bool {
	if m.tries++; m.tries > mostTries {
		return false
	}
	if len(list) == 0 {
		return text == ""
	}
	p, rest := list[0], list[1:]
	if p.verb == 0 {
		after, ok := strings.CutPrefix(text, p.text)
		return ok && m.rest(rest, after)
	}
	for end := p.shortest(text); end > 0 && end <= len(text); end++ {
		switch {
		case len(rest) == 0:
			end = len(text)
		case rest[0].verb == 0: // the value ends where the literal begins
			at := strings.Index(text[end:], rest[0].text)
			if at < 0 {
				return false
			}
			end += at
		}
		if m.value(p, text[:end], func() bool { return m.rest(rest, text[end:]) }) {
			return true
		}
		if m.tries > mostTries {
			return false
		}
	}
	return false
}

// value tries a value of a piece; the same value may stand twice in a format.
func (m *matching) value(p piece, value string, rest func() bool) bool {
	known, again := m.values[p.arg]
	if !p.fits(value) || again && known != value {
		return false
	}
	m.values[p.arg] = value
	if rest() {
		return true
	}
	if !again {
		delete(m.values, p.arg)
	}
	return false
}

// shortest is the least a value can be, in bytes.
func (p piece) shortest(text string) int {
	if p.verb == 'q' {
		if quoted, err := strconv.QuotedPrefix(text); err == nil {
			return len(quoted)
		}
		return 0
	}
	return 1
}

func (p piece) fits(value string) bool {
	switch p.verb {
	case 'd':
		return strings.Trim(value, "-0123456789") == ""
	case 'f', 'g':
		return strings.Trim(value, "-+.0123456789") == ""
	case 'q':
		_, err := strconv.Unquote(value)
		return err == nil
	}
	return true
}
