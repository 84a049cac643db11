package cmd

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/parlance-cli/parlance/batch"
	"github.com/parlance-cli/parlance/say"
)

// live shows how far a run is: a block that is drawn anew on a terminal, a line every
// half minute elsewhere.
type live struct {
	*backlog
	stop    context.CancelFunc
	stopped sync.WaitGroup
	block   *block // nil: not on a terminal

	mu    sync.Mutex
	last  batch.Progress
	total int // tickets of the input; -1: unknown
}

const (
	redraw = 250 * time.Millisecond
	remind = 30 * time.Second
)

func (b *backlog) startProgress(ctx context.Context) *live {
	l := &live{backlog: b, total: -1}
	ctx, l.stop = context.WithCancel(context.WithoutCancel(ctx))
	if b.in != "-" {
		l.stopped.Go(func() { l.count(ctx) })
	}
	if b.global.quiet {
		return l
	}
	every := remind
	if b.terminal.err && b.movesCursor(b.err) {
		every = redraw
		l.block = &block{out: b.err, width: func() int { return widthOf(b.err, b.width) }}
	}
	l.stopped.Go(func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				l.draw()
			case <-ctx.Done():
				return
			}
		}
	})
	return l
}

// count reads the input through beside the run, for the number of what is left.
func (l *live) count(ctx context.Context) {
	total, _ := batch.Count(ctx, l.tickets(), l.journal)
	if ctx.Err() != nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.total = total
}

func (l *live) set(p batch.Progress) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = p
}

// end takes the block away.
func (l *live) end() {
	l.stop()
	l.stopped.Wait()
	if l.block != nil {
		l.block.clear()
	}
}

// left is how many tickets have no line, nil when nobody knows.
func (l *live) left(p batch.Progress, err error) *int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	switch {
	case l.total >= 0:
		n = max(0, l.total-p.Done-p.Failed-p.Skipped)
	case err != nil || l.opts.limit > 0:
		return nil
	}
	if l.only != nil {
		n = max(0, len(l.only)-p.Done-p.Failed)
	}
	return &n
}

func (l *live) draw() {
	l.mu.Lock()
	p := l.last
	l.mu.Unlock()
	if p.Started.IsZero() {
		return
	}
	left := l.left(p, errors.New("still running"))
	took := l.now().Sub(p.Started)
	lines := []string{strings.Join(say.NonEmpty(
		l.say("%s drafted", grouped(p.Done)), l.some(p.Failed, "%s failed"), l.leftText(left), l.pace(p, took), l.eta(p, left, took)), " · ")}
	if p.Tokens > 0 {
		lines = append(lines, strings.Join(say.NonEmpty(l.say("%s tokens", grouped(p.Tokens)), l.costText(p)), " · "))
	}
	if p.Waiting != "" {
		lines = append(lines, l.say("waiting: %s", p.Waiting))
	}
	if l.block == nil {
		l.note("%s", strings.Join(lines, " · "))
		return
	}
	l.block.draw(lines)
}

// some says a number, or nothing of none.
func (b *backlog) some(n int, format string) string {
	if n == 0 {
		return ""
	}
	return b.say(format, grouped(n))
}

func (b *backlog) leftText(left *int) string {
	if left == nil {
		return ""
	}
	return b.say("%s left", grouped(*left))
}

// pace is tickets per minute.
func (b *backlog) pace(p batch.Progress, took time.Duration) string {
	if took < time.Second {
		return ""
	}
	return b.say("%s a minute", grouped(perMinute(p, took)))
}

func perMinute(p batch.Progress, took time.Duration) int {
	if took <= 0 {
		return 0
	}
	return int(float64(p.Done+p.Failed) / took.Minutes())
}

func (b *backlog) eta(p batch.Progress, left *int, took time.Duration) string {
	done := p.Done + p.Failed
	if left == nil || done == 0 || *left == 0 {
		return ""
	}
	return b.say("ready in %s", (took * time.Duration(*left) / time.Duration(done)).Round(time.Second).String())
}

func (b *backlog) costText(p batch.Progress) string {
	switch limit := b.opts.maxCost; {
	case !p.Priced:
		return ""
	case limit > 0:
		return b.say("cost %.2f of %.2f", p.Cost, limit)
	}
	return b.say("cost %.2f", p.Cost)
}

// grouped writes 1234567 as 1,234,567.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
