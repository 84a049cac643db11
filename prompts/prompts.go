// Package prompts holds the words we send to a model and packs them into its token
// budget. Templates are Markdown in templates/, and a user may override each.
//
// A prompt is two messages. The system message says the craft, the culture's manner and
// the brand: it is the same for every ticket of one culture, language and brand, so that
// an endpoint can reuse it. The user message holds what differs, with everything from
// outside inside fences that it cannot close, and what differs between candidates last.
package prompts

import (
	"errors"
	"time"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/ticket"
)

// ErrBudget is returned when not even the instructions, the decision and the start and
// end of the buyer's message fit; the text says how many tokens they need.
var ErrBudget = errors.New("the model's context is too small")

// Draft is everything one candidate's prompt is made from.
type Draft struct {
	Ticket   *ticket.Ticket
	Signals  ticket.Signals
	Profile  *culture.Profile
	Phrases  *culture.Language // of the language written, or nil
	Brand    *brand.Brand
	Market   culture.Market
	Channel  string
	Write    string // language the model writes: the agent's (pivot) or the buyer's (direct, same)
	Reply    string // language the buyer will read
	Decision ticket.Decision
	Approach string
	Snippets []kb.Snippet
	Facts    []kb.Fact
	Revise   string // a reply to rewrite, or ""
	Instruct string
	Holding  bool // a holding reply that admits nothing
	Now      time.Time
}

// Prompt is two messages and how they were packed.
type Prompt struct {
	System, User string
	Fence        Fence
	Parts        []Part
	Cuts         []string // what was left out, one line each
	Version      string   // of the templates
	Used         int      // tokens, upper bound or counted
}

// Part is a piece of the prompt and its tokens. Parts stand in the order they are sent.
type Part struct {
	Name   string `json:"name"`
	Tokens int    `json:"tokens"`
	Cut    bool   `json:"cut"`
	Shared Shared `json:"shared,omitempty"`
}

// Shared says which prompts begin with the same words up to the end of a part.
type Shared string

// What a part is shared with; "" is nothing.
const (
	BetweenTickets    Shared = "tickets"    // of one culture, language and brand
	BetweenCandidates Shared = "candidates" // of one ticket
)

// Share is the part of the prompt's tokens, 0 to 1, that a server can reuse between
// tickets, and between the candidates of one ticket (which includes the former).
func (p Prompt) Share() (tickets, candidates float64) {
	if p.Used == 0 {
		return 0, 0
	}
	for _, part := range p.Parts {
		switch part.Shared {
		case BetweenTickets:
			tickets += float64(part.Tokens)
			candidates += float64(part.Tokens)
		case BetweenCandidates:
			candidates += float64(part.Tokens)
		}
	}
	return tickets / float64(p.Used), candidates / float64(p.Used)
}

// Budget is how many tokens a prompt may take.
type Budget struct {
	Context  int // the model's; 0: unknown, nothing is cut for it
	Reserved int // for the answer
	Model    string
}

// roomy is the least a prompt may take for the long system message: in less, the ticket
// and the knowledge need the room more.
const roomy = 5000

func (b Budget) short() bool { return b.Context > 0 && b.Context-b.Reserved < roomy }
