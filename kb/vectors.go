package kb

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/parlance-cli/parlance/say"
)

// Embedder turns texts into vectors, one for each, all of one length. Package llm has
// one; what it is given may be masked on the way.
type Embedder interface {
	Embed(ctx context.Context, texts []string) ([][]float32, error)
	Model() string // vectors of different models do not compare
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
