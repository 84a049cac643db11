package cmd

import (
	"slices"
	"strings"
)

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
	case "E":
		return wish{kind: "edit-mine"}
	case "c", "y":
		return wish{kind: "copy"}
	case "r":
		c.over, c.outcome = overOutcomes, 0
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
	case "up", "k", "left", "down", "j", "right", "home", "g", "end", "G":
		to = moved(to, name, len(c.items))
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

// pressOutcome chooses a decision from the list, by its letter or with Enter on its line,
// or asks for an instruction.
func (c *chooser) pressOutcome(k key) wish {
	name := cmpKey(k)
	i := slices.IndexFunc(redrafts(), func(r redraft) bool { return r.key == name })
	if name == "enter" {
		i = c.outcome
	}
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
	default:
		c.outcome = moved(c.outcome, name, len(redrafts()))
	}
	return wish{}
}

// moved is the line of a list that a key goes to.
func moved(at int, name string, lines int) int {
	switch name {
	case "up", "k", "left":
		at--
	case "down", "j", "right":
		at++
	case "home", "g":
		at = 0
	case "end", "G":
		at = lines - 1
	}
	return min(max(at, 0), lines-1)
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
