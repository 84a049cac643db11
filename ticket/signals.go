package ticket

import (
	"time"

	"github.com/parlance-cli/parlance/lang"
)

// Evidence is a piece of the buyer's text; Span counts code points of Text() .
type Evidence struct {
	Text string  `json:"text"`
	Span *[2]int `json:"span"`
}

// Emotion is how the buyer feels, as far as the words show it.
type Emotion struct {
	Label     string     `json:"label"` // calm, worried, disappointed, angry, furious, grateful, desperate
	Intensity float64    `json:"intensity"`
	Evidence  []Evidence `json:"evidence"`
}

// Ask is one question or request.
type Ask struct {
	Kind string  `json:"kind"` // the kinds of architecture: where-is-it, refund, return …
	Text string  `json:"text"` // the sentence as written
	Span *[2]int `json:"span"`
}

// Risk is a reason for a person to look first.
type Risk struct {
	Kind     string     `json:"kind"` // injury, legal, chargeback, press, self-harm, extortion, …
	Hold     bool       `json:"hold"` // no ready reply
	Evidence []Evidence `json:"evidence"`
	Advice   string     `json:"advice"` // in the agent's language
	Deadline string     `json:"deadline,omitempty"`
	Collect  []string   `json:"collect,omitempty"`
}

// Signals is what a ticket says before any model reads it.
type Signals struct {
	Language  lang.Guess
	Emotion   Emotion
	Asks      []Ask
	Missing   []string // order-id, photos …
	Risks     []Risk
	NonNative bool       // signs that the buyer writes a language not their own
	Formality lang.Level // how the buyer addresses us
	OrderIDs  []string   // as written by the buyer or from the order
	Products  []string   // names the buyer used, or of the order's items
	Dates     []string   // as written by the buyer
	Name      string     // as signed or from customer.name; "" when unknown
	Deadline  string     // a date the buyer sets, as written; ""
}

// Analyse reads the signals. agentLang chooses the language of advice (en, zh-Hans).
// It never fails: what it cannot tell stays empty.
func Analyse(t *Ticket, agentLang string, now time.Time) Signals { return Signals{} }

// Hold tells whether a person must answer first.
func (s Signals) Hold() bool {
	for _, r := range s.Risks {
		if r.Hold {
			return true
		}
	}
	return false
}
