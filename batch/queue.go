package batch

import (
	"cmp"
	"container/heap"
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"sync"
	"time"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/ticket"
)

const (
	// window is how many tickets are held to find the urgent ones among them: enough for
	// a morning, little enough for memory to stay flat.
	window = 1000
	// lookahead is how long the first ticket waits for more urgent ones: a short backlog
	// is read whole in that time.
	lookahead = 10 * time.Millisecond
)

// feed hands out the tickets that want drafting, the most urgent of those read so far
// first. Workers do not wait for the input to be read to its end.
func (r *run) feed(tickets iter.Seq2[*ticket.Ticket, error], queue chan<- *ticket.Ticket) {
	ctx, cancel := context.WithCancel(r.intake)
	defer cancel()
	sifted := r.sift(ctx, tickets)
	var (
		held  urgencyHeap
		early <-chan time.Time // fires when the first ticket has waited long enough
		begun bool
	)
	for taken := 0; sifted != nil || held.Len() > 0; {
		source, out := sifted, queue
		var next *ticket.Ticket
		if held.Len() > 0 && !begun {
			early, begun = time.After(lookahead), true
		}
		if held.Len() >= window {
			source, early = nil, nil
		}
		if held.Len() == 0 || early != nil && source != nil {
			out = nil
		} else {
			next = held[0].ticket
		}
		select {
		case w, open := <-source:
			if !open {
				sifted = nil
				continue
			}
			heap.Push(&held, w)
		case out <- next:
			heap.Pop(&held)
			if taken++; taken == r.o.Limit {
				return
			}
		case <-early:
			early = nil
		case <-ctx.Done():
			return
		}
	}
}

// sift reads the input and lets through what is to be drafted now, with its urgency. The
// reader may outlive the run: a read from an open pipe cannot be called off.
func (r *run) sift(ctx context.Context, tickets iter.Seq2[*ticket.Ticket, error]) <-chan waiting {
	read := make(chan waiting)
	go func() {
		defer close(read)
		r.read(ctx, tickets, read)
	}()
	sifted := make(chan waiting)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for w := range read {
				if !r.wanted(ctx, w) {
					continue
				}
				w.urgency = urgencyOf(w.ticket)
				select {
				case sifted <- w:
				case <-ctx.Done():
					return
				}
			}
		})
	}
	go func() { group.Wait(); close(sifted) }()
	return sifted
}

// read gives every ticket its id and passes it on once.
func (r *run) read(ctx context.Context, tickets iter.Seq2[*ticket.Ticket, error], to chan<- waiting) {
	ids, nth := newIDs(), 0
	for t, err := range tickets {
		if err != nil {
			if !r.unreadable(err) {
				return
			}
			continue
		}
		nth++
		given := t.ID
		switch fresh := ids.claim(t); {
		case !fresh:
			r.change(func(p *Progress) { p.Repeated = append(p.Repeated, given) })
			continue
		case given != "" && t.ID != given:
			r.change(func(p *Progress) { p.Shared = append(p.Shared, given) })
		}
		select {
		case to <- waiting{ticket: t, nth: nth}:
		case <-ctx.Done():
			return
		}
	}
}

// unreadable journals a record that is no ticket. It answers false for an error that
// ends the input.
func (r *run) unreadable(err error) bool {
	var bad *ticket.InputError
	if !errors.As(err, &bad) || bad.Line == 0 && bad.Nth == 0 {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.badInput = err
		return false
	}
	d := failedDocument(unreadableID(err), "input", err)
	if _, known := r.journal.entry(d.ID); known {
		r.change(func(p *Progress) { p.Skipped++; p.Broken++ })
	} else if r.o.Only == nil {
		r.write(d)
	}
	return true
}

func unreadableID(err error) string { return "unreadable: " + clean.Line(err.Error(), 200) }

// wanted tells whether a ticket is to be drafted now, and counts it when it is not.
func (r *run) wanted(ctx context.Context, w waiting) bool {
	old, drafted := r.journal.entry(w.ticket.ID)
	switch {
	case r.o.Only != nil:
		return r.o.Only[w.ticket.ID]
	case !drafted, old.failed && r.o.RetryFailed:
		return true
	case old.failed:
		r.change(func(p *Progress) { p.Skipped++; p.Broken++ })
		return false
	}
	print, err := r.worker.Fingerprint(ctx, w.ticket)
	changed := err == nil && print != old.fingerprint
	r.change(func(p *Progress) {
		if changed {
			p.Changed++
		}
		if !changed || !r.o.Changed {
			p.Skipped++
		}
	})
	return changed && r.o.Changed
}

// ids gives tickets their keys.
type ids struct {
	seen       map[string]string // the content that came first under an id
	occurrence map[string]int
}

func newIDs() *ids { return &ids{map[string]string{}, map[string]int{}} }

// claim gives a ticket without an id one: its content is the key, and how often that
// content came. Another content under an id that came before is another ticket, and gets
// a key of both: which of two messages is lost is not for a batch to choose. claim answers
// false for a ticket that came before.
func (x *ids) claim(t *ticket.Ticket) bool {
	content := contentKey(t)
	if t.ID == "" {
		x.occurrence[content]++
		t.ID = fmt.Sprintf("%s-%d", content, x.occurrence[content])
	}
	first, known := x.seen[t.ID]
	if known && first != content {
		t.ID += "#" + content
		_, known = x.seen[t.ID]
	}
	if !known {
		x.seen[t.ID] = content
	}
	return !known
}

// contentKey is the key a ticket has when it has no id.
func contentKey(t *ticket.Ticket) string {
	bare := *t
	bare.ID = ""
	return draft.TicketKey(&bare)
}

// waiting is a ticket in the window.
type waiting struct {
	ticket *ticket.Ticket
	nth    int // in the input
	urgency
}

// urgency is how much a ticket wants to be drafted before the others.
type urgency struct {
	hold  bool // a risk that needs a person
	due   time.Time
	anger float64
}

// urgencyOf reads a ticket's urgency from its signals; a mild grumble is none.
func urgencyOf(t *ticket.Ticket) urgency {
	const upset = 0.5
	s := ticket.Analyse(t, "en", time.Time{})
	u := urgency{hold: s.Hold(), due: t.ReplyDue}
	if s.Emotion.Intensity >= upset {
		u.anger = s.Emotion.Anger
	}
	return u
}

// before orders risks first, then replies that are due, then anger, then the input.
func (w waiting) before(other waiting) bool {
	switch {
	case w.hold != other.hold:
		return w.hold
	case w.due.IsZero() != other.due.IsZero():
		return !w.due.IsZero()
	}
	return cmp.Or(w.due.Compare(other.due), cmp.Compare(other.anger, w.anger), cmp.Compare(w.nth, other.nth)) < 0
}

type urgencyHeap []waiting

func (h urgencyHeap) Len() int           { return len(h) }
func (h urgencyHeap) Less(i, j int) bool { return h[i].before(h[j]) }
func (h urgencyHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *urgencyHeap) Push(x any)        { *h = append(*h, x.(waiting)) }

func (h *urgencyHeap) Pop() any {
	last := (*h)[len(*h)-1]
	(*h)[len(*h)-1] = waiting{} // let go of the ticket
	*h = (*h)[:len(*h)-1]
	return last
}
