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
	groups   map[string][]int // translation group → articles
	byID     map[string]int   // snippet id → chunk
	seen     unitCache
	tables   tables
}

// Open reads folders of articles. A broken file is a warning with its name; the rest
// works.
func Open(ctx context.Context, dirs []string) (*Base, []string, error) {
	var warnings []string
	b := &Base{tables: tables{}}
	for _, dir := range dirs {
		found, warned, err := readFolder(ctx, dir)
		if err != nil {
			return nil, nil, err
		}
		warnings = append(warnings, warned...)
		b.articles = append(b.articles, found...)
		facts, warned := readTables(dir)
		warnings = append(warnings, warned...)
		for name, rows := range facts {
			b.tables[name] = append(b.tables[name], rows...)
		}
	}
	warnings = append(warnings, b.link()...)
	b.index = buildIndex(b.articles, b.chunks)
	b.seen = newUnitCache(len(b.chunks))
	return b, warnings, nil
}

// link gives every chunk its id and joins translations into groups.
func (b *Base) link() []string {
	var warnings []string
	b.groups = map[string][]int{}
	b.byID = map[string]int{}
	b.chunks = b.chunks[:0]
	for n := range b.articles {
		a := &b.articles[n]
		a.first = len(b.chunks)
		for _, c := range a.sections {
			c.article = n
			c.id = a.path
			if c.anchor != "" && a.entry {
				c.id += "-" + c.anchor
			} else if c.anchor != "" {
				c.id += "#" + c.anchor
			}
			if _, taken := b.byID[c.id]; taken {
				warnings = append(warnings, c.id+": two articles have this id; the second is left out")
				continue
			}
			b.byID[c.id] = len(b.chunks)
			b.chunks = append(b.chunks, c)
		}
		a.count = len(b.chunks) - a.first
	}
	named := map[string]string{} // id or path → group
	for _, a := range b.articles {
		if a.translationOf == "" {
			named[a.path], named[a.id] = a.path, a.path
		}
	}
	for n := range b.articles {
		a := &b.articles[n]
		a.group = a.path
		if of := a.translationOf; of != "" {
			if g, ok := named[of]; ok {
				a.group = g
			} else {
				a.group = of
			}
		}
		b.groups[a.group] = append(b.groups[a.group], n)
	}
	return warnings
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
	n, ok := b.byID[id]
	if !ok {
		return Snippet{}, false
	}
	return b.snippet(n), true
}

func (b *Base) snippet(n int) Snippet {
	c := &b.chunks[n]
	a := &b.articles[c.article]
	return Snippet{
		ID: c.id, Title: c.title, Text: c.text, Language: a.lang, URL: a.url,
		Source: c.source(a), Internal: a.internal,
	}
}
