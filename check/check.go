// Package check judges a reply by rules that do not depend on any model. It takes
// plain texts and sources: no ticket, knowledge base or mask types.
//
// Rule kinds are code (kinds.go, facts.go, security.go); rules are data
// (rules/*.yaml), each with its message, its source and examples that a test runs.
package check

import (
	"slices"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/value"
)

// Severity says how much a finding matters.
type Severity string

// The severities: an error makes the exit code 3.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Side is the text a span points into.
type Side string

// The sides.
const (
	Ticket  Side = "ticket"
	Agent   Side = "agent"
	Reply   Side = "reply"
	Subject Side = "subject"
)

// Where is a place in one of the texts; Span counts code points, nil for the whole.
type Where struct {
	Side Side    `json:"side"`
	Span *[2]int `json:"span"`
}

// Finding is one thing a rule found.
type Finding struct {
	Rule        string   `json:"rule"` // facts/number
	Severity    Severity `json:"severity"`
	Where       []Where  `json:"where"`
	Message     string   `json:"message"`
	MessageLang string   `json:"message_lang"`
	Suggestion  string   `json:"suggestion"`
	Source      string   `json:"source"`
}

// Text is a text and its language.
type Text struct{ Language, Text string }

// Source is a text that a reply may take values from.
type Source struct {
	Name string // ticket, order, note, brand, fact, computed, or a snippet id
	Text string
	Lang string
}

// Input is all that rules may look at.
type Input struct {
	Agent     Text // "" when there is none, or the same as Reply
	Reply     Text
	Composed  bool // Agent and Reply are two letters from one plan: neither translates the other
	AgentOnly bool // Reply is the agent's text of a pivot, which no buyer reads: rules of manner do not apply
	Subject   string
	Buyer     Text     // the buyer's words
	Sources   []Source // ticket, order, note, knowledge, brand, computed facts
	Internal  []string // snippets that must not be quoted
	Secret    []string // the system message: never in a reply
	Others    []string // values of other buyers: never in a reply
	Asks      []string // kinds
	Emotion   string
	Outcome   culture.Outcome
	Amount    *value.Money
	Total     *value.Money // what the order cost; nil when nobody knows
	Profile   *culture.Profile
	Register  string // formal or informal, what brand, buyer and profile together ask for; "" for no demand
	Market    culture.Market
	Channel   string
	Brand     *brand.Brand
	AgentLang string // language of messages: en, zh-Hans
	Hold      bool   // a holding reply
	Rules     *Rules // nil: the program's own
}

// Run applies every rule that fits and returns the findings, errors first. Rules that
// the brand silences with a reason are left out.
func Run(in Input) []Finding {
	in.Reply.Text, in.Agent.Text = head(in.Reply.Text), head(in.Agent.Text)
	found := slices.Concat(onePromise(runRules(in)), limits(in), orderTotal(in), oneEach(slices.Concat(facts(in), security(in))))
	found = slices.DeleteFunc(found, func(f Finding) bool {
		return in.Brand != nil && in.Brand.Silenced[f.Rule] != ""
	})
	for i := range found {
		if in.AgentOnly {
			moveToAgent(found[i].Where)
		}
	}
	slices.SortStableFunc(found, func(a, b Finding) int { return rank(a.Severity) - rank(b.Severity) })
	return found
}

// longest is how much of a text is judged, in bytes: far more than any reply, far less
// than what a broken endpoint may send.
const longest = 64 << 10

// head is the judged part of a text, cut at a code point.
func head(text string) string {
	if len(text) <= longest {
		return text
	}
	cut := longest
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut]
}

// HasError tells whether a person must look before this is sent.
func HasError(found []Finding) bool {
	return slices.ContainsFunc(found, func(f Finding) bool { return f.Severity == Error })
}

func moveToAgent(where []Where) {
	for i := range where {
		if where[i].Side == Reply {
			where[i].Side = Agent
		}
	}
}

func rank(s Severity) int { return slices.Index([]Severity{Error, Warning, Info}, s) }

// span is the code points of text[start:end], given in bytes.
func span(text string, start, end int) *[2]int {
	from := len([]rune(text[:start]))
	return &[2]int{from, from + len([]rune(text[start:end]))}
}
