package kb

import (
	"cmp"
	"context"
	"slices"
)

// Translator writes a question in other languages: one text for each of to, BCP 47
// tags, in their order; "" where it cannot.
type Translator interface {
	TranslateQuery(ctx context.Context, text string, to []string) ([]string, error)
}

// mostTongues is how many languages of the articles a question is written in.
const mostTongues = 3

// tongues are the languages most snippets are in, without the question's own.
func (b *Base) tongues(without string) []string {
	count := map[string]int{}
	var tags []string
	for _, t := range b.index.tongues {
		if t.tag == "" || t.tag == without {
			continue
		}
		if count[t.tag]++; count[t.tag] == 1 {
			tags = append(tags, t.tag)
		}
	}
	slices.SortFunc(tags, func(a, c string) int { return cmp.Or(cmp.Compare(count[c], count[a]), cmp.Compare(a, c)) })
	return tags[:min(len(tags), mostTongues)]
}

// inOtherWords ranks chunks by the question in their own language, where the
// translator has written it; others keep their place by the question as asked.
func (b *Base) inOtherWords(ctx context.Context, text string, from tongue, open []bool, asked []hit) ([]hit, error) {
	to := b.tongues(from.tag)
	if len(to) == 0 {
		return asked, nil
	}
	written, err := b.options.Translator.TranslateQuery(ctx, text, to)
	if err != nil {
		return asked, err
	}
	all := map[int]hit{}
	for _, h := range asked {
		all[h.chunk] = h
	}
	for i, w := range written[:min(len(written), len(to))] {
		if w == "" {
			continue
		}
		for n := range all {
			if b.index.tongues[n].tag == to[i] {
				delete(all, n)
			}
		}
		its := make([]bool, len(open))
		for n := range open {
			its[n] = open[n] && b.index.tongues[n].tag == to[i]
		}
		for _, h := range b.candidates(w, tongueOf(w, to[i]), its) {
			all[h.chunk] = h
		}
	}
	hits := make([]hit, 0, len(all))
	for _, h := range all {
		hits = append(hits, h)
	}
	slices.SortFunc(hits, byScore)
	return hits, nil
}
