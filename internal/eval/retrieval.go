package main

import (
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

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
