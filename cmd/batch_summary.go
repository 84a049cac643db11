package cmd

import (
	"context"
	"errors"
	"math"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/batch"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/say"
)

const batchSchema = "parlance.batch/v1"

// batchSummary is parlance.batch/v1: what a run came to. Counts are of distinct tickets.
type batchSummary struct {
	Schema    string         `json:"schema"`
	Error     *draft.Failure `json:"error"` // why the run stopped before its end
	Output    string         `json:"output"`
	Drafted   int            `json:"drafted"`
	Failed    int            `json:"failed"`         // now
	Kept      int            `json:"kept"`           // had a line already
	Broken    int            `json:"failed_earlier"` // of those, failed ones
	Changed   int            `json:"changed"`        // had a line of another fingerprint
	Repeated  int            `json:"repeated"`       // came again under the same id with the same text, and was passed over
	Again     []string       `json:"repeated_ids"`   // their ids
	Shared    []string       `json:"shared_ids"`     // ids that came again with another text: drafted as ID#CONTENT
	Person    int            `json:"for_a_person"`   // of all in the output, to be seen first
	Left      *int           `json:"left"`           // without a line; null: unknown
	Tokens    int            `json:"tokens"`
	Cost      *float64       `json:"cost"`
	Seconds   float64        `json:"seconds"`
	PerMinute int            `json:"per_minute"`
	Report    string         `json:"report"`
	CSV       string         `json:"csv"`
}

func (b *backlog) summary(p batch.Progress, left *int, err error) batchSummary {
	took := b.now().Sub(p.Started)
	s := batchSummary{Schema: batchSchema, Output: b.opts.out, Drafted: p.Done, Failed: p.Failed, Kept: p.Skipped, Broken: p.Broken,
		Changed: p.Changed, Repeated: len(p.Repeated), Again: distinctIDs(p.Repeated), Shared: distinctIDs(p.Shared), Person: b.journal.Persons(), Left: left, Tokens: p.Tokens,
		Seconds: math.Round(took.Seconds()*1000) / 1000, PerMinute: perMinute(p, took)}
	if p.Priced {
		s.Cost = &p.Cost
	}
	if err != nil {
		f := b.told(b.failure(err))
		s.Error = &f
	}
	return s
}

// failure is why a run stopped, as the contract shows it.
func (b *backlog) failure(err error) draft.Failure {
	var endpoint *batch.EndpointError
	switch {
	case errors.As(err, &endpoint):
		return endpoint.Failure
	case errors.Is(err, batch.ErrCost):
		return draft.Failure{Kind: "cost", Message: err.Error(), Hint: "raise --max-cost and run the same command again"}
	case errors.Is(err, batch.ErrOutage):
		return draft.Failure{Kind: "unreachable", Message: err.Error(), Hint: "run the same command again when it is back", Retryable: true}
	case errors.Is(err, context.Canceled):
		return draft.Failure{Kind: "interrupted", Message: "interrupted", Hint: "run the same command again to go on", Retryable: true}
	}
	_, f := b.app.failure(inputError(err))
	return f
}

// inputError marks what ended a run as the input's fault, unless the output is to blame.
func inputError(err error) error {
	if err == nil || errors.Is(err, batch.ErrWrite) || errors.Is(err, batch.ErrJournal) {
		return err
	}
	return input{err}
}

// conclude tells what the run came to and what to do next.
func (b *backlog) conclude(s batchSummary, err error) error {
	b.tell(s)
	if b.opts.json {
		if e := b.printJSON(s); e != nil {
			return e
		}
	}
	if s.Error != nil {
		b.printFailure(*s.Error)
	}
	if code := b.exitCode(s, err); code != exitDone {
		return reported{code}
	}
	return nil
}

func (b *backlog) exitCode(s batchSummary, err error) int {
	var endpoint *batch.EndpointError
	switch {
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &endpoint) && s.Drafted+s.Kept == 0:
		return failureCode(endpoint.Kind)
	case errors.As(err, &endpoint), errors.Is(err, batch.ErrCost), errors.Is(err, batch.ErrOutage):
		return exitPerson
	case err != nil:
		code, _ := classify(inputError(err))
		return code
	case s.Failed+s.Broken > 0:
		return exitPerson
	}
	return exitDone
}

// tell writes the summary to the person.
func (b *backlog) tell(s batchSummary) {
	took := time.Duration(s.Seconds * float64(time.Second)).Round(100 * time.Millisecond)
	p := batch.Progress{Priced: s.Cost != nil}
	if p.Priced {
		p.Cost = *s.Cost
	}
	b.note("%s", strings.Join(say.NonEmpty(b.say("%s drafted", grouped(s.Drafted)), b.some(s.Failed, "%s failed"), b.some(s.Kept, "%s had a line already"),
		b.leftText(s.Left), b.say("in %s", took.String()), b.some(s.Tokens, "%s tokens"), b.costText(p)), " · "))
	if s.Repeated > 0 {
		b.note("%d came again with the same id and text, and were passed over: %s", s.Repeated, someIDs(s.Again))
	}
	if len(s.Shared) > 0 {
		b.note("warning: tickets with different text share an id, and each was drafted, the later ones as ID#CONTENT: %s", someIDs(s.Shared))
	}
	if s.Changed > 0 && !b.opts.again && b.only == nil {
		b.note("%d would come out differently now: --changed drafts them again", s.Changed)
	}
	if s.Person > 0 {
		if s.Person == 1 {
			b.note("one is for a person to see first: --report lists it on top")
		} else {
			b.note("%d are for a person to see first: --report lists them on top", s.Person)
		}
	}
	if n := s.Failed + s.Broken; n > 0 {
		b.note("%d failed: --retry-failed drafts them again", n)
	}
	if s.Error == nil && s.Left != nil && *s.Left > 0 {
		b.note("run the same command again for the %d left", *s.Left)
	}
	if s.Report != "" {
		b.note("report: %s", s.Report)
	}
	if s.CSV != "" {
		b.note("table: %s", s.CSV)
	}
}

// distinctIDs is every id once, in the order in which they came.
func distinctIDs(ids []string) []string {
	seen, out := map[string]bool{}, []string{}
	for _, id := range ids {
		if !seen[id] {
			seen[id], out = true, append(out, id)
		}
	}
	return out
}

// someIDs names ids, as many as fit on a line.
func someIDs(ids []string) string {
	const most = 8
	if len(ids) > most {
		return strings.Join(ids[:most], ", ") + " …"
	}
	return strings.Join(ids, ", ")
}
