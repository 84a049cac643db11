package cmd

import (
	"fmt"
	"strings"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/say"
)

// chooser is what is on the screen while an agent chooses. It knows keys and lines;
// what takes time or leaves the screen is done by whoever reads its wishes.
type chooser struct {
	sheet   sheet
	ticket  *draft.TicketView
	buyer   string // the buyer's words
	items   []item // best first, drafts that came later before earlier ones
	at      int    // the chosen item
	show    int    // showReply …
	scroll  int
	over    overlay
	outcome int // the line chosen in the list of decisions
	entry   entry
	asked   question
	message string    // what the last key led to
	writing *progress // a draft is being written
	page    int       // lines of text on the screen, as last drawn
}

// item is a candidate, what it was drafted anew for, and whether the agent changed it.
type item struct {
	*draft.Candidate
	by     string
	edited bool
}

// What Tab goes through.
const (
	showReply  = iota // the reply, the agent's text below
	showBeside        // next to each other
	showTicket        // the buyer's words beside the gloss
	shows
)

// overlay is what lies over the text.
type overlay int

const (
	overNothing overlay = iota
	overHelp
	overOutcomes
	overAsking
)

// question is what an entry answers.
type question struct {
	label string
	then  func(text string) wish
}

// wish is what a key asks of the program.
type wish struct {
	kind     string // "", print, leave, interrupt, edit, edit-mine, copy, redraft, stop, suspend
	outcome  string
	amount   string
	instruct string
}

func newChooser(s sheet, doc *draft.Document, buyer string) *chooser {
	c := &chooser{sheet: s, ticket: doc.Ticket, buyer: buyer}
	if s.width >= sideBySide {
		c.show = showBeside
	}
	c.add(doc, "")
	return c
}

// add puts the candidates of a new draft before those there are. by says what it was
// drafted anew for.
func (c *chooser) add(doc *draft.Document, by string) {
	var fresh []item
	for i := range doc.Candidates {
		if doc.Candidates[i].Error == nil {
			fresh = append(fresh, item{Candidate: &doc.Candidates[i], by: by})
		}
	}
	c.items = append(fresh, c.items...)
	c.at, c.scroll = 0, 0
	if doc.Ticket.Gloss != nil {
		c.ticket = doc.Ticket
	}
}

func (c *chooser) chosen() *item { return &c.items[c.at] }

// title is what the ticket is about, in one line.
func (c *chooser) title() string {
	return strings.Join(say.NonEmpty(c.sheet.words.list(c.ticket.Orders), c.sheet.buyerLine(c.ticket)), " · ")
}

// column is the width of the names in the list.
func (c *chooser) column() int {
	for _, it := range c.items {
		if it.by != "" {
			return 48
		}
	}
	return 30
}

// summary is a candidate in one line of the list.
func (c *chooser) summary(i int) line {
	it := c.items[i]
	head := fmt.Sprintf("  %d  ", i+1)
	if i == c.at {
		head = fmt.Sprintf("▸ %d  ", i+1)
	}
	edited := ""
	if it.edited {
		edited = c.sheet.words.label("pick-edited")
	}
	name := strings.Join(say.NonEmpty(c.sheet.approach(it.Approach), edited, clean.Line(it.by, 60)), " · ")
	left := pad(fit(head+name, c.sheet.width/2), min(c.column(), c.sheet.width/2))
	verdict := fit("  "+c.sheet.verdict(it.Findings), max(1, c.sheet.width-columns(left)))
	st := style(0)
	if i == c.at {
		st = bold
	}
	return line{c.sheet.paint.as(st, left) + c.sheet.paint.as(st|gravest(it.Findings), verdict), columns(left) + columns(verdict)}
}
