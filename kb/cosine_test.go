package kb

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// exactly is the plain way, in double precision.
func exactly(v *vectors, question []float32) []float64 {
	near := make([]float64, len(v.flat)/v.dim)
	for i, x := range v.flat {
		near[i/v.dim] += float64(x) * float64(question[i%v.dim])
	}
	return near
}

// made returns vectors of length one, scattered or in clusters, and questions near them.
func made(r *rand.Rand, count, dim, clusters int) (*vectors, [][]float32) {
	v := &vectors{dim: dim}
	scattered := func(around []float32) []float32 {
		x := make([]float32, dim)
		for i := range x {
			x[i] = float32(r.NormFloat64())
			if around != nil {
				x[i] = around[i] + x[i]/4
			}
		}
		return unitLength(x)
	}
	var middles [][]float32
	for range clusters {
		middles = append(middles, scattered(nil))
	}
	of := func(n int) []float32 {
		if clusters == 0 {
			return nil
		}
		return middles[n%clusters]
	}
	for n := range count {
		v.flat = append(v.flat, scattered(of(n))...)
	}
	var questions [][]float32
	for n := range 5 {
		questions = append(questions, scattered(of(n)), v.flat[n%count*dim:(n%count+1)*dim])
	}
	return v, questions
}

func TestNearIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct{ count, dim, clusters int }{
		{1, 1, 0}, {3, 5, 0}, {4, 8, 0}, {5, 3, 2}, {1003, 96, 0}, {1003, 96, 7}, {2001, 768, 0}, {2001, 768, 20},
	} {
		v, questions := made(r, c.count, c.dim, c.clusters)
		for _, q := range questions {
			got, want := v.near(q), exactly(v, q)
			if len(got) != c.count {
				t.Fatalf("%+v: %d cosines", c, len(got))
			}
			for n := range want {
				if math.Abs(float64(got[n])-want[n]) > 2e-6 {
					t.Fatalf("%+v: vector %d: %v, want %v", c, n, got[n], want[n])
				}
			}
			if a, b := best(got), best(want); !slices.EqualFunc(a, b, func(x, y int) bool {
				return x == y || math.Abs(want[x]-want[y]) < 2e-6 // equal but for rounding
			}) {
				t.Errorf("%+v: best %v, want %v", c, a, b)
			}
		}
	}
}

// best are the nearest twenty, in order.
func best[F float32 | float64](near []F) []int {
	order := make([]int, len(near))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(near[b], near[a]), cmp.Compare(a, b)) })
	return order[:min(20, len(order))]
}
