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

// progress is how far each candidate is: what is being written, how much of it there is,
// and its last words.
type progress struct {
	words words
	now   func() time.Time
	start time.Time
	rows  map[string]*stage // by candidate
}

// stage is how far one candidate is.
type stage struct {
	state string // a label
	side  string // agent or reply
	chars int
	tail  string // its last words
}

func newProgress(w words, now func() time.Time) progress {
	return progress{words: w, now: now, start: now(), rows: map[string]*stage{}}
}

// writing draws progress at the bottom of a terminal while an endpoint writes. It is
// safe for concurrent use.
type writing struct {
	mu       sync.Mutex
	progress progress
	block    block
	drawn    time.Time
	stop     chan struct{}
	stopped  sync.WaitGroup
}

const (
	redrawEvery = 60 * time.Millisecond  // more often is more than an eye sees
	tickEvery   = 500 * time.Millisecond // for the clock
	tailRunes   = 160
)

// newWriting draws on out, which is a terminal, until end.
func (a *app) newWriting(out io.Writer, w words) *writing {
	v := &writing{progress: newProgress(w, a.now), stop: make(chan struct{})}
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

// note takes down what happened and tells whether it changes what is seen.
func (p *progress) note(e draft.Event) bool {
	if e.Candidate == "" {
		return false
	}
	row := p.rows[e.Candidate]
	if row == nil {
		row = &stage{}
		p.rows[e.Candidate] = row
	}
	switch e.Type {
	case "delta":
		if row.side != e.Side {
			*row = stage{state: "live-" + e.Side, side: e.Side}
		}
		row.chars += utf8.RuneCountInString(e.Text)
		row.tail = lastRunes(row.tail+e.Text, tailRunes)
	case "reset":
		*row = stage{state: "live-again", side: e.Side}
	case "candidate":
		*row = stage{state: "live-done"}
	case "error":
		*row = stage{state: "live-failed"}
	default:
		return false
	}
	return true
}

// event shows what happened, at once or with the next redraw.
func (v *writing) event(e draft.Event) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if now := v.progress.now(); v.progress.note(e) && (e.Type != "delta" || now.Sub(v.drawn) >= redrawEvery) {
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
	v.drawn = v.progress.now()
	v.block.draw(v.progress.lines(v.block.width() - 1))
}

// lines are a line per candidate, and how long it has taken.
func (p *progress) lines(width int) []string {
	clock := fmt.Sprintf("%d s", int(p.now().Sub(p.start).Seconds()))
	if len(p.rows) == 0 {
		return []string{p.words.label("live-wait") + " · " + clock}
	}
	var ids []string
	for id := range p.rows {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(len(a)-len(b), cmp.Compare(a, b)) })
	lines := make([]string, len(ids))
	for i, id := range ids {
		lines[i] = p.rows[id].line(id, p.words, width)
	}
	return append(lines, clock)
}

// line is "c1  the reply      312 characters  … last words".
func (s stage) line(id string, w words, width int) string {
	widest := 0
	for _, label := range []string{"live-agent", "live-reply", "live-again", "live-done", "live-failed"} {
		widest = max(widest, columns(w.label(label)))
	}
	head := pad(id, 4) + pad(w.label(s.state), widest+2)
	if s.chars == 0 {
		return strings.TrimRight(head, " ")
	}
	head += w.label("live-chars", s.chars) + "  "
	return head + lastColumns(strings.Join(strings.Fields(clean.Terminal(s.tail)), " "), width-columns(head))
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
