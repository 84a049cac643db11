package llm

import (
	"cmp"
	"context"
	"os"
	"strings"
	"testing"
	"time"
)

// live is a client of a real server: PARLANCE_TEST_BASE_URL names it, and
// PARLANCE_TEST_MODEL its model (default: the first it lists). Nothing here needs a
// particular or a good model: random weights do.
func live(t *testing.T, change ...func(*Endpoint)) *Client {
	t.Helper()
	base := os.Getenv("PARLANCE_TEST_BASE_URL")
	if base == "" {
		t.Skip("set PARLANCE_TEST_BASE_URL to a real server's /v1")
	}
	e := Endpoint{BaseURL: base, Model: os.Getenv("PARLANCE_TEST_MODEL"), KeyEnv: "PARLANCE_TEST_KEY", MaxTokens: 48, Temperature: 1, Retries: 2, Budget: 2 * time.Minute}
	for _, f := range change {
		f(&e)
	}
	c, err := New(e, Options{Getenv: os.Getenv, Log: t.Logf})
	if err != nil {
		t.Fatal(err)
	}
	if e.Model == "" {
		list, err := c.Models(t.Context())
		if err != nil || len(list) == 0 {
			t.Fatalf("the server lists no model (%v); set PARLANCE_TEST_MODEL", err)
		}
		c.s.Model = list[0].ID
	}
	return c
}

// honest fails unless an answer is a text that the server called complete, or an error
// of a kind that a server may honestly have.
func honest(t *testing.T, a Answer, err error) {
	t.Helper()
	switch kind := KindOf(err); {
	case err == nil && strings.TrimSpace(a.Text) == "":
		t.Error("success without text")
	case err == nil && a.Finish != "stop" && len(a.Warnings) == 0:
		t.Errorf("success with finish %q and no warning", a.Finish)
	case err != nil && kind != Truncated && kind != Empty && kind != Server && kind != Refused:
		t.Errorf("kind %q: %v", kind, err)
	}
	if strings.Contains(strings.ToLower(a.Text), "<think>") {
		t.Error("reasoning in the text")
	}
}

func TestLiveAnswersAreCompleteOrErrors(t *testing.T) {
	c := live(t)
	for seed := range 12 {
		a, err := Collect(c.Stream(t.Context(), Request{System: "You are a support agent.", User: "Where is my parcel?", Seed: &seed, Silent: true}))
		honest(t, a, err)
	}
}

func TestLiveTokenLimitIsAnError(t *testing.T) {
	c := live(t)
	seed := 1
	a, err := Collect(c.Stream(t.Context(), Request{User: "Count from one to one thousand in words.", Seed: &seed, MaxTokens: 4, Silent: true}))
	honest(t, a, err)
	if a.Usage != nil && a.Usage.CompletionTokens > 16 {
		t.Logf("the server ignores the limit of 4 tokens: %d written", a.Usage.CompletionTokens)
	}
}

func TestLiveOverflowIsAnErrorOrAWarning(t *testing.T) {
	c := live(t)
	size, from := c.ContextSize(t.Context())
	t.Logf("context %d (%s)", size, from)
	if size > 40_000 || from == "default" {
		t.Skip("the context is unknown or too large to overflow here")
	}
	words := strings.Repeat("parcel late customs fee ", size/2)
	a, err := Collect(c.Stream(t.Context(), Request{User: words, Estimate: 2 * size, Silent: true}))
	for _, w := range a.Warnings {
		if w.Kind == PromptCut {
			return
		}
	}
	if err == nil {
		t.Errorf("a prompt of twice the context was answered without a word: usage %+v", a.Usage)
	}
}

func TestLiveCancelling(t *testing.T) {
	c := live(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for _, err := range c.Stream(ctx, Request{User: "Count from one to one thousand in words.", MaxTokens: 400}) {
		if err != nil {
			if ctx.Err() == nil {
				honest(t, Answer{}, err)
			}
			break
		}
		cancel()
	}
}

func TestLiveWrongPathIsNamed(t *testing.T) {
	c := live(t, func(e *Endpoint) { e.BaseURL = strings.TrimSuffix(e.BaseURL, "/") + "/nonsense" })
	c.s.Model = cmp.Or(c.s.Model, "m")
	_, err := Collect(c.Stream(t.Context(), Request{User: "hi"}))
	if err == nil || KindOf(err) == Truncated {
		t.Skip("the server answers under any path")
	}
	if k := KindOf(err); k != NotFound {
		t.Errorf("kind %q: %v", k, err)
	}
}

func TestLiveEmbeddingsOrATypedRefusal(t *testing.T) {
	c := live(t)
	v, err := c.Embed(t.Context(), "", []string{"parcel", "refund"})
	if err == nil && (len(v) != 2 || len(v[0]) != len(v[1])) {
		t.Errorf("%d vectors", len(v))
	}
	if err != nil && KindOf(err) == "" {
		t.Error(err)
	}
}

func TestLiveDoctor(t *testing.T) {
	for _, f := range live(t).Doctor(t.Context(), Wants{}) {
		t.Logf("%-10s %-4s %s %s", f.Probe, f.State, f.Detail, f.Hint)
		if f.Probe == "chat" && f.State == Bad && KindOf(f.Err) == "" {
			t.Error(f.Err)
		}
	}
}
