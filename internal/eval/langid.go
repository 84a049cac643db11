package main

import (
	"fmt"
	"path/filepath"
	"sort"
	"strings"

	"github.com/parlance-cli/parlance/lang"
)

// langidFigures are the figures of one file. The two kinds of Chinese count as one
// language in the macro accuracy and are told apart in Chinese.
type langidFigures struct {
	Cases     int                `json:"cases"`
	Macro     float64            `json:"macro"`
	ByLang    map[string]float64 `json:"by_language"`
	Chinese   float64            `json:"hans_or_hant"`  // right variant, of the cases where it is known
	Sure      float64            `json:"sure"`          // share said at confidence .9 or more
	SureRight float64            `json:"sure_right"`    // share of those that are right
	Unknown   int                `json:"said_unknown"`  // no language named
	Confused  map[string]int     `json:"most_confused"` // "expected>got"
}

type langidLine struct {
	File       string  `json:"file"`
	Line       int     `json:"line"`
	Lang       string  `json:"lang"`
	Expected   string  `json:"expected"`
	Got        string  `json:"got"`
	Confidence float64 `json:"confidence"`
}

// langidCount gathers one file.
type langidCount struct {
	right, all         map[string]int
	variants, variant  int
	sure, sureRight, n int
	unknown            int
	confused           map[string]int
}

func scoreLangid(r *run) (any, error) {
	files, err := r.files("langid/*.jsonl")
	if err != nil {
		return nil, err
	}
	figures := map[string]langidFigures{}
	for _, path := range files {
		name := filepath.Base(path)
		c := langidCount{right: map[string]int{}, all: map[string]int{}, confused: map[string]int{}}
		err := lines(path, func(n int, v struct{ Lang, Text string }) error {
			g := lang.Detect(v.Text)
			r.predict(langidLine{name, n, v.Lang, v.Lang, g.Tag, g.Confidence})
			c.count(v.Lang, g)
			return nil
		})
		if err != nil {
			return nil, err
		}
		figures[name] = c.figures()
	}
	printLangid(figures)
	return figures, nil
}

func baseOf(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	return base
}

func (c *langidCount) count(want string, g lang.Guess) {
	base := baseOf(want)
	right := baseOf(g.Tag) == base
	c.n++
	c.all[base]++
	switch {
	case right:
		c.right[base]++
	case g.Tag == "":
		c.unknown++
		fallthrough
	default:
		c.confused[want+">"+g.Tag]++
	}
	if base == "zh" && want != "zh" {
		c.variants++
		if g.Tag == want {
			c.variant++
		}
	}
	if g.Confidence >= .9 {
		c.sure++
		if right {
			c.sureRight++
		}
	}
}

func (c *langidCount) figures() langidFigures {
	f := langidFigures{Cases: c.n, ByLang: map[string]float64{}, Unknown: c.unknown, Confused: map[string]int{}}
	for l, all := range c.all {
		f.ByLang[l] = float64(c.right[l]) / float64(all)
		f.Macro += f.ByLang[l] / float64(len(c.all))
	}
	f.Chinese = float64(c.variant) / float64(max(1, c.variants))
	f.Sure = float64(c.sure) / float64(max(1, c.n))
	f.SureRight = float64(c.sureRight) / float64(max(1, c.sure))
	for _, k := range mostOf(c.confused, 12) {
		f.Confused[k] = c.confused[k]
	}
	return f
}

// mostOf are the keys with the highest counts.
func mostOf(counts map[string]int, n int) []string {
	keys := make([]string, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if counts[keys[i]] != counts[keys[j]] {
			return counts[keys[i]] > counts[keys[j]]
		}
		return keys[i] < keys[j]
	})
	return keys[:min(n, len(keys))]
}

func printLangid(figures map[string]langidFigures) {
	names := make([]string, 0, len(figures))
	for n := range figures {
		names = append(names, n)
	}
	sort.Strings(names)
	fmt.Println("langid: file, cases, macro accuracy, Hans or Hant, said at .9 or more, right of those, unknown; confused")
	for _, n := range names {
		f := figures[n]
		fmt.Printf("%-26s %5d  %.4f  %.4f  %.3f  %.4f  %4d ", n, f.Cases, f.Macro, f.Chinese, f.Sure, f.SureRight, f.Unknown)
		for _, k := range mostOf(f.Confused, 8) {
			fmt.Printf(" %s %d", k, f.Confused[k])
		}
		fmt.Println()
	}
}
