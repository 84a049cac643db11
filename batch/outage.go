package batch

import (
	"context"
	"sync"
	"time"
)

// outage holds all workers back while the endpoint is away, and lets one at a time try
// again, after longer and longer waits.
type outage struct {
	max time.Duration

	mu    sync.Mutex
	since time.Time     // zero: no outage
	pause time.Duration // before the next try
	turn  chan struct{} // holds a token when nobody is trying
}

const (
	firstPause = time.Second
	maxPause   = time.Minute
)

func newOutage(max time.Duration) *outage {
	return &outage{max: max, pause: firstPause, turn: make(chan struct{}, 1)}
}

// begin says that a request found nobody. It answers false when that has lasted too
// long, and the ticket is to be given up.
func (o *outage) begin(now time.Time) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.since.IsZero() {
		o.since, o.pause = now, firstPause
	} else {
		o.pause = min(2*o.pause, maxPause)
	}
	o.release()
	return now.Sub(o.since) < o.max
}

// end says that an answer came.
func (o *outage) end() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.since.IsZero() {
		return
	}
	o.since = time.Time{}
	o.release()
}

// release lets the next worker try.
func (o *outage) release() {
	select {
	case o.turn <- struct{}{}:
	default:
	}
}

// wait returns at once while all is well; in an outage it returns to one worker at a
// time, after the pause. say is told why nothing moves.
func (o *outage) wait(ctx context.Context, say func(string)) error {
	for {
		o.mu.Lock()
		well, pause := o.since.IsZero(), o.pause
		o.mu.Unlock()
		if well {
			o.release() // the others, one after the other
			say("")
			return ctx.Err()
		}
		say("the endpoint is away; trying again")
		select {
		case <-o.turn:
		case <-ctx.Done():
			return ctx.Err()
		}
		if o.over() {
			continue
		}
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
			return nil
		case <-ctx.Done():
			timer.Stop()
			o.release()
			return ctx.Err()
		}
	}
}

func (o *outage) over() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.since.IsZero()
}
