package llm

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
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
	Probe  string        `json:"probe"` // "settings", "models", "chat", "stream", "usage", "seed", "system", "context", "embeddings"
	State  State         `json:"state"`
	Detail string        `json:"detail"`
	Hint   string        `json:"hint,omitempty"`
	Took   time.Duration `json:"took_ns,omitempty"`
	Err    error         `json:"-"` // the failure behind a Bad row, or nil
}

// Doctor asks the endpoint small questions and reports what it found, one row per
// probe, always all rows in the same order. It sends no ticket.
func (c *Client) Doctor(ctx context.Context) []Finding {
	d := &doctor{c: c, ctx: ctx}
	d.settings()
	d.models()
	first, ok := d.chat()
	if !ok {
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
	c    *Client
	ctx  context.Context
	rows []Finding
}

func (d *doctor) add(f Finding) { d.rows = append(d.rows, f) }

func (d *doctor) bad(probe string, err error) {
	f := Finding{Probe: probe, State: Bad, Detail: err.Error(), Err: err}
	var e *Error
	if errors.As(err, &e) {
		f.Hint = e.Hint
	}
	d.add(f)
}

func (d *doctor) settings() {
	s := d.c.s
	key := "no key"
	if s.key.from != "" {
		key = "key from " + s.key.from
	} else if s.key.absent != "" {
		key += " (" + s.key.absent + ")"
	}
	where := "remote"
	if s.local {
		where = "this machine"
	}
	d.add(Finding{Probe: "settings", State: Learn, Detail: fmt.Sprintf("%s, %s, model %s, %s", s.BaseURL, where, orNone(s.Model), key)})
}

func orNone(s string) string {
	if s == "" {
		return "not set"
	}
	return s
}

// models is optional: an endpoint without a list can still draft.
func (d *doctor) models() {
	list, err := d.c.Models(d.ctx)
	if err != nil {
		f := Finding{Probe: "models", State: Odd, Detail: err.Error(), Err: err}
		var e *Error
		if errors.As(err, &e) {
			f.Hint = e.Hint
		}
		d.add(f)
		return
	}
	names := make([]string, len(list))
	for i, m := range list {
		names[i] = m.ID
	}
	f := Finding{Probe: "models", State: Fine, Detail: fmt.Sprintf("%d: %s", len(names), shorten(strings.Join(names, ", "), 160))}
	if len(names) == 0 {
		f.State, f.Detail = Odd, "the list is empty"
	}
	if m := d.c.s.Model; m != "" && m != "default" && !slices.Contains(names, m) {
		f.State, f.Hint = Odd, fmt.Sprintf("%s is not in the list; near it: %s", m, orNone(strings.Join(near(m, names), ", ")))
	}
	d.add(f)
}

// probe is a question small enough to cost nothing.
func (d *doctor) probe(req Request) (Answer, time.Duration, error) {
	if req.MaxTokens == 0 {
		req.MaxTokens = 64
	}
	start := d.c.o.Now()
	a, err := Collect(d.c.Stream(d.ctx, req))
	return a, d.c.o.Now().Sub(start), err
}

func (d *doctor) chat() (Answer, bool) {
	a, took, err := d.probe(Request{System: "You are a terse assistant.", User: "Answer with the one word: ready", Silent: true})
	cutShort := KindOf(err) == Truncated && strings.TrimSpace(a.Text) != ""
	if err != nil && !cutShort {
		d.bad("chat", err)
		return a, false
	}
	f := Finding{Probe: "chat", State: Fine, Took: took, Detail: fmt.Sprintf("answered in %s, first text after %s, finish %s", took.Round(time.Millisecond), a.FirstToken.Round(time.Millisecond), orNone(a.Finish))}
	if cutShort {
		f.State, f.Detail = Odd, "the answer was cut: "+err.Error()
	}
	for _, w := range a.Warnings {
		f.State, f.Detail = Odd, f.Detail+"; "+w.Message
	}
	d.add(f)
	return a, true
}

func (d *doctor) stream(a Answer) {
	p := d.c.plan(Request{})
	f := Finding{Probe: "stream", State: Fine, Detail: "answers arrive in pieces; token limit by " + orNone(p.tokenField)}
	if !p.stream {
		f.State, f.Detail = Odd, "the endpoint refuses to stream: answers arrive whole"
	}
	if a.Reasoning != "" {
		f.Detail += "; the model reasons before it answers"
	}
	d.add(f)
}

func (d *doctor) usage(a Answer) {
	if a.Usage == nil || a.Usage.PromptTokens == 0 {
		d.add(Finding{Probe: "usage", State: Odd, Detail: "the endpoint does not say how many tokens it read", Hint: "a silently cut prompt cannot be noticed; set endpoint.context"})
		return
	}
	d.add(Finding{Probe: "usage", State: Fine, Detail: fmt.Sprintf("%d tokens read, %d written", a.Usage.PromptTokens, a.Usage.CompletionTokens)})
}

// seed asks twice for something that dice would decide.
func (d *doctor) seed() {
	seed, hot := 7, 1.0
	req := Request{User: "Write one short sentence about the sea.", Seed: &seed, Temperature: &hot, MaxTokens: 32, Silent: true}
	first, _, err1 := d.probe(req)
	second, _, err2 := d.probe(req)
	switch {
	case !d.c.plan(req).seed:
		d.add(Finding{Probe: "seed", State: Learn, Detail: "refused; candidates differ by approach alone"})
	case unanswered(err1) || unanswered(err2):
		d.add(Finding{Probe: "seed", State: Moot, Detail: "there was no answer to compare"})
	case first.Text == second.Text:
		d.add(Finding{Probe: "seed", State: Fine, Detail: "the same seed gave the same answer"})
	default:
		d.add(Finding{Probe: "seed", State: Learn, Detail: "the same seed gave another answer"})
	}
}

// unanswered tells whether an answer failed otherwise than by its token limit.
func unanswered(err error) bool { return err != nil && KindOf(err) != Truncated }

func (d *doctor) system() {
	if d.c.plan(Request{}).systemRole {
		d.add(Finding{Probe: "system", State: Fine, Detail: "the system role is accepted"})
		return
	}
	d.add(Finding{Probe: "system", State: Learn, Detail: "no system role: its text is put before the user's"})
}

func (d *doctor) context() {
	n, from := d.c.ContextSize(d.ctx)
	f := Finding{Probe: "context", State: Fine, Detail: fmt.Sprintf("%d tokens (%s)", n, from)}
	switch {
	case from == "default":
		f.State, f.Hint = Odd, "the endpoint does not say; set endpoint.context to what the model was started with"
	case n < 4096:
		f.State, f.Hint = Odd, "little room for knowledge and thread; start the model with a larger context"
	}
	d.add(f)
}

func (d *doctor) embeddings() {
	v, err := d.c.Embed(d.ctx, "", []string{"parcel"})
	if err != nil {
		d.add(Finding{Probe: "embeddings", State: Learn, Detail: "not available: " + err.Error() + "; knowledge is searched by words"})
		return
	}
	d.add(Finding{Probe: "embeddings", State: Fine, Detail: fmt.Sprintf("%d dimensions", len(v[0]))})
}
