package draft

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/prompts"
)

// fake answers each request with what answer returns, in pieces of three bytes' worth
// of runes.
type fake struct {
	answer func(llm.Request) (string, error)
	delay  time.Duration

	mu   sync.Mutex
	sent []llm.Request
}

func (f *fake) Stream(ctx context.Context, req llm.Request) iter.Seq2[llm.Chunk, error] {
	f.mu.Lock()
	f.sent = append(f.sent, req)
	f.mu.Unlock()
	return func(yield func(llm.Chunk, error) bool) {
		text, err := f.answer(req)
		for piece := range slices.Chunk([]rune(text), 3) {
			select {
			case <-time.After(f.delay):
			case <-ctx.Done():
				yield(llm.Chunk{}, ctx.Err())
				return
			}
			if !yield(llm.Chunk{Text: string(piece)}, nil) {
				return
			}
		}
		if err != nil {
			yield(llm.Chunk{}, err)
			return
		}
		yield(llm.Chunk{Done: true, Finish: "stop", Model: "fake", Usage: &llm.Usage{PromptTokens: 10, CompletionTokens: 5}}, nil)
	}
}

func drafter(t *testing.T, m Model) *Drafter {
	t.Helper()
	b, err := prompts.New("")
	if err != nil {
		t.Fatal(err)
	}
	var (
		mu sync.Mutex
		n  int
	)
	return &Drafter{Model: m, ModelName: "fake", Prompts: b, Now: func() time.Time { return time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) },
		NewID: func() string {
			mu.Lock()
			defer mu.Unlock()
			n++
			return fmt.Sprintf("%016x", n)
		}}
}

func document(t *testing.T, d *Drafter, job Job) *Document {
	t.Helper()
	var last Event
	for e, err := range d.Draft(context.Background(), job) {
		if err != nil {
			t.Fatal(err)
		}
		last = e
	}
	if last.Type != "done" || last.Document == nil {
		t.Fatalf("last event is %+v, want done with a document", last)
	}
	return last.Document
}

// TestReplyLanguageIsRight runs 200 combinations of ticket language, culture, knowledge
// language and agent language through prompt and composer.
func TestReplyLanguageIsRight(t *testing.T) {
	tickets := map[string]string{"en": english, "de": german, "ja": japanese, "zh-Hans": chinese}
	cultures := []string{"", "en-US", "de-DE", "ja-JP", "zh-CN"}
	agents := []string{"en", "zh-Hans"}
	knowledge := []string{"", "en", "de", "ja", "zh-Hans"}
	d := drafter(t, nil)
	n := 0
	for want, text := range tickets {
		for _, culture := range cultures {
			for _, agent := range agents {
				for _, kbLang := range knowledge {
					n++
					job := Job{Ticket: read(t, text), Flags: Wanted{Culture: culture}, AgentLang: agent, Candidates: 1, Via: "pivot", KB: base(t, kbLang)}
					name := fmt.Sprintf("ticket %s, culture %q, agent %s, knowledge %q", want, culture, agent, kbLang)
					checkComposed(t, name, document(t, d, job), want, agent)
					checkPrompt(t, name, d, job, want, agent)
				}
			}
		}
	}
	if n != 200 {
		t.Errorf("%d cases, want 200", n)
	}
}

func checkComposed(t *testing.T, name string, doc *Document, want, agent string) {
	t.Helper()
	best := doc.Best()
	if best == nil {
		t.Errorf("%s: no candidate: %+v", name, doc.Error)
		return
	}
	if got := lang.Detect(best.Reply.Text); best.Reply.Language != want || !sameLanguage(got.Tag, want) {
		t.Errorf("%s: reply says it is %s and reads as %s:\n%s", name, best.Reply.Language, got.Tag, best.Reply.Text)
	}
	if got := lang.Detect(best.Agent.Text); best.Agent.Language != agent && !sameLanguage(agent, want) || !sameLanguage(got.Tag, best.Agent.Language) && best.Via != "same" {
		t.Errorf("%s: agent's text says it is %s and reads as %s", name, best.Agent.Language, got.Tag)
	}
}

func checkPrompt(t *testing.T, name string, d *Drafter, job Job, want, agent string) {
	t.Helper()
	plan, err := d.Plan(context.Background(), job)
	if err != nil {
		t.Fatal(err)
	}
	written := agent
	if sameLanguage(agent, want) {
		written = want
	}
	call := plan.Calls[len(plan.Calls)-1]
	last := call.Messages[1].Content
	last = last[max(0, len(last)-1500):]
	if !strings.Contains(last, lang.Name(written, "en")) && !strings.Contains(call.Messages[0].Content, lang.Name(written, "en")) {
		t.Errorf("%s: the prompt does not ask for %s", name, lang.Name(written, "en"))
	}
}

