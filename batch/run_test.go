package batch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/ticket"
)

// fake is a worker that answers as told.
type fake struct {
	draft func(ctx context.Context, id string) (*draft.Document, error)
	print string

	mu    sync.Mutex
	asked []string
}

func (f *fake) Draft(ctx context.Context, t *ticket.Ticket) (*draft.Document, error) {
	f.mu.Lock()
	f.asked = append(f.asked, t.ID)
	f.mu.Unlock()
	if f.draft == nil {
		return document(t.ID), nil
	}
	return f.draft(ctx, t.ID)
}

func (f *fake) Fingerprint(_ context.Context, t *ticket.Ticket) (string, error) {
	return "print-of-" + t.ID + f.print, nil
}

func backlog(n int) iter.Seq2[*ticket.Ticket, error] {
	return func(yield func(*ticket.Ticket, error) bool) {
		for i := range n {
			if !yield(&ticket.Ticket{ID: fmt.Sprintf("T%d", i), Text: "Where is my parcel?"}, nil) {
				return
			}
		}
	}
}

func these(list ...*ticket.Ticket) iter.Seq2[*ticket.Ticket, error] {
	return func(yield func(*ticket.Ticket, error) bool) {
		for _, t := range list {
			if !yield(t, nil) {
				return
			}
		}
	}
}

func outFile(t *testing.T) string { return filepath.Join(t.TempDir(), "out.jsonl") }

func runOn(t *testing.T, ctx context.Context, path string, in iter.Seq2[*ticket.Ticket, error], w Worker, o Options) (Progress, error) {
	t.Helper()
	j := mustOpen(t, path)
	defer j.Close()
	o.MaxOutage = max(o.MaxOutage, time.Hour)
	return Run(ctx, in, w, j, o, time.Now)
}

func TestEveryTicketGetsOneLine(t *testing.T) {
	path := outFile(t)
	p, err := runOn(t, t.Context(), path, backlog(300), &fake{}, Options{Workers: 8})
	if err != nil || p.Done != 300 || p.Failed != 0 || len(strings.Fields(listed(t, path))) != 300 {
		t.Fatalf("got %+v, %v", p, err)
	}
	again := &fake{}
	p, err = runOn(t, t.Context(), path, backlog(310), again, Options{Workers: 8})
	if err != nil || p.Done != 10 || p.Skipped != 300 || len(again.asked) != 10 {
		t.Errorf("resumed: got %+v, %v, asked %v", p, err, again.asked)
	}
}

func TestAFailedTicketIsALineAndTriedAgainOnlyWhenAsked(t *testing.T) {
	path := outFile(t)
	bad := func(_ context.Context, id string) (*draft.Document, error) {
		switch id {
		case "T1":
			return failing(id, "context", false), nil
		case "T2":
			return nil, errors.New("a template that cannot be filled")
		}
		return document(id), nil
	}
	p, err := runOn(t, t.Context(), path, backlog(4), &fake{draft: bad}, Options{Workers: 2})
	if err != nil || p.Done != 2 || p.Failed != 2 {
		t.Fatalf("got %+v, %v", p, err)
	}
	p, _ = runOn(t, t.Context(), path, backlog(4), &fake{}, Options{Workers: 2})
	if p.Done != 0 || p.Skipped != 4 || p.Broken != 2 {
		t.Errorf("again: got %+v", p)
	}
	p, _ = runOn(t, t.Context(), path, backlog(4), &fake{}, Options{Workers: 2, RetryFailed: true})
	if p.Done != 2 || p.Skipped != 2 || p.Broken != 0 {
		t.Errorf("--retry-failed: got %+v", p)
	}
}

func TestWhatChangedIsCountedAndDraftedOnlyWhenAsked(t *testing.T) {
	path := outFile(t)
	runOn(t, t.Context(), path, backlog(3), &fake{}, Options{})
	other := &fake{print: "-other-model"}
	if p, _ := runOn(t, t.Context(), path, backlog(3), other, Options{}); p.Changed != 3 || p.Skipped != 3 || len(other.asked) != 0 {
		t.Errorf("got %+v", p)
	}
	if p, _ := runOn(t, t.Context(), path, backlog(3), other, Options{Changed: true}); p.Changed != 3 || p.Done != 3 || p.Skipped != 0 {
		t.Errorf("--changed: got %+v", p)
	}
}

