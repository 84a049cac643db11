package prompts

import (
	"fmt"
	"unicode/utf8"
)

const (
	longestMessage = 12_000 // code points of the message to answer, whatever the model can take
	longestThread  = 6_000  // code points of older messages
	longestPassage = 4_000  // code points of a knowledge passage
	usefulTail     = 60     // tokens: a shorter rest of a passage is not worth sending
	leastMaterial  = 150    // tokens: with less than this for the ticket there is no point in asking
)

// meter measures tokens: by the cheap upper bound while that fits, else by counting.
type meter struct {
	limit int // 0: none
	of    size
}

// meterFor counts exactly only where the upper bound comes near the limit. For models
// that are not OpenAI's the count is an estimate, so a tenth of the limit stays free.
func meterFor(budget Budget, estimate int) meter {
	limit := max(0, budget.Context-budget.Reserved)
	if budget.Context == 0 {
		return meter{of: Upper}
	}
	if estimate <= limit*3/4 {
		return meter{limit: limit, of: Upper}
	}
	if family(budget.Model) == stranger {
		limit -= limit / 10
	}
	return meter{limit: limit, of: func(s string) int { return Count(s, budget.Model) }}
}

// pack is the material that competes for the budget, and what became of it.
type pack struct {
	meter meter
	left  int
	cuts  []string
}

func (p *pack) unlimited() bool { return p.meter.limit == 0 }

func (p *pack) take(tokens int) { p.left -= tokens }

func (p *pack) fits(tokens int) bool { return p.unlimited() || tokens <= p.left }

func (p *pack) cut(format string, args ...any) {
	p.cuts = append(p.cuts, fmt.Sprintf(format, args...))
}

func characters(s string) int { return utf8.RuneCountInString(s) }
