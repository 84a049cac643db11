package kb

import (
	"cmp"
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

// otherWay is what the nearness of a way of asking loses when the question says no and
// it does not, or the other way round: "I cannot order" is not asked by "how to order?".
const otherWay = 0.1

// askPieces is what pieces of words count for more in lists of ways to ask: people
// write the same question with other endings, and with slips.
const askPieces = 0.2

// inARow is how many sentences that follow each other are compared as one; three are
// worth less than two that hold as much.
const (
	inARow     = 3
	threeInRow = 0.95
)

// rerank adds to the scores of the best hits how near their nearest sentences are and
// what their titles promise, and sorts again.
func (b *Base) rerank(q *question, r *ranking, needs map[uint16]bool, hits []hit) {
	for i := range hits[:min(len(hits), rerankDepth)] {
		h := &hits[i]
		h.asks = b.waysToAsk(h.chunk)
		if h.asks {
			h.score += askPieces*float64(r.of[grams][h.chunk]) + b.nearestWays(q, h)
			continue
		}
		h.score += b.nearest(q, h.chunk)
		if b.shortEntry(h.chunk) {
			continue
		}
		if share := met(needs, b.chunks[h.chunk].title, b.index.tongues[h.chunk].tag); share > 0 {
			h.score += needShare * share
			h.thin = false
		}
	}
	slices.SortFunc(hits, byScore)
}

// nearest is how near the nearest sentence of a chunk is, or a few that follow each other.
func (b *Base) nearest(q *question, n int) float64 {
	best := 0.0
	sentences := b.sentences(q, n, nil)
	for i, s := range sentences {
		best = max(best, q.nearness(s, answerLength))
		for k := i - 1; k > max(0, i-inARow); k-- { // the title stands alone
			s = sentences[k].and(s)
			worth := 1.0
			if i-k == inARow-1 {
				worth = threeInRow
			}
			best = max(best, worth*q.nearness(s, answerLength))
		}
	}
	return best
}

// nearestWays is how near the nearest few ways to ask of a hit are; it also notes in the
// hit what speaks for it.
func (b *Base) nearestWays(q *question, h *hit) float64 {
	tag := b.index.tongues[h.chunk].tag
	not := saysNo(q.text, cmp.Or(q.tag, tag))
	ways := b.sentences(q, h.chunk, negationsOf(tag))
	near := make([]float64, len(ways))
	nearest, all := 0, ways[0]
	for i, s := range ways {
		near[i] = q.nearness(s, askLength)
		if s.not != not {
			near[i] *= 1 - otherWay
		}
		if near[i] > near[nearest] {
			nearest = i
		}
		all = all.and(s)
	}
	h.alike, h.told = q.alike(ways[nearest]), q.told(all)
	slices.Sort(near)
	sum, weight := 0.0, 1.0
	for k := len(near) - 1; k >= max(0, len(near)-nearestFew); k-- {
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
func (b *Base) sentences(q *question, n int, no *negations) []sentence {
	all := []sentence{q.read(b.chunks[n].title, no)}
	for l := range strings.Lines(b.text(n)) {
		for l = strings.TrimSpace(l); l != ""; {
			cut := sentenceCut(l, 1)
			all = append(all, q.read(l[:cut], no))
			l = strings.TrimSpace(l[cut:])
		}
	}
	return all
}

func (b *Base) text(n int) string {
	c := &b.chunks[n]
	return string(b.image.read(uint64(headerSize+c.textAt), uint64(c.textLen)))
}
