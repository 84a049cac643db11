package batch

import (
	"context"
	"sync"
	"time"

	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/say"
)

// outage holds all tickets back while the endpoint takes nobody's requests, and lets one
// at a time try again, after longer and longer waits.
type outage struct {
	max time.Duration
	now func() time.Time

	mu      sync.Mutex
	seen    bool          // the endpoint has answered before
	since   time.Time     // zero: no outage
	why     string        // the kind of failure
	failed  int           // tries since then
	pause   time.Duration // before the next try
	next    time.Time     // when that is due
	probing bool          // somebody is trying
	changed chan struct{} // closed and renewed with every change
}

const (
	firstPause = time.Second
	longPause  = time.Minute
	firstTries = 3 // of an endpoint that never answered
)

func newOutage(max time.Duration, now func() time.Time) *outage {
	return &outage{max: max, now: now, changed: make(chan struct{})}
}

// wait returns at once while all is well. In an outage it returns to one ticket at a
// time (probe), when its try is due. say is told why nothing moves.
func (o *outage) wait(ctx context.Context, say func(string)) (probe bool, err error) {
	for {
		due, changed, turn := o.turn()
		switch {
		case ctx.Err() != nil:
			return false, ctx.Err()
		case turn == well:
			say("")
			return false, nil
		case turn == mine:
			return true, nil
		}
		say("the endpoint takes no requests; trying again until it does")
		timer := time.NewTimer(due)
		select {
		case <-changed:
		case <-timer.C:
		case <-ctx.Done():
		}
		timer.Stop()
	}
}

// Whose turn it is.
const (
	well   = iota // everybody's
	mine          // the caller's
	others        // somebody else is trying, or it is too early
)

func (o *outage) turn() (due time.Duration, changed chan struct{}, turn int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case o.since.IsZero():
		return 0, o.changed, well
	case o.probing:
		return longPause, o.changed, others
	}
	due = o.next.Sub(o.now())
	if due > 0 {
		return due, o.changed, others
	}
	o.probing = true
	return 0, o.changed, mine
}

// begin says that a ticket found the endpoint away. first: no other ticket did before
// it. lasts is false when this has gone on for too long.
func (o *outage) begin(probe bool, why string) (first, lasts bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case o.since.IsZero():
		first = true
		o.since, o.why, o.failed, o.pause = o.now(), why, 1, firstPause
		o.next = o.since.Add(o.pause)
	case probe:
		o.failed++
		o.probing, o.why, o.pause = false, why, min(2*o.pause, longPause)
		o.next = o.now().Add(o.pause)
	}
	o.tell()
	if !o.seen && o.why == "unreachable" && o.failed >= firstTries {
		return first, false
	}
	return first, o.now().Sub(o.since) < o.max
}

// answered says that a ticket is through, be it with an error. When the endpoint had no
// part in that, it may still be away, and somebody else tries.
func (o *outage) answered(probe, byEndpoint bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if byEndpoint {
		o.seen = true
	}
	switch {
	case o.since.IsZero():
		return
	case byEndpoint:
		o.since, o.probing = time.Time{}, false
	case probe:
		o.probing = false
	default:
		return
	}
	o.tell()
}

func (o *outage) tell() {
	close(o.changed)
	o.changed = make(chan struct{})
}

// reason is why the run is given up.
func (o *outage) reason(f *draft.Failure) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.seen {
		return &EndpointError{*f}
	}
	return say.Errorf("%w for %s: %s", ErrOutage, o.now().Sub(o.since).Round(time.Second), f.Message)
}
