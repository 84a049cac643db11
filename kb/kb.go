// Package kb finds what the shop knows: snippets of its articles, by words and by
// market, language and date; and facts computed from its tables.
package kb

import (
	"context"
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

// Fact is a value computed by code.
type Fact struct {
	ID     string            `json:"id"`
	Value  string            `json:"value"`
	Inputs map[string]string `json:"inputs"`
	Source string            `json:"source"`
	Text   string            `json:"text,omitempty"` // the formula in words
}

// Query is what to look for.
type Query struct {
	Texts    []string // one per ask, the buyer's words without noise
	Language string   // the reply's: translations in it come first
	Market   string   // ISO 3166: articles for other markets never answer
	At       time.Time
	Limit    int // snippets in all; 0 means 6
}

// Base is an open knowledge base. It is safe for concurrent use.
type Base struct{}

// Open reads folders of articles. A broken file is a warning with its name; the rest
// works.
func Open(ctx context.Context, dirs []string) (*Base, []string, error) { return &Base{}, nil, nil }

// Search returns snippets, best first; none when nothing is good enough.
func (b *Base) Search(ctx context.Context, q Query) ([]Snippet, error) { return nil, nil }

// List returns every snippet, by id.
func (b *Base) List() []Snippet { return nil }
