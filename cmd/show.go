package cmd

import (
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/say"
	"github.com/parlance-cli/parlance/ticket"
)

// gist is what the ticket says, in a few lines and in the agent's language.
func (s sheet) gist(t *draft.TicketView) []line {
	var lines []line
	margin := 0
	for _, key := range []string{"buyer", "asks", "deadline", "said", "missing"} {
		margin = max(margin, columns(s.words.label(key))+2)
	}
	add := func(label, text string) {
		if text != "" {
			lines = append(lines, s.hang(label, bold, margin, visible(text), 0)...)
		}
	}
	add(s.words.label("buyer"), s.buyerLine(t))
	label := s.words.label("asks")
	for _, ask := range asksBySentence(t.Asks, s.words) {
		add(label, ask)
		label = ""
	}
	add(s.words.label("deadline"), t.Deadline)
	add(s.words.label("said"), s.words.list(append(slices.Clone(t.Orders), t.Products...)))
	add(s.words.label("missing"), s.words.list(namedAll(s.words.Missing, t.Missing)))
	for _, r := range t.Risks {
		lines = append(append(lines, line{}), s.risk(r)...)
	}
	return append(lines, line{})
}

// asksBySentence is each sentence once with all that it asks.
func asksBySentence(asks []ticket.Ask, w words) []string {
	var lines []string
	for i := 0; i < len(asks); {
		var kinds []string
		text := asks[i].Text
		for ; i < len(asks) && asks[i].Text == text; i++ {
			kinds = append(kinds, named(w.Asks, asks[i].Kind))
		}
		lines = append(lines, strings.Join(kinds, " · ")+w.label("colon")+quote(text, 160))
	}
	return lines
}

// quote is somebody's words in quotation marks, on one line. A mark of direction keeps
// what stands behind them in its place when they are written from right to left.
func quote(text string, most int) string {
	q := "“" + clean.Line(text, most) + "”"
	if rightToLeft(q) {
		q += "\u200e"
	}
	return q
}

func (s sheet) buyerLine(t *draft.TicketView) string {
	w := s.words
	name := clean.Line(t.Buyer.Name, 80)
	if rightToLeft(name) {
		name += "\u200e"
	}
	parts := say.NonEmpty(name, w.label("writes", lang.Name(t.Language.Tag, w.tag)), w.label("manner", t.Culture.Tag))
	if t.Market.Tag != "" {
		parts = append(parts, w.label("law", t.Market.Tag))
	}
	parts = append(parts, named(w.Channels, t.Channel.Name))
	if t.Emotion.Label != "" && t.Emotion.Label != "calm" {
		parts = append(parts, w.feeling(t.Emotion.Label, t.Emotion.Intensity))
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

// risk is a banner with a bar at its left: what was said, what to do, what to collect,
// by when.
func (s sheet) risk(r ticket.Risk) []line {
	head, bar, st := "risk", "│ ", magenta
	if r.Hold {
		head, bar, st = "stop", "┃ ", red
	}
	body := s.set(visible(s.words.label(head, named(s.words.Risks, r.Kind))), s.width-2, bold|st)
	for _, e := range r.Evidence {
		body = append(body, s.set(quote(e.Text, 200), s.width-2, 0)...)
	}
	for _, text := range say.NonEmpty(r.Advice, labelled(s.words.label("collect"), s.words.list(r.Collect)), labelled(s.words.label("by"), r.Deadline)) {
		body = append(body, s.set(visible(text), min(s.width-2, measure), 0)...)
	}
	for i, l := range body {
		body[i] = line{s.paint.as(st, bar) + l.text, l.wide + 2}
	}
	return body
}

func labelled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + text
}

// gloss is the buyer's message in the agent's language.
func (s sheet) gloss(g *draft.Gloss) []line {
	lines := []line{s.one(bold, s.words.label("gloss"))}
	return append(append(lines, shift(s.set(visible(g.Text), min(s.width-2, measure), 0), 2)...), line{})
}
