package kb

import (
	"math"
	"runtime"
	"sync"
)

// vectors are the meanings of chunks, in their order, each of length one.
type vectors struct {
	dim  int
	flat []float32
}

func finite(v []float32) bool {
	for _, x := range v {
		if x != x || x > math.MaxFloat32 || x < -math.MaxFloat32 {
			return false
		}
	}
	return true
}

// unitLength scales a vector so that a dot product is the cosine.
func unitLength(v []float32) []float32 {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return v
	}
	scale := float32(1 / math.Sqrt(sum))
	out := make([]float32, len(v))
	for i, x := range v {
		out[i] = x * scale
	}
	return out
}

// near returns the cosine of every chunk to a question's vector.
func (v *vectors) near(question []float32) []float32 {
	near := make([]float32, len(v.flat)/v.dim)
	share := 1 + len(near)/runtime.GOMAXPROCS(0)
	if len(v.flat) < worthSharing {
		share = len(near)
	}
	var wait sync.WaitGroup
	for from := 0; from < len(near); from += share {
		wait.Go(func() {
			for n := from; n < min(from+share, len(near)); n++ {
				near[n] = dot(v.flat[n*v.dim:(n+1)*v.dim], question)
			}
		})
	}
	wait.Wait()
	return near
}

// worthSharing is how many numbers are worth a second processor.
const worthSharing = 1 << 18

// dot keeps four sums at once: a processor adds them side by side.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * b[i]
	}
	return s0 + s1 + s2 + s3
}
