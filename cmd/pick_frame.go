package cmd

import (
	"fmt"
	"strings"

	"github.com/parlance-cli/parlance/clean"
)

// frame is the whole screen: the ticket in a line, the candidates, the text of the chosen
// one, and what can be done.
func (c *chooser) frame(width, height int) []string {
	c.sheet = newSheet(c.sheet.words, c.sheet.paint, width)
	list := c.list(max(1, min(5, height/4)))
	top := append([]line{c.sheet.one(bold, c.title())}, list...)
	foot := c.foot()
	c.page = max(1, height-len(top)-len(foot)-2)
	body := c.body()
	c.scroll = max(0, min(c.scroll, len(body)-c.page))
	visible := body[c.scroll:min(len(body), c.scroll+c.page)]
	lines := append(top, c.rule(len(body)))
	lines = append(lines, visible...)
	for range c.page - len(visible) {
		lines = append(lines, line{})
	}
	lines = append(append(lines, c.sheet.one(dim, strings.Repeat("─", c.sheet.width))), foot...)
	out := make([]string, min(len(lines), height))
	for i := range out {
		out[i] = lines[i].text
	}
	return out
}

// list is the candidates around the chosen one.
func (c *chooser) list(most int) []line {
	from := max(0, min(c.at-most/2, len(c.items)-most))
	var lines []line
	for i := from; i < min(len(c.items), from+most); i++ {
		lines = append(lines, c.summary(i))
	}
	return lines
}

// rule parts list and text, and says what is shown and how much more there is.
func (c *chooser) rule(total int) line {
	what := c.sheet.words.label([]string{"pick-reply", "pick-beside", "pick-ticket"}[c.show])
	text := "── " + what + " "
	if total > c.page {
		text += fmt.Sprintf("── %d–%d / %d ", c.scroll+1, min(total, c.scroll+c.page), total)
	}
	return c.sheet.one(dim, text+strings.Repeat("─", max(0, c.sheet.width-columns(text))))
}

func (c *chooser) body() []line {
	switch {
	case c.writing != nil:
		lines := []line{c.sheet.one(bold, c.sheet.words.label("pick-writing")), {}}
		for _, l := range c.writing.lines(c.sheet.width) {
			lines = append(lines, line{l, columns(l)})
		}
		return lines
	case c.over == overHelp:
		return c.help()
	case c.over == overOutcomes:
		return c.outcomeLines()
	case c.show == showTicket:
		return c.ticketLines()
	}
	it := c.chosen()
	lines := c.sheet.findings(it.Candidate) // first: on a low screen the end of a text is not seen
	if len(lines) > 0 {
		lines = append(lines, line{})
	}
	lines = append(lines, c.sheet.texts(it.Candidate, c.show == showBeside)...)
	if cited := c.sheet.citations(it.Candidate); len(cited) > 0 {
		lines = append(append(lines, line{}), cited...)
	}
	return lines
}

// set lays out a label of several lines.
func (c *chooser) set(key string) []line {
	return c.sheet.set(strings.TrimRight(c.sheet.words.label(key), "\n"), min(c.sheet.width, measure), 0)
}

// help is a table of keys, then some lines.
func (c *chooser) help() []line {
	const margin = 17
	var lines []line
	s := c.sheet
	s.width = min(s.width, measure)
	for row := range strings.SplitSeq(strings.TrimRight(s.words.label("pick-help"), "\n"), "\n") {
		if i := strings.LastIndex(row, "  "); i >= 0 {
			lines = append(lines, s.hang(strings.TrimRight(row[:i], " "), bold, margin, row[i+2:], 0)...)
			continue
		}
		lines = append(lines, s.set(row, s.width, 0)...)
	}
	return lines
}

func (c *chooser) outcomeLines() []line {
	lines := append(c.set("pick-outcomes"), line{})
	for i, r := range redrafts() {
		what := c.sheet.words.label("outcome-" + r.outcome)
		if r.outcome == "" {
			what = c.sheet.words.label("pick-instruct")
		}
		mark, st := "  ", style(0)
		if i == c.outcome {
			mark, st = "▸ ", bold
		}
		what = fit(what, c.sheet.width-5)
		lines = append(lines, line{mark + c.sheet.paint.bold(r.key) + "  " + c.sheet.paint.as(st, what), columns(mark + r.key + "  " + what)})
	}
	return lines
}

// ticketLines are the buyer's words, beside the gloss where there is one, with what the
// ticket says above.
func (c *chooser) ticketLines() []line {
	lines := c.sheet.gist(c.ticket)
	buyer := visible(c.buyer)
	if g := c.ticket.Gloss; g != nil {
		return append(lines, c.sheet.beside(buyer, visible(g.Text), nil, nil)...)
	}
	return append(lines, c.sheet.set(buyer, min(c.sheet.width, measure), 0)...)
}

// foot is a message and the keys, or what is being typed.
func (c *chooser) foot() []line {
	w := c.sheet.words
	keys := w.label("pick-keys")
	if columns(keys) > c.sheet.width {
		keys = w.label("pick-keys-short")
	}
	switch {
	case c.writing != nil:
		keys = w.label("pick-keys-writing")
	case c.over == overAsking:
		typed := c.asked.label + " " + lastColumns(inline(c.entry.text), max(1, c.sheet.width-columns(c.asked.label)-3))
		return []line{{typed + c.sheet.paint.as(reverse, " "), columns(typed) + 1}, c.sheet.one(dim, w.label("pick-keys-asking"))}
	case c.over == overOutcomes:
		keys = w.label("pick-keys-outcomes")
	case c.over == overHelp:
		keys = w.label("pick-keys-over")
	}
	message := c.sheet.set(clean.Line(c.message, 500), c.sheet.width, bold)
	return append(message, c.sheet.one(dim, keys))
}
