// Package draft turns one ticket into ranked candidate replies. It is the only place
// that orders model, translation, check, repair and rank.
package draft

import (
	"cmp"
	"context"
	"iter"
	"sync"
	"time"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/prompts"
	"github.com/parlance-cli/parlance/ticket"
)

// Model is all that drafting needs from an endpoint.
type Model interface {
	Stream(ctx context.Context, req llm.Request) iter.Seq2[llm.Chunk, error]
}

// Job is one ticket and what is wanted for it.
type Job struct {
	Ticket     *ticket.Ticket
	Flags      Wanted // what the user asked for
	Defaults   Wanted // what the settings say when nothing else does
	AgentLang  string
	ReaderLang string // of findings and advice; "" is AgentLang
	Brand      *brand.Brand
	KB         *kb.Base // nil: none
	Decision   ticket.Decision
	From       string // where the decision is from: flag, or ""
	Candidates int
	Approaches []string // "" chooses by culture and emotion
	Via        string   // pivot, direct
	Gloss      bool
	Revise     string // a reply to rewrite, or ""
	Instruct   string
}

// Drafter drafts. It is safe for concurrent use.
type Drafter struct {
	Model          Model // nil: the built-in composer writes
	TranslateModel string
	ModelName      string
	Context        int                              // tokens the model takes in all; 0: AskContext, else 8192
	AskContext     func(context.Context) int        // asked only when a prompt is long; may be nil
	Log            func(format string, args ...any) // what -v shows; may be nil
	MaxTokens      int                              // tokens reserved for one answer; 0: 1024
	Fallback       bool
	Prompts        *prompts.Builder
	NewID          func() string                            // random ids for fences and vaults
	Cultures       *culture.Library                         // nil: what comes with the program
	Rules          *check.Rules                             // nil: what comes with the program
	Mask           *MaskOptions                             // nil: nothing is hidden
	Silent         bool                                     // nobody watches the stream: a failed answer may be asked for again
	Price          func(model string, u llm.Usage) *float64 // nil, or nil from it: unknown
	Now            func() time.Time
}

// ContextSize is how many tokens prompt and answer may have together, as far as it is
// known without asking.
func (d *Drafter) ContextSize() int { return cmp.Or(d.Context, 8192) }

// contextFor asks the endpoint for its size only when the material is long enough to
// matter: the smallest context a server runs with by default takes any short ticket.
func (d *Drafter) contextFor(ctx context.Context, r *round) int {
	const (
		smallest = 4096 // Ollama's default
		words    = 2200 // tokens of our own words, an upper bound
	)
	material := r.job.Ticket.Subject + r.job.Ticket.Text + r.job.Revise
	for _, m := range r.job.Ticket.Messages {
		material += m.Text
	}
	for _, s := range r.doc.Snippets {
		material += s.Text
	}
	if d.Context == 0 && d.AskContext != nil && prompts.Upper(material)+words+d.Reserved() > smallest {
		if n := d.AskContext(ctx); n > 0 {
			return n
		}
	}
	return d.ContextSize()
}

// Reserved is how many of them are kept for the answer.
func (d *Drafter) Reserved() int { return cmp.Or(d.MaxTokens, 1024) }

// Draft yields what happens to a ticket; the last event is `done` with the whole
// document, also when every candidate failed. The only errors are culture.ErrUnknown,
// a template that cannot be filled, and the context's.
func (d *Drafter) Draft(ctx context.Context, job Job) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		r, err := d.read(job)
		if err != nil {
			yield(Event{}, err)
			return
		}
		// Before knowledge is searched, for which a model may be asked first.
		if !yield(Event{Schema: EventSchema, Type: "ticket", ID: r.doc.ID, Ticket: r.doc.Ticket}, nil) {
			return
		}
		if err := r.inform(ctx); err != nil {
			yield(Event{}, err)
			return
		}
		ctx, cancel := context.WithCancel(ctx)
		events := make(chan Event)
		go func() {
			defer close(events)
			r.run(ctx, func(e Event) {
				select {
				case events <- e:
				case <-ctx.Done():
				}
			})
		}()
		open := true
		for e := range events {
			e.Schema, e.ID = EventSchema, r.doc.ID
			if open && !yield(e, nil) {
				open = false
				cancel()
			}
		}
		interrupted := ctx.Err()
		cancel()
		if open && interrupted != nil {
			yield(Event{}, interrupted)
			return
		}
		if open {
			yield(Event{Schema: EventSchema, Type: "done", ID: r.doc.ID, Document: &r.doc}, nil)
		}
	}
}

