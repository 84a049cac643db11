package draft

import (
	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/prompts"
	"github.com/parlance-cli/parlance/ticket"
)

// Schema is the version of Document.
const Schema = "parlance.draft/v1"

// Document is parlance.draft/v1: what one ticket came to. Lists are never null.
type Document struct {
	Schema      string       `json:"schema"`
	ID          string       `json:"id"`
	Error       *Failure     `json:"error"`
	Fingerprint string       `json:"fingerprint"`
	Ticket      *TicketView  `json:"ticket"`
	Outcome     OutcomeView  `json:"outcome"`
	Candidates  []Candidate  `json:"candidates"`
	Snippets    []kb.Snippet `json:"snippets"`
	Facts       []kb.Fact    `json:"facts"`
	Coverage    []Coverage   `json:"coverage"` // per ask; empty without a knowledge base
	Budget      *BudgetView  `json:"budget"`
	Prompt      PromptView   `json:"prompt"`
	Usage       UsageView    `json:"usage"` // of all calls, gloss and failed candidates included
	Warnings    []Warning    `json:"warnings"`
}

// EmptyDocument is a document about nothing, with every list empty.
func EmptyDocument() *Document {
	return &Document{Schema: Schema, Candidates: []Candidate{}, Snippets: []kb.Snippet{}, Facts: []kb.Fact{}, Coverage: []Coverage{}, Warnings: []Warning{}}
}

// Failure is why something was not written.
type Failure struct {
	Kind      string `json:"kind"`
	Message   string `json:"message"`
	Hint      string `json:"hint"`
	Retryable bool   `json:"retryable"`
}

// Warning is something a person should know that stops nothing.
type Warning struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
}

// TicketView is what the ticket says: signals and the four axes.
type TicketView struct {
	Gloss    *Gloss         `json:"gloss"`
	Language Axis           `json:"language"`
	Culture  Axis           `json:"culture"`
	Market   Axis           `json:"market"`
	Channel  ChannelView    `json:"channel"`
	Emotion  ticket.Emotion `json:"emotion"`
	Asks     []ticket.Ask   `json:"asks"`
	Missing  []string       `json:"missing"`
	Risks    []ticket.Risk  `json:"risks"`
	Said     []string       `json:"said"`     // what the ticket says already and must not be asked again
	Deadline string         `json:"deadline"` // a date the buyer sets, as written
	Buyer    BuyerView      `json:"buyer"`
	Orders   []string       `json:"order_ids"`
	Products []string       `json:"products"`
}

// BuyerView is what the writing shows of the buyer.
type BuyerView struct {
	Name      string `json:"name"`
	Formality string `json:"formality"` // formal, informal, mixed, neutral
	NonNative bool   `json:"non_native"`
	Stage     string `json:"stage"` // before-purchase, first-contact, waiting, problem, after-resolution, loyal
	Repeated  int    `json:"repeated"`
}

// Gloss is a text in the agent's language.
type Gloss struct {
	Language string `json:"language"`
	Text     string `json:"text"`
}

// Axis is one resolved axis, where it is from, and how sure that is.
type Axis struct {
	Tag        string  `json:"tag"`
	From       string  `json:"from"`
	Confidence float64 `json:"confidence"`
}

// ChannelView is the channel axis.
type ChannelView struct {
	Name string `json:"name"`
	From string `json:"from"`
}

// OutcomeView is the decision.
type OutcomeView struct {
	Kind   *string `json:"kind"` // null: nobody has decided
	Amount *Amount `json:"amount"`
	From   string  `json:"from"`
}

// Amount is money as the agent gave it.
type Amount struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency"`
}

// Side is a text in a language.
type Side struct {
	Language string `json:"language"`
	Text     string `json:"text"`
}

// ReplyView is what the buyer would read.
type ReplyView struct {
	Language string `json:"language"`
	Subject  string `json:"subject"`
	Text     string `json:"text"`
}

// Candidate is one reply. With Error set its texts are what had arrived: never ready
// to send.
type Candidate struct {
	ID        string          `json:"id"`
	Approach  string          `json:"approach"`
	Engine    string          `json:"engine"`
	Model     string          `json:"model"`
	Via       string          `json:"via"`
	Rank      int             `json:"rank"` // 1 is best; 0: failed
	Score     float64         `json:"score"`
	Agent     Side            `json:"agent"`
	Reply     ReplyView       `json:"reply"`
	Citations []Citation      `json:"citations"`
	Findings  []check.Finding `json:"findings"`
	Repaired  []string        `json:"repaired"`
	Usage     UsageView       `json:"usage"`
	Timing    Timing          `json:"timing"`
	Error     *Failure        `json:"error"`
}

// Citation is a snippet a candidate rests on; spans count code points of the texts.
type Citation struct {
	Snippet string        `json:"snippet"`
	Title   string        `json:"title"`
	Spans   CitationSpans `json:"spans"`
}

// CitationSpans are the places on both sides, null where unknown.
type CitationSpans struct {
	Agent *[2]int `json:"agent"`
	Reply *[2]int `json:"reply"`
}

// UsageView is tokens and cost over all calls of a candidate.
type UsageView struct {
	llm.Usage
	Cost *float64 `json:"cost"`
}

// Timing is milliseconds from the start of the candidate.
type Timing struct {
	FirstTokenMS int64 `json:"first_token_ms"`
	TotalMS      int64 `json:"total_ms"`
}

// Coverage says which snippets answer an ask; none means that nothing the shop has
// written does.
type Coverage struct {
	Ask      string   `json:"ask"`
	Snippets []string `json:"snippets"`
}

// BudgetView is how the prompt was packed, in tokens.
type BudgetView struct {
	Context  int            `json:"context"`
	Reserved int            `json:"reserved"`
	Used     int            `json:"used"`
	Parts    []prompts.Part `json:"parts"`
}

// PromptView says which words were sent.
type PromptView struct {
	Version string `json:"version"`
}

// Event is one step of a draft, an NDJSON line. Type says which fields are set.
type Event struct {
	Schema    string         `json:"schema"`
	Type      string         `json:"type"` // ticket, gloss, snippets, delta, reset, finding, candidate, error, done
	ID        string         `json:"id"`   // ticket id
	Ticket    *TicketView    `json:"ticket,omitempty"`
	Gloss     *Gloss         `json:"gloss,omitempty"`
	Snippets  []kb.Snippet   `json:"snippets,omitempty"`
	Candidate string         `json:"candidate,omitempty"` // candidate id
	Side      string         `json:"side,omitempty"`      // agent, reply
	Text      string         `json:"text,omitempty"`      // delta
	Finding   *check.Finding `json:"finding,omitempty"`
	Complete  *Candidate     `json:"complete,omitempty"`
	Error     *Failure       `json:"error,omitempty"`
	Document  *Document      `json:"document,omitempty"`
}

// EventSchema is the version of Event.
const EventSchema = "parlance.event/v1"
