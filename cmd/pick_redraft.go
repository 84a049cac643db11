package cmd

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/value"
)

// drafting is a draft that is being written while the chooser is on the screen.
type drafting struct {
	stream chan draft.Event // closed when nothing more comes
	cancel context.CancelFunc
	err    error // set when stream is closed
	doc    *draft.Document
	kept   string // the file of a text that would be lost otherwise
}

// events is the stream, or nil when nothing is being written.
func (d *drafting) events() <-chan draft.Event {
	if d == nil {
		return nil
	}
	return d.stream
}

// start drafts anew by another decision or an instruction. What there is stays until
// the new draft is complete.
func (p *picking) start(ctx context.Context, w wish) {
	job, refusal := p.another(w)
	if refusal != "" {
		p.message = refusal
		return
	}
	p.wanted, p.by = job, p.reason(w)
	p.begin(ctx, func(ctx context.Context, d *drafting) error {
		for e, err := range p.drafter.Draft(ctx, job) {
			if err != nil {
				return err
			}
			if e.Document != nil {
				d.doc = e.Document
			}
			d.stream <- e
		}
		return nil
	})
}

// begin has something written while the chooser stays on the screen.
func (p *picking) begin(ctx context.Context, write func(context.Context, *drafting) error) {
	ctx, cancel := context.WithCancel(ctx)
	d := &drafting{stream: make(chan draft.Event), cancel: cancel}
	progress := newProgress(p.words, p.now)
	p.again, p.writing = d, &progress
	go func() {
		defer close(d.stream)
		d.err = write(ctx, d)
	}()
}

// reason is what a draft is written anew for, in the agent's words.
func (p *picking) reason(w wish) string {
	if w.instruct != "" {
		return "“" + w.instruct + "”"
	}
	return strings.TrimSpace(p.words.label("outcome-"+w.outcome) + " " + w.amount)
}

// another is the job with another decision, or with an instruction for the chosen reply;
// refusal says why that cannot be done.
func (p *picking) another(w wish) (job draft.Job, refusal string) {
	job = p.job
	if w.instruct != "" {
		if p.drafter.Model == nil {
			return job, p.words.label("pick-needs-model")
		}
		it := p.chosen()
		job.Revise, job.Instruct, job.Candidates, job.Approaches = it.Agent.Text, w.instruct, 1, []string{it.Approach}
		if it.edited || job.Revise == "" || it.Via != "pivot" {
			job.Revise = it.Reply.Text
		}
		return job, ""
	}
	job.Decision.Outcome, job.Decision.Amount, job.From = culture.Outcome(w.outcome), nil, "chosen"
	job.Revise, job.Instruct = "", ""
	if w.amount != "" {
		m, err := value.ParseDecided(w.amount)
		if err != nil {
			return job, clean.Line(err.Error(), 200)
		}
		job.Decision.Amount = &m
	}
	return job, ""
}

// drafted takes what the draft says; open is false when it is over.
func (p *picking) drafted(e draft.Event, open bool) {
	if open {
		p.writing.note(e)
		return
	}
	doc, err, kept := p.again.doc, p.again.err, p.again.kept
	p.again.cancel()
	p.again, p.writing = nil, nil
	switch {
	case err != nil:
		p.message = p.words.label("pick-failed", clean.Line(err.Error(), 200))
	case doc.Best() == nil:
		p.message = p.words.label("pick-failed", clean.Line(doc.Error.Message, 200))
	default:
		p.job.Decision, p.job.From = p.wanted.Decision, p.wanted.From
		p.doc.Outcome, p.doc.Warnings = doc.Outcome, append(p.doc.Warnings, doc.Warnings...)
		p.add(doc, p.by)
		p.message = p.words.label("pick-drafted")
	}
	if kept != "" {
		p.message += " · " + p.words.label("pick-kept", kept)
	}
}

// stop ends the draft being written, if any, and waits for its end.
func (p *picking) stop() {
	if p.again == nil {
		return
	}
	p.again.cancel()
	for range p.again.stream {
	}
	if kept := p.again.kept; kept != "" {
		p.message += " · " + p.words.label("pick-kept", kept)
		p.note("%s", p.words.label("pick-kept", kept)) // seen when the screen is left
	}
	p.again, p.writing = nil, nil
}

// heldNotes keeps what would be written over the screen. It is safe for concurrent use.
type heldNotes struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (h *heldNotes) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.Write(b)
}

// release writes what was held back.
func (h *heldNotes) release(w io.Writer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	io.Copy(w, &h.text)
}
