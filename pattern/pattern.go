// Package pattern matches regular expressions that are compiled when the first text
// arrives which could match: compiling costs more than looking for the words they need.
package pattern

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Pattern is a regular expression over folded text (see Fold). It is safe for concurrent
// use.
type Pattern struct {
	source string
	needs  [][]string // every match contains one string of each
	re     func() *regexp.Regexp
}

// New reads an RE2 expression, in which ^ and $ stand for lines. Unless exact, letters
// match in either case, because text and expression are both folded. It panics at the
// first match when the expression does not compile: see Valid.
func New(source string, exact bool) *Pattern {
	if !exact {
		source = foldPattern(source)
	}
	return &Pattern{source, needed(source), sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile("(?m)" + source)
	})}
}

// May tells whether a match in text is possible at all.
func (p *Pattern) May(text string) bool {
	for _, set := range p.needs {
		if !slices.ContainsFunc(set, func(s string) bool { return strings.Contains(text, s) }) {
			return false
		}
	}
	return true
}

// Match tells whether the text has a match.
func (p *Pattern) Match(text string) bool { return p.May(text) && p.re().MatchString(text) }

// FindAll is where the matches and their groups are, as regexp gives them.
func (p *Pattern) FindAll(text string) [][]int {
	if !p.May(text) {
		return nil
	}
	return p.re().FindAllStringSubmatchIndex(text, -1)
}

// AnyMatch tells whether one of the patterns matches.
func AnyMatch(patterns []*Pattern, text string) bool {
	return slices.ContainsFunc(patterns, func(p *Pattern) bool { return p.Match(text) })
}

// Valid tells what is wrong with an expression, or nil.
func Valid(source string, exact bool) error {
	if !exact {
		source = foldPattern(source)
	}
	_, err := regexp.Compile(source)
	return err
}

// Fold lowers letters and keeps every offset: a letter whose lower case has another
// length stays as it is.
func Fold(text string) string {
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
	if Fold(source) == source {
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
		b.WriteString(Fold(source[i : i+next]))
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
