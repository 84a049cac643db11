package pattern

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// needed lists sets of strings: every match of the expression contains at least one
// string of each set. It reads just enough of the syntax: what it does not know, it does
// not count.
func needed(source string) [][]string {
	s := needScanner{rest: source}
	found := s.alternatives()
	if s.rest != "" || s.lost {
		return nil
	}
	return found
}

type needScanner struct {
	rest string
	lost bool // met syntax it does not read
}

// alternatives reads up to the end of the group. Of several alternatives each gives the
// set that says most, and one that needs nothing leaves the whole without.
func (s *needScanner) alternatives() [][]string {
	sets := s.sequence()
	if !strings.HasPrefix(s.rest, "|") {
		return sets
	}
	all, open := best(sets), len(sets) == 0
	for strings.HasPrefix(s.rest, "|") {
		s.rest = s.rest[1:]
		more := s.sequence()
		open = open || len(more) == 0
		all = append(all, best(more)...)
	}
	if open {
		return nil
	}
	return [][]string{all}
}

// sequence reads one alternative.
func (s *needScanner) sequence() [][]string {
	var sets [][]string
	run := ""
	flush := func() {
		if run != "" {
			sets = append(sets, []string{run})
		}
		run = ""
	}
	for s.rest != "" && s.rest[0] != '|' && s.rest[0] != ')' {
		literal, group := s.atom()
		once, more := s.quantifier()
		switch {
		case literal == "" || !once:
			flush()
			if once {
				sets = append(sets, group...)
			}
		default:
			run += literal
			if more {
				flush()
			}
		}
	}
	flush()
	return sets
}

// best is the set that fewest texts pass: the one whose shortest string is longest.
func best(sets [][]string) []string {
	var best []string
	for _, set := range sets {
		if best == nil || shortest(set) > shortest(best) {
			best = set
		}
	}
	return slices.Clone(best)
}

func shortest(all []string) int {
	n := len(all[0])
	for _, s := range all {
		n = min(n, len(s))
	}
	return n
}

// atom reads one unit: letters, which are returned, a group or a list of letters, whose
// sets are, or anything else.
func (s *needScanner) atom() (literal string, group [][]string) {
	switch c := s.rest[0]; c {
	case '(':
		s.rest = s.rest[1:]
		if strings.HasPrefix(s.rest, "?") {
			end := strings.IndexAny(s.rest, ":>)")
			if end < 0 || s.rest[end] == ')' {
				s.rest, s.lost = "", true // flags for the rest of the pattern
				return "", nil
			}
			s.rest = s.rest[end+1:]
		}
		group = s.alternatives()
		s.rest = strings.TrimPrefix(s.rest, ")")
		return "", group
	case '[':
		n := classLength(s.rest)
		group = listed(s.rest[:n])
		s.rest = s.rest[n:]
	case '\\':
		return s.escape(), nil
	case '.', '^', '$', '*', '+', '?', '{':
		s.rest = s.rest[1:]
	default:
		n := plainLength(s.rest)
		literal, s.rest = s.rest[:n], s.rest[n:]
	}
	return literal, group
}

// plainLength is the length of the letters that source begins with, without one that is
// counted: "ab" of "abc+".
func plainLength(source string) int {
	n := strings.IndexAny(source, `\[](){}.*+?|^$`)
	if n < 0 {
		return len(source)
	}
	if strings.IndexByte("*+?{", source[n]) >= 0 {
		_, last := utf8.DecodeLastRuneInString(source[:n])
		if n > last {
			return n - last
		}
	}
	_, first := utf8.DecodeRuneInString(source)
	return max(n, first)
}

// escape reads an escape and returns the character it stands for, or "".
func (s *needScanner) escape() string {
	n := escapeLength(s.rest)
	e := s.rest[:n]
	s.rest = s.rest[n:]
	if hex, ok := strings.CutPrefix(e, `\x{`); ok {
		if code, err := strconv.ParseInt(strings.TrimSuffix(hex, "}"), 16, 32); err == nil {
			return string(rune(code))
		}
		return ""
	}
	if len(e) == 2 && (e[1] >= '0' && e[1] <= '9' || e[1] == 'Q') {
		s.lost = true // octal, or a quotation: not read
		return ""
	}
	if c := e[len(e)-1]; len(e) == 2 && !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
		return e[1:]
	}
	return ""
}

// listed are the letters of a class that names a few one by one: [!！].
func listed(class string) [][]string {
	inside := class[1 : len(class)-1]
	const few = 6
	if inside == "" || strings.ContainsAny(inside, `^-\[:`) || utf8.RuneCountInString(inside) > few {
		return nil
	}
	return [][]string{strings.Split(inside, "")}
}

// classLength is the length of the bracket class that source begins with.
func classLength(source string) int {
	i := 1
	if strings.HasPrefix(source[i:], "^") {
		i++
	}
	for first := true; i < len(source); first = false {
		switch {
		case source[i] == '\\':
			i += escapeLength(source[i:])
		case source[i] == ']' && !first:
			return i + 1
		case strings.HasPrefix(source[i:], "[:"):
			i += max(strings.Index(source[i:], ":]"), 0) + len(":]")
		default:
			i++
		}
	}
	return len(source)
}

// quantifier reads what follows an atom: once tells that the atom must be there, more
// that it may be repeated.
func (s *needScanner) quantifier() (once, more bool) {
	once = true
	for s.rest != "" {
		switch s.rest[0] {
		case '*', '?':
			once = once && more // "+?" is lazy, not optional
			s.rest = s.rest[1:]
		case '+':
			more = true
			s.rest = s.rest[1:]
		case '{':
			end := strings.IndexByte(s.rest, '}')
			if end < 0 || s.rest[1] < '0' || s.rest[1] > '9' {
				return once, more
			}
			once = once && s.rest[1] != '0'
			more = true
			s.rest = s.rest[end+1:]
		default:
			return once, more
		}
	}
	return once, more
}
