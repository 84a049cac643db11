// Package clean makes text from strangers safe to show and safe to send: ticket
// text, knowledge base, model output and server errors all pass through it. It
// knows nothing about tickets or models.
package clean

import (
	"strings"
	"unicode/utf8"
)

// Terminal removes everything that can drive a terminal or hide text from a
// reader (escape sequences, C0 and C1 controls except \n and \t, bidi overrides,
// invisible code points) and repairs invalid UTF-8. What scripts and emoji need
// (ZWNJ, ZWJ, LRM, RLM, flags, ideographic variation selectors, NBSP) survives.
// Line ends of every kind become \n. Cleaning twice changes nothing more.
func Terminal(s string) string {
	if plain(s) {
		return s
	}
	c := cleaner{in: s}
	c.out.Grow(len(s))
	for c.pos < len(s) {
		c.step()
	}
	return c.out.String()
}

// Line is Terminal folded into one line of at most max code points; what was cut
// is marked by "…". It is for error messages and log lines.
func Line(s string, max int) string {
	s = strings.Join(strings.Fields(Terminal(s)), " ")
	if utf8.RuneCountInString(s) <= max {
		return s
	}
	if max < 1 {
		return ""
	}
	kept := 0
	for i := range s {
		if kept == max-1 {
			return strings.TrimRight(s[:i], " ") + "…"
		}
		kept++
	}
	return s
}

// plain says that s holds nothing but printable ASCII, tabs and newlines: most
// text needs no more than this look.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x7f || c < ' ' && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}
