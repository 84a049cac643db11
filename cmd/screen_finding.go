package cmd

import (
	"io"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
)

// printFindings prints findings one below the other; texts are what their spans point into.
func (a *app) printFindings(out io.Writer, found []check.Finding, texts map[check.Side]string) error {
	paint := a.painter()
	if out != a.out {
		paint = painter{}
	}
	for _, f := range found {
		s := newSheet(wordsFor(f.MessageLang), paint, a.width)
		if _, err := io.WriteString(out, join(s.finding(f, func(side check.Side) string { return texts[side] }))); err != nil {
			return err
		}
	}
	return nil
}

// showErrors prints on standard error what a person should look at in a reply.
func (a *app) showErrors(c *draft.Candidate) {
	grave := slices.DeleteFunc(slices.Clone(c.Findings), func(f check.Finding) bool { return f.Severity != check.Error })
	a.printFindings(a.err, grave, map[check.Side]string{check.Agent: c.Agent.Text, check.Reply: c.Reply.Text, check.Subject: c.Reply.Subject})
}

// symbol stands before a severity, so that it is told by shape, word and colour.
func symbol(severity check.Severity) string {
	switch severity {
	case check.Error:
		return "✗"
	case check.Warning:
		return "!"
	}
	return "·"
}

func colourOf(severity check.Severity) style {
	switch severity {
	case check.Error:
		return red
	case check.Warning:
		return magenta
	}
	return 0
}

// gravest is the colour of the worst finding.
func gravest(found []check.Finding) style {
	for _, severity := range []check.Severity{check.Error, check.Warning} {
		if slices.ContainsFunc(found, func(f check.Finding) bool { return f.Severity == severity }) {
			return colourOf(severity)
		}
	}
	return 0
}

// verdict is the findings in a few words: "✗ 1 error, ! 2 warnings".
func (s sheet) verdict(found []check.Finding) string {
	var parts []string
	for _, severity := range []check.Severity{check.Error, check.Warning, check.Info} {
		n := 0
		for _, f := range found {
			if f.Severity == severity {
				n++
			}
		}
		switch {
		case n == 1:
			parts = append(parts, symbol(severity)+" "+s.words.label("one-"+string(severity)))
		case n > 1:
			parts = append(parts, symbol(severity)+" "+s.words.label("many-"+string(severity), n))
		}
	}
	if len(parts) == 0 {
		return "✓ " + s.words.label("nothing-found")
	}
	return strings.Join(parts, "  ")
}

// finding says what a rule found: how grave it is, which rule, what is wrong, where, and
// what would be right. text gives the text a side's spans point into, "" when it is not
// at hand.
func (s sheet) finding(f check.Finding, text func(check.Side) string) []line {
	width := min(s.width, measure)
	label := symbol(f.Severity) + " " + s.words.label("severity-"+string(f.Severity)) + " "
	head := clean.Line(f.Rule, 80)
	lines := s.under(label+head+s.words.label("colon")+clean.Line(f.Message, 600), width,
		mark{0, len(label), bold | colourOf(f.Severity)}, mark{len(label), len(label) + len(head), bold})
	for _, where := range s.places(f, text) {
		lines = append(lines, line{"  " + where.text, where.wide + 2})
	}
	if f.Suggestion != "" {
		lines = append(lines, shift(s.set("→ "+clean.Line(f.Suggestion, 600), width-2, 0), 2)...)
	}
	return lines
}

// under sets text whose later lines stand further in than the first.
func (s sheet) under(text string, width int, marks ...mark) []line {
	first := s.set(text, width, 0, marks...)
	rows := rowsOf(text, width)
	if len(rows) == 1 {
		return first
	}
	return append(first[:1], shift(s.set(text[rows[1].from:], width-2, 0), 2)...)
}

// places are the pieces of text a finding points at, each once, with some words around
// them.
func (s sheet) places(f check.Finding, text func(check.Side) string) []line {
	const most = 4 // more of the same tell nothing new
	var lines []line
	seen := map[string]bool{}
	for _, w := range f.Where {
		if w.Span == nil || text(w.Side) == "" || len(seen) == most {
			continue
		}
		before, at, after := s.excerpt(text(w.Side), *w.Span)
		label := s.words.label("side-"+string(w.Side)) + s.words.label("colon")
		words := label + "“" + before + at + after + "”"
		if rightToLeft(words[len(label):]) {
			words += "\u200e"
		}
		if at == "" || seen[words] {
			continue
		}
		seen[words] = true
		from := len(label) + len("“") + len(before)
		lines = append(lines, s.under(words, min(s.width, measure)-2, mark{0, len(label), dim}, mark{from, from + len(at), underline | colourOf(f.Severity)})...)
	}
	return lines
}

// excerpt is a piece of a text and what stands around it on its line. Without strokes
// the piece is put in brackets.
func (s sheet) excerpt(text string, span [2]int) (before, at, after string) {
	const around, longest = 24, 160 // code points
	from, to := byteAt(text, span[0]), byteAt(text, span[1])
	to = max(from, to)
	at = clean.Line(text[from:to], longest)
	before, after = text[:from], text[to:]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	after, _, _ = strings.Cut(after, "\n")
	if cut := lastRunes(before, around); cut != before {
		before = "…" + cut
	}
	if cut := after[:byteAt(after, around)]; cut != after {
		after = cut + "…"
	}
	before, after = inline(before), inline(after)
	if !s.paint.strokes && at != "" {
		at = "[" + at + "]"
	}
	return before, at, after
}

// inline is text on one line; spaces at its ends stay.
func inline(s string) string { return strings.ReplaceAll(visible(s), "\n", " ") }
