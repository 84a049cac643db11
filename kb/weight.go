package kb

import "math"

// A handful of articles cannot tell which words are rare: each of their words is in all
// of them or in one. A base of fewer chunks than this is weighed as if language at large
// filled it up, so that what is evidence in a large base is evidence in a small one.
const enoughChunks = 60

// The share of chunks at large that a term is taken to be in. Measured on questions to
// bases of one, three and ten articles (TestSmallBases).
const (
	usualCommon = 0.3
	usualWord   = 0.003
)

// missingIdea is what an idea that no chunk holds counts for in a small base: its
// articles on returns answer for tents, though none names a tent.
const missingIdea = 0.1

// idf is how much a term that is in df chunks tells; common says that its word says
// little in its language.
func (x *index) idf(df int, common bool) float64 {
	n, in := float64(x.n), float64(df)
	if rest := enoughChunks - n; rest > 0 {
		share := usualWord
		if common {
			share = usualCommon
		}
		n, in = enoughChunks, in+rest*share
	}
	return math.Log(1 + (n-in+0.5)/(in+0.5))
}
