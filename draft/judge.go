package draft

import (
	"context"
	"strings"

	"github.com/parlance-cli/parlance/check"
)

// Judge runs every rule over a reply that somebody wrote for a job's ticket. agent is
// the text the agent approved, or "". A ticket that is held is a finding of its own, unless
// the reply is the holding letter.
func (d *Drafter) Judge(ctx context.Context, job Job, agent, reply string) (*TicketView, []check.Finding, error) {
	r, err := d.prepare(ctx, job)
	if err != nil {
		return nil, nil, err
	}
	in := r.inputFor(check.Text{Language: job.AgentLang, Text: agent}, check.Text{Language: r.axes.Language.Tag, Text: reply}, "")
	return r.doc.Ticket, append(append([]check.Finding{}, r.held(reply)...), check.Run(in)...), nil
}

// judge runs all rules over a candidate. The last verdict is kept: a text that stands
// is judged once.
func (w *writer) judge(agent, reply string) []check.Finding {
	if w.judged.found == nil || w.judged.agent != agent || w.judged.reply != reply {
		in := w.inputFor(check.Text{Language: w.job.AgentLang, Text: agent}, check.Text{Language: w.axes.Language.Tag, Text: reply}, w.c.Reply.Subject)
		in.Secret = []string{w.prompt.System}
		w.judged.agent, w.judged.reply, w.judged.found = agent, reply, append([]check.Finding{}, check.Run(in)...)
	}
	return w.judged.found
}

// judgeDraft runs the rules over a first text: all of them when the buyer reads it,
// those that need no reader when only the agent does.
func (w *writer) judgeDraft(text, written, side string) []check.Finding {
	if w.c.Via == "same" {
		return w.judge(text, text)
	}
	in := w.inputFor(check.Text{}, check.Text{Language: written, Text: text}, "")
	in.Secret, in.AgentOnly = []string{w.prompt.System}, side == "agent"
	return check.Run(in)
}

// worse compares two verdicts: errors first, then warnings.
func worse(a, b []check.Finding) bool {
	ae, aw := count(a)
	be, bw := count(b)
	return ae > be || ae == be && aw > bw
}

func count(found []check.Finding) (errors, warnings int) {
	for _, f := range found {
		switch f.Severity {
		case check.Error:
			errors++
		case check.Warning:
			warnings++
		}
	}
	return errors, warnings
}

func messages(found []check.Finding) []string {
	var lines []string
	for _, f := range found {
		if f.Severity == check.Error {
			lines = append(lines, strings.TrimSpace(f.Message+" "+f.Suggestion))
		}
	}
	return lines
}
