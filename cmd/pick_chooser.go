package cmd

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
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
	entry   entry
	asked   question
	message string    // what the last key led to
	writing *progress // a draft is being written
	wish    wish
	page    int // lines of text on the screen, as last drawn
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
	kind     string // "", print, leave, interrupt, edit, copy, redraft, stop, suspend
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

// press takes a key and returns what it asks for.
func (c *chooser) press(k key) wish {
	c.message = ""
	switch {
	case k.name == "ctrl-c":
		return wish{kind: "interrupt"}
	case k.name == "ctrl-z":
		return wish{kind: "suspend"}
	case c.writing != nil:
		return c.pressWriting(k)
	case c.over == overAsking:
		return c.pressAsking(k)
	case c.over == overOutcomes:
		return c.pressOutcome(k)
	case c.over == overHelp:
		c.over = overNothing
		return wish{}
	case c.moves(k):
		return wish{}
	}
	switch cmpKey(k) {
	case "enter":
		return wish{kind: "print"}
	case "q", "esc", "ctrl-d":
		return wish{kind: "leave"}
	case "e":
		return wish{kind: "edit"}
	case "c", "y":
		return wish{kind: "copy"}
	case "r":
		c.over = overOutcomes
	case "tab":
		c.turn(1)
	case "backtab":
		c.turn(shows - 1)
	case "?", "h":
		c.over = overHelp
	}
	return wish{}
}

func (c *chooser) turn(by int) { c.show, c.scroll = (c.show+by)%shows, 0 }

// cmpKey is a key's name, or the letter it types.
func cmpKey(k key) string {
	if k.name != "" {
		return k.name
	}
	return k.text
}

// moves goes to another candidate or scrolls.
func (c *chooser) moves(k key) bool {
	to := c.at
	switch name := cmpKey(k); name {
	case "up", "k", "left":
		to--
	case "down", "j", "right":
		to++
	case "home", "g":
		to = 0
	case "end", "G":
		to = len(c.items) - 1
	case "page-down", " ", "J":
		c.scroll += max(1, c.page-2)
	case "page-up", "b", "K":
		c.scroll = max(0, c.scroll-max(1, c.page-2))
	default:
		if len(name) != 1 || name < "1" || name > "9" || int(name[0]-'0') > len(c.items) {
			return false
		}
		to = int(name[0]-'0') - 1
	}
	if to = min(max(to, 0), len(c.items)-1); to != c.at {
		c.at, c.scroll = to, 0
	}
	return true
}

// pressWriting: while a draft is written only leaving it is possible.
func (c *chooser) pressWriting(k key) wish {
	if name := cmpKey(k); name == "esc" || name == "q" {
		return wish{kind: "stop"}
	}
	return wish{}
}

func (c *chooser) pressAsking(k key) wish {
	switch {
	case k.name == "enter":
		c.over = overNothing
		return c.asked.then(strings.TrimSpace(c.entry.text))
	case k.name == "esc":
		c.over = overNothing
	default:
		c.entry.press(k)
	}
	return wish{}
}

// pressOutcome chooses a decision from the list by its letter, or asks for an instruction.
func (c *chooser) pressOutcome(k key) wish {
	name := cmpKey(k)
	i := slices.IndexFunc(redrafts(), func(r redraft) bool { return r.key == name })
	switch {
	case i >= 0 && redrafts()[i].outcome == "":
		c.ask("pick-instruction", func(text string) wish {
			if text == "" {
				return wish{}
			}
			return wish{kind: "redraft", instruct: text}
		})
	case i >= 0 && redrafts()[i].amount:
		outcome := redrafts()[i].outcome
		c.ask("pick-amount", func(text string) wish { return wish{kind: "redraft", outcome: outcome, amount: text} })
	case i >= 0:
		c.over = overNothing
		return wish{kind: "redraft", outcome: redrafts()[i].outcome}
	case name == "esc" || name == "q" || name == "r":
		c.over = overNothing
	}
	return wish{}
}

func (c *chooser) ask(label string, then func(string) wish) {
	c.over, c.entry, c.asked = overAsking, entry{}, question{c.sheet.words.label(label), then}
}

// redraft is a line of the list of decisions.
type redraft struct {
	key, outcome string
	amount       bool // asked for
}

// redrafts are the decisions with the key of each; the last is an instruction.
func redrafts() []redraft {
	return []redraft{
		{"1", "inform", false}, {"2", "ask", false}, {"3", "refund", true}, {"4", "partial", true}, {"5", "replace", false}, {"6", "return", false},
		{"7", "refuse", false}, {"8", "wait", false}, {"9", "escalate", false}, {"i", "", false},
	}
}

// title is what the ticket is about, in one line.
func (c *chooser) title() string {
	return strings.Join(nonEmpty(strings.Join(c.ticket.Orders, ", "), c.sheet.buyerLine(c.ticket)), " · ")
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
	name := strings.Join(nonEmpty(clean.Line(it.Approach, 24), edited, clean.Line(it.by, 60)), " · ")
	left := pad(fit(head+name, c.sheet.width/2), min(c.column(), c.sheet.width/2))
	verdict := fit("  "+c.sheet.verdict(it.Findings), max(1, c.sheet.width-columns(left)))
	st := style(0)
	if i == c.at {
		st = bold
	}
	return line{c.sheet.paint.as(st, left) + c.sheet.paint.as(st|gravest(it.Findings), verdict), columns(left) + columns(verdict)}
}
