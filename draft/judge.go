package draft

import (
	"context"

	"github.com/parlance-cli/parlance/check"
)

// Judge runs every rule over a reply that somebody wrote for a job's ticket. agent is
// the text the agent approved, or "".
func (d *Drafter) Judge(ctx context.Context, job Job, agent, reply string) (*TicketView, []check.Finding, error) {
	r, err := d.prepare(ctx, job)
	if err != nil {
		return nil, nil, err
	}
	in := r.inputFor(check.Text{Language: job.AgentLang, Text: agent}, check.Text{Language: r.axes.Language.Tag, Text: reply}, "")
	return r.doc.Ticket, append([]check.Finding{}, check.Run(in)...), nil
}
