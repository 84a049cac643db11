package batch

import (
	"context"
	"iter"

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
	per := func(n int) *rate.Limiter {
		if n <= 0 {
			return rate.NewLimiter(rate.Inf, 0)
		}
		return rate.NewLimiter(rate.Limit(float64(n)/60), max(n/60, 1))
	}
	q := &limited{Model: m, slots: make(chan struct{}, max(l.Concurrency, 1)), requests: per(l.RPM), tokens: per(l.TPM)}
	if l.TPM > 0 {
		q.tokens.SetBurst(l.TPM) // one request may need more than a second's share
	}
	return q
}

// Stream implements draft.Model.
func (q *limited) Stream(ctx context.Context, req llm.Request) iter.Seq2[llm.Chunk, error] {
	return func(yield func(llm.Chunk, error) bool) {
		if err := q.wait(ctx, req); err != nil {
			yield(llm.Chunk{}, err)
			return
		}
		defer func() { <-q.slots }()
		for c, err := range q.Model.Stream(ctx, req) {
			if !yield(c, err) {
				return
			}
		}
	}
}

// wait takes a slot; the caller gives it back.
func (q *limited) wait(ctx context.Context, req llm.Request) error {
	if err := q.requests.Wait(ctx); err != nil {
		return err
	}
	if need := min(req.Estimate+req.MaxTokens, q.tokens.Burst()); need > 0 {
		if err := q.tokens.WaitN(ctx, need); err != nil {
			return err
		}
	}
	select {
	case q.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
