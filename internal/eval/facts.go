package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/check"
)

// factsPair is a line of parallel/pairs*.jsonl or corrupted*.jsonl.
type factsPair struct {
	SrcLang string   `json:"src_lang"`
	TgtLang string   `json:"tgt_lang"`
	Src     string   `json:"src"`
	Tgt     string   `json:"tgt"`
	Type    string   `json:"type"`
	Domain  string   `json:"domain"`
	Feats   []string `json:"feats"`
}

type factsPrediction struct {
	File    string   `json:"file"`
	Line    int      `json:"line"`
	SrcLang string   `json:"src_lang"`
	TgtLang string   `json:"tgt_lang"`
	Type    *string  `json:"type"`
	Got     []string `json:"got"`
}

// flagged counts the cases of one kind and those with a finding.
type flagged struct {
	Cases   int     `json:"cases"`
	Flagged int     `json:"flagged"`
	Share   float64 `json:"share"`
}

func (f *flagged) add(hit bool) {
	f.Cases++
	if hit {
		f.Flagged++
	}
	f.Share = float64(f.Flagged) / float64(f.Cases)
}

// tally counts by group and language; the language "" is all of them.
type tally map[string]map[string]*flagged

func (t tally) add(group, language string, hit bool) {
	if t[group] == nil {
		t[group] = map[string]*flagged{}
	}
	for _, l := range []string{"", language} {
		if t[group][l] == nil {
			t[group][l] = &flagged{}
		}
		t[group][l].add(hit)
	}
}

// factsFigures is facts.json: shares of human pairs and of corrupted pairs with a
// finding, by group or kind of corruption and language.
type factsFigures struct {
	FalseAlarms tally                     `json:"false_alarms"`
	Found       tally                     `json:"found"`
	Rules       map[string]map[string]int `json:"rules"` // times fired on human pairs
	PerSecond   float64                   `json:"pairs_per_second"`
}

func scoreFacts(r *run) (any, error) {
	files, err := r.files("parallel/*.jsonl")
	if err != nil {
		return nil, err
	}
	out := factsFigures{tally{}, tally{}, map[string]map[string]int{}, 0}
	pairs, spent := 0, time.Duration(0)
	for _, path := range files {
		name := filepath.Base(path)
		err := lines(path, func(n int, p factsPair) error {
			start := time.Now()
			got := factsRules(p)
			spent += time.Since(start)
			pairs++
			out.count(p, got)
			prediction := factsPrediction{File: name, Line: n, SrcLang: p.SrcLang, TgtLang: p.TgtLang, Got: got}
			if p.Type != "" {
				prediction.Type = &p.Type
			}
			r.predict(prediction)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	out.PerSecond = float64(pairs) / spent.Seconds()
	out.print()
	return out, nil
}

// factsRules names the facts/* rules that find something in a pair, as warning or
// error.
func factsRules(p factsPair) []string {
	got := []string{}
	for _, f := range check.Facts(check.Input{
		Agent: check.Text{Language: p.SrcLang, Text: p.Src},
		Reply: check.Text{Language: p.TgtLang, Text: p.Tgt},
	}) {
		if f.Severity != check.Info && !slices.Contains(got, f.Rule) {
			got = append(got, f.Rule)
		}
	}
	return got
}

func (f *factsFigures) count(p factsPair, got []string) {
	language := p.TgtLang
	if language == "en" {
		language = p.SrcLang
	}
	if p.Type != "" {
		f.Found.add(p.Type, language, len(got) > 0)
		return
	}
	f.FalseAlarms.add("all pairs", language, len(got) > 0)
	if strings.ContainsAny(p.Src+p.Tgt, "0123456789") {
		f.FalseAlarms.add("with digits", language, len(got) > 0)
	}
	if strings.Contains(p.Domain, "chat") || strings.Contains(p.Domain, "support") {
		f.FalseAlarms.add("support chats", language, len(got) > 0)
	}
	if slices.Contains(p.Feats, "negation") {
		f.FalseAlarms.add("with negation", language, slices.Contains(got, "facts/negation"))
	}
	for _, rule := range got {
		if f.Rules[rule] == nil {
			f.Rules[rule] = map[string]int{}
		}
		f.Rules[rule][language]++
	}
}

func (f *factsFigures) print() {
	for _, table := range []struct {
		title string
		t     tally
	}{{"false alarms on human translations", f.FalseAlarms}, {"found in corrupted translations", f.Found}} {
		fmt.Printf("%s\n", table.title)
		for _, group := range sorted(table.t) {
			byLanguage := table.t[group]
			all := byLanguage[""]
			fmt.Printf("  %-24s %5d of %5d  %5.1f %% ", group, all.Flagged, all.Cases, 100*all.Share)
			for _, l := range sorted(byLanguage) {
				if c := byLanguage[l]; l != "" {
					fmt.Printf(" %s %.1f", l, 100*c.Share)
				}
			}
			fmt.Println()
		}
	}
	fmt.Println("rules that fired on human translations")
	for _, rule := range sorted(f.Rules) {
		fmt.Printf("  %-24s %v\n", rule, f.Rules[rule])
	}
	fmt.Printf("%.0f pairs/s\n", f.PerSecond)
}

func sorted[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
