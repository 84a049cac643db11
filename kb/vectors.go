package kb

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/say"
)

// Embedder turns texts into vectors, one for each, all of one length. Package llm has
// one; what it is given may be masked on the way.
type Embedder interface {
	Embed(ctx context.Context, texts []string) ([][]float32, error)
	Model() string // vectors of different models do not compare
}

// vectors are the meanings of chunks, in their order, each of length one.
type vectors struct {
	dim  int
	flat []float32
}

// embedBatch is how many texts go into one request.
const embedBatch = 64

// embedAtOnce is how many snippets without a vector are embedded while a draft waits;
// more are left to Index.
const embedAtOnce = 256

// prepareVectors loads the vectors kept beside the index at path and has those made
// that are missing, at most limit. What goes wrong is a warning: words still find.
func (b *Base) prepareVectors(ctx context.Context, path string, limit int) []string {
	if b.options.Embedder == nil || len(b.chunks) == 0 {
		return nil
	}
	kept := loadVectors(vectorPath(path), b.options.Embedder.Model())
	keys := make([]vectorKey, len(b.chunks))
	var missing []int
	for n := range b.chunks {
		if keys[n] = keyOf(b.embeddable(n)); kept.at[keys[n]] == nil {
			missing = append(missing, n)
		}
	}
	if len(missing) > limit {
		return unembedded(len(missing))
	}
	err := b.embedMissing(ctx, kept, keys, missing)
	if errors.Is(err, errDimension) { // the model behind the name is another one now
		kept = &keptVectors{model: kept.model, at: map[vectorKey][]float32{}}
		missing = missing[:0]
		for n := range keys {
			missing = append(missing, n)
		}
		if len(missing) > limit {
			forgetVectors(path)
			return unembedded(len(missing))
		}
		err = b.embedMissing(ctx, kept, keys, missing)
	}
	if err != nil {
		warnings := []string{fmt.Sprintf("search goes by words alone: %v", err)}
		if len(kept.at) > 0 && path != "" { // what was made is not made again
			if err := save(vectorPath(path), kept.bytes(keys)); err != nil {
				warnings = append(warnings, fmt.Sprintf("the vectors are not kept: %v", err))
			}
		}
		return warnings
	}
	b.stale = func() { forgetVectors(path) }
	b.vectors = &vectors{dim: kept.dim, flat: make([]float32, 0, kept.dim*len(keys))}
	for _, k := range keys {
		b.vectors.flat = append(b.vectors.flat, kept.at[k]...)
	}
	if len(missing) > 0 && path != "" {
		if err := save(vectorPath(path), kept.bytes(keys)); err != nil {
			return []string{fmt.Sprintf("the vectors are not kept: %v", err)}
		}
	}
	return nil
}

func unembedded(snippets int) []string {
	return []string{fmt.Sprintf("%d snippets have no vectors yet, so search goes by words alone: run `parlance kb index`", snippets)}
}

// forgetVectors takes vectors that do not compare from the cache: the next index makes new ones.
func forgetVectors(path string) { os.Remove(vectorPath(path)) }

func (b *Base) embeddable(n int) string { return b.chunks[n].title + "\n" + b.text(n) }

func (b *Base) embedMissing(ctx context.Context, kept *keptVectors, keys []vectorKey, missing []int) error {
	for batch := range slices.Chunk(missing, embedBatch) {
		texts := make([]string, len(batch))
		for i, n := range batch {
			texts[i] = b.embeddable(n)
		}
		made, err := b.options.Embedder.Embed(ctx, texts)
		if err != nil {
			return say.Errorf("embeddings: %w", err)
		}
		if len(made) != len(texts) {
			return say.Errorf("embeddings: %d vectors for %d texts", len(made), len(texts))
		}
		for i, v := range made {
			if kept.dim == 0 {
				kept.dim = len(v)
			}
			if len(v) != kept.dim || len(v) == 0 {
				return say.Errorf("embeddings: %w: %d numbers among those of %d", errDimension, len(v), kept.dim)
			}
			if kept.at[keys[batch[i]]] = unitLength(v); !finite(kept.at[keys[batch[i]]]) {
				delete(kept.at, keys[batch[i]])
				return say.Errorf("embeddings: a vector that is not made of numbers")
			}
		}
	}
	return nil
}

// errDimension says that vectors do not compare.
var errDimension = errors.New("a vector of another length")

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

// fuseMeaning orders chunks by their ranks by words and by meaning together. Scores
// stay those of words, raised to enough where a chunk stands out by meaning.
func (b *Base) fuseMeaning(hits []hit, question []float32, open []bool) []hit {
	near := b.vectors.near(question)
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
			known.score = max(known.score, known.need())
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

// vectorKey is the start of the hash of a text that was embedded.
type vectorKey [8]byte

func keyOf(text string) vectorKey {
	sum := sha256.Sum256([]byte(text))
	return vectorKey(sum[:8])
}

func vectorPath(index string) string {
	if index == "" {
		return ""
	}
	return strings.TrimSuffix(index, ".index") + ".vectors"
}

// keptVectors is a vector file: a line with model and length, then keys and numbers,
// little-endian.
type keptVectors struct {
	model string
	dim   int
	at    map[vectorKey][]float32
}

const vectorMagic = "parlvec1"

// loadVectors reads what is kept of a model; none when the file is missing, damaged or
// of another model.
func loadVectors(path, model string) *keptVectors {
	k := &keptVectors{model: model, at: map[vectorKey][]float32{}}
	data, err := os.ReadFile(path)
	if path == "" || err != nil {
		return k
	}
	head, rest, _ := bytes.Cut(data, []byte("\n"))
	magic, tail, _ := strings.Cut(string(head), " ")
	length, of, _ := strings.Cut(tail, " ")
	dim := 0
	if _, err := fmt.Sscan(length, &dim); err != nil || magic != vectorMagic || of != model || dim <= 0 || len(rest)%(8+4*dim) != 0 {
		return k
	}
	k.dim = dim
	for ; len(rest) > 0; rest = rest[8+4*dim:] {
		v := make([]float32, dim)
		for i := range v {
			v[i] = math.Float32frombits(binary.LittleEndian.Uint32(rest[8+4*i:]))
		}
		k.at[vectorKey(rest[:8])] = v
	}
	return k
}

// bytes writes the vectors still used.
func (k *keptVectors) bytes(keys []vectorKey) []byte {
	data := fmt.Appendf(nil, "%s %d %s\n", vectorMagic, k.dim, strings.ReplaceAll(k.model, "\n", " "))
	done := map[vectorKey]bool{}
	for _, key := range keys {
		if done[key] {
			continue
		}
		done[key] = true
		if k.at[key] == nil {
			continue
		}
		data = append(data, key[:]...)
		for _, x := range k.at[key] {
			data = binary.LittleEndian.AppendUint32(data, math.Float32bits(x))
		}
	}
	return data
}
