package llm

import (
	"cmp"
	"context"
	"errors"
	"time"
)

// State is how a probe of Doctor ended.
type State string

// The states of a probe.
const (
	Fine  State = "ok"
	Odd   State = "warn" // works, with something to know
	Bad   State = "fail"
	Moot  State = "skip" // an earlier probe makes it pointless
	Learn State = "info" // a fact, neither good nor bad
)

// Finding is one row of Doctor.
type Finding struct {
	Probe  string        `json:"probe"` // "settings", "models", "chat", "stream", "usage", "seed", "system", "context", "clock", "embeddings"
	State  State         `json:"state"`
	Detail string        `json:"detail"`
	Hint   string        `json:"hint,omitempty"`
	Took   time.Duration `json:"took_ns,omitempty"`
	Err    error         `json:"-"` // the failure behind a Bad row, or nil
}

// Wants are what the settings want of an endpoint beside its model.
type Wants struct {
	Models     []string // other models that are asked for
	Embeddings string   // the model that finds articles by meaning
	Prompt     int      // tokens of the prompt of a short ticket; 0: unknown
}

// Doctor asks the endpoint small questions and reports what it found, one row per
// probe, always all rows in the same order. What is wrong or odd says what to do. It sends
// no ticket.
func (c *Client) Doctor(ctx context.Context, want Wants) []Finding {
	d := &doctor{c: c, ctx: ctx, want: want}
	d.settings()
	d.models()
	first, ok := d.chat()
	if d.silent = d.silent || !ok; !ok {
		for _, probe := range []string{"stream", "usage", "seed", "system"} {
			d.add(Finding{Probe: probe, State: Moot, Detail: "there was no answer to judge"})
		}
	} else {
		d.stream(first)
		d.usage(first)
		d.seed()
		d.system()
	}
	d.context()
	d.clock()
	d.embeddings()
	return d.rows
}

// Checkup is the short form of Doctor: one small question, and how much the model takes.
func (c *Client) Checkup(ctx context.Context) []Finding {
	d := &doctor{c: c, ctx: ctx}
	if first, ok := d.chat(); ok {
		d.stream(first)
	}
	d.context()
	return d.rows
}

type doctor struct {
	c      *Client
	ctx    context.Context
	want   Wants
	rows   []Finding
	listed []Model // what the endpoint says it has
	silent bool    // nobody answers there, or only with errors
	looked bool    // elsewhere looked, and
	found  string  // this is what to set
}

func (d *doctor) add(f Finding) { d.rows = append(d.rows, f) }

func (d *doctor) bad(probe string, err error) {
	d.add(Finding{Probe: probe, State: Bad, Detail: err.Error(), Err: err, Hint: d.remedy(err)})
}

// remedy is what to do about a failure: what it says itself, where the server was found
// instead, else what helps against its kind.
func (d *doctor) remedy(err error) string {
	var e *Error
	if !errors.As(err, &e) {
		return ""
	}
	if found := d.elsewhere(e); found != "" {
		return found
	}
	if e.Kind == Auth {
		return e.Hint + "; store another with `parlance key set " + d.c.s.BaseURL + "`"
	}
	return cmp.Or(e.Hint, usualRemedy(e.Kind))
}

// usualRemedy is for failures that say nothing about what to do.
func usualRemedy(k Kind) string {
	switch k {
	case Unreachable:
		return "check endpoint.base_url, and that the server runs"
	case Timeout:
		return "is the server busy or still loading the model? try again; endpoint.header_timeout and endpoint.idle_timeout say how long to wait"
	case RateLimit:
		return "wait, or ask for a higher limit; batch has --rpm and --concurrency"
	case Overloaded:
		return "try again later, or name another endpoint under fallbacks"
	case Server:
		return "look into the server's log; a smaller model or context may help"
	case BadRequest:
		return "look into what the message names; another model may take it"
	case Protocol:
		return "is endpoint.base_url an OpenAI-compatible API? it usually ends in /v1"
	case Truncated:
		return "raise endpoint.max_tokens, or look into the server's log"
	case Empty:
		return "try another model; one that reasons needs more endpoint.max_tokens"
	case Refused:
		return "try another model"
	case Unsupported:
		return "try another model or endpoint"
	}
	return ""
}
