package llm

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/parlance-cli/parlance/say"
)

// Chain is several endpoints in order: when one is out or overloaded and nothing of
// its answer was shown, the next is asked with the same prompt. It is safe for
// concurrent use.
type Chain struct {
	clients []*Client
	log     func(string, ...any)
}

// NewChain makes the clients of endpoints, the first one preferred. Durations,
// retries, temperature and token limit that a later endpoint leaves out are the
// first one's; keys, headers and certificates never are.
func NewChain(endpoints []Endpoint, o Options) (*Chain, error) {
	if len(endpoints) == 0 {
		return nil, settingsError("no endpoint is set", "set endpoint.base_url and endpoint.model")
	}
	ch := &Chain{log: o.filled().Log}
	for i, e := range endpoints {
		if i > 0 {
			e = e.inherit(endpoints[0])
		}
		c, err := New(e, o)
		if err != nil {
			return nil, say.Errorf("endpoint %d: %w", i+1, err)
		}
		ch.clients = append(ch.clients, c)
	}
	return ch, nil
}

func (e Endpoint) inherit(from Endpoint) Endpoint {
	if e.MaxTokens == 0 && e.Temperature == 0 {
		e.MaxTokens, e.Temperature = from.MaxTokens, from.Temperature
	}
	if e.ConnectTimeout == 0 {
		e.ConnectTimeout = from.ConnectTimeout
	}
	if e.HeaderTimeout == 0 {
		e.HeaderTimeout = from.HeaderTimeout
	}
	if e.IdleTimeout == 0 {
		e.IdleTimeout = from.IdleTimeout
	}
	if e.Budget == 0 {
		e.Budget = from.Budget
	}
	if e.Retries == 0 {
		e.Retries = from.Retries
	}
	e.LocalOnly = e.LocalOnly || from.LocalOnly
	return e
}

// First is the preferred endpoint.
func (ch *Chain) First() *Client { return ch.clients[0] }

// Loopback tells whether every endpoint of the chain is this machine: a prompt may go
// to any of them.
func (ch *Chain) Loopback() bool {
	for _, c := range ch.clients {
		if !c.Loopback() {
			return false
		}
	}
	return true
}

// ContextSize is the preferred endpoint's.
func (ch *Chain) ContextSize(ctx context.Context) (int, string) {
	return ch.clients[0].ContextSize(ctx)
}

// Stream is Client.Stream over the chain. A Done chunk of a later endpoint carries
// the warning SentTo.
func (ch *Chain) Stream(ctx context.Context, req Request) iter.Seq2[Chunk, error] {
	return func(yield func(Chunk, error) bool) {
		for i, c := range ch.clients {
			last := i == len(ch.clients)-1
			next, left := ch.try(ctx, c, i, req, last, yield)
			if left || !next {
				return
			}
			if req.Model != "" { // a name that only the first endpoint need know
				req.Model = ""
			}
		}
	}
}

// try asks one endpoint. next says that the following one should be asked.
func (ch *Chain) try(ctx context.Context, c *Client, i int, req Request, last bool, yield func(Chunk, error) bool) (next, left bool) {
	var kept []Chunk // what a failing silent answer brought; shown only by the last
	shown := false
	for chunk, err := range c.Stream(ctx, req) {
		var e *Error
		if err != nil && !last && !shown && ctx.Err() == nil && errors.As(err, &e) && e.outage() {
			ch.log("endpoint %d of %d is out (%s): %s", i+1, len(ch.clients), e.Kind, e.Message)
			return true, false
		}
		if chunk.Done && i > 0 {
			chunk.Warnings = append(chunk.Warnings, Warning{SentTo, fmt.Sprintf("endpoint %d answered (%s): the ones before it are out", i+1, c.s.base.Host)})
		}
		if req.Silent && !last && !chunk.Done && err == nil {
			kept = append(kept, chunk)
			continue
		}
		for _, k := range kept {
			if !yield(k, nil) {
				return false, true
			}
		}
		kept = nil
		shown = shown || chunk.Text != ""
		if !yield(chunk, err) {
			return false, true
		}
	}
	return false, false
}
