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

// inputFor is what rules judge a candidate by.
func (r *round) inputFor(agent, reply check.Text, subject string) check.Input {
	in := check.Input{
		Agent: agent, Reply: reply, Subject: subject, Buyer: r.buyer(),
		Sources: r.sources(), Emotion: r.signals.Emotion.Label, Outcome: r.job.Decision.Outcome, Amount: r.job.Decision.Amount, Total: r.given().Total,
		Profile: r.axes.Profile, Register: r.register(), Market: r.axes.Law, Channel: r.axes.Channel.Name, Brand: r.job.Brand,
		AgentLang: r.job.ReaderLang, Hold: r.signals.Hold(), Rules: r.Rules,
	}
	for _, s := range r.doc.Snippets {
		if s.Internal {
			in.Internal = append(in.Internal, s.Text)
		}
	}
	for _, a := range r.signals.Asks {
		in.Asks = append(in.Asks, a.Kind)
	}
	if agent.Text == reply.Text {
		in.Agent = check.Text{}
	}
	return in
}

// buyer is the buyer's words; the subject stands last, so that spans into the text hold.
func (r *round) buyer() check.Text {
	text := r.job.Ticket.BuyerText()
	if r.job.Ticket.Subject != "" {
		text += "\n" + r.job.Ticket.Subject
	}
	return check.Text{Language: r.signals.Language.Tag, Text: text}
}

// register is the form of address: the brand's for this locale, else the profile's.
func (r *round) register() string {
	for _, tag := range []string{r.axes.Culture.Tag, r.axes.Language.Tag} {
		if level := r.job.Brand.Register[tag]; level != "" {
			return level
		}
	}
	return r.axes.Profile.Register
}
