package draft

import (
	"context"

	"github.com/parlance-cli/parlance/prompts"
)

// PlanSchema is the version of Plan.
const PlanSchema = "parlance.plan/v1"

// Plan is what a draft would send: the exact messages of every call that does not
// depend on an answer.
type Plan struct {
	Schema   string      `json:"schema"`
	ID       string      `json:"id"`
	Error    *Failure    `json:"error"`
	Ticket   *TicketView `json:"ticket"`
	Calls    []Call      `json:"calls"`
	Shared   int         `json:"shared_tokens"` // of a prompt, the part that other tickets of this culture, language and brand share
	Masked   bool        `json:"masked"`
	Warnings []Warning   `json:"warnings"`
}

// Call is one request.
type Call struct {
	Purpose   string         `json:"purpose"` // draft, gloss
	Candidate string         `json:"candidate,omitempty"`
	Approach  string         `json:"approach,omitempty"`
	Messages  []Message      `json:"messages"`
	Fence     FenceView      `json:"fence"`
	Used      int            `json:"used"` // tokens
	Parts     []prompts.Part `json:"parts"`
	Cuts      []string       `json:"cuts"`
}

// Message is one chat message.
type Message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// FenceView are the lines around the ticket.
type FenceView struct {
	Open  string `json:"open"`
	Close string `json:"close"`
}

// Plan builds every prompt of a job and sends nothing. It needs no Model; masking is
// applied when Mask is set.
func (d *Drafter) Plan(ctx context.Context, job Job) (Plan, error) {
	r, err := d.prepare(ctx, job)
	if err != nil {
		return Plan{}, err
	}
	if d.Mask != nil && r.vault == nil {
		r.vault = newVault(d.NewID(), r.hiding())
	}
	plan := Plan{Schema: PlanSchema, ID: r.doc.ID, Ticket: r.doc.Ticket, Calls: []Call{}, Masked: r.vault != nil, Warnings: r.doc.Warnings}
	if job.Gloss && !sameLanguage(r.signals.Language.Tag, job.AgentLang) {
		p, err := d.Prompts.GlossWithin(job.Ticket.LastBuyer(), r.signals.Language.Tag, job.AgentLang, r.budget(), r.fence)
		if err != nil {
			return Plan{}, err
		}
		open, close := r.fence.Marks("text")
		plan.Calls = append(plan.Calls, r.call("gloss", p, FenceView{open, close}))
	}
	for i, approach := range r.approaches() {
		w := r.writer(i, approach, nil)
		written := job.AgentLang
		if w.c.Via != "pivot" {
			written = r.axes.Language.Tag
		}
		p, err := d.Prompts.Draft(w.promptDraft(written), r.budget(), r.fence)
		if err != nil {
			return Plan{}, err
		}
		open, close := r.fence.Marks("ticket")
		call := r.call("draft", p, FenceView{open, close})
		call.Candidate, call.Approach = w.c.ID, approach
		plan.Calls = append(plan.Calls, call)
		tickets, _ := p.Share()
		plan.Shared = int(tickets*float64(p.Used) + 0.5)
	}
	return plan, nil
}

func (r *round) call(purpose string, p prompts.Prompt, fence FenceView) Call {
	user := p.User
	if r.vault != nil {
		user = r.vault.dress(user)
	}
	return Call{Purpose: purpose, Fence: fence, Used: p.Used, Parts: append([]prompts.Part{}, p.Parts...), Cuts: append([]string{}, p.Cuts...),
		Messages: []Message{{"system", p.System}, {"user", user}}}
}
