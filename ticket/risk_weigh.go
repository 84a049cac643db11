package ticket

import (
	"math"
	"slices"
)

// everyTicket is the sign each ticket has.
const everyTicket = "ticket"

const (
	calmest  = .5 // how much a sentence can speak against a risk: thanks and a question about another colour do not make a fire harmless
	sureness = .9 // how much must speak for a risk: dangerous tickets are rare
	alone    = 1. // how much more in one sentence, whatever the others say
)

// weighed is what the signs of a ticket say.
type weighed struct {
	risk  float64     // how much speaks for a risk; above 0 a person should look first
	share []float64   // of each kind of the table in that, 0 to 1
	sums  [][]float64 // of the sentences of all texts, by kind
}

// weigh adds up what the sentences of texts say.
func weigh(table *riskTable, texts ...*riskText) weighed {
	var sentences [][]float64
	for _, t := range texts {
		for i := range t.scan.sentences {
			sentences = append(sentences, t.weighSentence(table, i))
		}
	}
	return table.weigh(sentences)
}

// weigh adds up sentences, each a weight by kind. A sentence that is plain enough by itself
// is not talked away by any number of others.
func (t *riskTable) weigh(sentences [][]float64) weighed {
	every := make([]float64, len(t.kinds))
	t.add(t.find([]byte(everyTicket)), every)
	sum, strongest := slices.Clone(every), math.Inf(-1)
	for _, sums := range sentences {
		here := slices.Clone(every)
		for k, s := range sums {
			sum[k] += max(s, -calmest)
			here[k] += s
		}
		strongest = max(strongest, ofAny(here))
	}
	all := ofAny(sum)
	for k := range sum {
		sum[k] = math.Exp(sum[k] - all)
	}
	return weighed{max(all, strongest-alone) - sureness, sum, sentences}
}

// ofAny is how much speaks for any kind.
func ofAny(sum []float64) float64 {
	total := 0.0
	for _, s := range sum {
		total += math.Exp(s)
	}
	return math.Log(total)
}

// weighSentence adds up the weights of a sentence's signs by kind, each sign once.
func (t *riskText) weighSentence(table *riskTable, sentence int) []float64 {
	var entries []int
	t.eachSign(sentence, func(sign []byte) {
		if i := table.find(sign); i >= 0 {
			entries = append(entries, i)
		}
	})
	slices.Sort(entries)
	sums := make([]float64, len(table.kinds))
	for _, i := range slices.Compact(entries) {
		table.add(i, sums)
	}
	return sums
}

// told shows the sentence of texts that speaks most for a kind.
func (w weighed) told(kind int, texts []*riskText) Evidence {
	most := math.Inf(-1)
	var found Evidence
	next := 0
	for n, t := range texts {
		for _, x := range t.scan.sentences {
			if s := w.sums[next][kind]; s > most {
				most, found = s, Evidence{Text: t.scan.words(x)}
				if n == 0 { // the body, whose places can be shown
					found.Span = t.scan.span(x)
				}
			}
			next++
		}
	}
	return found
}
