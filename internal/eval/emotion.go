package main

import (
	"fmt"
	"path/filepath"
	"sort"
	"time"

	"github.com/parlance-cli/parlance/ticket"
)

type emotionCase struct {
	Lang     string `json:"lang"`
	Text     string `json:"text"`
	Anger    *int   `json:"anger"`
	Negative *int   `json:"negative"`
	Source   string `json:"source"`
}

type emotionPrediction struct {
	File  string  `json:"file"`
	Line  int     `json:"line"`
	Lang  string  `json:"lang"`
	Anger *int    `json:"anger"`
	Got   float64 `json:"got"`
}

// emotionFigures are the areas under the curve by language and by source.
type emotionFigures struct {
	AngerMean    float64            `json:"anger_auc_mean"`
	NegativeMean float64            `json:"negative_auc_mean"`
	Anger        map[string]float64 `json:"anger_auc"`
	Negative     map[string]float64 `json:"negative_auc"`
	Sources      map[string]float64 `json:"anger_auc_by_source"`
}

// scored is one judgement and its label.
type scored struct {
	score float64
	label int
}

// scoreEmotion reads each text as a ticket whose customer's language is the labelled
// one; the words are still detected first, metadata decides when they cannot.
func scoreEmotion(r *run) (any, error) {
	paths, err := r.files("emotion/*.jsonl")
	if err != nil {
		return nil, err
	}
	anger, negative, sources := map[string][]scored{}, map[string][]scored{}, map[string][]scored{}
	for _, path := range paths {
		err := lines(path, func(n int, c emotionCase) error {
			t := &ticket.Ticket{Text: c.Text, Customer: ticket.Customer{Language: c.Lang}}
			e := ticket.Analyse(t, "en", time.Time{}).Emotion
			r.predict(emotionPrediction{filepath.Base(path), n, c.Lang, c.Anger, e.Anger})
			if c.Anger != nil {
				anger[c.Lang] = append(anger[c.Lang], scored{e.Anger, *c.Anger})
				sources[c.Lang+" "+c.Source] = append(sources[c.Lang+" "+c.Source], scored{e.Anger, *c.Anger})
			}
			if c.Negative != nil {
				negative[c.Lang] = append(negative[c.Lang], scored{e.Negative, *c.Negative})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	f := emotionFigures{Anger: map[string]float64{}, Negative: map[string]float64{}, Sources: map[string]float64{}}
	f.AngerMean = areas(anger, f.Anger)
	f.NegativeMean = areas(negative, f.Negative)
	areas(sources, f.Sources)
	printAreas(f)
	return f, nil
}

// areas fills in the area of each group that has both labels, and returns their mean.
func areas(groups map[string][]scored, into map[string]float64) float64 {
	sum := 0.0
	for name, list := range groups {
		if a, ok := area(list); ok {
			into[name] = a
			sum += a
		}
	}
	if len(into) == 0 {
		return 0
	}
	return sum / float64(len(into))
}

// area is the chance that a case labelled 1 scores above one labelled 0, ties half.
func area(list []scored) (float64, bool) {
	sort.Slice(list, func(i, j int) bool { return list[i].score < list[j].score })
	ranks, ones := 0.0, 0
	for i := 0; i < len(list); {
		j := i
		for j < len(list) && list[j].score == list[i].score {
			j++
		}
		rank := float64(i+j+1) / 2 // of equal scores
		for ; i < j; i++ {
			if list[i].label == 1 {
				ranks += rank
				ones++
			}
		}
	}
	zeros := len(list) - ones
	if ones == 0 || zeros == 0 {
		return 0, false
	}
	return (ranks - float64(ones*(ones+1))/2) / float64(ones*zeros), true
}

func printAreas(f emotionFigures) {
	fmt.Printf("anger AUC, mean of %d languages: %.3f; any bad feeling: %.3f\n", len(f.Anger), f.AngerMean, f.NegativeMean)
	for _, tag := range sortedKeys(f.Negative) {
		shown := "    -"
		if a, ok := f.Anger[tag]; ok {
			shown = fmt.Sprintf("%.3f", a)
		}
		fmt.Printf("  %-8s anger %s  negative %.3f\n", tag, shown, f.Negative[tag])
	}
	for _, s := range sortedKeys(f.Sources) {
		fmt.Printf("  %.3f  %s\n", f.Sources[s], s)
	}
}

func sortedKeys[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
