package cmd

import (
	"context"
	"strings"

	"github.com/parlance-cli/parlance/batch"
	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/ticket"
)

// prices are what models cost.
type prices struct {
	list  []config.Price
	asked string // the model that is asked for; servers answer with names of their own
}

func newPrices(list []config.Price, asked string) prices { return prices{list, asked} }

// find is the price of a model: of its name, else of the longest beginning of it.
func (p prices) find(model string) *config.Price {
	var best *config.Price
	for i, c := range p.list {
		if c.Model == model {
			return &p.list[i]
		}
		if strings.HasPrefix(model, c.Model) && (best == nil || len(c.Model) > len(best.Model)) {
			best = &p.list[i]
		}
	}
	return best
}

func (p prices) knows(model string) bool { return p.find(model) != nil }

// cost is what a call cost; nil when nobody has said what its model costs.
func (p prices) cost(model string, u llm.Usage) *float64 {
	c := p.find(model)
	if c == nil {
		c = p.find(p.asked)
	}
	if c == nil {
		return nil
	}
	cached := c.Input
	if c.Cached != nil {
		cached = *c.Cached
	}
	const million = 1e6
	sum := (float64(u.PromptTokens-u.CachedTokens)*c.Input + float64(u.CachedTokens)*cached + float64(u.CompletionTokens)*c.Output) / million
	return &sum
}

// What a call is taken to use before the first answer has told: a reply of ordinary
// length, and a translation prompt with its examples.
const (
	answerTokens    = 250
	translateTokens = 1200
	sampled         = 20 // tickets that an estimate looks at
)

// estimate says what the run will roughly cost and returns the cost of a ticket; 0 when
// the model has no price. Standard input can be read only once: there an ordinary letter
// stands for the tickets.
func (b *backlog) estimate(ctx context.Context) (float64, error) {
	if !b.priced {
		return 0, nil
	}
	if b.in == "-" {
		return b.costOf(ctx, &ticket.Ticket{Text: "Hello, where is my order NL-118273? I ordered a tent two weeks ago and it has not arrived yet. Kind regards, Ann"})
	}
	var (
		cost float64
		n    int
	)
	for t, err := range b.tickets() {
		if err != nil {
			continue
		}
		c, err := b.costOf(ctx, t)
		if err != nil {
			return 0, err
		}
		cost += c
		if n++; n == sampled {
			break
		}
	}
	each := cost / float64(max(n, 1))
	b.announce(ctx, each)
	return each, ctx.Err()
}

// announce says what the tickets that are left will cost together.
func (b *backlog) announce(ctx context.Context, each float64) {
	_, left := batch.Count(ctx, b.tickets(), b.journal)
	if b.opts.limit > 0 {
		left = min(left, b.opts.limit)
	}
	if b.only != nil {
		left = len(b.only)
	}
	b.note("%d tickets to draft: roughly %.4f each, %.2f in all", left, each, each*float64(left))
	if limit := b.opts.maxCost; limit > 0 && each*float64(left) > limit {
		b.note("--max-cost %.2f will be reached after about %d of them", limit, int(limit/each))
	}
}

func (b *backlog) costOf(ctx context.Context, t *ticket.Ticket) (float64, error) {
	job := b.jobFor(t)
	plan, err := b.drafter.Plan(ctx, job)
	if err != nil {
		return 0, err
	}
	if c := b.drafter.Price(b.drafter.ModelName, expected(plan, job)); c != nil {
		return *c, nil
	}
	return 0, nil
}

// expected is what the calls of a plan will use.
func expected(p draft.Plan, job draft.Job) llm.Usage {
	var u llm.Usage
	translated := job.Via == "pivot" && p.Ticket != nil && p.Ticket.Language.Tag != job.AgentLang
	for _, c := range p.Calls {
		u.PromptTokens += c.Used
		u.CompletionTokens += answerTokens
		if c.Purpose == "draft" && translated {
			u.PromptTokens += translateTokens
			u.CompletionTokens += answerTokens
		}
	}
	return u
}
