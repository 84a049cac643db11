package cmd

import (
	"context"
	"errors"
	"time"

	"github.com/parlance-cli/parlance/draft"
)

// desk is a ticket on its way to a reply: what can be chosen from, and what it takes to
// draft anew.
type desk struct {
	*app
	drafter *draft.Drafter
	job     draft.Job
	doc     *draft.Document
	words   words
}

// errNothingChosen is the end of a chooser that was left.
var errNothingChosen = errors.New("nothing was chosen")

// pick has the agent choose a candidate on the controlling terminal. The chosen one then
// stands first in the document, as it was edited. Leaving is errNothingChosen.
func (d *desk) pick(ctx context.Context) error {
	c, err := openConsole()
	if err != nil {
		return err
	}
	defer c.close()
	if d.getenv("TERM") == "dumb" || c.take() != nil {
		return d.pickByNumber(ctx, c)
	}
	held := &heldNotes{}
	noted := d.err
	d.app.err = held // a note would be written over the screen
	defer func() {
		c.close()
		d.app.err = noted
		held.release(noted)
	}()
	p := &picking{desk: d, console: c, held: held}
	width, _ := c.size()
	p.chooser = newChooser(newSheet(d.words, d.paintFor(c), width), d.doc, d.job.Ticket.BuyerText())
	chosen, err := p.run(ctx)
	if err == nil {
		d.doc.Candidates = append([]draft.Candidate{*chosen}, d.doc.Candidates...)
	}
	return err
}

// paintFor is the painter for the console, whatever standard output is.
func (d *desk) paintFor(*console) painter {
	never := d.global.color == "never"
	return painter{colour: !never && (d.getenv("NO_COLOR") == "" || d.global.color == "always"), strokes: !never, place: true}
}

// picking is a chooser at work on a console.
type picking struct {
	*desk
	*chooser
	console *console
	held    *heldNotes
	again   *drafting // the draft being written, nil: none
	wanted  draft.Job // of that draft
	by      string    // what it is written for

	width, height int // of the window as last drawn
}

const (
	escapeWait = 50 * time.Millisecond  // an escape sequence arrives at once, even over a slow line
	sizeEvery  = 250 * time.Millisecond // how often the window's size and the clock are looked at
)

// run reads keys until a candidate is chosen or the chooser is left.
func (p *picking) run(ctx context.Context) (*draft.Candidate, error) {
	defer p.stop()
	tick := time.NewTicker(sizeEvery)
	defer tick.Stop()
	var (
		typed  []byte
		escape <-chan time.Time
	)
	for {
		if err := p.draw(); err != nil {
			return nil, err
		}
		p.console.next()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case b, open := <-p.console.bytes:
			if !open {
				return nil, errNothingChosen
			}
			p.console.reading = false
			typed, escape = append(typed, b...), nil
			if unfinished(typed) {
				escape = time.After(escapeWait)
				continue
			}
		case <-escape:
			escape = nil
		case e, open := <-p.again.events():
			p.drafted(e, open)
			continue
		case <-tick.C:
			continue
		}
		keys := decode(typed)
		typed = nil
		for _, k := range keys {
			if done, err := p.grant(ctx, p.press(k)); done || err != nil {
				return p.chosen().Candidate, err
			}
		}
	}
}

// draw shows the chooser in the window as it is now.
func (p *picking) draw() error {
	width, height := p.console.size()
	if width != p.width || height != p.height { // the terminal has moved what was on it
		p.width, p.height = width, height
		p.console.wipe()
	}
	return p.console.draw(p.frame(width, height))
}

// grant does what a key asked for; done ends the choosing.
func (p *picking) grant(ctx context.Context, w wish) (done bool, err error) {
	switch w.kind {
	case "print":
		return true, nil
	case "leave":
		return true, errNothingChosen
	case "interrupt":
		return true, context.Canceled
	case "suspend":
		p.console.give()
		suspend()
		return false, p.console.take()
	case "copy":
		p.copyChosen(ctx)
	case "edit":
		return false, p.editChosen(ctx)
	case "edit-mine":
		return false, p.editMine(ctx)
	case "redraft":
		p.start(ctx, w)
	case "stop":
		p.message = p.words.label("pick-stopped")
		p.stop()
	}
	return false, nil
}

func (p *picking) copyChosen(ctx context.Context) {
	how, err := p.copyText(ctx, sendable(p.chosen().Reply.Text), p.console.out)
	switch {
	case err != nil:
		p.message = p.words.label("pick-not-copied", err)
	case how == "":
		p.message = p.words.label("pick-copied-by-terminal")
	default:
		p.message = p.words.label("pick-copied")
	}
}