func TestTicketsWithoutAnIDAreKnownByTheirTextAndOccurrence(t *testing.T) {
	path := outFile(t)
	in := func() iter.Seq2[*ticket.Ticket, error] {
		return these(&ticket.Ticket{Text: "Same"}, &ticket.Ticket{Text: "Other"}, &ticket.Ticket{Text: "Same"}, &ticket.Ticket{ID: "T1", Text: "a"}, &ticket.Ticket{ID: "T1", Text: "a"})
	}
	p, _ := runOn(t, t.Context(), path, in(), &fake{}, Options{})
	if p.Done != 4 || !slices.Equal(p.Repeated, []string{"T1"}) || len(p.Shared) != 0 {
		t.Errorf("got %+v", p)
	}
	if p, _ = runOn(t, t.Context(), path, in(), &fake{}, Options{}); p.Done != 0 || p.Skipped != 4 {
		t.Errorf("again: got %+v", p)
	}
}

// TestAnotherTextUnderTheSameIDIsNotLost: it has a key of its own, the same in every run.
func TestAnotherTextUnderTheSameIDIsNotLost(t *testing.T) {
	path := outFile(t)
	in := func() iter.Seq2[*ticket.Ticket, error] {
		return these(&ticket.Ticket{ID: "A", Text: "where is my order?"}, &ticket.Ticket{ID: "A", Text: "it burned my hand"},
			&ticket.Ticket{ID: "B", Text: "hello"}, &ticket.Ticket{ID: "A", Text: "it burned my hand"})
	}
	worker := &fake{}
	p, err := runOn(t, t.Context(), path, in(), worker, Options{})
	if err != nil || p.Done != 3 || !slices.Equal(p.Shared, []string{"A"}) || !slices.Equal(p.Repeated, []string{"A"}) {
		t.Errorf("got %+v, %v", p, err)
	}
	slices.Sort(worker.asked)
	if len(worker.asked) != 3 || worker.asked[0] != "A" || !strings.HasPrefix(worker.asked[1], "A#") || worker.asked[2] != "B" {
		t.Errorf("drafted %q", worker.asked)
	}
	again := &fake{}
	if p, _ = runOn(t, t.Context(), path, in(), again, Options{}); p.Done != 0 || p.Skipped != 3 || len(again.asked) != 0 {
		t.Errorf("again: got %+v, drafted %q", p, again.asked)
	}
}

func TestARecordThatIsNoTicketIsAFailedLineOnce(t *testing.T) {
	path := outFile(t)
	in := func() iter.Seq2[*ticket.Ticket, error] {
		return ticket.ReadAll(strings.NewReader(`{"id":"A","text":"Where is my parcel?"}
{"id": broken
{"id":"B","text":"Where is it?"}
`), ticket.StreamOptions{Name: "in.jsonl"})
	}
	p, err := runOn(t, t.Context(), path, in(), &fake{}, Options{})
	if err != nil || p.Done != 2 || p.Failed != 1 || !strings.Contains(listed(t, path), "in.jsonl:2") {
		t.Errorf("got %+v, %v: %s", p, err, listed(t, path))
	}
	p, err = runOn(t, t.Context(), path, in(), &fake{}, Options{})
	if err != nil || p.Failed != 0 || p.Skipped != 3 || p.Broken != 1 {
		t.Errorf("again: got %+v, %v", p, err)
	}
	if total, left := countOn(t, path, in()); total != 3 || left != 0 {
		t.Errorf("counted %d, %d left", total, left)
	}
}

func countOn(t *testing.T, path string, in iter.Seq2[*ticket.Ticket, error]) (total, left int) {
	t.Helper()
	j := mustOpen(t, path)
	defer j.Close()
	return Count(t.Context(), in, j)
}

func TestAnInputThatCannotBeReadFurtherEndsTheRunWithoutALine(t *testing.T) {
	path := outFile(t)
	gone := errors.New("the disk is gone")
	in := func(yield func(*ticket.Ticket, error) bool) {
		if yield(&ticket.Ticket{ID: "A", Text: "x"}, nil) {
			yield(nil, gone)
		}
	}
	p, err := runOn(t, t.Context(), path, in, &fake{}, Options{})
	if !errors.Is(err, gone) || p.Done != 1 || listed(t, path) != "A" {
		t.Errorf("got %+v, %v", p, err)
	}
}

func TestUrgentTicketsComeFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		now := time.Now()
		w := &fake{}
		runOn(t, t.Context(), outFile(t), these(
			&ticket.Ticket{ID: "calm", Text: "Could you tell me the size of the tent?"},
			&ticket.Ticket{ID: "angry", Text: "This is OUTRAGEOUS!!! Worst shop ever, I am furious, you are a scam!"},
			&ticket.Ticket{ID: "due-late", Text: "Where is my parcel?", ReplyDue: now.Add(9 * time.Hour)},
			&ticket.Ticket{ID: "due-soon", Text: "Where is my parcel?", ReplyDue: now.Add(time.Hour)},
			&ticket.Ticket{ID: "risk", Text: "The power bank caught fire and burned my hand. I am in hospital."},
		), w, Options{Workers: 1})
		if got := strings.Join(w.asked, " "); got != "risk due-soon due-late angry calm" {
			t.Errorf("got %s", got)
		}
	})
}

func TestALimitDraftsSoManyAndLeavesTheRest(t *testing.T) {
	path := outFile(t)
	for want := range 3 {
		p, err := runOn(t, t.Context(), path, backlog(25), &fake{}, Options{Workers: 4, Limit: 10})
		if n := len(strings.Fields(listed(t, path))); err != nil || n != min(25, 10*(want+1)) || p.Done > 10 {
			t.Errorf("run %d: %d lines, %+v, %v", want+1, n, p, err)
		}
	}
}

func TestOnlyAnIncidentIsDraftedAgain(t *testing.T) {
	path := outFile(t)
	runOn(t, t.Context(), path, backlog(5), &fake{}, Options{})
	w := &fake{}
	runOn(t, t.Context(), path, backlog(9), w, Options{Only: map[string]bool{"T1": true, "T3": true}})
	slices.Sort(w.asked)
	if got := strings.Join(w.asked, " "); got != "T1 T3" {
		t.Errorf("got %s", got)
	}
}

func TestAKeyThatIsNotAcceptedStopsAtOnceAndCostsNoLine(t *testing.T) {
	for _, kind := range []string{"auth", "quota", "model-unknown"} {
		path := outFile(t)
		var n atomic.Int32
		p, err := runOn(t, t.Context(), path, backlog(500), &fake{draft: func(_ context.Context, id string) (*draft.Document, error) {
			if n.Add(1) > 5 {
				return failing(id, kind, false), nil
			}
			return document(id), nil
		}}, Options{Workers: 4})
		var e *EndpointError
		if !errors.As(err, &e) || e.Kind != kind || p.Done != 5 || p.Failed != 0 || n.Load() > 20 {
			t.Errorf("%s: got %v after %d requests, %+v", kind, err, n.Load(), p)
		}
	}
}

func TestAFailureThatMayPassIsTriedAgain(t *testing.T) {
	path := outFile(t)
	var n atomic.Int32
	p, err := runOn(t, t.Context(), path, backlog(1), &fake{draft: func(_ context.Context, id string) (*draft.Document, error) {
		if n.Add(1) < most {
			return failing(id, "truncated", true), nil
		}
		return document(id), nil
	}}, Options{})
	if err != nil || p.Done != 1 {
		t.Errorf("got %+v, %v", p, err)
	}
	p, _ = runOn(t, t.Context(), outFile(t), backlog(1), &fake{draft: func(_ context.Context, id string) (*draft.Document, error) {
		return failing(id, "timeout", true), nil
	}}, Options{})
	if p.Failed != 1 {
		t.Errorf("got %+v", p)
	}
}

func TestAnOutagePausesProbesAndResumes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		down := func() bool { d := time.Since(start); return d > time.Second && d < 10*time.Minute }
		var during atomic.Int32
		w := &fake{draft: func(_ context.Context, id string) (*draft.Document, error) {
			time.Sleep(100 * time.Millisecond)
			if down() {
				during.Add(1)
				return failing(id, "unreachable", true), nil
			}
			return document(id), nil
		}}
		said := map[string]bool{}
		p, err := runOn(t, t.Context(), outFile(t), backlog(400), w, Options{Workers: 8, Report: func(p Progress) { said[p.Waiting] = true }})
		if err != nil || p.Done != 400 || p.Failed != 0 {
			t.Errorf("got %+v, %v", p, err)
		}
		if during.Load() > 40 {
			t.Errorf("%d requests in an outage of ten minutes", during.Load())
		}
		if took := time.Since(start); took > 12*time.Minute {
			t.Errorf("took %s", took)
		}
		if len(said) != 2 || p.Waiting != "" {
			t.Errorf("said %v", said)
		}
	})
}

