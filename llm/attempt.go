package llm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"time"
)

// Stream yields the answer as it arrives; a Done chunk is the last thing yielded on
// success. An error is the last thing yielded, alone, and is an *Error (or the
// context's). Leaving the loop early closes the connection.
//
// With Silent, nothing is yielded before the answer is complete or given up.
func (c *Client) Stream(ctx context.Context, req Request) iter.Seq2[Chunk, error] {
	return func(yield func(Chunk, error) bool) {
		if strings.TrimSpace(req.User) == "" {
			yield(Chunk{}, &Error{Kind: BadRequest, Message: "the prompt is empty"})
			return
		}
		if c.s.Budget > 0 {
			over := timeout("no complete answer within " + c.s.Budget.String())
			over.fatal = true
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeoutCause(ctx, c.s.Budget, over)
			defer cancel()
		}
		t := &turn{c: c, req: req, started: c.o.Now(), yield: yield}
		if err := t.run(ctx); err != nil && !errors.Is(err, errLeft) {
			t.release()
			if !t.left {
				yield(Chunk{}, c.outward(ctx, err))
			}
		}
	}
}

// outward gives the caller's own cancellation back as it is.
func (c *Client) outward(ctx context.Context, err error) error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	if errors.As(context.Cause(ctx), &e) {
		return e
	}
	return err
}

// turn is one call of Stream: attempts until one is complete.
type turn struct {
	c       *Client
	req     Request
	started time.Time
	first   time.Duration
	yield   func(Chunk, error) bool
	shown   bool    // text the caller may have printed
	left    bool    // the caller has left
	kept    []Chunk // what a silent turn holds back
	changed []string
}

func (t *turn) run(ctx context.Context) error {
	p := t.c.patience()
	for {
		if err := t.c.passGate(ctx); err != nil {
			return err
		}
		t.kept = t.kept[:0]
		plan := t.c.plan(t.req)
		sent, err := t.attempt(ctx, plan)
		var e *Error
		if err == nil || !errors.As(err, &e) {
			return err
		}
		t.c.o.Log("attempt failed: %s: %s", e.Kind, e.Message)
		if e.limit > 0 {
			t.c.abilities.change(plan.model, func(a *ability) { a.context = e.limit })
		}
		if t.shown || ctx.Err() != nil {
			return e
		}
		if t.adapt(e, plan, sent, p) {
			continue
		}
		wait, again := p.next(e)
		if !again {
			t.c.nameModels(ctx, e, plan.model)
			return gaveUp(e, wait)
		}
		t.reseed(e)
		if err := t.c.pause(ctx, e, wait); err != nil {
			return err
		}
	}
}

// reseed changes the dice when it may have been the answer itself that failed: with the
// same seed, local servers stumble over the same token again.
func (t *turn) reseed(e *Error) {
	if t.req.Seed != nil && (e.Kind == Empty || e.Kind == Truncated || e.Kind == Server) {
		other := *t.req.Seed + 1_000_003
		t.req.Seed = &other
	}
}

// adapt asks once more without a parameter that was refused.
func (t *turn) adapt(e *Error, plan plan, sent map[string]bool, p *patience) bool {
	name := t.c.downgrade(e, plan, sent)
	if name == "" || p.downgrades <= 0 {
		return false
	}
	p.downgrades--
	t.changed = append(t.changed, name)
	t.c.o.Log("the endpoint refuses %s; asking without it", name)
	return true
}

// gaveUp names the wait that was too long to sit out.
func gaveUp(e *Error, wait time.Duration) *Error {
	if wait > longestWait {
		e.Hint = fmt.Sprintf("the endpoint asks to wait %s", wait.Round(time.Second))
	}
	return e
}

// attempt asks once. sent names the body fields that went out.
func (t *turn) attempt(ctx context.Context, plan plan) (sent map[string]bool, err error) {
	ctx, w := watched(ctx)
	defer w.stop()
	w.expect(t.c.s.HeaderTimeout, timeout("no answer from the endpoint for "+t.c.s.HeaderTimeout.String()))
	res, sent, err := t.c.sendChat(ctx, t.req, plan)
	if err != nil {
		return sent, t.c.transportError(ctx, err)
	}
	defer res.Body.Close()
	t.c.heed(res.Header)
	if res.StatusCode != http.StatusOK {
		w.expect(min(5*time.Second, t.c.s.IdleTimeout), timeout("an error answer that does not end"))
		return sent, t.c.refusal(res, t.req)
	}
	a := &answer{c: t.c, req: t.req, plan: plan, watch: w, emit: t.emit}
	a.think.hold = plan.hold
	err = a.read(res)
	if err == nil || errors.Is(err, errLeft) {
		if err == nil {
			settle(res.Body, w)
		}
		return sent, err
	}
	return sent, t.c.causeOr(ctx, err)
}

// emit passes a chunk to the caller, or keeps it until the answer is known to be
// whole.
func (t *turn) emit(c Chunk) bool {
	if c.Text != "" && t.first == 0 {
		t.first = t.c.o.Now().Sub(t.started)
	}
	if c.Done {
		c.FirstToken = t.first
		if len(t.changed) > 0 {
			c.Warnings = append(c.Warnings, Warning{Downgraded, "the endpoint refused " + strings.Join(t.changed, ", ")})
		}
	}
	if t.req.Silent {
		t.kept = append(t.kept, c)
		return !c.Done || t.release()
	}
	t.shown = t.shown || c.Text != ""
	t.left = !t.yield(c, nil)
	return !t.left
}

// release lets out what a silent turn held back: a whole answer, or what there was
// of the last attempt.
func (t *turn) release() bool {
	for i, c := range t.kept {
		if !t.yield(c, nil) {
			t.left = true
			return i == len(t.kept)-1
		}
	}
	t.kept = nil
	return true
}

// settle reads the few bytes after [DONE], so that the connection can be used again.
func settle(body io.Reader, w *watch) {
	w.expect(20*time.Millisecond, finished)
	var rest [512]byte
	for range 4 {
		if _, err := body.Read(rest[:]); err != nil {
			return
		}
	}
}

// refusal is the error of an answer that is not 200. Its body may be cut short by
// size or time; what came is enough.
func (c *Client) refusal(res *http.Response, req Request) error {
	if res.StatusCode >= 300 && res.StatusCode < 400 {
		return redirected(res)
	}
	body, _ := io.ReadAll(io.LimitReader(res.Body, maxFault))
	if res.StatusCode < 300 {
		return protocol(fmt.Sprintf("the endpoint answered HTTP %d without an answer", res.StatusCode))
	}
	return classify(readFault(res.StatusCode, res.Header, body), c.redactor(req), c.s)
}

func (c *Client) redactor(req Request) redactor {
	return redactor{secrets: c.s.secrets, prompt: req.System + "\n" + req.User}
}