// round is one ticket on its way.
type round struct {
	*Drafter
	job     Job
	signals ticket.Signals
	axes    Axes
	model   Model
	vault   *vault
	doc     Document
	same    bool           // agent and buyer read the same language
	context int            // tokens the model takes in all
	zone    *time.Location // the buyer's
	fence   prompts.Fence  // one for all prompts of a ticket, so that candidates share a prefix
}

// prepare is all that comes before writing.
func (d *Drafter) prepare(ctx context.Context, job Job) (*round, error) {
	r, err := d.read(job)
	if err != nil {
		return nil, err
	}
	return r, r.inform(ctx)
}

// read finds the ticket's signals and settles the axes.
func (d *Drafter) read(job Job) (*round, error) {
	job.ReaderLang = cmp.Or(job.ReaderLang, job.AgentLang)
	signals := ticket.Analyse(job.Ticket, job.ReaderLang, d.Now())
	axes, err := Resolve(d.cultures(), job.Ticket, signals, job.Flags, job.Defaults)
	if err != nil {
		return nil, err
	}
	if job.Brand == nil {
		job.Brand = &brand.Brand{}
	}
	warm(axes.Language.Tag)
	r := &round{Drafter: d, job: job, signals: signals, axes: axes, model: d.Model, fence: prompts.Fence{ID: d.NewID()}}
	r.same = sameLanguage(job.AgentLang, axes.Language.Tag)
	r.zone = zoneOf(job.Ticket, axes)
	if d.Model != nil && d.Mask != nil {
		r.vault = newVault(d.NewID(), r.hiding())
		r.model = masked{d.Model, r.vault}
	}
	r.doc = *EmptyDocument()
	r.doc.ID, r.doc.Ticket, r.doc.Outcome = TicketKey(job.Ticket), View(signals, axes), outcomeView(job)
	r.doc.Warnings = append(r.doc.Warnings, axes.Warnings...)
	return r, nil
}

// inform finds snippets and facts, and what the model has room for.
func (r *round) inform(ctx context.Context) error {
	if err := r.search(ctx); err != nil {
		return err
	}
	r.context = r.contextFor(ctx, r)
	r.doc.Fingerprint = r.fingerprint()
	return nil
}

func (d *Drafter) cultures() *culture.Library {
	if d.Cultures == nil {
		return culture.Builtin()
	}
	return d.Cultures
}

// Fingerprint identifies what a draft of the job would be made from, without drafting.
func (d *Drafter) Fingerprint(ctx context.Context, job Job) (string, error) {
	r, err := d.prepare(ctx, job)
	if err != nil {
		return "", err
	}
	return r.doc.Fingerprint, nil
}

// warm makes the rules of a language ready on another core while a prompt is built and an
// endpoint thinks: their patterns are compiled on first use.
func warm(language string) {
	if _, done := warmed.LoadOrStore(language, true); !done {
		go check.Run(check.Input{Reply: check.Text{Language: language, Text: "-"}})
	}
}

// warmed holds the languages whose rules are ready, or nearly.
var warmed sync.Map

// View is the signals and axes as the contract shows them.
func View(s ticket.Signals, a Axes) *TicketView {
	v := &TicketView{Language: a.Language, Culture: a.Culture, Market: a.Market, Channel: a.Channel, Emotion: s.Emotion,
		Asks: append([]ticket.Ask{}, s.Asks...), Missing: append([]string{}, s.Missing...), Risks: append([]ticket.Risk{}, s.Risks...),
		Said: append([]string{}, s.Said...), Deadline: s.Deadline, Orders: append([]string{}, s.OrderIDs...), Products: append([]string{}, s.Products...),
		Buyer: BuyerView{s.Name, string(s.Formality), s.NonNative, s.Stage, s.Repeated}}
	if v.Emotion.Evidence == nil {
		v.Emotion.Evidence = []ticket.Evidence{}
	}
	return v
}

func outcomeView(job Job) OutcomeView {
	v := OutcomeView{From: job.From}
	if job.Decision.Outcome != culture.Undecided {
		kind := string(job.Decision.Outcome)
		v.Kind = &kind
	}
	if m := job.Decision.Amount; m != nil {
		v.Amount = &Amount{m.Amount, m.Currency}
	}
	return v
}

// Document drafts without showing anything on the way.
func (d *Drafter) Document(ctx context.Context, job Job) (*Document, error) {
	var doc *Document
	for event, err := range d.Draft(ctx, job) {
		if err != nil {
			return nil, err
		}
		doc = event.Document
	}
	return doc, nil
}
