package kb

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"

	"github.com/parlance-cli/parlance/say"
)

// embedQuestions returns a vector per text, nil when there are none to compare with.
func (b *Base) embedQuestions(ctx context.Context, texts []string) ([][]float32, error) {
	if b.vectors == nil || len(texts) == 0 {
		return nil, nil
	}
	made, err := b.options.Embedder.Embed(ctx, texts)
	if err != nil {
		return nil, err
	}
	if len(made) != len(texts) {
		return nil, errors.New("embeddings: fewer vectors than questions")
	}
	for i := range made {
		if len(made[i]) != b.vectors.dim {
			b.stale()
			return nil, say.Errorf("embeddings: %w than the index has: run `parlance kb index`", errDimension)
		}
		if made[i] = unitLength(made[i]); !finite(made[i]) {
			return nil, errors.New("embeddings: a vector that is not made of numbers")
		}
	}
	return made, nil
}

const (
	// fuseRank is the usual constant of reciprocal rank fusion.
	fuseRank = 60
	// standsOut is how many standard deviations above all chunks the nearest must lie to
	// be evidence: cosines of different models do not compare, this does.
	standsOut = 3.5
)

// fuseMeaning orders chunks by their ranks by words and by nearness in meaning together.
// Scores stay those of words, raised to enough where a chunk stands out by meaning.
func fuseMeaning(hits []hit, near []float32, open []bool) []hit {
	var mean, spread float64
	for _, s := range near {
		mean += float64(s) / float64(len(near))
	}
	for _, s := range near {
		spread += (float64(s) - mean) * (float64(s) - mean) / float64(len(near))
	}
	spread = math.Sqrt(spread)
	byMeaning := top(near, open)
	fused := make(map[int]*hit, len(hits)+len(byMeaning))
	rank := map[int]float64{}
	for i := range hits {
		fused[hits[i].chunk] = &hits[i]
		rank[hits[i].chunk] = 1 / float64(fuseRank+i+1)
	}
	for i, h := range byMeaning {
		rank[h.chunk] += 1 / float64(fuseRank+i+1)
		known := fused[h.chunk]
		if known == nil {
			known = &hit{chunk: h.chunk}
			fused[h.chunk] = known
		}
		if h.score > mean+standsOut*spread {
			known.score, known.means = max(known.score, known.need()), true
		}
	}
	all := make([]hit, 0, len(fused))
	for _, h := range fused {
		all = append(all, *h)
	}
	slices.SortFunc(all, func(a, c hit) int {
		return cmp.Or(cmp.Compare(rank[c.chunk], rank[a.chunk]), cmp.Compare(a.chunk, c.chunk))
	})
	return all
}
