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
		to := min(from+share, len(near))
		wait.Go(func() { v.dots(near[from:to], v.flat[from*v.dim:to*v.dim], question) })
	}
	wait.Wait()
	return near
}

// worthSharing is how many numbers are worth a second processor.
const worthSharing = 1 << 18

// dots sets the dot products of the vectors in flat with a question, four vectors at
// once: each number of the question is loaded once for the four, and a processor adds
// up the four sums side by side.
func (v *vectors) dots(into, flat, question []float32) {
	d := v.dim
	question = question[:d]
	for len(into) >= 4 && len(flat) >= 4*d {
		a, b, c, e := flat[:d], flat[d:2*d], flat[2*d:3*d], flat[3*d:4*d]
		a, b, c, e = a[:len(question)], b[:len(question)], c[:len(question)], e[:len(question)]
		var s0, s1, s2, s3 float32
		for i, q := range question {
			s0 += a[i] * q
			s1 += b[i] * q
			s2 += c[i] * q
			s3 += e[i] * q
		}
		into[0], into[1], into[2], into[3] = s0, s1, s2, s3
		into, flat = into[4:], flat[4*d:]
	}
	for n := range into {
		into[n] = 0
		for i, x := range flat[n*d : (n+1)*d] {
			into[n] += x * question[i]
		}
	}
}
