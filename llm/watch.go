package llm

import (
	"context"
	"sync/atomic"
	"time"
)

// watch cancels a request when nothing came in time. One timer serves all phases:
// headers, events, the moment after the finish reason.
type watch struct {
	cancel context.CancelCauseFunc
	timer  *time.Timer
	cause  atomic.Pointer[Error]
	span   time.Duration
}

// watched gives a context that ends, with the phase's error as its cause, when the
// watch runs out.
func watched(ctx context.Context) (context.Context, *watch) {
	ctx, cancel := context.WithCancelCause(ctx)
	return ctx, &watch{cancel: cancel}
}

// expect begins a phase: something must happen within d.
func (w *watch) expect(d time.Duration, otherwise *Error) {
	w.cause.Store(otherwise)
	w.span = d
	if w.timer == nil {
		w.timer = time.AfterFunc(d, func() { w.cancel(w.cause.Load()) })
		return
	}
	w.timer.Reset(d)
}

// alive says that something happened in the phase.
func (w *watch) alive() { w.timer.Reset(w.span) }

func (w *watch) stop() {
	if w.timer != nil {
		w.timer.Stop()
	}
	w.cancel(nil)
}
