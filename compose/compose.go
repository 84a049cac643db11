// Package compose writes a complete reply without a model, from a language's phrases,
// the ticket's facts, the decision and the knowledge base's own sentences. It plans a
// letter first, in no language, and then says it; so the buyer's letter and the
// agent's agree paragraph by paragraph.
package compose

import (
	"errors"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/say"
	"github.com/parlance-cli/parlance/ticket"
)

// ErrLanguage is returned for a language the composer cannot write.
var ErrLanguage = errors.New("the built-in composer cannot write this language")

// Job is one reply to write.
type Job struct {
	Ticket   *ticket.Ticket
	Signals  ticket.Signals
	Profile  *culture.Profile // nil: the profile of the language
	Market   culture.Market
	Brand    *brand.Brand // nil: a shop we know nothing of
	Channel  string
	Language string // the buyer reads
	Decision ticket.Decision
	Approach string
	Register string // how the buyer is addressed; "": the brand's word for the locale, else the culture's
	Snippets []kb.Snippet
	Facts    []kb.Fact
	Holding  bool // a reply that admits nothing and decides nothing
	Now      time.Time

	// Article finds a snippet by its id, for the agent to read a quoted one in their own
	// language; nil: they read it as it is.
	Article func(id string) (kb.Snippet, bool)

	Library *culture.Library // nil: the files that come with the program

	tied tied   // of which order it speaks
	said string // the buyer's newest words, lower case; reading a mail costs, so once
}

// Letter is a composed reply.
type Letter struct {
	Subject   string // "" on a channel without subjects
	Text      string
	Citations []Citation
	Left      []string    // clauses of notes the letter does not carry whole: not understood, or not for the buyer
	Orders    []string    // several orders, of which the decision may be about any: the letter names none
	Against   []string    // computed facts that say otherwise than a note; the letter does as the note says
	Days      []time.Time // days that a note or the buyer names in words, as dates: "next Wednesday"
	Acts      []string    // what is said, sentence by sentence: the same in the agent's letter
}

// Citation says which snippet a part of the text is from; Span counts code points.
type Citation struct {
	Snippet, Title string
	Span           [2]int
}

// Compose writes the reply and, for the agent, the same letter in agentLanguage, or in
// English where the composer does not write that; language is the one it took. With no
// agentLanguage, or the reply's own, the agent's letter is the reply. The same job
// always gives the same letters, paragraph by paragraph.
func Compose(j Job, agentLanguage string) (reply, agent Letter, language string, err error) {
	if err := complete(&j); err != nil {
		return Letter{}, Letter{}, "", err
	}
	buyer, err := speak(j, j.Language)
	if err != nil {
		return Letter{}, Letter{}, "", err
	}
	p := plan(&j, buyer)
	reply = letter(p, buyer, buyer)
	if agentLanguage == "" || agentLanguage == j.Language {
		return reply, reply, j.Language, nil
	}
	reader, err := speak(j, agentLanguage)
	if err != nil {
		agentLanguage = "en"
		reader, err = speak(j, agentLanguage)
	}
	if err != nil {
		return Letter{}, Letter{}, "", err
	}
	return reply, letter(p, buyer, reader), agentLanguage, nil
}

// complete fills what a caller may leave out.
func complete(j *Job) error {
	if j.Library == nil {
		j.Library = culture.Builtin()
	}
	if j.Ticket == nil {
		j.Ticket = &ticket.Ticket{}
	}
	j.said = strings.ToLower(j.Ticket.LastBuyer())
	if j.Brand == nil {
		j.Brand = &brand.Brand{}
	}
	if j.Approach == "" {
		j.Approach = solutionFirst
	}
	if j.Profile == nil || len(j.Profile.Acts) == 0 {
		p, _, err := j.Library.Resolve(j.Language)
		if err != nil {
			return say.Errorf("composing: %w", err)
		}
		j.Profile = p
	}
	j.tied = j.tie()
	return nil
}
