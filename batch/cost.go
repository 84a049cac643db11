package batch

import "github.com/parlance-cli/parlance/draft"

// afford tells whether one more ticket stays below the cost limit, counting those in
// flight as dear as the ones before. When it does, the ticket is in flight.
func (r *run) afford() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	each := r.o.TicketCost
	if r.attempts > 0 {
		each = r.progress.Cost / float64(r.attempts)
	}
	if limit := r.o.MaxCost; limit > 0 && r.progress.Cost+float64(r.flying+1)*each > limit {
		return false
	}
	r.flying++
	return true
}

// spent takes a ticket out of flight and counts what it cost, also when it failed. An
// endpoint that does not say what it used costs what was expected.
func (r *run) spent(d *draft.Document) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.flying--
	r.attempts++
	if d == nil {
		return
	}
	p := &r.progress
	p.Tokens += d.Usage.PromptTokens + d.Usage.CompletionTokens
	switch {
	case d.Usage.Cost != nil:
		p.Cost, p.Priced = p.Cost+*d.Usage.Cost, true
	case r.o.MaxCost > 0 && d.Error == nil:
		p.Cost, p.Priced = p.Cost+r.o.TicketCost, true
	}
}
