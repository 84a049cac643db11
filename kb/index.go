package kb

import "math"

// index finds chunks by their terms. It is read-only once built.
type index struct {
	n       int
	find    func(term) []byte // a term's posting list, nil when it has none
	lengths [fields][]uint16  // terms per chunk
	average [fields]float64
	tongues []tongue // of each chunk
	words   string   // of the articles, one per line, to correct slips by
}

// A title says what a chunk is about: its terms count this many times.
const titleWeight = 2

// indexer gathers the terms of chunks, one after the other.
type indexer struct {
	lengths  [fields][]uint16
	tongues  []tongue
	postings map[term][]posting
	words    vocabulary
	first    int // number of the first chunk of the segment being gathered
	segments []*segment
}

// segmentSize is how many chunks are gathered before they are written down: a map of
// all terms of ten thousand articles would take hundreds of megabytes.
const segmentSize = 1500

func (x *indexer) add(c *chunk, text, tag string) {
	n := len(x.tongues)
	if x.postings == nil || n-x.first == segmentSize {
		x.cut()
		x.postings = make(map[term][]posting, 1<<13)
	}
	weight := uint16(titleWeight)
	for f := range fields {
		x.lengths[f] = append(x.lengths[f], 0)
	}
	emit := func(f field, t term, _ bool) {
		if l := &x.lengths[f][n]; *l < math.MaxUint16-weight {
			*l += weight
		}
		list := x.postings[t]
		if last := len(list) - 1; last >= 0 && list[last].chunk == uint32(n-x.first) {
			if list[last].count < math.MaxUint16-weight {
				list[last].count += weight
			}
			return
		}
		x.postings[t] = append(list, posting{uint32(n - x.first), weight})
	}
	if x.words == nil {
		x.words = vocabulary{}
	}
	everyTermAndWord(c.title, tag, emit, x.words.add)
	weight = 1
	everyTermAndWord(text, tag, emit, x.words.add)
	x.tongues = append(x.tongues, tongueOf(text, tag))
}

// cut writes down the segment being gathered.
func (x *indexer) cut() {
	if x.postings != nil {
		x.segments = append(x.segments, segmentOf(x.postings))
		x.postings = nil
	}
	x.first = len(x.tongues)
}

// segment joins everything added into one.
func (x *indexer) segment() *segment {
	x.cut()
	if len(x.segments) == 1 {
		return x.segments[0]
	}
	return merge(x.segments, func(i int, c uint32) (uint32, bool) { return uint32(i*segmentSize) + c, true })
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
const commonWeight = 0.7

// In a base of more than manyChunks, a term that stands in a quarter of them is not
// looked at: it tells little and takes most of the time.
const manyChunks = 2000

// ranking is the score of every chunk for one text, per field: the share of the
// text's information that the chunk holds (0 to about 2, as repetition counts).
type ranking struct {
	of    [fields][]float32
	small []float32 // what common words are of the words' score
}

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
	r.small = make([]float32, x.n)
	for f := range fields {
		r.of[f] = x.rankField(f, query[f], common, r.small)
	}
	return r
}

func (x *index) rankField(f field, query []term, common map[term]bool, small []float32) []float32 {
	scores := make([]float32, x.n)
	type found struct {
		list  []byte
		idf   float64
		small bool
	}
	var ideal float64
	lists := make([]found, 0, len(query))
	for _, t := range query {
		list := x.find(t)
		df := listLength(list)
		if x.n > manyChunks && df > x.n/4 {
			continue
		}
		idf := x.idf(df, common[t])
		if common[t] {
			idf *= commonWeight
		}
		if df == 0 && x.n < enoughChunks && (f == ideas || f == trade) {
			idf *= missingIdea
		}
		ideal += idf
		if df > 0 {
			lists = append(lists, found{list, idf, f == words && common[t]})
		}
	}
	for _, w := range lists {
		eachPosting(w.list, func(p posting) {
			if int(p.chunk) >= x.n {
				return // not bytes that we wrote
			}
			tf := float64(p.count)
			norm := bm25K * (1 - bm25B + bm25B*float64(x.lengths[f][p.chunk])/x.average[f])
			score := float32(w.idf / ideal * tf * (bm25K + 1) / (tf + norm))
			scores[p.chunk] += score
			if w.small {
				small[p.chunk] += score
			}
		})
	}
	return scores
}

// In one language words and their pieces decide, and ideas help with synonyms. From
// one language to another ideas tell more; from script to script, names by their sound.
var (
	sameTongue   = [fields]float32{words: 0.4, grams: 0.6, ideas: 0.1, trade: 0.2}
	otherTongue  = [fields]float32{words: 0.4, grams: 0.6, ideas: 0.2, trade: 0.4}
	acrossScript = [fields]float32{words: 0.4, grams: 0.6, sounds: 0.4, ideas: 0.2, trade: 0.4}
)

// leastWords is how much of the question a chunk must hold in whole words that are not
// common, ideas or sounds; pieces of words alone mislead ("song" in "long").
const leastWords = 0.25

// thin tells whether pieces of words and common words are nearly all that speaks for chunk n.
func (r *ranking) thin(n int) bool {
	return r.of[words][n]-r.small[n]+r.of[ideas][n]+r.of[trade][n]+r.of[sounds][n] < leastWords
}

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
			total[n] += weight[f] * r.of[f][n]
		}
	}
	return total
}
