package kb

import (
	"slices"
	"strings"
)

// Ranking by chunk finds the right neighbourhood; the order among the best is decided
// by the sentence, or the way of asking, that is nearest to the question.
const rerankDepth = 20

// A chunk of many short paragraphs is a list of ways to ask: then the nearest few
// count together, each half as much as the one before.
const (
	manyParagraphs = 4
	nearestFew     = 3
	shortAsk       = 80 // bytes
)

// rerank adds to the scores of the best hits how near their nearest sentences are and
// what their titles promise, and sorts again.
func (b *Base) rerank(q *question, needs map[uint16]bool, hits []hit) {
	for i := range hits[:min(len(hits), rerankDepth)] {
		h := &hits[i]
		h.asks = b.waysToAsk(h.chunk)
		h.score += b.nearest(q, h)
		if h.asks || b.shortEntry(h.chunk) {
			continue
		}
		if share := met(needs, b.chunks[h.chunk].title, b.index.tongues[h.chunk].tag); share > 0 {
			h.score += needShare * share
			h.thin = false
		}
	}
	slices.SortFunc(hits, byScore)
}

// nearest is how near the nearest sentence of a hit is, or two that follow each other;
// in a list of ways to ask, the nearest few.
func (b *Base) nearest(q *question, h *hit) float64 {
	sentences := b.sentences(q, h.chunk)
	few, power := 1, answerLength
	if h.asks {
		few, power = nearestFew, askLength
	}
	near := make([]float64, 0, 2*len(sentences))
	for i, s := range sentences {
		near = append(near, q.nearness(s, power))
		if !h.asks && i > 1 { // the title stands alone
			near = append(near, q.nearness(sentences[i-1].and(s), power))
		}
	}
	slices.Sort(near)
	sum, weight := 0.0, 1.0
	for k := len(near) - 1; k >= max(0, len(near)-few); k-- {
		sum += weight * near[k]
		weight /= 2
	}
	return sum
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

// shortEntry tells whether a chunk is an entry of no more than one more way to ask.
func (b *Base) shortEntry(n int) bool {
	return b.chunks[n].textLen < shortAsk && b.articles[b.chunks[n].article].entry
}

// sentences are the title of a chunk and its sentences, compared with a question.
func (b *Base) sentences(q *question, n int) []sentence {
	all := []sentence{q.read(b.chunks[n].title)}
	for l := range strings.Lines(b.text(n)) {
		for l = strings.TrimSpace(l); l != ""; {
			cut := sentenceCut(l, 1)
			all = append(all, q.read(l[:cut]))
			l = strings.TrimSpace(l[cut:])
		}
	}
	return all
}

func (b *Base) text(n int) string {
	c := &b.chunks[n]
	return string(b.image.read(uint64(headerSize+c.textAt), uint64(c.textLen)))
}
