package llm

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

func TestTheServersWaitIsKept(t *testing.T) {
	for scenario, want := range map[string]time.Duration{
		"429-seconds": 2 * time.Second, "429-ms": 250 * time.Millisecond, "429-date": 3 * time.Second, "429-gemini": 38 * time.Second, "429-spoken": 4770 * time.Millisecond,
	} {
		s := llmtest.Start(t, "")
		c, waits := dial(t, s.Scenario(scenario))
		_, err := Collect(c.Stream(t.Context(), hello()))
		if KindOf(err) != RateLimit || len(*waits) != 2 {
			t.Fatalf("%s: %v, waits %v", scenario, err, *waits)
		}
		if got := (*waits)[0]; got > want || got < want-1500*time.Millisecond {
			t.Errorf("%s: waited %s, want %s", scenario, got, want)
		}
	}
}

func TestAbsurdWaitsBecomeOurOwn(t *testing.T) {
	for _, scenario := range []string{"429-insane", "429-negative", "500-then-ok", "529"} {
		s := llmtest.Start(t, "")
		c, waits := dial(t, s.Scenario(scenario))
		Collect(c.Stream(t.Context(), hello()))
		if len(*waits) == 0 {
			t.Errorf("%s: no wait", scenario)
		}
		for _, w := range *waits {
			if w < 400*time.Millisecond || w > 9*time.Second {
				t.Errorf("%s: waited %s", scenario, w)
			}
		}
	}
}

func TestWaitHints(t *testing.T) {
	at := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		header  map[string]string
		message string
		want    time.Duration
	}{
		{map[string]string{"Retry-After": "7"}, "", 7 * time.Second},
		{map[string]string{"Retry-After": "0.5"}, "", 500 * time.Millisecond},
		{map[string]string{"Retry-After-Ms": "250", "Retry-After": "7"}, "", 250 * time.Millisecond},
		{map[string]string{"Retry-After": at.Add(90 * time.Second).Format(http.TimeFormat), "Date": at.Format(http.TimeFormat)}, "", 90 * time.Second},
		{map[string]string{"Retry-After": at.Add(-time.Hour).Format(http.TimeFormat), "Date": at.Format(http.TimeFormat)}, "", 0},
		{map[string]string{"Retry-After": "soon"}, "", 0},
		{map[string]string{"Retry-After": "NaN"}, "", 0},
		{map[string]string{"Retry-After": "1e300"}, "", 0},
		{nil, "Rate limit reached. Please try again in 4.77s. Visit …", 4770 * time.Millisecond},
		{nil, "Please try again in 120ms.", 120 * time.Millisecond},
		{nil, "Please retry in 2m", 2 * time.Minute},
		{nil, "Please try again later", 0},
		{map[string]string{"X-Ratelimit-Remaining-Requests": "0", "X-Ratelimit-Reset-Requests": "1.2s", "X-Ratelimit-Reset-Tokens": "6m0s"}, "", 1200 * time.Millisecond},
		{map[string]string{"X-Ratelimit-Remaining-Requests": "9", "X-Ratelimit-Reset-Requests": "1.2s"}, "", 0},
	}
	for _, tt := range tests {
		h := http.Header{}
		for k, v := range tt.header {
			h.Set(k, v)
		}
		if got := (fault{header: h, message: tt.message}).waitHint(); got.d != tt.want || got.given != (tt.want > 0) {
			t.Errorf("%v %q: got %+v, want %s", tt.header, tt.message, got, tt.want)
		}
	}
}

func TestAServerMayForbidRetries(t *testing.T) {
	s := llmtest.Start(t, "-- no --\nstatus: 500\nheader: X-Should-Retry: false\n\nbroken for good\n")
	c, waits := dial(t, s.URL())
	_, err := Collect(c.Stream(t.Context(), hello()))
	if KindOf(err) != Server || len(*waits) > 0 || len(s.Requests()) != 1 {
		t.Errorf("%v, waits %v", err, *waits)
	}
}

