package llm

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

// dial makes a client that waits for nothing: what it would have waited is recorded.
func dial(t *testing.T, base string, change ...func(*Endpoint)) (*Client, *[]time.Duration) {
	t.Helper()
	e := Endpoint{BaseURL: base, Model: "fake-1", MaxTokens: 100, Retries: 2, IdleTimeout: 20 * time.Second, HeaderTimeout: 20 * time.Second}
	for _, f := range change {
		f(&e)
	}
	c, err := New(e, Options{})
	if err != nil {
		t.Fatal(err)
	}
	waits := &[]time.Duration{}
	c.sleep = func(ctx context.Context, d time.Duration) error {
		*waits = append(*waits, d)
		c.gate.reopen()
		return ctx.Err()
	}
	return c, waits
}

func hello() Request { return Request{System: "You are a support agent.", User: "Where is my parcel?"} }

func TestAnAnswerArrivesInPieces(t *testing.T) {
	s := llmtest.Start(t, "-- late --\nwhen-user: parcel\nchunk: 3\n\nお客様、ご連絡ありがとうございます。\n")
	c, _ := dial(t, s.URL())
	pieces := 0
	for chunk, err := range c.Stream(t.Context(), hello()) {
		if err != nil {
			t.Fatal(err)
		}
		if chunk.Text != "" {
			pieces++
		}
	}
	a, err := Collect(c.Stream(t.Context(), hello()))
	if err != nil || a.Text != "お客様、ご連絡ありがとうございます。" || a.Finish != "stop" || a.Model != "fake-1" || a.Usage == nil || a.FirstToken <= 0 {
		t.Errorf("got %+v, %v", a, err)
	}
	if pieces != 6 {
		t.Errorf("pieces = %d, want 6", pieces)
	}
}

func TestTheBodyIsWhatServersAccept(t *testing.T) {
	s := llmtest.Start(t, "")
	c, _ := dial(t, s.URL())
	seed := 0
	if _, err := Collect(c.Stream(t.Context(), Request{System: "s", User: "u", Seed: &seed})); err != nil {
		t.Fatal(err)
	}
	body := s.Requests()[0].Body
	for _, want := range []string{`"temperature":0`, `"max_tokens":100`, `"seed":0`, `"stream":true`, `"include_usage":true`, `"role":"system"`} {
		if !strings.Contains(body, want) {
			t.Errorf("body lacks %s: %s", want, body)
		}
	}
	if strings.Contains(body, `"n"`) || strings.Contains(body, "max_completion_tokens") {
		t.Errorf("body has too much: %s", body)
	}
}

func TestAnEmptySystemMessageIsLeftOut(t *testing.T) {
	s := llmtest.Start(t, "")
	c, _ := dial(t, s.URL())
	if _, err := Collect(c.Stream(t.Context(), Request{User: "u"})); err != nil {
		t.Fatal(err)
	}
	if body := s.Requests()[0].Body; strings.Contains(body, "system") {
		t.Errorf("got %s", body)
	}
}

// Some gateways stream bare documents, one a line.
func TestBareDocumentsAreAStreamToo(t *testing.T) {
	piece := func(text, finish string) string {
		return `{"choices":[{"index":0,"delta":{"content":"` + text + `"},"finish_reason":` + finish + `}]}` + "\n"
	}
	for body, want := range map[string]Kind{
		piece("Dear ", "null") + piece("customer", "null") + piece("", `"stop"`): "",
		piece("Dear ", "null") + piece("customer", "null"):                       Truncated,
		piece("Dear ", "null"): Truncated,
		piece("Dear ", "null") + `{"error":{"message":"overloaded"}}`: Overloaded,
		piece("Dear ", "null") + `{"choices":[{"del`:                  Protocol,
		piece("Dear ", `"null"`) + piece("customer", `"stop"`):        "",
	} {
		s := llmtest.Start(t, "-- a --\nbody: raw\n\n"+body)
		c, _ := dial(t, s.URL(), func(e *Endpoint) { e.Retries = 0 })
		a, err := Collect(c.Stream(t.Context(), hello()))
		if KindOf(err) != want || want == "" && (err != nil || a.Text != "Dear customer") {
			t.Errorf("%s: %q, %v", body, a.Text, err)
		}
	}
}

func TestAPastedURLIsCutToItsBase(t *testing.T) {
	s := llmtest.Start(t, "")
	c, _ := dial(t, s.URL()+"/chat/completions/")
	if _, err := Collect(c.Stream(t.Context(), hello())); err != nil || s.Requests()[0].Path != "/v1/chat/completions" {
		t.Errorf("%v", err)
	}
}

// reopen lets everybody through, as if the wait were over.
func (g *gate) reopen() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open = time.Time{}
}
