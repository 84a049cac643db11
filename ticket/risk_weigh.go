package ticket

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// riskWeights say how much a sign of a ticket speaks for a person looking first, or
// against it. A rule asks for its words near each other; what people mean but do not say
// is told by many small signs. The weights are learnt from testdata (risk_learn_test.go)
// and kept in signals/risk_weights.yaml: by weight, the signs that weigh as much.
var riskWeights = sync.OnceValue(func() map[string]float64 {
	var byWeight map[string]string
	mustLoad("risk_weights.yaml", &byWeight)
	weights := map[string]float64{}
	for number, signs := range byWeight {
		w, err := strconv.ParseFloat(number, 64)
		if err != nil {
			panic(err)
		}
		for sign := range strings.SplitSeq(signs, ", ") {
			weights[sign] = w
		}
	}
	return weights
})

// slight is the concept of what is said to buyers, which they quote.
const slight = "slight"

// everyTicket is the sign each ticket has.
const everyTicket = "ticket"

// besides are signs that say nothing of a danger told in another sentence: thanks and a
// question about another colour do not make a fire harmless.
var besides = map[string]bool{"thx": true, "praise": true, "buy": true, "question": true, "asked": true, "askq": true,
	"askpol": true, "beg": true, "noask": true, "tip": true, "good": true, "presale": true, "ware": true, "tint": true} // read-only

// signs are what texts of a ticket show, sorted: the concepts named in them, and "=kind"
// for each kind one of whose rules holds. Where one does, besides count in its sentence.
func signs(texts ...*riskText) []string {
	named := map[string]bool{everyTicket: true}
	var found [][]place
	for _, t := range texts {
		var places []place
		for kind, at := range t.rules() {
			named["="+kind] = true
			places = append(places, at...)
		}
		found = append(found, places)
	}
	anywhere := len(named) == 1
	for i, t := range texts {
		for c, places := range t.places {
			if c == "no" || c == "noafter" || c == quoted {
				continue
			}
			if slices.ContainsFunc(places, func(p place) bool {
				return (c == slight || t.meant(p)) && (anywhere || !besides[c] || sameSentence(p, found[i]))
			}) {
				named[c] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(named))
}

func sameSentence(p place, places []place) bool {
	return slices.ContainsFunc(places, func(q place) bool { return q.sentence == p.sentence })
}

// meant tells that a place is not part of a title, nor said no to.
func (t *riskText) meant(p place) bool {
	return !t.denied(p) && !slices.ContainsFunc(t.places[quoted], func(q place) bool { return q.start < p.start && p.end <= q.end })
}

// weigh is the sum of the weights of signs: above 0 a person should look first.
func weigh(signs []string, weights map[string]float64) float64 {
	sum := 0.0
	for _, s := range signs {
		sum += weights[s]
	}
	return sum
}

// kindConcepts are the concepts that a kind's rules ask for; true are those a rule begins
// with, the others (a body, a device, money) only go with them.
var kindConcepts = sync.OnceValue(func() map[string]map[string]bool {
	kinds := map[string]map[string]bool{}
	for _, k := range riskBook().kinds {
		begins := map[string]bool{}
		for _, r := range k.rules {
			for _, c := range r.anchor {
				begins[c] = true
			}
			for _, x := range r.tests {
				for _, c := range x.concepts {
					if !x.absent && !begins[c] {
						begins[c] = false
					}
				}
			}
		}
		kinds[k.kind] = begins
	}
	return kinds
})

// A concept of this weight is telling; a kind no rule of which holds needs several, one of
// them such that a rule begins with it.
const (
	telling      = .3
	tellingSigns = 2
)

// likeliest is the kind whose telling concepts weigh most in the text, and where they
// stand, the heaviest first; none when too few are named.
func (t *riskText) likeliest() (kind string, found []place) {
	most := 0.0
	for _, k := range slices.Sorted(maps.Keys(kindConcepts())) {
		sum, begun, said := t.telling(k)
		if sum > most && begun && len(said) >= tellingSigns {
			kind, most, found = k, sum, said
		}
	}
	return kind, found
}

// telling are the places of a kind's telling concepts, one each, those a rule begins with
// first, then the heaviest; begun tells that there is one of the former.
func (t *riskText) telling(kind string) (sum float64, begun bool, said []place) {
	weights, concepts := riskWeights(), kindConcepts()[kind]
	order := slices.SortedFunc(maps.Keys(concepts), func(a, b string) int {
		if concepts[a] != concepts[b] {
			return map[bool]int{true: -1, false: 1}[concepts[a]]
		}
		return cmp.Or(cmp.Compare(weights[b], weights[a]), strings.Compare(a, b))
	})
	for _, c := range order {
		i := slices.IndexFunc(t.places[c], t.meant)
		if weights[c] < telling || i < 0 {
			continue
		}
		sum, begun = sum+weights[c], begun || concepts[c]
		if p := t.places[c][i]; !slices.ContainsFunc(said, func(q place) bool { return p.start < q.end && q.start < p.end }) {
			said = append(said, p)
		}
	}
	return sum, begun, said
}