func TestCandidatesShareAllButTheLastLines(t *testing.T) {
	plan, err := drafter(t, nil).Plan(context.Background(), Job{Ticket: read(t, german), AgentLang: "en", Candidates: 3, Via: "pivot"})
	if err != nil {
		t.Fatal(err)
	}
	a, b := plan.Calls[0].Messages, plan.Calls[1].Messages
	if a[0] != b[0] {
		t.Error("system messages of two candidates differ")
	}
	common := 0
	for common < len(a[1].Content) && common < len(b[1].Content) && a[1].Content[common] == b[1].Content[common] {
		common++
	}
	if rest := len(a[1].Content) - common; rest > 1200 {
		t.Errorf("the last %d bytes of a user message differ between candidates", rest)
	}
}

func TestOneFailureIsDataNotTheEnd(t *testing.T) {
	var n int
	var mu sync.Mutex
	m := &fake{answer: func(llm.Request) (string, error) {
		mu.Lock()
		defer mu.Unlock()
		if n++; n == 1 {
			return "Hello, we are", &llm.Error{Kind: llm.Truncated, Message: "cut", Retryable: true}
		}
		return "Hello,\n\nthank you for your message. We are checking order NL-118273 and will write to you.\n\nKind regards", nil
	}}
	doc := document(t, drafter(t, m), Job{Ticket: read(t, english), AgentLang: "en", Candidates: 3, Via: "pivot"})
	if doc.Error != nil || len(doc.Candidates) != 3 || doc.Candidates[2].Error == nil || doc.Candidates[2].Rank != 0 {
		t.Errorf("got error %+v and candidates %+v, want the failed one last", doc.Error, doc.Candidates)
	}
}

func TestLeavingEarlyStopsEverything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &fake{delay: time.Second, answer: func(llm.Request) (string, error) { return strings.Repeat("word ", 1000), nil }}
		d := drafter(t, m)
		for e, err := range d.Draft(t.Context(), Job{Ticket: read(t, english), AgentLang: "en", Candidates: 3, Via: "pivot"}) {
			if err != nil {
				t.Fatal(err)
			}
			if e.Type == "delta" {
				break
			}
		}
	}) // a goroutine left behind fails the test
}

func TestCancelIsTheContextsError(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	m := &fake{answer: func(llm.Request) (string, error) { cancel(); return "Hello, this is a long enough text", nil }}
	var got error
	for _, err := range drafter(t, m).Draft(ctx, Job{Ticket: read(t, english), AgentLang: "en", Candidates: 1, Via: "pivot"}) {
		got = err
	}
	if !errors.Is(got, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", got)
	}
}

func TestARepairIsAskedOnceAndKeptWhenBetter(t *testing.T) {
	bad := "Hello,\n\nwe have approved your full refund. You can find it at [Customer Name].\n\nKind regards"
	good := "Hello,\n\nthank you for your message. We are checking order NL-118273 and will write to you.\n\nKind regards"
	asked := 0
	m := &fake{answer: func(llm.Request) (string, error) {
		if asked++; asked == 1 {
			return bad, nil
		}
		return good, nil
	}}
	doc := document(t, drafter(t, m), Job{Ticket: read(t, english), AgentLang: "en", Candidates: 1, Via: "pivot"})
	if asked != 2 || !slices.Equal(doc.Candidates[0].Repaired, []string{"reply"}) || doc.Candidates[0].Reply.Text != good {
		t.Errorf("asked %d times, got %+v", asked, doc.Candidates[0])
	}
	asked = 0
	m.answer = func(llm.Request) (string, error) { asked++; return bad, nil }
	doc = document(t, drafter(t, m), Job{Ticket: read(t, english), AgentLang: "en", Candidates: 1, Via: "pivot"})
	if asked != 2 || len(doc.Candidates[0].Findings) == 0 {
		t.Errorf("asked %d times, findings %+v; want one repair and the findings shown", asked, doc.Candidates[0].Findings)
	}
}

func TestMarkersNeverShowInAStream(t *testing.T) {
	text := "Hello [there]. We take it back within 30 days. [[returns.md#eu]] Bye [[a.md]]"
	for size := 1; size < 20; size++ {
		f, shown := &markerFilter{}, ""
		for piece := range slices.Chunk([]byte(text), size) {
			shown += f.write(string(piece), false)
		}
		shown += f.write("", true)
		if want := "Hello [there]. We take it back within 30 days.  Bye "; shown != want {
			t.Errorf("pieces of %d: got %q, want %q", size, shown, want)
		}
	}
}

func TestASubjectLineNobodyAskedForIsNoPartOfTheReply(t *testing.T) {
	const reply = "Hello,\n\nthank you for your message. We are checking order NL-118273 and will write to you.\n\nKind regards"
	m := &fake{answer: func(llm.Request) (string, error) { return "**Subject:** Your order NL-118273\n\n" + reply, nil }}
	doc := document(t, drafter(t, m), Job{Ticket: read(t, english), AgentLang: "en", Candidates: 1, Via: "pivot"})
	if got := doc.Candidates[0].Reply.Text; got != reply {
		t.Errorf("got %q, want the reply alone", got)
	}
}
