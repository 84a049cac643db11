package check

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// pattern is a regular expression over folded text. Most patterns match nothing in
// most replies, and compiling one costs more than looking for the words it needs: it
// is compiled when the first text arrives that has one of them.
type pattern struct {
	source string
	needs  [][]string // every match contains one string of each
	re     func() *regexp.Regexp
}

// newPattern reads an expression. Unless exact, letters match in either case, because
// text and expression are both folded.
func newPattern(source string, exact bool) *pattern {
	if !exact {
		source = foldPattern(source)
	}
	return &pattern{source, needed(source), sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile("(?m)" + source) // a test compiles every pattern
	})}
}

// may tells whether a match in text is possible at all.
func (p *pattern) may(text string) bool {
	for _, set := range p.needs {
		if !slices.ContainsFunc(set, func(s string) bool { return strings.Contains(text, s) }) {
			return false
		}
	}
	return true
}

func (p *pattern) matches(text string) bool { return p.may(text) && p.re().MatchString(text) }

func (p *pattern) all(text string) [][]int {
	if !p.may(text) {
		return nil
	}
	return p.re().FindAllStringSubmatchIndex(text, -1)
}

func matchAny(patterns []*pattern, text string) bool {
	return slices.ContainsFunc(patterns, func(p *pattern) bool { return p.matches(text) })
}

// fold lowers letters and keeps every offset: a letter whose lower case has another
// length stays as it is.
func fold(text string) string {
	if !utf8.ValidString(text) {
		return text // Map would mend it, and move what follows
	}
	return strings.Map(func(r rune) rune {
		if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
			return l
		}
		return r
	}, text)
}

// foldPattern lowers an expression but for its escapes: \W is not \w.
func foldPattern(source string) string {
	if fold(source) == source {
		return source
	}
	var b strings.Builder
	for i := 0; i < len(source); {
		if source[i] == '\\' && i+1 < len(source) {
			n := escapeLength(source[i:])
			b.WriteString(source[i : i+n])
			i += n
			continue
		}
		next := strings.IndexByte(source[i:], '\\')
		if next < 0 {
			next = len(source) - i
		}
		next = max(next, 1)
		b.WriteString(fold(source[i : i+next]))
		i += next
	}
	return b.String()
}

// escapeLength is the length of the escape that source begins with: \b, \p{Lu}, \x{a0}.
func escapeLength(source string) int {
	const letter = 2
	if len(source) > letter && source[letter] == '{' {
		if end := strings.IndexByte(source, '}'); end > 0 {
			return end + 1
		}
	}
	if len(source) < letter {
		return len(source)
	}
	if c := source[1]; (c == 'p' || c == 'P') && len(source) > letter {
		return letter + 1 // \pL
	}
	_, n := utf8.DecodeRuneInString(source[1:])
	return 1 + n
}
