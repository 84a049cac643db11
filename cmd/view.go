package cmd

import (
	"fmt"
	"strings"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
)

// view shows a draft as it happens.
type view interface {
	event(draft.Event) error
	end() // also when the draft was interrupted
}

func (a *app) viewFor(opts draftOptions, w words, endpoint bool) view {
	switch {
	case opts.ndjson:
		return eventView{a}
	case opts.json:
		return documentView{a}
	case a.showsAll(opts):
		return &screenView{app: a, live: endpoint, paint: a.painter(), words: w}
	}
	return &quietView{app: a, live: endpoint && a.terminal.err && !a.global.quiet}
}

// eventView prints every event as a line.
type eventView struct{ *app }

func (v eventView) event(e draft.Event) error { return v.printLine(e) }
func (v eventView) end()                      {}

// documentView prints the document at the end.
type documentView struct{ *app }

func (v documentView) event(e draft.Event) error {
	if e.Document == nil {
		return nil
	}
	return v.printJSON(e.Document)
}
func (v documentView) end() {}

// quietView prints nothing on stdout; on a terminal's stderr it counts what arrives.
type quietView struct {
	*app
	live  bool
	count progress
}

func (v *quietView) event(e draft.Event) error {
	if v.live {
		v.count.event(v.app, e)
	}
	return nil
}

func (v *quietView) end() { v.count.clear(v.app) }

// progress is one line on stderr that says how far each candidate is.
type progress struct {
	chars map[string]int
	shown bool
}

func (p *progress) event(a *app, e draft.Event) {
	if p.chars == nil {
		p.chars = map[string]int{}
	}
	switch e.Type {
	case "delta":
		p.chars[e.Candidate] += len([]rune(e.Text))
	case "ticket", "candidate", "error":
	default:
		return
	}
	total := 0
	for _, n := range p.chars {
		total += n
	}
	fmt.Fprintf(a.err, "\r\x1b[Kdrafting … %d characters", total)
	p.shown = true
}

// clear takes the line away, so that the terminal is clean.
func (p *progress) clear(a *app) {
	if p.shown {
		fmt.Fprint(a.err, "\r\x1b[K")
		p.shown = false
	}
}

// screenView is for a person: the gist, then the candidates as they come, then their
// order.
type screenView struct {
	*app
	live  bool // an endpoint writes: candidates come one by one
	paint painter
	words words
	count progress
}

func (v *screenView) event(e draft.Event) error {
	var err error
	switch e.Type {
	case "ticket":
		err = v.print(gist(e.Ticket, v.words, v.paint, v.width))
	case "gloss":
		v.count.clear(v.app)
		err = v.print(v.paint.bold(v.words.label("gloss")) + "\n" + indent(wrap(clean.Terminal(e.Gloss.Text), v.width-2)) + "\n\n")
	case "candidate":
		v.count.clear(v.app)
		if v.live {
			err = v.print(candidateText(e.Complete, v.words, v.paint, v.width, false))
		}
	case "error":
		v.count.clear(v.app)
		err = v.print(v.paint.red(v.words.label("failed", e.Candidate, clean.Line(e.Error.Message, 300))) + "\n\n")
	case "done":
		v.count.clear(v.app)
		return v.print(v.ending(e.Document))
	}
	if v.live && v.terminal.err {
		v.count.event(v.app, e)
	}
	return err
}

func (v *screenView) end() { v.count.clear(v.app) }

// ending is the order of candidates already shown, or the candidates in their order.
func (v *screenView) ending(d *draft.Document) string {
	if d.Best() == nil {
		return ""
	}
	if !v.live {
		var b strings.Builder
		for i := range d.Candidates {
			if d.Candidates[i].Error == nil {
				b.WriteString(candidateText(&d.Candidates[i], v.words, v.paint, v.width, true))
			}
		}
		return b.String()
	}
	var ids []string
	for _, c := range d.Candidates {
		if c.Error == nil {
			ids = append(ids, fmt.Sprintf("%s (%s)", c.ID, c.Approach))
		}
	}
	return v.paint.bold(v.words.label("best")) + strings.Join(ids, ", ") + "\n"
}

func (a *app) print(s string) error {
	_, err := fmt.Fprint(a.out, s)
	return err
}
