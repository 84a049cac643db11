package kb

import "math"

// index finds chunks by their terms.
type index struct {
	postings map[term][]posting
	lengths  [fields][]float32 // terms per chunk
	average  [fields]float64
}

type posting struct {
	chunk uint32
	count uint16
}

// A title says what a chunk is about: its terms count this many times.
const titleWeight = 2

func buildIndex(chunks []chunk) *index {
	x := &index{postings: make(map[term][]posting, 64*len(chunks)+64)}
	for f := range fields {
		x.lengths[f] = make([]float32, len(chunks))
	}
	for n := range chunks {
		add := func(weight uint16) func(field, term) {
			return func(f field, t term) {
				x.lengths[f][n] += float32(weight)
				list := x.postings[t]
				if last := len(list) - 1; last >= 0 && list[last].chunk == uint32(n) {
					if list[last].count < math.MaxUint16-weight {
						list[last].count += weight
					}
					return
				}
				x.postings[t] = append(list, posting{uint32(n), weight})
			}
		}
		eachTerm(chunks[n].title, add(titleWeight))
		eachTerm(chunks[n].text, add(1))
	}
	for f := range fields {
		for _, l := range x.lengths[f] {
			x.average[f] += float64(l)
		}
		x.average[f] /= math.Max(1, float64(len(chunks)))
	}
	return x
}

// The usual BM25 constants; k1 is low because shop articles repeat their subject.
const (
	bm25K = 1.2
	bm25B = 0.75
)

// score ranks chunks for one text: for each, the share of the text's information it
// holds (0 to about 2, as repetition counts).
func (x *index) score(text string) []float32 {
	var query [fields][]term // in order of appearance, so that sums are the same each time
	seen := map[term]bool{}
	eachTerm(text, func(f field, t term) {
		if !seen[t] {
			seen[t] = true
			query[f] = append(query[f], t)
		}
	})
	total := make([]float32, len(x.lengths[0]))
	for f := range fields {
		x.scoreField(f, query[f], total)
	}
	return total
}

// fieldWeight is how much of the score each kind of term makes.
var fieldWeight = [fields]float64{0.4, 0.6}

func (x *index) scoreField(f field, query []term, total []float32) {
	n := float64(len(total))
	var ideal float64
	type weighed struct {
		list []posting
		idf  float64
	}
	found := make([]weighed, 0, len(query))
	for _, t := range query {
		list := x.postings[t]
		df := float64(len(list))
		idf := math.Log(1 + (n-df+0.5)/(df+0.5))
		ideal += idf
		if df > 0 {
			found = append(found, weighed{list, idf})
		}
	}
	if ideal == 0 {
		return
	}
	for _, w := range found {
		for _, p := range w.list {
			tf := float64(p.count)
			norm := bm25K * (1 - bm25B + bm25B*float64(x.lengths[f][p.chunk])/x.average[f])
			total[p.chunk] += float32(fieldWeight[f] * w.idf / ideal * tf * (bm25K + 1) / (tf + norm))
		}
	}
}
