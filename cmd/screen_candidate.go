package cmd

import (
	"fmt"
	"strings"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/say"
)

// sideBySide is the width from which agent text and reply stand next to each other.
const sideBySide = 110

// candidate is one candidate: its head, both texts, findings and citations.
func (s sheet) candidate(c *draft.Candidate, number string) []line {
	lines := []line{s.head(c, number)}
	if who := s.who(c); who != "" {
		lines = append(lines, s.one(dim, who))
	}
	lines = append(lines, s.texts(c, s.width >= sideBySide)...)
	if below := s.below(c); len(below) > 0 {
		lines = append(append(lines, line{}), below...)
	}
	return append(lines, line{})
}

// head is a rule with what one looks for first: which one it is, and whether anything
// was found.
func (s sheet) head(c *draft.Candidate, number string) line {
	width := s.width
	if width < sideBySide {
		width = min(width, measure)
	}
	verdict := " " + fit(s.verdict(c.Findings), width/2) + " ━━"
	title := fit(fmt.Sprintf("━━ %s · %s ", number, s.approach(c.Approach)), width-columns(verdict)-3)
	rule := max(0, width-columns(title)-columns(verdict))
	return line{s.paint.bold(title+strings.Repeat("━", rule)) + s.paint.as(bold|gravest(c.Findings), verdict), columns(title) + rule + columns(verdict)}
}

// approach is an approach in the agent's words; one that somebody named keeps its name.
func (s sheet) approach(name string) string { return clean.Line(named(s.words.Approaches, name), 40) }

// who is who wrote it and what was done to it.
func (s sheet) who(c *draft.Candidate) string {
	who := clean.Line(c.Model, 60)
	if c.Engine == "builtin" {
		who = s.words.label("composed")
	}
	parts := say.NonEmpty(who)
	for _, side := range c.Repaired {
		parts = append(parts, s.words.label("repaired-"+side))
	}
	return strings.Join(parts, " · ")
}

// texts is the reply, with the agent's text beside it or below.
func (s sheet) texts(c *draft.Candidate, beside bool) []line {
	var lines []line
	one := min(s.width, measure)
	if c.Reply.Subject != "" {
		over := s // the subject stands over the reply
		if over.width = one; beside && c.Via != "same" {
			over.width = s.half()
		}
		label := s.words.label("subject")
		lines = append(over.hang(label, dim, columns(label), clean.Line(c.Reply.Subject, 300), bold), line{})
	}
	reply, agent := visible(c.Reply.Text), visible(c.Agent.Text)
	replyMarks, agentMarks := s.pointed(c, check.Reply, c.Reply.Text, reply), s.pointed(c, check.Agent, c.Agent.Text, agent)
	switch {
	case c.Via == "same" || agent == "":
		return append(lines, s.set(reply, one, 0, replyMarks...)...)
	case beside:
		return append(lines, s.beside(reply, agent, replyMarks, agentMarks)...)
	}
	lines = append(lines, s.set(reply, one, 0, replyMarks...)...)
	lines = append(lines, line{}, s.one(dim, "── "+lang.Name(c.Agent.Language, s.words.tag)+" ──"))
	return append(lines, s.set(agent, one, dim, agentMarks...)...)
}

// pointed marks what findings point at.
func (s sheet) pointed(c *draft.Candidate, side check.Side, text, onScreen string) []mark {
	var marks []mark
	for _, f := range c.Findings {
		for _, w := range f.Where {
			if w.Side != side || w.Span == nil {
				continue
			}
			if from, to, ok := within(text, onScreen, *w.Span); ok {
				marks = append(marks, mark{from, to, underline | colourOf(f.Severity)})
			}
		}
	}
	return marks
}

// below is what stands under a candidate: findings, then what it rests on.
func (s sheet) below(c *draft.Candidate) []line {
	lines := s.findings(c)
	if len(c.Findings) > 0 && len(c.Citations) > 0 {
		lines = append(lines, line{})
	}
	return append(lines, s.citations(c)...)
}

func (s sheet) findings(c *draft.Candidate) []line {
	var lines []line
	for _, f := range c.Findings {
		lines = append(lines, s.finding(f, func(side check.Side) string { return sideText(c, side) })...)
	}
	return lines
}

// sideText is the text of a candidate that a finding's span points into.
func sideText(c *draft.Candidate, side check.Side) string {
	switch side {
	case check.Agent:
		return c.Agent.Text
	case check.Reply:
		return c.Reply.Text
	case check.Subject:
		return c.Reply.Subject
	}
	return ""
}

// citations are the articles a candidate rests on, each once, with the words it carries.
func (s sheet) citations(c *draft.Candidate) []line {
	var (
		lines []line
		shown = map[string]bool{}
	)
	label := s.words.label("from")
	for _, cite := range c.Citations {
		if shown[cite.Snippet] {
			continue
		}
		shown[cite.Snippet] = true
		lines = append(lines, s.hang(label, dim, columns(label), clean.Line(strings.Join(say.NonEmpty(cite.Snippet, cite.Title), " · "), 200), 0)...)
		for _, words := range carried(c, cite.Snippet) {
			lines = append(lines, shift(s.set(quote(words, 120), s.width-4, dim), 4)...)
		}
	}
	return lines
}

// carried are the words that rest on a snippet, in the text the agent can read, at most
// two of them.
func carried(c *draft.Candidate, snippet string) []string {
	var words []string
	for _, cite := range c.Citations {
		if cite.Snippet != snippet || len(words) == 2 {
			continue
		}
		switch {
		case cite.Spans.Agent != nil && c.Agent.Text != "":
			words = append(words, spanOf(c.Agent.Text, *cite.Spans.Agent))
		case cite.Spans.Reply != nil:
			words = append(words, spanOf(c.Reply.Text, *cite.Spans.Reply))
		}
	}
	return say.NonEmpty(words...)
}

func spanOf(text string, span [2]int) string {
	from, to := byteAt(text, span[0]), byteAt(text, span[1])
	return text[from:max(from, to)]
}
