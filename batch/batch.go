// Package batch drafts a backlog. Its output is its journal: one document a line,
// appended and synced, so that a run that was killed goes on where it stopped. One
// ticket is one job; nothing of a ticket reaches another.
package batch

import (
	"context"
	"errors"
	"iter"
	"slices"
	"sync"
	"time"

	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/ticket"
)

// Worker drafts one ticket. Package draft's Drafter behind cmd's settings is one. It is
// used by many goroutines at a time.
type Worker interface {
	// Draft returns a document also when every candidate failed. An error is a ticket
	// that cannot be drafted at all, or the context's.
	Draft(ctx context.Context, t *ticket.Ticket) (*draft.Document, error)
	// Fingerprint identifies what Draft would work from.
	Fingerprint(ctx context.Context, t *ticket.Ticket) (string, error)
}

// Options steer a run.
type Options struct {
	Workers     int             // tickets at a time
	Limit       int             // most tickets to draft; 0: all
	RetryFailed bool            // draft failed ones again
	Changed     bool            // draft again what would come out differently now
	Only        map[string]bool // draft these ids, whether they have a line or not, and no others
	MaxCost     float64         // stop before more is spent; 0: no limit
	TicketCost  float64         // what a ticket costs as far as is known beforehand
	Grace       time.Duration   // how long tickets in flight may go on after an interruption
	MaxOutage   time.Duration   // how long an outage is waited for
	Report      func(Progress)  // told of every change, one call at a time; may be nil
}

// Progress is how far a run is. Counts are of distinct tickets.
type Progress struct {
	Done, Failed int // drafted now, failed now
	Skipped      int // had a line and kept it
	Broken       int // of those, failed ones
	Changed      int // had a line of another fingerprint
	// Ids that came again in the input, once for each time: with the same text, which is
	// passed over, and with another, which is drafted under a key of its own, ID#CONTENT.
	Repeated, Shared []string
	Tokens           int
	Cost             float64
	Priced           bool   // Cost says something
	Waiting          string // why the run stands still, or ""
	Started          time.Time
}

// Why a run stopped early.
var (
	ErrCost   = errors.New("the cost limit is reached")
	ErrOutage = errors.New("the endpoint stayed away")
)

// EndpointError is a failure that every further ticket would meet as well: a key that is
// not accepted, a quota that is used up.
type EndpointError struct{ draft.Failure }

func (e *EndpointError) Error() string { return e.Message }

// run is one batch on its way.
type run struct {
	o       Options
	journal *Journal
	worker  Worker
	outage  *outage

	intake  context.Context         // ends when no more tickets are taken
	halt    context.CancelCauseFunc // ends intake, with the reason
	work    context.Context         // ends when what is in flight is abandoned
	abandon context.CancelFunc

	mu       sync.Mutex
	progress Progress
	flying   int // tickets being drafted
	attempts int // drafts so far, those that failed included
	badInput error
}

// Run drafts every ticket that has no line yet. A record that is no ticket is a failed
// line with its position. Run returns when all is done, the context ends, a limit stops
// it, or the input cannot be read further; the error says which of these.
func Run(ctx context.Context, tickets iter.Seq2[*ticket.Ticket, error], w Worker, j *Journal, o Options, now func() time.Time) (Progress, error) {
	r := &run{o: o, journal: j, worker: w, outage: newOutage(o.MaxOutage, now)}
	r.progress.Started = now()
	r.intake, r.halt = context.WithCancelCause(ctx)
	defer r.halt(nil)
	r.work, r.abandon = context.WithCancel(context.WithoutCancel(ctx))
	defer r.abandon()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(o.Grace, r.abandon) })()

	queue := make(chan *ticket.Ticket)
	var group sync.WaitGroup
	for range max(o.Workers, 1) {
		group.Go(func() {
			for t := range queue {
				r.draft(t)
			}
		})
	}
	r.feed(tickets, queue)
	close(queue)
	group.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := context.Cause(r.intake); err != nil {
		return r.progress, err
	}
	return r.progress, r.badInput
}

// most is how often a ticket is drafted before it counts as failed, when the failure
// may pass.
const most = 4

// draft drafts one ticket and writes its line. What was interrupted has none.
func (r *run) draft(t *ticket.Ticket) {
	for try, met := 1, 0; ; try++ {
		probe, err := r.outage.wait(r.intake, r.waiting)
		if err != nil {
			return
		}
		if !r.afford() {
			r.halt(ErrCost)
			return
		}
		doc, err := r.worker.Draft(context.WithValue(r.work, ticketKey{}, &onItsWay{intake: r.intake}), t)
		r.spent(doc)
		if err == nil && doc.Error == nil {
			r.outage.answered(probe, asked(doc))
			r.write(doc)
			return
		}
		if r.work.Err() != nil {
			return
		}
		if err == nil && away(doc) {
			first, lasts := r.outage.begin(probe, doc.Error.Kind)
			if !lasts {
				r.halt(r.outage.reason(doc.Error))
				return
			}
			if first {
				met++ // a ticket that brings the endpoint down again and again is its own fault
			}
			if met < most {
				try = 0
				continue
			}
			r.write(doc)
			return
		}
		r.outage.answered(probe, err == nil && asked(doc))
		switch {
		case err != nil:
			r.write(failedDocument(t.ID, "internal", err))
		case hopeless(doc):
			r.halt(&EndpointError{*doc.Error})
		case doc.Error.Retryable && r.intake.Err() != nil: // the next run may do better
		case doc.Error.Retryable && try < most:
			continue
		default:
			r.write(doc)
		}
		return
	}
}

// asked tells whether an endpoint had a part in a document: a holding reply is composed
// without it.
func asked(d *draft.Document) bool {
	return slices.ContainsFunc(d.Candidates, func(c draft.Candidate) bool { return c.Engine == "endpoint" })
}

// hopeless tells whether no further request can succeed.
func hopeless(d *draft.Document) bool {
	switch d.Error.Kind {
	case "auth", "quota", "not-found", "model-unknown", "redirect", "insecure", "settings":
		return true
	}
	return false
}

// away tells whether the endpoint takes nobody's requests for now.
func away(d *draft.Document) bool {
	switch d.Error.Kind {
	case "unreachable", "overloaded", "rate-limit":
		return true
	}
	return false
}

func failedDocument(id, kind string, err error) *draft.Document {
	d := draft.EmptyDocument()
	d.ID, d.Error = id, &draft.Failure{Kind: kind, Message: err.Error()}
	return d
}

// write journals a document and counts it.
func (r *run) write(d *draft.Document) {
	if err := r.journal.Append(d); err != nil {
		r.halt(err)
		r.abandon() // what else is in flight could not be written either
		return
	}
	r.change(func(p *Progress) {
		if d.Error != nil {
			p.Failed++
			return
		}
		p.Done++
	})
}

func (r *run) waiting(why string) {
	r.mu.Lock()
	same := r.progress.Waiting == why
	r.mu.Unlock()
	if !same {
		r.change(func(p *Progress) { p.Waiting = why })
	}
}

// change changes the progress and tells of it.
func (r *run) change(how func(*Progress)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	how(&r.progress)
	if r.o.Report != nil {
		r.o.Report(r.progress)
	}
}
