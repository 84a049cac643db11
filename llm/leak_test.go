package llm

import (
	"context"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

// settled waits until condition holds: the ends of goroutines and connections are
// seen a little later than their cause. It is no timed assertion: the test fails only
// by the test binary's own limit of patience.
func settled(t *testing.T, what string, condition func() bool) {
	t.Helper()
	deadline := time.NewTimer(20 * time.Second)
	defer deadline.Stop()
	for !condition() {
		select {
		case <-deadline.C:
			t.Fatalf("%s did not settle", what)
		default:
			runtime.Gosched()
		}
	}
}

func TestAThousandCancelledStreamsLeaveNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	s := llmtest.Start(t, "")
	c, _ := dial(t, s.Scenario("s-stall"), func(e *Endpoint) { e.IdleTimeout, e.HeaderTimeout, e.Retries = time.Minute, time.Minute, 0 })
	cancelled := func(n int) {
		var group sync.WaitGroup
		slots := make(chan struct{}, 16)
		for i := range n {
			slots <- struct{}{}
			group.Go(func() {
				defer func() { <-slots }()
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				for chunk := range c.Stream(ctx, hello()) {
					if chunk.Text == "" {
						continue
					}
					if i%2 == 0 {
						break // the caller leaves
					}
					cancel() // the user interrupts
				}
			})
		}
		group.Wait()
		c.wire.transport.(interface{ CloseIdleConnections() }).CloseIdleConnections()
	}
	cancelled(50)
	before := runtime.NumGoroutine()
	heap := heapNow()
	cancelled(1000)
	settled(t, "goroutines", func() bool { return runtime.NumGoroutine() <= before+2 })
	if grown := heapNow() - heap; grown > 4<<20 {
		t.Errorf("the heap grew by %d bytes", grown) // the fake server keeps 1,000 small requests
	}
}

func heapNow() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
