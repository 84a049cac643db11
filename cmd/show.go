package cmd

import (
	"fmt"
	"strings"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/ticket"
)

// sideBySide is the width from which agent text and reply stand next to each other.
const sideBySide = 110

// painter colours text, or leaves it alone.
type painter struct{ on bool }

func (a *app) painter() painter {
	switch a.global.color {
	case "always":
		return painter{true}
	case "never":
		return painter{false}
	}
	return painter{a.terminal.out && a.getenv("NO_COLOR") == "" && a.getenv("TERM") != "dumb"}
}

func (p painter) wrap(code, s string) string {
	if !p.on {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (p painter) bold(s string) string   { return p.wrap("1", s) }
func (p painter) dim(s string) string    { return p.wrap("2", s) }
func (p painter) red(s string) string    { return p.wrap("31", s) }
func (p painter) yellow(s string) string { return p.wrap("33", s) }

// gist is what the ticket says, in a few lines.
func gist(t *draft.TicketView, p painter, width int) string {
	var b strings.Builder
	line := func(label, text string) {
		if text != "" {
			head := fmt.Sprintf("%-9s", label)
			body := wrap(clean.Terminal(text), max(width-10, 20))
			fmt.Fprintf(&b, "%s %s\n", p.bold(head), strings.ReplaceAll(body, "\n", "\n          "))
		}
	}
	line("Buyer", buyerLine(t))
	for i, ask := range t.Asks {
		label := "Asks"
		if i > 0 {
			label = ""
		}
		line(label, ask.Kind+": "+clean.Line(ask.Text, 160))
	}
	line("Missing", strings.Join(t.Missing, ", "))
	for _, r := range t.Risks {
		b.WriteString(riskText(r, p, width))
	}
	return b.String() + "\n"
}

func buyerLine(t *draft.TicketView) string {
	parts := []string{"writes " + lang.Name(t.Language.Tag, "en"), "manner " + t.Culture.Tag}
	if t.Market.Tag != "" {
		parts = append(parts, "law "+t.Market.Tag)
	}
	parts = append(parts, t.Channel.Name)
	if t.Emotion.Label != "" && t.Emotion.Label != "calm" {
		parts = append(parts, fmt.Sprintf("%s (%.1f)", t.Emotion.Label, t.Emotion.Intensity))
	}
	return strings.Join(parts, " · ")
}

// riskText is a banner: what was said, what to do, what to collect, by when.
func riskText(r ticket.Risk, p painter, width int) string {
	head := "RISK " + r.Kind
	if r.Hold {
		head = "STOP " + r.Kind + ": a person answers this first"
	}
	lines := []string{p.red(head)}
	for _, e := range r.Evidence {
		lines = append(lines, indent("“"+clean.Line(e.Text, 120)+"”"))
	}
	if r.Advice != "" {
		lines = append(lines, indent(wrap(clean.Terminal(r.Advice), width-4)))
	}
	if len(r.Collect) > 0 {
		lines = append(lines, indent("collect: "+strings.Join(r.Collect, ", ")))
	}
	if r.Deadline != "" {
		lines = append(lines, indent("deadline: "+r.Deadline))
	}
	return strings.Join(lines, "\n") + "\n"
}

// candidateText is one candidate: its head, both texts, findings and citations.
func candidateText(c *draft.Candidate, p painter, width int, ranked bool) string {
	var b strings.Builder
	head := c.ID
	if ranked {
		head = fmt.Sprintf("%d", c.Rank)
	}
	who := c.Model
	if c.Engine == "builtin" {
		who = "composed without a model"
	}
	title := fmt.Sprintf("── %s · %s · %s ", head, c.Approach, clean.Line(who, 60))
	b.WriteString(p.bold(title+strings.Repeat("─", max(0, min(width, 100)-columns(title)))) + "\n")
	if c.Reply.Subject != "" {
		b.WriteString(p.dim("Subject: "+clean.Line(c.Reply.Subject, 200)) + "\n")
	}
	reply, agent := clean.Terminal(c.Reply.Text), clean.Terminal(c.Agent.Text)
	switch {
	case c.Via == "same":
		b.WriteString(wrap(reply, width) + "\n")
	case width >= sideBySide:
		b.WriteString(columnsText(reply, agent, width))
	default:
		b.WriteString(wrap(reply, width) + "\n" + p.dim("── "+lang.Name(c.Agent.Language, "en")+" ──") + "\n" + p.dim(wrap(agent, width)) + "\n")
	}
	for _, f := range c.Findings {
		b.WriteString(findingText(f, p, width))
	}
	for _, cite := range c.Citations {
		b.WriteString(p.dim("  from "+clean.Line(cite.Snippet+" "+cite.Title, 120)) + "\n")
	}
	return b.String() + "\n"
}

func findingText(f check.Finding, p painter, width int) string {
	mark, paint := "·", p.dim
	switch f.Severity {
	case check.Error:
		mark, paint = "✗", p.red
	case check.Warning:
		mark, paint = "!", p.yellow
	}
	text := fmt.Sprintf("%s %s: %s", mark, f.Rule, clean.Line(f.Message, 300))
	if f.Suggestion != "" {
		text += " " + clean.Line(f.Suggestion, 300)
	}
	return paint(wrap("  "+text, width)) + "\n"
}

func indent(s string) string { return "  " + strings.ReplaceAll(s, "\n", "\n  ") }
