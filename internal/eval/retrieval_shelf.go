package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/kb"
)

// shelf is the knowledge base of one group of documents.
type shelf struct {
	base  *kb.Base
	docs  map[string]string // snippet id → document
	plain *plainBM25
}

// shelf writes the documents as a JSONL source, opens them as a command would, and
// keeps the result.
func (s *retrieval) shelf(have map[string]*shelf, group string) (*shelf, error) {
	if sh, ok := have[group]; ok {
		return sh, nil
	}
	dir, err := os.MkdirTemp("", "parlance-eval")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	f, err := os.Create(filepath.Join(dir, "docs.jsonl"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sh := &shelf{docs: map[string]string{}, plain: &plainBM25{}}
	enc := json.NewEncoder(f)
	n := 0
	for _, d := range s.docs {
		if group != "" && d.Group != group {
			continue
		}
		n++
		sh.plain.add(d.ID, d.Title+" "+d.Text)
		sh.docs[fmt.Sprintf("docs.jsonl:%d", n)] = d.ID
		// Sets of questions write the ways to ask as one text with bars.
		text := strings.ReplaceAll(d.Text, " | ", "\n\n")
		if err := enc.Encode(map[string]string{"id": fmt.Sprint(n), "lang": d.Lang, "title": d.Title, "text": text}); err != nil {
			return nil, err
		}
	}
	options := kb.Options{}
	if s.written != nil {
		options.Translator = s.written
	}
	base, warnings, err := kb.Open(context.Background(), []string{dir}, options)
	if err != nil || len(warnings) > 0 {
		return nil, fmt.Errorf("open: %v %q", err, warnings)
	}
	sh.base = base
	have[group] = sh
	return sh, nil
}

// ask returns up to ten documents, and whether a draft would have been offered none.
func (s *shelf) ask(q retrievalText) (ranked []string, none bool, err error) {
	found, enough, err := s.base.Rank(context.Background(), kb.Query{
		Texts: []string{q.Text}, Language: q.Lang, Market: kb.AnyMarket, Limit: 30,
	})
	ranked = []string{}
	for _, sn := range found {
		doc := s.docs[sn.Source]
		if !slices.Contains(ranked, doc) && len(ranked) < 10 {
			ranked = append(ranked, doc)
		}
	}
	return ranked, !enough, err
}
