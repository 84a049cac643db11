// Package batch drafts a backlog. Its output is its journal: one document a line,
// appended and synced, so that a run that was killed goes on where it stopped. One
// ticket is one job; nothing of a ticket reaches another.
package batch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"

	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/ticket"
)

// Worker drafts one ticket. Package draft's Drafter behind cmd's settings is one.
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
	Again       map[string]bool // ids to draft again in any case
	MaxCost     float64         // stop before more is spent; 0: no limit
	Grace       time.Duration   // how long tickets in flight may go on after an interruption
	MaxOutage   time.Duration   // how long an outage is waited for
	Report      func(Progress)
}

// Progress is how far a run is. Counts are of distinct tickets.
type Progress struct {
	Done, Failed, Skipped, Changed int // drafted now, failed now, had a line, had one of another fingerprint
	Repeated                       int // ids that came twice in the input
	Tokens                         int
	Cost                           float64
	Priced                         bool   // Cost says something
	Waiting                        string // why the run stands still, ""
	Started                        time.Time
}

// Why a run stopped early.
var (
	ErrCost  = errors.New("the cost limit is reached")
	ErrQuota = errors.New("the endpoint accepts no more requests")
)

// run is one batch on its way.
type run struct {
	o       Options
	journal *Journal
	worker  Worker
	now     func() time.Time

	mu       sync.Mutex
	progress Progress
	seen     map[string]bool
	stop     error // why no more tickets are taken
	outage   *outage
}

// Run drafts every ticket that has no line yet. An input error is a failed line with
// its position. It returns when all is done, the context ends, or a limit stops it; the
// error says which of these.
func Run(ctx context.Context, tickets iter.Seq2[*ticket.Ticket, error], w Worker, j *Journal, o Options, now func() time.Time) (Progress, error) {
	r := &run{o: o, journal: j, worker: w, now: now, seen: map[string]bool{}, outage: newOutage(o.MaxOutage)}
	r.progress.Started = now()
	work, cancel := graceful(ctx, o.Grace)
	defer cancel()
	queue := make(chan *ticket.Ticket)
	var group sync.WaitGroup
	for range max(o.Workers, 1) {
		group.Go(func() {
			for t := range queue {
				r.draft(ctx, work, t)
			}
		})
	}
	r.feed(ctx, tickets, queue)
	close(queue)
	group.Wait()
	if r.stop == nil {
		r.stop = ctx.Err()
	}
	return r.progress, r.stop
}

// graceful is a context that outlives ctx by a while, so that what is in flight may
// finish.
func graceful(ctx context.Context, grace time.Duration) (context.Context, context.CancelFunc) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		timer := time.NewTimer(grace)
		defer timer.Stop()
		select {
		case <-timer.C:
			cancel()
		case <-work.Done():
		}
	})
	return work, func() { stop(); cancel() }
}

// wanted tells whether a ticket is to be drafted now.
func (r *run) wanted(ctx context.Context, t *ticket.Ticket) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen[t.ID] {
		r.progress.Repeated++
		return false
	}
	r.seen[t.ID] = true
	old, drafted := r.journal.seen[t.ID]
	if !drafted || old.failed && r.o.RetryFailed || r.o.Again[t.ID] {
		return true
	}
	r.progress.Skipped++
	if print, err := r.worker.Fingerprint(ctx, t); err == nil && !old.failed && print != old.fingerprint {
		r.progress.Changed++
		if r.o.Changed {
			r.progress.Skipped--
			return true
		}
	}
	return false
}

func (r *run) stopped() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stop != nil
}

// attempts is how often a ticket is drafted before it counts as failed, when the
// failure may pass.
const attempts = 4

// draft drafts one ticket and writes its line. What was interrupted is not journaled.
func (r *run) draft(ctx, work context.Context, t *ticket.Ticket) {
	for try := 1; ; try++ {
		if err := r.outage.wait(ctx, r.waiting); err != nil || r.stopped() {
			return
		}
		doc, err := r.worker.Draft(work, t)
		switch {
		case work.Err() != nil:
			return
		case err != nil:
			r.write(failedDocument(t.ID, "input", err))
			return
		case fatal(doc):
			r.halt(fmt.Errorf("%w: %s", ErrQuota, doc.Error.Message))
			return
		case down(doc) && r.outage.begin(r.now()):
			try = 0 // waiting is no attempt
			continue
		case doc.Error != nil && doc.Error.Retryable && try < attempts && ctx.Err() == nil:
			continue
		}
		if doc.Error == nil {
			r.outage.end()
		}
		r.write(doc)
		return
	}
}

// fatal tells whether no further request can succeed.
func fatal(d *draft.Document) bool {
	return d.Error != nil && (d.Error.Kind == "auth" || d.Error.Kind == "quota")
}

// down tells whether the endpoint is away for everybody.
func down(d *draft.Document) bool {
	return d.Error != nil && (d.Error.Kind == "unreachable" || d.Error.Kind == "overloaded")
}

func failedDocument(id, kind string, err error) *draft.Document {
	d := draft.EmptyDocument()
	d.ID, d.Error = id, &draft.Failure{Kind: kind, Message: err.Error()}
	return d
}

// unreadable is a record that is no ticket: a failed line of its own.
func (r *run) unreadable(err error) {
	d := failedDocument("unreadable "+err.Error(), "input", err)
	r.mu.Lock()
	_, known := r.journal.seen[d.ID]
	r.mu.Unlock()
	if !known {
		r.write(d)
	}
}

// write journals a document and counts it.
func (r *run) write(d *draft.Document) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.journal.Append(d); err != nil {
		r.stop = err
		return
	}
	if d.Error != nil {
		r.progress.Failed++
	} else {
		r.progress.Done++
	}
	r.progress.Tokens += d.Usage.PromptTokens + d.Usage.CompletionTokens
	if d.Usage.Cost != nil {
		r.progress.Cost += *d.Usage.Cost
		r.progress.Priced = true
	}
	if r.o.MaxCost > 0 && r.progress.Cost >= r.o.MaxCost && r.stop == nil {
		r.stop = ErrCost
	}
	r.tell()
}

func (r *run) halt(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stop == nil {
		r.stop = err
	}
}

func (r *run) waiting(why string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.progress.Waiting = why
	r.tell()
}

func (r *run) tell() {
	if r.o.Report != nil {
		r.o.Report(r.progress)
	}
}
