package cmd

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/term"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
)

// writing shows, while an endpoint writes, a line per candidate: what is being written,
// how much of it there is, and its last words. It is safe for concurrent use.
type writing struct {
	words words
	now   func() time.Time

	mu      sync.Mutex
	block   block
	start   time.Time
	drawn   time.Time
	rows    map[string]*progress // by candidate
	stop    chan struct{}
	stopped sync.WaitGroup
}

// progress is how far one candidate is.
type progress struct {
	state string // a label
	chars int
	tail  string // its last words
}

const (
	redrawEvery = 60 * time.Millisecond  // more often is more than an eye sees
	tickEvery   = 500 * time.Millisecond // for the clock
	tailRunes   = 160
)

// newWriting draws on out, which is a terminal.
func (a *app) newWriting(out io.Writer, w words) *writing {
	v := &writing{words: w, now: a.now, start: a.now(), rows: map[string]*progress{}, stop: make(chan struct{})}
	v.block = block{out: out, width: func() int { return widthOf(out, a.width) }}
	v.stopped.Go(func() {
		tick := time.NewTicker(tickEvery)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				v.mu.Lock()
				v.draw()
				v.mu.Unlock()
			case <-v.stop:
				return
			}
		}
	})
	return v
}

// widthOf is the width of a terminal now, or the one known from the start.
func widthOf(out io.Writer, otherwise int) int {
	if f, ok := out.(*os.File); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			return w
		}
	}
	return otherwise
}

// event takes note of what happened.
func (v *writing) event(e draft.Event) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if e.Candidate == "" {
		return
	}
	p := v.rows[e.Candidate]
	if p == nil {
		p = &progress{}
		v.rows[e.Candidate] = p
	}
	switch e.Type {
	case "delta":
		if p.state != "live-"+e.Side && p.state != "live-again" {
			*p = progress{state: "live-" + e.Side}
		}
		p.chars += utf8.RuneCountInString(e.Text)
		p.tail = lastRunes(p.tail+e.Text, tailRunes)
	case "reset":
		*p = progress{state: "live-again"}
	case "candidate":
		*p = progress{state: "live-done"}
	case "error":
		*p = progress{state: "live-failed"}
	default:
		return
	}
	if now := v.now(); e.Type != "delta" || now.Sub(v.drawn) >= redrawEvery {
		v.drawn = now
		v.draw()
	}
}

// print puts text above the lines.
func (v *writing) print(text string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.block.print(text)
}

// end takes the lines away.
func (v *writing) end() {
	select {
	case <-v.stop:
		return
	default:
	}
	close(v.stop)
	v.stopped.Wait()
	v.mu.Lock()
	defer v.mu.Unlock()
	v.block.clear()
}

func (v *writing) draw() {
	v.block.draw(v.lines(v.block.width() - 1))
}

func (v *writing) lines(width int) []string {
	clock := fmt.Sprintf("%d s", int(v.now().Sub(v.start).Seconds()))
	if len(v.rows) == 0 {
		return []string{v.words.label("live-wait") + " · " + clock}
	}
	var ids []string
	for id := range v.rows {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(len(a)-len(b), cmp.Compare(a, b)) })
	lines := make([]string, len(ids))
	for i, id := range ids {
		lines[i] = v.rows[id].line(id, v.words, width)
	}
	return append(lines, clock)
}

// line is "c1  the reply      312 characters  … last words".
func (p progress) line(id string, w words, width int) string {
	state := 0
	for _, label := range []string{"live-agent", "live-reply", "live-again", "live-done", "live-failed"} {
		state = max(state, columns(w.label(label)))
	}
	head := pad(id, 4) + pad(w.label(p.state), state+2)
	if p.chars == 0 {
		return strings.TrimRight(head, " ")
	}
	head += w.label("live-chars", p.chars) + "  "
	return head + lastColumns(strings.Join(strings.Fields(clean.Terminal(p.tail)), " "), width-columns(head))
}

// lastRunes is the end of a text.
func lastRunes(s string, n int) string {
	from := len(s)
	for ; n > 0 && from > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:from])
		from -= size
	}
	return s[from:]
}

// lastColumns is the end of a text that fits into a number of columns; what was cut is
// marked by "…".
func lastColumns(s string, width int) string {
	if columns(s) <= width {
		return s
	}
	if width < 2 {
		return ""
	}
	return cells().TruncateLeft(s, columns(s)-width+1, "…")
}
