// Package kb finds what the shop knows: snippets of its articles, by words and by
// market, language and date; and facts computed from its tables.
//
// What it reads is data, never instruction: a snippet may come from a wiki anyone can
// edit, so callers fence it like the ticket.
package kb

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// Snippet is a piece of an article under one heading.
type Snippet struct {
	ID       string  `json:"id"` // "returns.md#eu"
	Title    string  `json:"title"`
	Text     string  `json:"text"`
	Score    float64 `json:"score"`
	Language string  `json:"language,omitempty"`
	URL      string  `json:"url,omitempty"`
	Source   string  `json:"source,omitempty"`   // file:line
	Internal bool    `json:"internal,omitempty"` // informs, is never quoted
}

// AnyMarket as Query.Market switches the market filter off, for people looking
// around; a draft never does.
const AnyMarket = "*"

// Query is what to look for.
type Query struct {
	Texts    []string // one per ask, the buyer's words without noise
	Language string   // the reply's: translations in it come first
	Market   string   // ISO 3166: articles for other markets never answer; "" takes articles for every market only
	At       time.Time
	Limit    int // snippets in all; 0 means 6
}

// Base is an open knowledge base. It is safe for concurrent use.
type Base struct {
	articles []article
	chunks   []chunk
	index    *index
	groups   map[string][]int // translation group of two or more → articles
	tables   tables
	image    *image
	byID     func() map[string]int // snippet id → chunk
	options  Options
	vectors  *vectors
	stale    func() // takes vectors that do not compare from the cache
	close    func() error
}

// Options say what an open knowledge base may use beside its folders.
type Options struct {
	// Cache is a folder for indexes. "" keeps the index in memory and builds it anew
	// each time. What lies there is derived from the articles alone.
	Cache string
	// Embedder adds meaning to the words; nil searches by words alone.
	Embedder Embedder
	// Translator writes a question in the languages of the articles; nil does not. It
	// is asked only when there is no Embedder.
	Translator Translator
}

// Open reads folders of articles. A broken file is a warning with its name; the rest
// works. With a cache, only files that changed are read again; a cache that cannot be
// written is a warning.
func Open(ctx context.Context, dirs []string, o Options) (*Base, []string, error) {
	b, warnings, _, err := open(ctx, dirs, o)
	if err != nil {
		return nil, nil, err
	}
	return b, append(warnings, b.prepareVectors(ctx, cachePath(dirs, o.Cache), embedAtOnce)...), nil
}

// Close lets go of the index file. Search must not be called after it.
func (b *Base) Close() error {
	if b == nil || b.close == nil {
		return nil
	}
	return b.close()
}

// List returns every snippet, by id.
func (b *Base) List() []Snippet {
	if b == nil {
		return nil
	}
	all := make([]Snippet, 0, len(b.chunks))
	for n := range b.chunks {
		all = append(all, b.snippet(n))
	}
	slices.SortFunc(all, func(a, c Snippet) int { return cmp.Compare(a.ID, c.ID) })
	return all
}

// Show returns the snippet of an id.
func (b *Base) Show(id string) (Snippet, bool) {
	if b == nil {
		return Snippet{}, false
	}
	n, ok := b.byID()[id]
	if !ok {
		return Snippet{}, false
	}
	return b.snippet(n), true
}

func (b *Base) id(n int) string { return b.chunks[n].id(&b.articles[b.chunks[n].article]) }

func (b *Base) snippet(n int) Snippet {
	c := &b.chunks[n]
	a := &b.articles[c.article]
	return Snippet{
		ID: c.id(a), Title: c.title, Text: b.text(n), Language: a.lang, URL: a.url,
		Source: c.source(a), Internal: a.internal,
	}
}
