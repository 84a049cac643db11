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
	values, anything := 0, false
	var said strings.Builder
	for _, p := range list {
		switch {
		case p.verb == 0:
			said.WriteString(p.text + " ")
		default:
			values++
			anything = anything || !strings.ContainsRune("dqf", rune(p.verb))
		}
	}
	words := strings.FieldsFunc(said.String(), func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') })
	return values > 0 && len(words) > 0 && (!anything || len(words) > 1 || len(words[0]) > 7)
}

// match finds the values that turn a format into a text.
func match(list []piece, text string, values map[int]string) bool {
	if len(list) == 0 {
		return text == ""
	}
	p, rest := list[0], list[1:]
	if p.verb == 0 {
		after, ok := strings.CutPrefix(text, p.text)
		return ok && match(rest, after, values)
	}
	for end := p.shortest(text); end > 0 && end <= len(text); end++ {
		if len(rest) == 0 {
			end = len(text)
		} else if rest[0].verb == 0 { // the value ends where the literal begins
			at := strings.Index(text[end:], rest[0].text)
			if at < 0 {
				return false
			}
			end += at
		}
		known, again := values[p.arg]
		if p.fits(text[:end]) && (!again || known == text[:end]) {
			values[p.arg] = text[:end]
			if match(rest, text[end:], values) {
				return true
			}
			if !again {
				delete(values, p.arg)
			}
		}
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