// One worker's 429 holds the others back as well.
func TestALimitHoldsEverybody(t *testing.T) {
	s := llmtest.Start(t, "")
	now := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	var mu sync.Mutex
	clock := func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	c, err := New(Endpoint{BaseURL: s.URL(), Retries: 1}, Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	waits := 0
	c.sleep = func(ctx context.Context, d time.Duration) error {
		mu.Lock()
		defer mu.Unlock()
		waits++
		now = now.Add(d)
		return ctx.Err()
	}
	c.gate.close(now.Add(10 * time.Second))
	for range 3 {
		if _, err := Collect(c.Stream(t.Context(), hello())); err != nil {
			t.Fatal(err)
		}
	}
	if waits != 1 || !clock().Equal(time.Date(2026, 5, 1, 0, 0, 10, 0, time.UTC)) {
		t.Errorf("waited %d times, clock at %s", waits, clock())
	}
}

func TestAUsedUpLimitIsHeededBeforeItBites(t *testing.T) {
	s := llmtest.Start(t, "-- last --\ntimes: 1\nheader: X-Ratelimit-Remaining-Requests: 0\nheader: X-Ratelimit-Reset-Requests: 1.5s\n\nDear customer\n-- next --\n\nDear customer\n")
	c, waits := dial(t, s.URL())
	for range 3 {
		if _, err := Collect(c.Stream(t.Context(), hello())); err != nil {
			t.Fatal(err)
		}
	}
	if len(*waits) != 1 || (*waits)[0] > 1500*time.Millisecond {
		t.Errorf("waits %v", *waits)
	}
}

func TestWaitsAreToldBeforeTheyBegin(t *testing.T) {
	s := llmtest.Start(t, "")
	var told []string
	c, err := New(Endpoint{BaseURL: s.Scenario("503-then-ok"), Retries: 1}, Options{Wait: func(reason string, d time.Duration) { told = append(told, reason) }})
	if err != nil {
		t.Fatal(err)
	}
	c.sleep = func(ctx context.Context, d time.Duration) error { return ctx.Err() }
	if _, err := Collect(c.Stream(t.Context(), hello())); err != nil {
		t.Fatal(err)
	}
	if len(told) != 1 || !strings.Contains(told[0], "Loading model") {
		t.Errorf("told %q", told)
	}
}

func TestLoadingDoesNotEatTheRetries(t *testing.T) {
	s := llmtest.Start(t, "-- loading --\ntimes: 5\nstatus: 503\n\nLoading model\n-- fine --\n\nDear customer\n")
	c, waits := dial(t, s.URL(), func(e *Endpoint) { e.Retries = 1 })
	a, err := Collect(c.Stream(t.Context(), hello()))
	if err != nil || a.Text != "Dear customer" || len(*waits) != 5 {
		t.Errorf("%q, %v, waits %v", a.Text, err, *waits)
	}
}

func TestShownTextIsNeverAskedForAgain(t *testing.T) {
	for _, scenario := range []string{"s-cut-clean", "s-cut-rst", "s-error-openai", "s-stall", "s-bad-json-mid"} {
		s := llmtest.Start(t, "")
		c, _ := dial(t, s.Scenario(scenario), func(e *Endpoint) {
			if scenario == "s-stall" {
				e.IdleTimeout = 300 * time.Millisecond
			}
		})
		a, err := Collect(c.Stream(t.Context(), hello()))
		if err == nil || a.Text == "" || s.Hits(scenario) != 1 {
			t.Errorf("%s: %q, %v, asked %d times", scenario, a.Text, err, s.Hits(scenario))
		}
	}
}

func TestASilentAnswerStartsOver(t *testing.T) {
	s := llmtest.Start(t, "-- cut --\ntimes: 1\ncut: 8\n\nDear customer, this will be cut.\n-- fine --\n\nDear customer\n")
	c, _ := dial(t, s.URL())
	req := hello()
	req.Silent = true
	a, err := Collect(c.Stream(t.Context(), req))
	if err != nil || a.Text != "Dear customer" || len(s.Requests()) != 2 {
		t.Errorf("%q, %v", a.Text, err)
	}
}

func TestWhatArrivedBeforeAnErrorIsKept(t *testing.T) {
	s := llmtest.Start(t, "")
	c, _ := dial(t, s.Scenario("s-cut-clean"))
	req := hello()
	req.Silent = true
	a, err := Collect(c.Stream(t.Context(), req))
	if KindOf(err) != Truncated || a.Text != "Hello wor" {
		t.Errorf("%q, %v", a.Text, err)
	}
}

func TestAnEmptyAnswerIsAskedAgainWithAnotherSeed(t *testing.T) {
	s := llmtest.Start(t, "-- blank --\ntimes: 1\n\n \n-- fine --\n\nDear customer\n")
	c, _ := dial(t, s.URL())
	seed := 5
	a, err := Collect(c.Stream(t.Context(), Request{User: "u", Seed: &seed}))
	sent := s.Requests()
	if err != nil || a.Text != "Dear customer" || len(sent) != 2 || sent[0].Fields["seed"] == sent[1].Fields["seed"] || seed != 5 {
		t.Errorf("%q, %v, %d requests", a.Text, err, len(sent))
	}
}

func TestTheBudgetEndsEverything(t *testing.T) {
	s := llmtest.Start(t, "")
	for _, scenario := range []string{"header-stall", "s-stall", "s-slowloris", "s-keepalive-for-ever"} {
		c, err := New(Endpoint{BaseURL: s.Scenario(scenario), Budget: 50 * time.Millisecond, Retries: 5}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		_, err = Collect(c.Stream(t.Context(), hello()))
		wantKind(t, err, Timeout, "no complete answer within 50ms")
	}
}

func TestCancellingIsTheCallersOwnError(t *testing.T) {
	s := llmtest.Start(t, "")
	for _, scenario := range []string{"header-stall", "s-stall", "s-infinite"} {
		c, _ := dial(t, s.Scenario(scenario), func(e *Endpoint) { e.IdleTimeout, e.HeaderTimeout, e.MaxTokens = time.Minute, time.Minute, 0 })
		ctx, cancel := context.WithCancel(t.Context())
		timer := time.AfterFunc(50*time.Millisecond, cancel)
		_, err := Collect(c.Stream(ctx, hello()))
		timer.Stop()
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", scenario, err)
		}
	}
}

func TestLeavingTheLoopEndsTheRequest(t *testing.T) {
	s := llmtest.Start(t, "")
	c, _ := dial(t, s.Scenario("s-infinite"))
	for chunk, err := range c.Stream(t.Context(), hello()) {
		if err != nil {
			t.Fatal(err)
		}
		if chunk.Text != "" {
			break
		}
	}
}
