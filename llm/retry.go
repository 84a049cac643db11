package llm

import (
	"context"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
)

const (
	longestWait    = 60 * time.Second  // a longer Retry-After is reported, not waited for
	longestLoading = 120 * time.Second // in all, for a server that loads its model; never longer than for headers
)

// waitHint is how long a server asked to wait.
type waitHint struct {
	d     time.Duration
	given bool
	never bool // x-should-retry: false
}

var spokenWait = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:try again|retry) in (\d+(?:\.\d+)?)\s*(ms|s|m)\b`)
})

// waitHint looks in all places servers use, the most exact first. What is negative or
// absurd counts as not given.
func (f fault) waitHint() waitHint {
	h := f.header
	if h == nil {
		h = http.Header{}
	}
	w := waitHint{never: strings.EqualFold(h.Get("X-Should-Retry"), "false")}
	var spoken string
	if m := spokenWait().FindStringSubmatch(f.message); m != nil {
		spoken = m[1] + strings.ToLower(m[2])
	}
	date, _ := http.ParseTime(h.Get("Date"))
	for _, d := range []time.Duration{
		unit(h.Get("Retry-After-Ms"), time.Millisecond),
		retryAfter(h.Get("Retry-After"), date),
		unit(f.delay, time.Second),
		unit(spoken, time.Second),
		spent(h),
	} {
		if d > 0 && d < 7*24*time.Hour {
			return waitHint{d: d, given: true, never: w.never}
		}
	}
	return w
}

// spent is how long until a limit that is used up is renewed, 0 when none is.
func spent(h http.Header) (longest time.Duration) {
	for _, what := range []string{"Requests", "Tokens"} {
		if h.Get("X-Ratelimit-Remaining-"+what) == "0" {
			longest = max(longest, unit(h.Get("X-Ratelimit-Reset-"+what), time.Second))
		}
	}
	return longest
}

// heed holds the next requests back when an answer says that it used up the limit:
// they would only meet a 429.
func (c *Client) heed(h http.Header) {
	if d := spent(h); d > 0 && d <= longestWait {
		c.gate.close(c.o.Now().Add(d))
	}
}

// unit reads "250", "1.5" in the given unit, or a Go duration like "38s".
func unit(s string, of time.Duration) time.Duration {
	s = strings.TrimSpace(s)
	if n, err := strconv.ParseFloat(s, 64); err == nil && n > 0 && n < 1e9 {
		return time.Duration(n * float64(of))
	}
	d, err := time.ParseDuration(s)
	if err != nil {
		return 0
	}
	return d
}

// retryAfter reads seconds or an HTTP date; a date is taken relative to the server's
// own clock.
func retryAfter(s string, serverNow time.Time) time.Duration {
	if d := unit(s, time.Second); d > 0 {
		return d
	}
	at, err := http.ParseTime(s)
	if err != nil || serverNow.IsZero() {
		return 0
	}
	return at.Sub(serverNow)
}

// gate holds all requests of a client back after a 429.
type gate struct {
	mu   sync.Mutex
	open time.Time
}

func (g *gate) close(until time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if until.After(g.open) {
		g.open = until
	}
}

func (g *gate) left(now time.Time) time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.open.Sub(now)
}

// patience is what one answer has left of retries.
type patience struct {
	retries    int
	downgrades int
	rerolls    int           // empty answers
	loading    time.Duration // left for a server that loads its model
	steps      *backoff.ExponentialBackOff
}

func (c *Client) patience() *patience {
	retries := c.s.Retries
	steps := backoff.NewExponentialBackOff()
	steps.InitialInterval, steps.Multiplier, steps.MaxInterval = time.Second, 2, 6*time.Second // with the jitter 0.5 to 9 s
	if c.o.Hurried {
		return &patience{downgrades: len(parameters) + 2, steps: steps}
	}
	return &patience{retries: retries, downgrades: len(parameters) + 2, rerolls: min(retries, 1), loading: min(longestLoading, c.s.HeaderTimeout), steps: steps}
}

// next decides whether e is worth another try, and after how long.
func (p *patience) next(e *Error) (wait time.Duration, again bool) {
	if !e.Retryable || e.fatal || e.wait.never {
		return 0, false
	}
	if e.Kind == Empty {
		p.rerolls--
		return 0, p.rerolls >= 0
	}
	if e.Status == http.StatusServiceUnavailable && strings.Contains(strings.ToLower(e.Message), "loading") && p.loading > 0 {
		wait = max(p.steps.NextBackOff(), e.wait.d)
		p.loading -= wait
		return wait, wait <= longestWait
	}
	if p.retries <= 0 {
		return 0, false
	}
	p.retries--
	wait = p.steps.NextBackOff()
	if e.wait.given {
		wait = e.wait.d
	}
	return wait, wait <= longestWait
}

// pause waits before a retry and tells the person why.
func (c *Client) pause(ctx context.Context, e *Error, d time.Duration) error {
	if e.Kind == RateLimit {
		c.gate.close(c.o.Now().Add(d))
		return c.passGate(ctx)
	}
	if d <= 0 {
		return ctx.Err()
	}
	c.o.Wait(string(e.Kind)+": "+e.Message, d)
	return c.sleep(ctx, d)
}

// passGate waits while the endpoint has asked everybody to.
func (c *Client) passGate(ctx context.Context) error {
	d := c.gate.left(c.o.Now())
	if d <= 0 {
		return ctx.Err()
	}
	c.o.Wait("the endpoint asked to slow down", d)
	return c.sleep(ctx, d)
}
