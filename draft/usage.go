package draft

import "github.com/parlance-cli/parlance/llm"

// add counts one call.
func (u *UsageView) add(used *llm.Usage, cost *float64) {
	if used != nil {
		u.PromptTokens += used.PromptTokens
		u.CachedTokens += used.CachedTokens
		u.CompletionTokens += used.CompletionTokens
	}
	u.Cost = sum(u.Cost, cost)
}

func (u UsageView) plus(used *llm.Usage, cost *float64) UsageView {
	u.add(used, cost)
	return u
}

// join adds what was counted elsewhere.
func (u *UsageView) join(other UsageView) { u.add(&other.Usage, other.Cost) }

// sum is the cost of two calls as far as it is known; nil is unknown.
func sum(a, b *float64) *float64 {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	total := *a + *b
	return &total
}

// price is the cost of a call, nil when the model has no price.
func (r *round) price(model string, used *llm.Usage) *float64 {
	if r.Price == nil || used == nil {
		return nil
	}
	if model == "" {
		model = r.ModelName
	}
	return r.Price(model, *used)
}
