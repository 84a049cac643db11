package cmd

import (
	"context"

	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/llm"
)

// searchOptions are those of searchWith for a command that drafts nothing.
func (a *app) searchOptions(ctx context.Context, opts endpointOptions, c config.Config) (kb.Options, error) {
	e := opts.endpoint(c)
	if opts.engine == "builtin" || opts.engine == "auto" && e.Model == "" {
		return kb.Options{Cache: a.dirs.cache}, nil
	}
	flags := draftOptions{endpointOptions: opts}
	flags.changed = func(name string) bool { return name == "engine" }
	drafter, err := a.drafter(ctx, flags, c)
	if err != nil {
		return kb.Options{}, err
	}
	return a.searchWith(drafter, e, c), nil
}

// searchWith says what a search may use beside the words: embeddings when a model for
// them is set, else the drafting model to write a question in the articles' languages.
func (a *app) searchWith(d *draft.Drafter, e llm.Endpoint, c config.Config) kb.Options {
	o := kb.Options{Cache: a.dirs.cache}
	switch {
	case d.Model == nil:
	case c.KB.Embeddings.Model != "":
		if client, err := llm.New(e, a.surroundings()); err == nil {
			o.Embedder = embedder{client, c.KB.Embeddings.Model, d}
		}
	default:
		o.Translator = d
	}
	return o
}

// embedder is an endpoint's embeddings, with personal data left out of what is sent.
type embedder struct {
	client *llm.Client
	model  string
	d      *draft.Drafter
}

// Embed implements kb.Embedder.
func (e embedder) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	hidden := make([]string, len(texts))
	for i, t := range texts {
		hidden[i] = e.d.Redact(t)
	}
	return e.client.Embed(ctx, e.model, hidden)
}

// Model implements kb.Embedder.
func (e embedder) Model() string { return e.model }