func TestAnOutageThatLastsEndsTheRunAndLosesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := outFile(t)
		start := time.Now()
		w := &fake{draft: func(_ context.Context, id string) (*draft.Document, error) {
			time.Sleep(100 * time.Millisecond)
			if time.Since(start) > time.Second {
				return failing(id, "overloaded", true), nil
			}
			return document(id), nil
		}}
		p, err := runOn(t, t.Context(), path, backlog(100), w, Options{Workers: 4})
		if !errors.Is(err, ErrOutage) || p.Failed != 0 || p.Done == 0 || p.Done > 40 {
			t.Errorf("got %+v, %v", p, err)
		}
		if took := time.Since(start); took < time.Hour || took > time.Hour+3*time.Minute {
			t.Errorf("took %s", took)
		}
	})
}

func TestAnEndpointThatNeverAnsweredIsNotWaitedForLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		_, err := runOn(t, t.Context(), outFile(t), backlog(100), &fake{draft: func(_ context.Context, id string) (*draft.Document, error) {
			return failing(id, "unreachable", true), nil
		}}, Options{Workers: 8})
		var e *EndpointError
		if !errors.As(err, &e) || time.Since(start) > 10*time.Second {
			t.Errorf("got %v after %s", err, time.Since(start))
		}
	})
}

// composed is what a held ticket comes to: no endpoint had a part in it.
func composed(id string) *draft.Document {
	d := document(id)
	d.Candidates[0].Engine = "builtin"
	return d
}

func TestAHoldingReplyDoesNotSpeakForTheEndpoint(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		p, err := runOn(t, t.Context(), outFile(t), backlog(100), &fake{draft: func(_ context.Context, id string) (*draft.Document, error) {
			time.Sleep(10 * time.Millisecond)
			if len(id) == 2 { // T0 to T9
				return composed(id), nil
			}
			return failing(id, "unreachable", true), nil
		}}, Options{Workers: 8})
		var e *EndpointError
		if !errors.As(err, &e) || time.Since(start) > 10*time.Second || p.Done < 8 {
			t.Errorf("got %v after %s, %+v", err, time.Since(start), p)
		}
	})
}

func TestOneTicketThatBringsTheEndpointDownDoesNotHoldTheOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, err := runOn(t, t.Context(), outFile(t), backlog(50), &fake{draft: func(_ context.Context, id string) (*draft.Document, error) {
			time.Sleep(10 * time.Millisecond)
			if id == "T7" {
				return failing(id, "overloaded", true), nil
			}
			return document(id), nil
		}}, Options{Workers: 4})
		if p.Done != 49 {
			t.Errorf("got %+v, %v", p, err)
		}
	})
}

func TestAnInterruptionLetsWhatIsInFlightFinish(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := outFile(t)
		ctx, cancel := context.WithCancel(t.Context())
		w := &fake{draft: func(ctx context.Context, id string) (*draft.Document, error) {
			wait := 3 * time.Second
			if id == "T2" {
				wait = time.Hour // hangs
			}
			select {
			case <-time.After(wait):
				return document(id), nil
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}}
		time.AfterFunc(time.Second, cancel)
		start := time.Now()
		p, err := runOn(t, ctx, path, backlog(100), w, Options{Workers: 3, Grace: 4 * time.Second})
		if !errors.Is(err, context.Canceled) || p.Done != 2 || p.Failed != 0 {
			t.Errorf("got %+v, %v", p, err)
		}
		if took := time.Since(start); took != 5*time.Second {
			t.Errorf("took %s", took)
		}
		if p, err = runOn(t, t.Context(), path, backlog(4), &fake{}, Options{}); p.Done != 2 || p.Skipped != 2 {
			t.Errorf("resumed: got %+v, %v", p, err)
		}
	})
}

func TestAnInterruptionBeginsNoMoreTickets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		m := &slow{}
		q := Limit(m, Limits{Concurrency: 1})
		w := &fake{draft: func(ctx context.Context, id string) (*draft.Document, error) {
			for range 2 { // as a translated reply takes
				if _, err := llm.Collect(q.Stream(ctx, llm.Request{})); err != nil {
					return failing(id, "interrupted", true), nil
				}
			}
			return document(id), nil
		}}
		time.AfterFunc(500*time.Millisecond, cancel)
		start := time.Now()
		p, err := runOn(t, ctx, outFile(t), backlog(100), w, Options{Workers: 4, Grace: 4 * time.Second})
		if !errors.Is(err, context.Canceled) || p.Done != 1 || p.Failed != 0 || m.all.Load() != 2 || time.Since(start) > 3*time.Second {
			t.Errorf("got %+v, %v after %d requests and %s", p, err, m.all.Load(), time.Since(start))
		}
	})
}

