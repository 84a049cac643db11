package kb

// The least score at which a snippet is offered: below it the article shares chance
// words with the question, no more. A list of ways to ask has more chances to be near.
const (
	enoughAnswer = 0.55
	enoughAsk    = 1.4
	moreWhenThin = 1.4
)

// Where several lists of ways to ask are equally near, the question is more likely
// about something else that none of them answers: it takes up to moreWhenTied, less the
// further the second lies behind, nothing more from clearAhead on (a share of the first).
const (
	moreWhenTied = 1.0
	clearAhead   = 0.2
)

// nearBest drops what scores below this share of an ask's best: padding.
const nearBest = 0.5

// hit is a chunk found for one ask.
type hit struct {
	chunk int
	score float64
	asks  bool // the chunk is a list of ways to ask
	thin  bool // pieces of words are nearly all they share
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
	if len(hits) > 0 && hits[0].asks && hits[0].score < hits[0].need()+tied(hits) {
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

// tied is what the first of several hits needs more because of the second.
func tied(hits []hit) float64 {
	if len(hits) < 2 || hits[0].score <= 0 {
		return 0
	}
	ahead := min(clearAhead, 1-hits[1].score/hits[0].score)
	return moreWhenTied * (1 - ahead/clearAhead)
}
