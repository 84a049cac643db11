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
	rerankDepth  = 30
	rerankWeight = 0.8
	wordShare    = 0.4 // of words in the nearness of two sentences, the rest is grams
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
)

// unit is a sentence or paragraph as its distinct terms.
type unit struct {
	terms   []term // words first
	words   int    // how many of terms are words
	weights []float32
	norm    [2]float64 // sum of squared weights of words and of grams
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
	query := b.unit(text)
	have := make(map[term]float64, len(query.terms))
	for i, t := range query.terms {
		have[t] = float64(query.weights[i])
	}
	for i := range hits[:min(len(hits), rerankDepth)] {
		units := b.units(hits[i].chunk)
		few, power := 1, answerLength
		if strings.Count(b.text(hits[i].chunk), "\n\n")+1 >= manyParagraphs {
			few, power, hits[i].asks = nearestFew, askLength, true
		}
		near := make([]float64, len(units))
		for k := range units {
			near[k] = nearness(&query, have, &units[k], power)
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

// nearness is 1 for the same sentence, 0 for one that shares no term.
func nearness(query *unit, have map[term]float64, u *unit, power float64) float64 {
	var dot [2]float64
	for i, t := range u.terms {
		if w, ok := have[t]; ok {
			if i < u.words {
				dot[0] += w * w
			} else {
				dot[1] += w * w
			}
		}
	}
	var near float64
	for k, share := range [2]float64{wordShare, 1 - wordShare} {
		if dot[k] > 0 {
			near += share * dot[k] / query.norm[k] * math.Pow(query.norm[k]/u.norm[k], power/2)
		}
	}
	return near
}

// units are the sentences of a chunk, and its title.
func (b *Base) units(n int) []unit {
	if b.seen != nil {
		if u := b.seen[n].Load(); u != nil {
			return *u
		}
	}
	units := []unit{b.unit(b.chunks[n].title)}
	for l := range strings.Lines(b.text(n)) {
		for l = strings.TrimSpace(l); l != ""; {
			cut := sentenceCut(l, 1)
			units = append(units, b.unit(l[:cut]))
			l = strings.TrimSpace(l[cut:])
		}
	}
	if b.seen != nil {
		b.seen[n].Store(&units)
	}
	return units
}

func (b *Base) unit(text string) unit {
	var u unit
	seen := map[term]bool{}
	var pieces []term
	var pieceWeights []float32
	eachTerm(text, func(f field, t term, common bool) {
		if seen[t] {
			return
		}
		seen[t] = true
		w := math.Pow(b.index.idf(listLength(b.index.find(t))), nearnessPower)
		if common {
			w *= commonWeight
		}
		if f == words {
			u.terms, u.weights = append(u.terms, t), append(u.weights, float32(w))
			u.norm[0] += w * w
		} else {
			pieces, pieceWeights = append(pieces, t), append(pieceWeights, float32(w))
			u.norm[1] += w * w
		}
	})
	u.words = len(u.terms)
	u.terms, u.weights = append(u.terms, pieces...), append(u.weights, pieceWeights...)
	return u
}

func (b *Base) text(n int) string {
	c := &b.chunks[n]
	return string(b.image.read(uint64(headerSize+c.textAt), uint64(c.textLen)))
}
