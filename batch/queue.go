package batch

import (
	"cmp"
	"container/heap"
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/ticket"
)

// window is how many tickets are held to find the urgent ones among them: enough for a
// morning, little enough for memory to stay flat.
const window = 1000

// record is what a source yields.
type record struct {
	ticket *ticket.Ticket
	err    error
}

// feed hands out the tickets that want drafting, the most urgent of those read so far
// first. Workers never wait for the input to be read to its end.
func (r *run) feed(ctx context.Context, tickets iter.Seq2[*ticket.Ticket, error], queue chan<- *ticket.Ticket) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	in := make(chan record)
	go func() {
		defer close(in)
		for t, err := range tickets {
			select {
			case in <- record{t, err}:
			case <-ctx.Done():
				return
			}
		}
	}()
	var (
		held       urgencyHeap
		occurrence = map[string]int{}
		taken      int
	)
	for in != nil || held.Len() > 0 {
		source, out, next := in, chan<- *ticket.Ticket(nil), (*ticket.Ticket)(nil)
		if held.Len() > 0 {
			out, next = queue, held[0].ticket
		}
		if held.Len() >= window || r.stopped() {
			source = nil
		}
		select {
		case rec, open := <-source:
			switch {
			case !open:
				in = nil
			case rec.err != nil:
				r.unreadable(rec.err)
			case r.o.Limit > 0 && taken == r.o.Limit:
				in = nil
			default:
				identify(rec.ticket, occurrence)
				if r.wanted(ctx, rec.ticket) {
					taken++
					heap.Push(&held, waiting{ticket: rec.ticket, due: rec.ticket.ReplyDue, heat: heat(rec.ticket), order: taken})
				}
			}
		case out <- next:
			heap.Pop(&held)
		case <-ctx.Done():
			return
		}
		if r.stopped() {
			return
		}
	}
}

// identify gives a ticket without an id one: its content is the key, and how often that
// content came.
func identify(t *ticket.Ticket, occurrence map[string]int) {
	if t.ID == "" {
		key := draft.TicketKey(t)
		occurrence[key]++
		t.ID = fmt.Sprintf("%s-%d", key, occurrence[key])
	}
}

// heat is how much a ticket wants a person: 2 for a risk that holds, else the anger.
func heat(t *ticket.Ticket) float64 {
	const upset = 0.5
	s := ticket.Analyse(t, "en", time.Time{})
	switch {
	case s.Hold():
		return 2
	case s.Emotion.Intensity < upset:
		return 0
	}
	return s.Emotion.Intensity
}

// waiting is a ticket in the window.
type waiting struct {
	ticket *ticket.Ticket
	due    time.Time
	heat   float64
	order  int
}

// before orders holds and anger first, then due times, then the input.
func (w waiting) before(other waiting) bool {
	if c := cmp.Compare(other.heat, w.heat); c != 0 {
		return c < 0
	}
	switch {
	case w.due.Equal(other.due):
		return w.order < other.order
	case w.due.IsZero() || other.due.IsZero():
		return other.due.IsZero()
	}
	return w.due.Before(other.due)
}

type urgencyHeap []waiting

func (h urgencyHeap) Len() int           { return len(h) }
func (h urgencyHeap) Less(i, j int) bool { return h[i].before(h[j]) }
func (h urgencyHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *urgencyHeap) Push(x any)        { *h = append(*h, x.(waiting)) }

func (h *urgencyHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
