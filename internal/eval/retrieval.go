package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/kb"
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

// retrievalFigures are means over the questions of a set.
type retrievalFigures struct {
	Docs     int      `json:"docs"`
	Queries  int      `json:"queries"`
	Recall5  float64  `json:"recall@5"`
	MRR10    float64  `json:"mrr@10"`
	NDCG10   float64  `json:"ndcg@10"`
	Right    *float64 `json:"right_or_nothing,omitempty"` // right entry first, or rightly nothing; sets with unanswerable questions
	Baseline float64  `json:"bm25_ndcg@10"`
	QueryP99 float64  `json:"query_p99_ms"`
}

// retrievalOut is a prediction line.
type retrievalOut struct {
	Set    string   `json:"set"`
	Lang   string   `json:"lang"`
	Query  string   `json:"query"`
	Ranked []string `json:"ranked"`
	None   bool     `json:"none"`
}

// scoreRetrieval scores every set under retrieval/: questions against documents of
// one language and, where there are several, against the English ones.
func scoreRetrieval(r *run) (any, error) {
	sets, err := retrievalSets(filepath.Join(r.data, "retrieval"))
	if err != nil {
		return nil, err
	}
	figures := map[string]retrievalFigures{}
	fmt.Printf("%-34s %6s %7s %7s %7s %8s %8s %8s %8s\n", "retrieval", "docs", "queries", "rec@5", "mrr@10", "ndcg@10", "bm25", "right", "p99 ms")
	for _, s := range sets {
		f, err := s.score(r)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.name, err)
		}
		figures[s.name] = f
		right := "-"
		if f.Right != nil {
			right = fmt.Sprintf("%.3f", *f.Right)
		}
		fmt.Printf("%-34s %6d %7d %7.3f %7.3f %8.3f %8.3f %8s %8.2f\n", s.name, f.Docs, f.Queries, f.Recall5, f.MRR10, f.NDCG10, f.Baseline, right, f.QueryP99)
	}
	for name, m := range retrievalMeans(figures) {
		figures[name] = m
		fmt.Printf("%-50s %22.3f %8.3f\n", name, m.NDCG10, m.Baseline)
	}
	return figures, nil
}

// retrievalMeans sums up the families of sets.
func retrievalMeans(figures map[string]retrievalFigures) map[string]retrievalFigures {
	sums := map[string]retrievalFigures{}
	for _, name := range slices.Sorted(maps.Keys(figures)) {
		family, of, multilingual := strings.Cut(name, ":")
		switch {
		case strings.HasSuffix(of, " translated"):
			family += ":mean across languages, translated"
		case multilingual && strings.Contains(of, ">"):
			family += ":mean across languages"
		case multilingual:
			family += ":mean of languages"
		case strings.HasPrefix(name, "hint3"):
			family = "hint3:mean"
		default:
			continue
		}
		s := sums[family]
		s.Docs++ // sets, until divided
		s.NDCG10 += figures[name].NDCG10
		s.Baseline += figures[name].Baseline
		sums[family] = s
	}
	for family, s := range sums {
		n := float64(s.Docs)
		sums[family] = retrievalFigures{Docs: s.Docs, NDCG10: s.NDCG10 / n, Baseline: s.Baseline / n}
	}
	return sums
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

// score asks every question of the set.
func (s *retrieval) score(r *run) (retrievalFigures, error) {
	bases := map[string]*shelf{} // by group
	f := retrievalFigures{Docs: len(s.docs)}
	var judged, answered, right float64
	var times []float64
	for _, q := range s.queries {
		base, err := s.shelf(bases, q.Group)
		if err != nil {
			return f, err
		}
		start := time.Now()
		ranked, none, err := base.ask(q)
		times = append(times, float64(time.Since(start))/float64(time.Millisecond))
		if err != nil {
			return f, err
		}
		if s.written == nil { // a prediction line is of the questions as they are
			r.predict(retrievalOut{s.name, q.Lang, q.ID, ranked, none})
		}
		want := s.right[q.ID]
		judged++
		switch {
		case len(want) == 0 && none, len(want) > 0 && !none && len(ranked) > 0 && want[ranked[0]]:
			right++
		}
		if len(want) == 0 {
			continue
		}
		answered++
		f.add(ranked, want)
		f.Baseline += ndcg(base.plain.rank(q.Text), want)
	}
	f.Queries = int(judged)
	for _, sum := range []*float64{&f.Recall5, &f.MRR10, &f.NDCG10, &f.Baseline} {
		*sum /= max(1, answered)
	}
	if answered < judged {
		share := right / judged
		f.Right = &share
	}
	slices.Sort(times)
	f.QueryP99 = times[len(times)*99/100]
	return f, nil
}

func (f *retrievalFigures) add(ranked []string, want map[string]bool) {
	for i, id := range ranked {
		if want[id] {
			f.MRR10 += 1 / float64(i+1)
			if i < 5 {
				f.Recall5++
			}
			break
		}
	}
	f.NDCG10 += ndcg(ranked, want)
}

func ndcg(ranked []string, want map[string]bool) float64 {
	var got, ideal float64
	for i := range 10 {
		gain := 1 / math.Log2(float64(i)+2)
		if i < len(ranked) && want[ranked[i]] {
			got += gain
		}
		if i < len(want) {
			ideal += gain
		}
	}
	return got / ideal
}

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
	base, warnings, err := kb.OpenWith(context.Background(), []string{dir}, options)
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
