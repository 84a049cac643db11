package kb

import "math"

// index finds chunks by their terms. It is read-only once built.
type index struct {
	n       int
	lookup  func(term) []posting
	lengths [fields][]float32 // terms per chunk
	average [fields]float64
	tongues []tongue // of each chunk
}

type posting struct {
	chunk uint32
	count uint16
}

// A title says what a chunk is about: its terms count this many times.
const titleWeight = 2

func buildIndex(articles []article, chunks []chunk) *index {
	postings := make(map[term][]posting, 64*len(chunks)+64)
	x := &index{n: len(chunks), tongues: make([]tongue, len(chunks))}
	x.lookup = func(t term) []posting { return postings[t] }
	for f := range fields {
		x.lengths[f] = make([]float32, len(chunks))
	}
	for n := range chunks {
		weight := uint16(titleWeight)
		add := func(f field, t term, _ bool) {
			x.lengths[f][n] += float32(weight)
			list := postings[t]
			if last := len(list) - 1; last >= 0 && list[last].chunk == uint32(n) {
				if list[last].count < math.MaxUint16-weight {
					list[last].count += weight
				}
				return
			}
			postings[t] = append(list, posting{uint32(n), weight})
		}
		tag := articles[chunks[n].article].lang
		everyTerm(chunks[n].title, tag, add)
		weight = 1
		everyTerm(chunks[n].text, tag, add)
		x.tongues[n] = tongueOf(chunks[n].text, tag)
	}
	x.finish()
	return x
}

func (x *index) finish() {
	for f := range fields {
		for _, l := range x.lengths[f] {
			x.average[f] += float64(l)
		}
		x.average[f] = max(1, x.average[f]/max(1, float64(x.n)))
	}
}

// The usual BM25 constants.
const (
	bm25K = 1.2
	bm25B = 0.75
)

// commonWeight is what a common word's information counts for.
const commonWeight = 0.6

// idf is how much a term that is in df chunks tells.
func (x *index) idf(df int) float64 {
	return math.Log(1 + (float64(x.n-df)+0.5)/(float64(df)+0.5))
}

// ranking is the score of every chunk for one text, per field: the share of the
// text's information that the chunk holds (0 to about 2, as repetition counts).
type ranking [fields][]float32

func (x *index) rank(text, tag string) ranking {
	var query [fields][]term // in order of appearance: sums are the same each time
	common := map[term]bool{}
	everyTerm(text, tag, func(f field, t term, c bool) {
		was, seen := common[t]
		if !seen {
			query[f] = append(query[f], t)
		}
		common[t] = c && (was || !seen)
	})
	var r ranking
	for f := range fields {
		r[f] = x.rankField(f, query[f], common)
	}
	return r
}

func (x *index) rankField(f field, query []term, common map[term]bool) []float32 {
	scores := make([]float32, x.n)
	type weighed struct {
		list []posting
		idf  float64
	}
	var ideal float64
	found := make([]weighed, 0, len(query))
	for _, t := range query {
		list := x.lookup(t)
		idf := x.idf(len(list))
		if common[t] {
			idf *= commonWeight
		}
		ideal += idf
		if len(list) > 0 {
			found = append(found, weighed{list, idf})
		}
	}
	for _, w := range found {
		for _, p := range w.list {
			tf := float64(p.count)
			norm := bm25K * (1 - bm25B + bm25B*float64(x.lengths[f][p.chunk])/x.average[f])
			scores[p.chunk] += float32(w.idf / ideal * tf * (bm25K + 1) / (tf + norm))
		}
	}
	return scores
}

// In one language words and their pieces decide, and ideas help with synonyms. From
// one language to another ideas tell more; from script to script, names by their sound.
var (
	sameTongue   = [fields]float32{words: 0.4, grams: 0.6, ideas: 0.1}
	otherTongue  = [fields]float32{words: 0.4, grams: 0.6, ideas: 0.2}
	acrossScript = [fields]float32{words: 0.4, grams: 0.6, sounds: 0.4, ideas: 0.2}
)

// combine sums the fields of a ranking for a text in tongue from.
func (x *index) combine(r ranking, from tongue) []float32 {
	total := make([]float32, x.n)
	for n := range total {
		weight := &sameTongue
		switch to := x.tongues[n]; {
		case to.script != from.script:
			weight = &acrossScript
		case to.tag != from.tag && to.tag != "" && from.tag != "":
			weight = &otherTongue
		}
		for f := range fields {
			total[n] += weight[f] * r[f][n]
		}
	}
	return total
}
