package kb

import "math"

// The least score at which a snippet is offered: below it the article shares chance
// words with the question, no more. A list of ways to ask has more chances to be near.
const (
	enoughAnswer = 0.55
	enoughAsk    = 1.4
	moreWhenThin = 1.4
)

// A question is what a list of ways to ask is about when its score and three more things
// together make enoughEvidence: that no other list is as near (alone, 0 to 1), that the
// nearest way says little else (alike, 0 to 1), and how much the two share at all: three
// words that agree prove more than one, though it be all the question has (told).
// Measured on questions to chat bots of which a third to two thirds have no answer, and
// on lists that a half or a third was taken from.
const (
	enoughEvidence = 4
	toldShare      = 0.15
	aloneSteep     = 4 // how fast another list counts less, the further it lies behind
	aloneDepth     = 20
)

// nearBest drops what scores below this share of an ask's best: padding.
const nearBest = 0.5

// hit is a chunk found for one ask.
type hit struct {
	chunk int
	score float64
	asks  bool // the chunk is a list of ways to ask
	thin  bool // pieces of words are nearly all they share
	means bool // it stands out by meaning

	alike float64 // of the nearest way to ask, what the question says too
	told  float64 // information that the question shares with the ways to ask
}

// need is the least score at which this hit is offered.
func (h hit) need() float64 {
	need := enoughAnswer
	if h.asks {
		need = enoughAsk
	}
	if h.thin {
		need *= moreWhenThin
	}
	return need
}

func (h hit) enough() bool { return h.score >= h.need() }

// offered are the hits that are good enough, and not far behind the first.
func offered(hits []hit) []hit {
	if len(hits) > 0 && hits[0].asks && !hits[0].means && evidence(hits) < enoughEvidence {
		return nil
	}
	var good []hit
	for _, h := range hits {
		if h.enough() && (len(good) == 0 || h.score >= nearBest*good[0].score) {
			good = append(good, h)
		}
	}
	return good
}

// evidence is how much speaks for the first of several hits, a list of ways to ask.
func evidence(hits []hit) float64 {
	return hits[0].score + alone(hits) + hits[0].alike + toldShare*hits[0].told
}

// alone is 1 when no other hit is near the first, less the more of them are.
func alone(hits []hit) float64 {
	sum := 0.0
	for _, h := range hits[:min(len(hits), aloneDepth)] {
		sum += math.Exp(aloneSteep * (h.score - hits[0].score))
	}
	return 1 / sum
}
