package kb

import (
	"math"
	"slices"
	"strings"
	"sync/atomic"
)

// Ranking by chunk finds the right neighbourhood; the order among the best is decided
// by the sentence, or the way of asking, that is nearest to the question.
const (
	rerankDepth  = 20
	rerankWeight = 1.0
	wordShare    = 0.25 // of words in the nearness of two sentences, the rest is grams
	// idf is flattened for nearness: a rare word must not decide alone.
	nearnessPower = 0.5
	// What a sentence says beyond the question costs it nothing at 0, as much as in
	// the cosine at 1. A way of asking should say no more than the question; an answer
	// may.
	askLength    = 1.3
	answerLength = 0.5
)

// A chunk of many short paragraphs is a list of ways to ask: then the nearest few
// count together, each half as much as the one before.
const (
	manyParagraphs = 4
	nearestFew     = 3
	shortAsk       = 80 // bytes
)

// unit is a sentence or paragraph as its distinct terms: first words, then grams, the
// common ones of each last.
type unit struct {
	terms []term
	ends  [4]int // of words, common words, grams, common grams
}

// unitCache keeps the units of chunks that were candidates before; beyond a few
// thousand chunks that would be too much memory, and a query reads few of them.
type unitCache []atomic.Pointer[[]unit]

const cacheableChunks = 4096

func newUnitCache(chunks int) unitCache {
	if chunks > cacheableChunks {
		return nil
	}
	return make(unitCache, chunks)
}

// rerank adds to the scores of the best hits how near their nearest units are, and
// sorts again.
func (b *Base) rerank(text string, hits []hit) {
	query := b.weigh(text)
	for i := range hits[:min(len(hits), rerankDepth)] {
		units := b.units(hits[i].chunk)
		few, power := 1, answerLength
		if b.waysToAsk(hits[i].chunk) {
			few, power, hits[i].asks = nearestFew, askLength, true
		}
		near := make([]float64, len(units))
		for k := range units {
			near[k] = query.nearness(&units[k], power)
		}
		slices.Sort(near)
		weight := 1.0
		for k := len(near) - 1; k >= max(0, len(near)-few); k-- {
			hits[i].score += rerankWeight * weight * near[k]
			weight /= 2
		}
	}
	slices.SortFunc(hits, byScore)
}

// waysToAsk tells whether a chunk is such a list: many paragraphs, or an entry of a few
// short ones, or of its title alone.
func (b *Base) waysToAsk(n int) bool {
	text := b.text(n)
	paragraphs := strings.Count(text, "\n\n") + 1
	if paragraphs >= manyParagraphs {
		return true
	}
	short := paragraphs > 1 && len(text) < shortAsk*paragraphs
	return b.articles[b.chunks[n].article].entry && (short || text == b.chunks[n].title)
}

// weighed is a question as the squared weights of its terms.
type weighed struct {
	weight map[term]float64
	norm   [2]float64 // sums over words and over grams
	other  float64    // the squared weight of a term that is not in the question
}

// usualShare is the share of chunks a term is taken to be in that the question does
// not hold: looking up every term of every candidate would cost more than it tells.
const usualShare = 0.03

func (b *Base) weigh(text string) *weighed {
	q := &weighed{weight: map[term]float64{}}
	square := func(df int, common bool) float64 { return math.Pow(b.index.idf(df, common), 2*nearnessPower) }
	u := unitOf(text)
	for i, t := range u.terms {
		w := square(listLength(b.index.find(t)), u.common(i))
		if u.common(i) {
			w *= commonWeight * commonWeight
		}
		q.weight[t] = w
		q.norm[u.kind(i)] += w
	}
	q.other = square(int(usualShare*float64(max(b.index.n, enoughChunks))), false)
	return q
}

// nearness is 1 for the same sentence, 0 for one that shares no term.
func (q *weighed) nearness(u *unit, power float64) float64 {
	var dot, norm [2]float64
	for i, t := range u.terms {
		w, shared := q.weight[t]
		if shared {
			dot[u.kind(i)] += w
		} else if w = q.other; u.common(i) {
			w *= commonWeight * commonWeight
		}
		norm[u.kind(i)] += w
	}
	var near float64
	for k, share := range [2]float64{wordShare, 1 - wordShare} {
		if dot[k] > 0 {
			near += share * dot[k] / q.norm[k] * math.Pow(q.norm[k]/norm[k], power/2)
		}
	}
	return near
}

// kind is 0 for a word, 1 for a gram.
func (u *unit) kind(i int) int {
	if i < u.ends[1] {
		return 0
	}
	return 1
}

func (u *unit) common(i int) bool {
	return i >= u.ends[0] && i < u.ends[1] || i >= u.ends[2]
}

// units are the sentences of a chunk, and its title.
func (b *Base) units(n int) []unit {
	if b.seen != nil {
		if u := b.seen[n].Load(); u != nil {
			return *u
		}
	}
	cutter := unitCutter{seen: make(map[term]bool, 256)}
	units := []unit{cutter.unit(b.chunks[n].title)}
	for l := range strings.Lines(b.text(n)) {
		for l = strings.TrimSpace(l); l != ""; {
			cut := sentenceCut(l, 1)
			units = append(units, cutter.unit(l[:cut]))
			l = strings.TrimSpace(l[cut:])
		}
	}
	if b.seen != nil {
		b.seen[n].Store(&units)
	}
	return units
}

func unitOf(text string) unit {
	cutter := unitCutter{seen: map[term]bool{}}
	return cutter.unit(text)
}

// unitCutter makes units; it keeps its memory from one to the next.
type unitCutter struct {
	seen  map[term]bool
	parts [4][]term
}

func (c *unitCutter) unit(text string) unit {
	clear(c.seen)
	for i := range c.parts {
		c.parts[i] = c.parts[i][:0]
	}
	eachTerm(text, func(f field, t term, common bool) {
		if c.seen[t] {
			return
		}
		c.seen[t] = true
		part := 0
		if f == grams {
			part = 2
		}
		if common {
			part++
		}
		c.parts[part] = append(c.parts[part], t)
	})
	u := unit{terms: make([]term, 0, len(c.seen))}
	for i, p := range c.parts {
		u.terms = append(u.terms, p...)
		u.ends[i] = len(u.terms)
	}
	return u
}

func (b *Base) text(n int) string {
	c := &b.chunks[n]
	return string(b.image.read(uint64(headerSize+c.textAt), uint64(c.textLen)))
}
