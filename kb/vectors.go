package kb

import "context"

// Embedder turns texts into vectors, one for each, all of one length.
type Embedder interface {
	Embed(ctx context.Context, texts []string) ([][]float32, error)
	Model() string // vectors of different models do not compare
}

// Translator writes a question in other languages.
type Translator interface {
	TranslateQuery(ctx context.Context, text string, to []string) ([]string, error)
}

type vectors struct{}

func (b *Base) embedAll(ctx context.Context, path string) []string { return nil }
