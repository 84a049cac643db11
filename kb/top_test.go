package kb

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The best without sorting everything are the best after sorting everything.
func TestTopIsTheBest(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{0, 1, deepest, 4*deepest - 1, 4 * deepest, 9001} {
		scores, open := make([]float32, n), make([]bool, n)
		var want []hit
		for i := range n {
			scores[i] = float32(r.IntN(2000)-500) / 300 // many alike, some below zero
			if open[i] = r.IntN(10) > 0; open[i] && scores[i] > 0 {
				want = append(want, hit{chunk: i, score: float64(scores[i])})
			}
		}
		slices.SortFunc(want, byScore)
		if got := top(scores, open); !slices.Equal(got, want[:min(len(want), deepest)]) {
			t.Errorf("%d scores: another %d than the best of %d", n, len(got), len(want))
		}
	}
}
