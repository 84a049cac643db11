package cmd

import (
	"fmt"
	"iter"
	"slices"
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

// gist is what the ticket says, in a few lines and in the agent's language.
func gist(t *draft.TicketView, w words, p painter, width int) string {
	var b strings.Builder
	const margin = 10
	line := func(label, text string) {
		if text != "" {
			body := wrap(clean.Terminal(text), max(width-margin, 20))
			b.WriteString(pad(p.bold(label), margin+len(p.bold(label))-len(label)) + strings.ReplaceAll(body, "\n", "\n"+strings.Repeat(" ", margin)) + "\n")
		}
	}
	line(w.label("buyer"), buyerLine(t, w))
	label := w.label("asks")
	for text, kinds := range asksBySentence(t.Asks, w) {
		line(label, kinds+": “"+clean.Line(text, 160)+"”")
		label = " "
	}
	line(w.label("deadline"), t.Deadline)
	line(w.label("said"), strings.Join(append(slices.Clone(t.Orders), t.Products...), ", "))
	line(w.label("missing"), strings.Join(namedAll(w.Missing, t.Missing), ", "))
	for _, r := range t.Risks {
		b.WriteString(riskText(r, w, p, width))
	}
	return b.String() + "\n"
}

// asksBySentence yields each sentence once with all that it asks.
func asksBySentence(asks []ticket.Ask, w words) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for i := 0; i < len(asks); {
			var kinds []string
			text := asks[i].Text
			for ; i < len(asks) && asks[i].Text == text; i++ {
				kinds = append(kinds, named(w.Asks, asks[i].Kind))
			}
			if !yield(text, strings.Join(kinds, " · ")) {
				return
			}
		}
	}
}

func buyerLine(t *draft.TicketView, w words) string {
	parts := nonEmpty(t.Buyer.Name, w.label("writes", lang.Name(t.Language.Tag, w.tag)), w.label("manner", t.Culture.Tag))
	if t.Market.Tag != "" {
		parts = append(parts, w.label("law", t.Market.Tag))
	}
	parts = append(parts, t.Channel.Name)
	if t.Emotion.Label != "" && t.Emotion.Label != "calm" {
		parts = append(parts, fmt.Sprintf("%s (%.1f)", named(w.Emotions, t.Emotion.Label), t.Emotion.Intensity))
	}
	if t.Buyer.Stage != "" {
		parts = append(parts, named(w.Stages, t.Buyer.Stage))
	}
	if t.Buyer.NonNative {
		parts = append(parts, w.label("plain"))
	}
	if t.Buyer.Repeated > 0 {
		parts = append(parts, w.label("repeated", t.Buyer.Repeated))
	}
	return strings.Join(parts, " · ")
}

// riskText is a banner: what was said, what to do, what to collect, by when.
func riskText(r ticket.Risk, w words, p painter, width int) string {
	head := "risk"
	if r.Hold {
		head = "stop"
	}
	lines := []string{p.red(w.label(head, named(w.Risks, r.Kind)))}
	for _, e := range r.Evidence {
		lines = append(lines, indent("“"+clean.Line(e.Text, 120)+"”"))
	}
	if r.Advice != "" {
		lines = append(lines, indent(wrap(clean.Terminal(r.Advice), width-4)))
	}
	if len(r.Collect) > 0 {
		lines = append(lines, indent(wrap(w.label("collect")+strings.Join(r.Collect, ", "), width-4)))
	}
	if r.Deadline != "" {
		lines = append(lines, indent(w.label("by")+r.Deadline))
	}
	return strings.Join(lines, "\n") + "\n"
}

// candidateText is one candidate: its head, both texts, findings and citations.
func candidateText(c *draft.Candidate, w words, p painter, width int, ranked bool) string {
	var b strings.Builder
	head := c.ID
	if ranked {
		head = fmt.Sprintf("%d", c.Rank)
	}
	who := c.Model
	if c.Engine == "builtin" {
		who = w.label("composed")
	}
	title := fmt.Sprintf("── %s · %s · %s ", head, c.Approach, clean.Line(who, 60))
	b.WriteString(p.bold(title+strings.Repeat("─", max(0, min(width, 100)-columns(title)))) + "\n")
	if c.Reply.Subject != "" {
		b.WriteString(p.dim(w.label("subject")+clean.Line(c.Reply.Subject, 200)) + "\n")
	}
	reply, agent := clean.Terminal(c.Reply.Text), clean.Terminal(c.Agent.Text)
	switch {
	case c.Via == "same":
		b.WriteString(wrap(reply, width) + "\n")
	case width >= sideBySide:
		b.WriteString(columnsText(reply, agent, width))
	default:
		b.WriteString(wrap(reply, width) + "\n" + p.dim("── "+lang.Name(c.Agent.Language, w.tag)+" ──") + "\n" + p.dim(wrap(agent, width)) + "\n")
	}
	for _, f := range c.Findings {
		b.WriteString(findingText(f, p, width))
	}
	for _, cite := range c.Citations {
		b.WriteString(p.dim("  "+w.label("from")+clean.Line(cite.Snippet+" "+cite.Title, 120)) + "\n")
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
