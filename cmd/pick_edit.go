package cmd

import (
	"context"

	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/say"
)

// editChosen opens the chosen reply in an editor; what comes back is judged anew.
func (p *picking) editChosen(ctx context.Context) error {
	it := p.chosen()
	text, changed, err := p.editText(ctx, it.Reply.Text)
	if err != nil || !changed {
		return err
	}
	c := *it.Candidate
	c.Reply.Text, c.Repaired, c.Citations = text, []string{}, []draft.Citation{}
	_, c.Findings, err = p.drafter.Judge(ctx, p.job, "", text)
	if err != nil {
		return err
	}
	p.items[p.at], p.scroll = item{Candidate: &c, by: it.by, edited: true}, 0
	p.message = p.words.label("pick-judged", p.sheet.verdict(c.Findings))
	return nil
}

// editMine opens the agent's own text of the chosen reply in an editor and has what comes
// back carried into the buyer's language: for agents who do not read it.
func (p *picking) editMine(ctx context.Context) error {
	it := p.chosen()
	switch {
	case it.Via == "same":
		return p.editChosen(ctx)
	case p.drafter.Model == nil:
		p.message = p.words.label("pick-needs-model")
		return nil
	}
	text, changed, err := p.editText(ctx, it.Agent.Text)
	if err != nil || !changed {
		return err
	}
	c := *it.Candidate
	job := p.job
	p.wanted, p.by = job, p.words.label("pick-edited")
	p.begin(ctx, func(ctx context.Context, d *drafting) error {
		t, err := p.drafter.Translate(ctx, job, text, func(e draft.Event) {
			e.Candidate = c.ID
			d.stream <- e
		})
		c.Agent, c.Reply.Text, c.Findings, c.Repaired, c.Citations, c.Error = t.Agent, t.Reply.Text, t.Findings, t.Repaired, []draft.Citation{}, t.Error
		d.doc = draft.EmptyDocument()
		d.doc.Ticket, d.doc.Outcome, d.doc.Error, d.doc.Candidates = p.doc.Ticket, p.doc.Outcome, t.Error, []draft.Candidate{c}
		if err != nil || t.Error != nil { // what was written must not be lost
			if file, failed := saveText(text); failed == nil {
				d.kept = file
			}
		}
		return err
	})
	return nil
}

// editText opens a text in an editor on the console; changed is false, and a message says
// why, when there is nothing new.
func (p *picking) editText(ctx context.Context, text string) (edited string, changed bool, err error) {
	p.console.give()
	edited, _, failed := p.edit(ctx, text, p.console.in, p.console.out)
	if err := p.console.take(); err != nil {
		return "", false, say.Errorf("the terminal: %w", err)
	}
	switch {
	case failed != nil:
		p.message = p.words.label("pick-not-edited", failed)
	case edited == sendable(text):
		p.message = p.words.label("pick-unchanged")
	default:
		return edited, true, nil
	}
	return "", false, nil
}
