// Package prompts holds the words we send to a model and packs them into its token
// budget. Templates are Markdown in templates/, and a user may override each.
package prompts

import (
	"time"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/ticket"
)

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

// Fence is the random id around untrusted text.
type Fence struct{ ID string }

// Prompt is two messages and how they were packed.
type Prompt struct {
	System, User string
	Fence        Fence
	Parts        []Part
	Cuts         []string // what was left out, one line each
	Version      string   // of the templates
	Used         int      // tokens, upper bound or counted
}

// Part is a piece of the prompt and its tokens.
type Part struct {
	Name   string `json:"name"`
	Tokens int    `json:"tokens"`
	Cut    bool   `json:"cut"`
}

// Budget is how many tokens a prompt may take.
type Budget struct {
	Context  int // the model's
	Reserved int // for the answer
	Model    string
}

// Builder builds prompts from the embedded templates or the overrides in a folder.
type Builder struct{}

// New loads the templates; dir may be "". A broken override names file and line.
func New(dir string) (*Builder, error) { return &Builder{}, nil }

// Draft builds the prompt for one candidate. System is byte-identical for a culture ×
// language × brand; candidates of one ticket share all but the last lines of User.
func (b *Builder) Draft(d Draft, budget Budget, fence Fence) (Prompt, error) { return Prompt{}, nil }

// Translation is a text to carry into another language.
type Translation struct {
	Text     string
	From, To string
	Profile  *culture.Profile
	Phrases  *culture.Language
	Brand    *brand.Brand
	Channel  string
	Register string   // formal or informal
	Keep     []string // values that must appear unchanged
	Findings []string // of a first attempt, for the repair
	Attempt  string   // the first attempt, "" on the first
}

// Translate builds the prompt that carries a reply into the buyer's language.
func (b *Builder) Translate(t Translation, fence Fence) (Prompt, error) { return Prompt{}, nil }

// Gloss builds the prompt that tells the agent what a text says (the buyer's message,
// or a reply written directly in the buyer's language).
func (b *Builder) Gloss(text, from, to string, fence Fence) (Prompt, error) { return Prompt{}, nil }

// Repair builds the prompt that mends a draft by its findings.
func (b *Builder) Repair(d Draft, attempt string, findings []string, budget Budget, fence Fence) (Prompt, error) {
	return Prompt{}, nil
}
