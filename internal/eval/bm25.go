package main

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// plainBM25 is the textbook ranking by whole words, to compare with.
type plainBM25 struct {
	ids     []string
	lengths []float64
	words   map[string]map[int]float64
	total   float64
}

func plainWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return r < '0' || r > '9' && r < 'a' || r > 'z' && r < 0xAA || strings.ContainsRune("、。「」？！（），“”‘’–—؟،", r)
	})
}

func (p *plainBM25) add(id, text string) {
	if p.words == nil {
		p.words = map[string]map[int]float64{}
	}
	n := len(p.ids)
	words := plainWords(text)
	for _, w := range words {
		if p.words[w] == nil {
			p.words[w] = map[int]float64{}
		}
		p.words[w][n]++
	}
	p.ids = append(p.ids, id)
	p.lengths = append(p.lengths, float64(len(words)))
	p.total += float64(len(words))
}

func (p *plainBM25) rank(text string) []string {
	n := float64(len(p.ids))
	scores := make([]float64, len(p.ids))
	for _, w := range plainWords(text) {
		df := float64(len(p.words[w]))
		idf := math.Log(1 + (n-df+0.5)/(df+0.5))
		for d, tf := range p.words[w] {
			scores[d] += idf * tf * 2.2 / (tf + 1.2*(0.25+0.75*p.lengths[d]*n/p.total))
		}
	}
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	var ranked []string
	for _, d := range order[:min(10, len(order))] {
		if scores[d] > 0 {
			ranked = append(ranked, p.ids[d])
		}
	}
	return ranked
}
