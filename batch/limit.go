package batch

import (
	"context"
	"iter"
	"sync/atomic"

	"golang.org/x/time/rate"

	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/llm"
)

// Limits bound what is asked of an endpoint. Zero means no limit, but Concurrency 0 is 1.
type Limits struct {
	Concurrency int // requests at a time
	RPM         int // requests a minute
	TPM         int // tokens a minute, prompt and answer, by our own estimate
}

// limited is a model whose requests wait for their turn.
type limited struct {
	draft.Model
	slots    chan struct{}
	requests *rate.Limiter
	tokens   *rate.Limiter
}

// Limit puts limits before a model.
func Limit(m draft.Model, l Limits) draft.Model {
	return &limited{Model: m, slots: make(chan struct{}, max(l.Concurrency, 1)), requests: perMinute(l.RPM, 60), tokens: perMinute(l.TPM, 6)}
}

// perMinute spreads n over a minute; one share of it may come at once.
func perMinute(n, shares int) *rate.Limiter {
	if n <= 0 {
		return nil
	}
	return rate.NewLimiter(rate.Limit(float64(n)/60), max(n/shares, 1))
}

// Stream implements draft.Model.
func (q *limited) Stream(ctx context.Context, req llm.Request) iter.Seq2[llm.Chunk, error] {
	return func(yield func(llm.Chunk, error) bool) {
		begun, over := begunOf(ctx)
		select {
		case q.slots <- struct{}{}:
			begun.Store(true)
		case <-ctx.Done():
			yield(llm.Chunk{}, ctx.Err())
			return
		case <-over:
			yield(llm.Chunk{}, context.Canceled)
			return
		}
		defer func() { <-q.slots }()
		err := take(ctx, q.requests, 1)
		if err == nil {
			err = take(ctx, q.tokens, req.Estimate+req.MaxTokens)
		}
		if err != nil {
			yield(llm.Chunk{}, err)
			return
		}
		for c, err := range q.Model.Stream(ctx, req) {
			if !yield(c, err) {
				return
			}
		}
	}
}

// ticketKey is the context's key of a ticket.
type ticketKey struct{}

// onItsWay is a ticket in flight.
type onItsWay struct {
	begun  atomic.Bool     // a request of it was sent
	intake context.Context // ends when no more tickets are begun
}

// begunOf is whether a request of this ticket was sent, and what ends the wait for the
// first one: after an interruption no ticket is begun that would only be abandoned.
func begunOf(ctx context.Context) (begun *atomic.Bool, over <-chan struct{}) {
	t, ok := ctx.Value(ticketKey{}).(*onItsWay)
	switch {
	case !ok:
		return new(atomic.Bool), nil
	case t.begun.Load():
		return &t.begun, nil
	}
	return &t.begun, t.intake.Done()
}

// take waits until so many are allowed, also when they are more than may come at once.
func take(ctx context.Context, l *rate.Limiter, need int) error {
	for l != nil && need > 0 {
		n := min(need, l.Burst())
		if err := l.WaitN(ctx, n); err != nil {
			return err
		}
		need -= n
	}
	return ctx.Err()
}
