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

// meter measures tokens: by a cheap upper bound while that fits, else by counting.
type meter struct {
	limit int // 0: none
	of    size
	own   size // of our own words: English prose, whose bound is far tighter
}

// meterFor counts exactly only where the upper bound comes near the limit, since the
// first count loads a vocabulary. The models of others than OpenAI are counted with the
// older vocabulary, which many derive from, and a tenth of the limit stays free.
func meterFor(budget Budget, estimate func(meter) int) meter {
	m := meter{
		of:  func(s string) int { return UpperFor(s, budget.Model) },
		own: func(s string) int { return upper(s, &ownWeights) },
	}
	if budget.Context == 0 {
		return m
	}
	m.limit = max(1, budget.Context-budget.Reserved)
	model := budget.Model
	if family(model) == stranger {
		m.limit -= m.limit / 10
		model = "gpt-4"
	}
	if estimate(m) > m.limit {
		m.of = counter(model)
		m.own = m.of
	}
	return m
}

// counter counts each text once: packing asks for the same ones again.
func counter(model string) size {
	counted := map[string]int{}
	return func(s string) int {
		n, ok := counted[s]
		if !ok {
			n = Count(s, model)
			counted[s] = n
		}
		return n
	}
}

// packing is the material that competes for the budget, and what became of it.
type packing struct {
	meter meter
	left  int
	cuts  []string
}

func (p *packing) unlimited() bool { return p.meter.limit == 0 }

func (p *packing) take(tokens int) { p.left -= tokens }

func (p *packing) fits(tokens int) bool { return p.unlimited() || tokens <= p.left }

func (p *packing) cut(format string, args ...any) {
	p.cuts = append(p.cuts, fmt.Sprintf(format, args...))
}

func characters(s string) int { return utf8.RuneCountInString(s) }