func TestACostLimitIsNotOverrun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cost := 0.01
		w := &fake{draft: func(_ context.Context, id string) (*draft.Document, error) {
			time.Sleep(time.Second)
			d := document(id)
			d.Usage.Cost = &cost
			return d, nil
		}}
		p, err := runOn(t, t.Context(), outFile(t), backlog(1000), w, Options{Workers: 16, MaxCost: 1, TicketCost: 0.012})
		if !errors.Is(err, ErrCost) || p.Cost > 1 || p.Cost < 0.8 {
			t.Errorf("got %+v, %v", p, err)
		}
	})
}

func TestAnEndpointThatCountsNothingCostsWhatWasExpected(t *testing.T) {
	p, err := runOn(t, t.Context(), outFile(t), backlog(100), &fake{}, Options{MaxCost: 1, TicketCost: 0.1})
	if !errors.Is(err, ErrCost) || p.Done != 10 && p.Done != 9 {
		t.Errorf("got %+v, %v", p, err)
	}
}

func TestAFullDiskEndsTheRun(t *testing.T) {
	path := written(t)
	j := mustOpen(t, path)
	j.there = func() error { return errors.New("no space left on device") }
	w := &fake{}
	p, err := Run(t.Context(), backlog(1000), w, j, Options{Workers: 2, MaxOutage: time.Hour}, time.Now)
	j.Close()
	if !errors.Is(err, ErrWrite) || p.Done != 0 || len(w.asked) > 10 {
		t.Errorf("got %+v, %v after %d requests", p, err, len(w.asked))
	}
}

func TestAnInputThatGrowsIsReadToItsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := func(yield func(*ticket.Ticket, error) bool) {
			for i := range 20 {
				time.Sleep(time.Second) // somebody is still writing it
				if !yield(&ticket.Ticket{ID: fmt.Sprint(i), Text: "x"}, nil) {
					return
				}
			}
		}
		var first time.Duration
		start := time.Now()
		w := &fake{draft: func(_ context.Context, id string) (*draft.Document, error) {
			if id == "0" {
				first = time.Since(start)
			}
			return document(id), nil
		}}
		p, err := runOn(t, t.Context(), outFile(t), in, w, Options{Workers: 2})
		if err != nil || p.Done != 20 || first > 2*time.Second {
			t.Errorf("got %+v, %v; the first after %s", p, err, first)
		}
	})
}

// slow is a model that answers after a second.
type slow struct{ all, at, most atomic.Int32 }

func (s *slow) Stream(ctx context.Context, _ llm.Request) iter.Seq2[llm.Chunk, error] {
	return func(yield func(llm.Chunk, error) bool) {
		s.all.Add(1)
		if n := s.at.Add(1); n > s.most.Load() {
			s.most.Store(n)
		}
		time.Sleep(time.Second)
		s.at.Add(-1)
		yield(llm.Chunk{Text: "ok", Done: true}, nil)
	}
}

func TestLimitsHold(t *testing.T) {
	cases := []struct {
		name     string
		limits   Limits
		requests int
		tokens   int // of one request
		least    time.Duration
		longest  time.Duration
		together int32
	}{
		{"concurrency", Limits{Concurrency: 3}, 12, 0, 4 * time.Second, 4 * time.Second, 3},
		{"requests a minute", Limits{Concurrency: 50, RPM: 60}, 61, 0, 60 * time.Second, 62 * time.Second, 50},
		{"tokens a minute", Limits{Concurrency: 50, TPM: 6000}, 13, 1000, 119 * time.Second, 130 * time.Second, 50},
		{"one request larger than its share", Limits{Concurrency: 1, TPM: 600}, 2, 500, 90 * time.Second, 102 * time.Second, 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := &slow{}
				q := Limit(m, c.limits)
				start := time.Now()
				var group sync.WaitGroup
				for range c.requests {
					group.Go(func() {
						if _, err := llm.Collect(q.Stream(t.Context(), llm.Request{MaxTokens: c.tokens})); err != nil {
							t.Error(err)
						}
					})
				}
				group.Wait()
				if took := time.Since(start); took < c.least || took > c.longest || m.most.Load() > c.together {
					t.Errorf("took %s with %d at a time", took, m.most.Load())
				}
			})
		})
	}
}

func TestAWaitForALimitEndsWithTheRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		q := Limit(&slow{}, Limits{Concurrency: 1, RPM: 1})
		llm.Collect(q.Stream(ctx, llm.Request{}))
		time.AfterFunc(time.Second, cancel)
		if _, err := llm.Collect(q.Stream(ctx, llm.Request{})); err == nil {
			t.Error("got an answer, want the end of the wait")
		}
	})
}
