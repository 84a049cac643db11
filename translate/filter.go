package translate

import (
	"strings"
	"unicode/utf8"
)

// Filter lets an answer through as it streams, without its preface, code fence and
// opening quotation mark, and with markers restored. What it lets through is a preview:
// Finish over the whole answer gives the text. Not safe for concurrent use.
type Filter struct {
	prepared Prepared
	held     string
	open     bool   // the beginning is behind us
	closing  string // what closes the quotes or the code fence taken off
}

// Filter makes a filter for one answer.
func (p Prepared) Filter() *Filter { return &Filter{prepared: p} }

// Write returns what can be shown after delta arrived.
func (f *Filter) Write(delta string) string {
	f.held += delta
	if !f.open && !f.begin() {
		return ""
	}
	n := f.safe()
	shown := f.held[:n]
	f.held = f.held[n:]
	shown, _ = f.prepared.restore(shown)
	return shown
}

// Close returns what was held back.
func (f *Filter) Close() string {
	if !f.open {
		return f.rest(unwrap(f.held, quotesOf(f.prepared.source)))
	}
	end := fenceLine().ReplaceAllString(f.held, "")
	return f.rest(strings.TrimSuffix(strings.TrimRight(end, " \n"), f.closing))
}

func (f *Filter) rest(text string) string {
	f.held, f.open = "", true
	text, _ = f.prepared.restore(text)
	return strings.TrimRight(text, " \n")
}

// begin tells whether the beginning is over, and takes off what does not belong to the
// answer. It waits for a whole first line, or for more than a preface can be.
func (f *Filter) begin() bool {
	f.held = strings.TrimLeft(f.held, " \n\t")
	if strings.HasPrefix(f.held, "<think>") {
		_, after, done := strings.Cut(f.held, "</think>")
		if !done {
			return false
		}
		f.held = strings.TrimLeft(after, " \n\t")
	}
	line, rest, whole := strings.Cut(f.held, "\n")
	switch {
	case whole && (isPreface(line) || fenceLine().MatchString(line)):
		f.held = rest
		return f.begin()
	case whole && strings.HasPrefix(line, "```"):
		f.held, f.closing = rest, "```"
		return f.begin()
	case !whole && utf8.RuneCountInString(line) <= longestPreamble:
		return false
	}
	for _, q := range quotesOf(f.prepared.source) {
		if strings.HasPrefix(f.held, q[0]) && !strings.Contains(line[len(q[0]):], q[1]) {
			f.held, f.closing = f.held[len(q[0]):], q[1]
			break
		}
	}
	f.open = true
	return true
}

// safe is how much of what is held can go: all but an unfinished marker, a last line
// that may be a fence's, what may close the quotes or the code fence, and white space
// that may turn out to be the end.
func (f *Filter) safe() int {
	n := len(f.held)
	if i := strings.LastIndexAny(f.held, "{｛"); len(f.prepared.hidden) > 0 && i >= 0 && !strings.ContainsAny(f.held[i:], "}｝") && n-i < 24 {
		n = i
	}
	if i := strings.LastIndex(f.held[:n], "\n"); i >= 0 && strings.HasPrefix(f.held[i+1:n], "<") {
		n = i
	}
	n = spaceless(f.held, n)
	for k := min(n, len(f.closing)); k > 0; k-- {
		if strings.HasSuffix(f.held[:n], f.closing[:k]) {
			return spaceless(f.held, n-k)
		}
	}
	return n
}

func spaceless(text string, n int) int { return len(strings.TrimRight(text[:n], " \n\t")) }
