package main

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// retrieval is one set: documents, questions, and which document answers which.
type retrieval struct {
	name    string // "jsquad_ja", "xquad:de", "xquad:ja>en"
	docs    []retrievalText
	queries []retrievalText
	right   map[string]map[string]bool // query → documents
	written phrases                    // the questions as people wrote them in the documents' language, or nil
}

// phrases is a perfect translator of the questions of a set.
type phrases map[string]string

func (p phrases) TranslateQuery(_ context.Context, text string, to []string) ([]string, error) {
	out := make([]string, len(to))
	for i := range to {
		out[i] = p[text]
	}
	return out, nil
}

// translated is a set across languages with the question written in the documents'
// language: what an endpoint's translation could give at best.
func (s retrieval) translated(english []retrievalText) retrieval {
	byID := map[string]string{}
	for _, q := range english {
		byID[q.ID] = q.Text
	}
	s.written = phrases{}
	for _, q := range s.queries {
		s.written[q.Text] = byID[q.ID]
	}
	s.name += " translated"
	return s
}

type retrievalText struct {
	ID    string `json:"id"`
	Lang  string `json:"lang"`
	Title string `json:"title"`
	Text  string `json:"text"`
	Group string `json:"group"` // documents and questions of one group only
	OOS   bool   `json:"oos"`   // no document answers
}

// retrievalSets reads the sets there are, by name.
func retrievalSets(root string) ([]retrieval, error) {
	dirs, err := os.ReadDir(root)
	if err != nil {
		return nil, err
	}
	var sets []retrieval
	for _, d := range dirs {
		dir := filepath.Join(root, d.Name())
		right, err := readQrels(filepath.Join(dir, "qrels.tsv"))
		if err != nil {
			continue // not a retrieval set
		}
		plain := retrieval{name: d.Name(), right: right}
		if err := plain.read(filepath.Join(dir, "corpus.jsonl"), filepath.Join(dir, "queries.jsonl")); err == nil {
			sets = append(sets, plain)
			continue
		}
		corpora, err := filepath.Glob(filepath.Join(dir, "corpus.*.jsonl"))
		if err != nil {
			return nil, err
		}
		for _, c := range corpora {
			tag := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(c), "corpus."), ".jsonl")
			english := filepath.Join(dir, "corpus.en.jsonl")
			queries := filepath.Join(dir, "queries."+tag+".jsonl")
			own := retrieval{name: d.Name() + ":" + tag, right: right}
			if err := own.read(c, queries); err != nil {
				return nil, err
			}
			sets = append(sets, own)
			if _, err := os.Stat(english); tag != "en" && err == nil {
				cross := retrieval{name: d.Name() + ":" + tag + ">en", right: right}
				if err := cross.read(english, queries); err != nil {
					return nil, err
				}
				asked := retrieval{}
				if err := asked.read(english, filepath.Join(dir, "queries.en.jsonl")); err == nil {
					sets = append(sets, cross.translated(asked.queries))
				}
				sets = append(sets, cross)
			}
		}
	}
	slices.SortStableFunc(sets, func(a, b retrieval) int {
		return cmp.Compare(strings.Count(a.name, ">"), strings.Count(b.name, ">"))
	})
	return sets, nil
}

func (s *retrieval) read(corpus, queries string) error {
	err := lines(corpus, func(_ int, d retrievalText) error { s.docs = append(s.docs, d); return nil })
	if err != nil {
		return err
	}
	return lines(queries, func(_ int, q retrievalText) error { s.queries = append(s.queries, q); return nil })
}

func readQrels(path string) (map[string]map[string]bool, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	right := map[string]map[string]bool{}
	for l := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimSpace(l), "\t")
		if len(cells) < 3 || cells[2] == "0" || cells[0] == "query-id" {
			continue
		}
		if right[cells[0]] == nil {
			right[cells[0]] = map[string]bool{}
		}
		right[cells[0]][cells[1]] = true
	}
	return right, nil
}
