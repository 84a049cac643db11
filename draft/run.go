package draft

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/parlance-cli/parlance/compose"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/translate"
)

// emitter takes events from any goroutine.
type emitter func(Event)

// run drafts and leaves the result in r.doc.
func (r *round) run(ctx context.Context, emit emitter) {
	if len(r.doc.Snippets) > 0 {
		emit(Event{Type: "snippets", Snippets: r.doc.Snippets})
	}
	held := r.signals.Hold()
	switch {
	case r.model == nil:
		r.composeAll(emit)
	case held && r.composes():
		done := r.glossInBackground(ctx, emit)
		r.composeAll(emit)
		done()
	default:
		r.writeAll(ctx, emit)
	}
	if r.failed() && r.Fallback && r.model != nil && ctx.Err() == nil {
		r.doc.Warnings = append(r.doc.Warnings, Warning{"fallback", "every candidate of the endpoint failed: " + r.doc.Candidates[0].Error.Message})
		r.doc.Candidates = r.doc.Candidates[:0]
		r.composeAll(emit)
	}
	r.finish()
}

// composes tells whether the built-in composer can write the reply.
func (r *round) composes() bool {
	_, _, _, err := compose.Compose(r.composeJob("brief"), "")
	return err == nil
}

func (r *round) failed() bool {
	return !slices.ContainsFunc(r.doc.Candidates, func(c Candidate) bool { return c.Error == nil })
}

// approaches names one approach per candidate. A held ticket gets one holding reply.
func (r *round) approaches() []string {
	if r.signals.Hold() {
		return []string{"holding"}
	}
	wanted := r.job.Approaches
	if len(wanted) == 0 {
		wanted = chooseApproaches(r.axes.Profile.Approach, r.signals.Emotion.Intensity)
	}
	n := max(r.job.Candidates, 1)
	if len(r.job.Approaches) > 0 && r.job.Candidates == 0 {
		n = len(wanted)
	}
	named := make([]string, n)
	for i := range named {
		named[i] = wanted[i%len(wanted)]
	}
	return named
}

// chooseApproaches begins with reassurance where there is something to reassure about,
// and otherwise in the order that suits the culture.
func chooseApproaches(byCulture []string, intensity float64) []string {
	order := slices.Clone(byCulture)
	for _, a := range []string{"solution-first", "reassure-first", "brief"} {
		if !slices.Contains(order, a) {
			order = append(order, a)
		}
	}
	const upset = 0.5
	if i := slices.Index(order, "reassure-first"); intensity >= upset && i > 0 {
		order = slices.Insert(slices.Delete(order, i, i+1), 0, "reassure-first")
	}
	return order
}

// writeAll has the endpoint write every candidate, in parallel, and gloss the ticket.
func (r *round) writeAll(ctx context.Context, emit emitter) {
	wait := r.glossInBackground(ctx, emit)
	defer wait()
	approaches := r.approaches()
	r.doc.Candidates = make([]Candidate, len(approaches))
	var (
		group sync.WaitGroup
		mu    sync.Mutex
	)
	for i, approach := range approaches {
		group.Go(func() {
			w := r.writer(i, approach, emit)
			c := w.write(ctx)
			mu.Lock()
			defer mu.Unlock()
			r.doc.Candidates[i] = c
			if r.doc.Budget == nil && w.prompt.Parts != nil {
				r.doc.Budget = budgetView(w.prompt, w.limit)
				for _, cut := range w.prompt.Cuts {
					r.doc.Warnings = append(r.doc.Warnings, Warning{"left-out", cut})
				}
			}
			r.doc.Warnings = append(r.doc.Warnings, w.warnings...)
			r.announce(c, emit)
		})
	}
	group.Wait()
}

// announce tells the world about a finished candidate.
func (r *round) announce(c Candidate, emit emitter) {
	if c.Error != nil {
		emit(Event{Type: "error", Candidate: c.ID, Error: c.Error})
		return
	}
	for i := range c.Findings {
		emit(Event{Type: "finding", Candidate: c.ID, Finding: &c.Findings[i]})
	}
	emit(Event{Type: "candidate", Candidate: c.ID, Complete: &c})
}

// glossInBackground asks for the buyer's message in the agent's language when the two
// differ; the returned function waits for it. A gloss that fails is a warning.
func (r *round) glossInBackground(ctx context.Context, emit emitter) func() {
	if !r.job.Gloss || r.model == nil || sameLanguage(r.signals.Language.Tag, r.job.AgentLang) {
		return func() {}
	}
	done := make(chan struct{})
	var (
		failed *Failure
		used   UsageView
	)
	go func() {
		defer close(done)
		var (
			text string
			err  error
		)
		text, used, err = r.gloss(ctx, r.job.Ticket.LastBuyer(), r.signals.Language.Tag)
		if err != nil {
			failed = failure(err)
			return
		}
		r.doc.Ticket.Gloss = &Gloss{r.job.AgentLang, text}
		emit(Event{Type: "gloss", Gloss: r.doc.Ticket.Gloss})
	}()
	return func() {
		<-done
		r.doc.Usage.join(used)
		if failed != nil {
			r.doc.Warnings = append(r.doc.Warnings, Warning{"gloss", "no gloss: " + failed.Message})
		}
	}
}

// gloss carries a text into the agent's language for reading only.
func (r *round) gloss(ctx context.Context, text, from string) (string, UsageView, error) {
	p, err := r.Prompts.GlossWithin(text, from, r.job.AgentLang, r.budget(), r.fence)
	if err != nil {
		return "", UsageView{}, err
	}
	answer, err := llm.Collect(r.model.Stream(ctx, r.request(p, r.TranslateModel, 0)))
	return translate.Unwrap(answer.Text), UsageView{}.plus(answer.Usage, r.price(answer.Model, answer.Usage)), err
}

// failure turns an error into what the contract shows.
func failure(err error) *Failure {
	var e *llm.Error
	switch {
	case errors.As(err, &e):
		return &Failure{string(e.Kind), e.Message, e.Hint, e.Retryable}
	case errors.Is(err, compose.ErrLanguage):
		return &Failure{"language", err.Error(), "set endpoint.base_url and endpoint.model: a model can write it", false}
	case errors.Is(err, context.DeadlineExceeded):
		return &Failure{"timeout", "no answer in time", "", true}
	case errors.Is(err, context.Canceled):
		return &Failure{"interrupted", "interrupted", "", true}
	}
	return &Failure{"internal", fmt.Sprint(err), "", false}
}
