package cmd

import (
	"fmt"
	"io"
	"slices"

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
		return a.newScreenView(w, endpoint)
	}
	v := &quietView{}
	if endpoint && a.terminal.err && !a.global.quiet && a.movesCursor(a.err) {
		v.writing = a.newWriting(a.err, w)
	}
	return v
}

// movesCursor tells whether lines on a terminal can be drawn anew in place.
func (a *app) movesCursor(out io.Writer) bool {
	return a.getenv("TERM") != "dumb" && speaksVT(out)
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

// quietView prints nothing on stdout; on a terminal's stderr it shows what is written.
type quietView struct{ writing *writing }

func (v *quietView) event(e draft.Event) error {
	switch {
	case v.writing == nil:
	case e.Type == "done":
		v.writing.end()
	default:
		v.writing.event(e)
	}
	return nil
}

func (v *quietView) end() {
	if v.writing != nil {
		v.writing.end()
	}
}

// screenView is for a person: the gist, then the candidates as they come, then their
// order.
type screenView struct {
	*app
	sheet   sheet
	failed  []draft.Event // not told yet: many candidates fail for one reason
	live    bool          // an endpoint writes: candidates come one by one
	writing *writing      // nil: nothing is drawn in place
}

func (a *app) newScreenView(w words, endpoint bool) *screenView {
	v := &screenView{app: a, sheet: newSheet(w, a.painter(), a.width), live: endpoint}
	switch {
	case !endpoint || a.global.quiet:
	case a.terminal.out && a.movesCursor(a.out):
		v.writing = a.newWriting(a.out, w)
	case a.terminal.err && a.movesCursor(a.err):
		v.writing = a.newWriting(a.err, w)
	}
	return v
}

func (v *screenView) event(e draft.Event) error {
	if v.writing != nil {
		v.writing.event(e)
	}
	switch e.Type {
	case "ticket":
		return v.put(v.sheet.gist(e.Ticket))
	case "gloss":
		return v.put(v.sheet.gloss(e.Gloss))
	case "candidate":
		if v.live {
			return v.put(append(v.failures(), v.sheet.candidate(e.Complete, e.Candidate)...))
		}
	case "error":
		if e.Error.Kind == "interrupted" {
			return nil // the end says so once
		}
		v.failed = append(v.failed, e)
	case "done":
		v.end()
		if e.Document.Best() == nil && v.failedAlike(e.Document.Error) {
			return nil // the end says so once
		}
		return v.put(append(v.failures(), v.ending(e.Document)...))
	}
	return nil
}

func (v *screenView) put(lines []line) error {
	if v.writing != nil && v.writing.block.out == v.out {
		return v.writing.print(join(lines))
	}
	return v.print(join(lines))
}

func (v *screenView) end() {
	if v.writing != nil {
		v.writing.end()
	}
}

// failures tells what failed and was not told yet, each reason once.
func (v *screenView) failures() []line {
	var lines []line
	for len(v.failed) > 0 {
		first, rest := v.failed[0], []draft.Event(nil)
		var names []string
		for _, e := range v.failed {
			if e.Error.Message == first.Error.Message {
				names = append(names, e.Candidate)
			} else {
				rest = append(rest, e)
			}
		}
		lines = append(append(lines, v.sheet.failure(v.sheet.words.list(names), first)...), line{})
		v.failed = rest
	}
	return lines
}

// failedAlike tells whether all that failed, failed for the reason the draft did.
func (v *screenView) failedAlike(f *draft.Failure) bool {
	return f != nil && !slices.ContainsFunc(v.failed, func(e draft.Event) bool { return e.Error.Message != f.Message })
}

// failure says that candidates were not written, why, and what to do.
func (s sheet) failure(names string, e draft.Event) []line {
	lines := s.set(symbol("error")+" "+s.words.label("failed", names, clean.Line(e.Error.Message, 300)), min(s.width, measure), bold|red)
	if e.Error.Hint != "" {
		lines = append(lines, shift(s.set("→ "+clean.Line(e.Error.Hint, 300), min(s.width, measure)-2, 0), 2)...)
	}
	return lines
}

// ending is the order of candidates already shown, or the candidates in their order.
func (v *screenView) ending(d *draft.Document) []line {
	if d.Best() == nil {
		return nil
	}
	var lines []line
	several := len(d.Candidates) > 1
	if v.live && several {
		lines = append(lines, v.sheet.one(bold, v.sheet.words.label("best")))
	}
	for i := range d.Candidates {
		switch c := &d.Candidates[i]; {
		case c.Error != nil:
		case v.live && several:
			lines = append(lines, v.sheet.standing(c))
		case v.live: // shown already
		default:
			lines = append(lines, v.sheet.candidate(c, fmt.Sprint(c.Rank))...)
		}
	}
	return lines
}

// standing is a candidate's place in the order, in one line.
func (s sheet) standing(c *draft.Candidate) line {
	head := fmt.Sprintf("  %d  %s · %s  ", c.Rank, c.ID, s.approach(c.Approach))
	verdict := fit(s.verdict(c.Findings), max(1, s.width-columns(head)))
	return line{head + s.paint.as(gravest(c.Findings), verdict), columns(head) + columns(verdict)}
}

func (a *app) print(s string) error {
	_, err := fmt.Fprint(a.out, s)
	return err
}
