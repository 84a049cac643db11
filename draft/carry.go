package draft

import (
	"context"

	"github.com/parlance-cli/parlance/check"
)

// Translation is parlance.translate/v1: a written reply carried into the buyer's
// language under the same rules as a candidate.
type Translation struct {
	Schema   string          `json:"schema"`
	Error    *Failure        `json:"error"`
	Agent    Side            `json:"agent"`
	Reply    ReplyView       `json:"reply"`
	Findings []check.Finding `json:"findings"`
	Repaired []string        `json:"repaired"`
	Usage    UsageView       `json:"usage"`
	Timing   Timing          `json:"timing"`
}

// TranslationSchema is the version of Translation.
const TranslationSchema = "parlance.translate/v1"

// Translate carries text, which is in job.AgentLang, into the language of job.Flags.
// job.Ticket may be the ticket it answers, or an empty one. emit is told of deltas and
// resets and may be nil. A failure of the endpoint is in Error.
func (d *Drafter) Translate(ctx context.Context, job Job, text string, emit func(Event)) (Translation, error) {
	job.Decision.Notes = append(job.Decision.Notes, text) // what the agent wrote, the agent stands for
	r, err := d.prepare(ctx, job)
	if err != nil {
		return Translation{}, err
	}
	if emit == nil {
		emit = func(Event) {}
	}
	w := r.writer(0, "", emit)
	t := Translation{Schema: TranslationSchema, Agent: Side{job.AgentLang, text}, Findings: []check.Finding{}}
	w.c.Reply.Text = text
	if !r.same {
		w.c.Reply.Text, err = w.translate(ctx, text)
	}
	t.Reply, t.Repaired, t.Usage, t.Timing = w.c.Reply, w.c.Repaired, w.c.Usage, w.c.Timing
	t.Timing.TotalMS = d.Now().Sub(w.start).Milliseconds()
	if err != nil {
		if ctx.Err() != nil {
			return t, ctx.Err()
		}
		t.Error = failure(err)
		return t, nil
	}
	t.Findings = w.judge(text, t.Reply.Text)
	return t, nil
}
