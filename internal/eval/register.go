package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/parlance-cli/parlance/lang"
)

// registerFigures are the figures of one language. Pairs whose formal and informal
// sentence are the same address nobody and are left out.
type registerFigures struct {
	Formal         int     `json:"formal"`
	Informal       int     `json:"informal"`
	OK             float64 `json:"ok"`              // share of all right, neutral accepted as formal
	InformalRecall float64 `json:"informal_recall"` // share of informal ones said informal
	FalseAlarms    float64 `json:"false_alarms"`    // share of formal ones said informal or mixed
	Neutral        int     `json:"neutral"`         // formal ones said neutral
	ok, hit, alarm int
}

type registerLine struct {
	File       string  `json:"file"`
	Line       int     `json:"line"`
	Lang       string  `json:"lang"`
	Expected   string  `json:"expected"`
	Got        string  `json:"got"`
	Confidence float64 `json:"confidence"`
}

// registerRow is a labelled sentence.
type registerRow struct {
	line              int
	lang, label, text string
	pair              string
}

func scoreRegister(r *run) (any, error) {
	files, err := r.files("register/*.tsv")
	if err != nil {
		return nil, err
	}
	table := map[string]*registerFigures{}
	for _, path := range files {
		rows, err := registerRows(path)
		if err != nil {
			return nil, err
		}
		same := sameInBoth(rows)
		for _, row := range rows {
			v := lang.Register(row.text, row.lang)
			r.predict(registerLine{filepath.Base(path), row.line, row.lang, row.label, string(v.Level), v.Confidence})
			if !same[row.pair] {
				if table[row.lang] == nil {
					table[row.lang] = &registerFigures{}
				}
				table[row.lang].count(row.label, v.Level)
			}
		}
	}
	printRegister(table)
	return table, nil
}

func (f *registerFigures) count(label string, got lang.Level) {
	flagged := got == lang.Informal || got == lang.Mixed
	if label == "formal" {
		f.Formal++
		switch {
		case flagged:
			f.alarm++
		default:
			f.ok++
		}
		if got == lang.Neutral {
			f.Neutral++
		}
	} else {
		f.Informal++
		if got == lang.Informal {
			f.hit++
			f.ok++
		}
	}
	f.OK = float64(f.ok) / float64(f.Formal+f.Informal)
	f.InformalRecall = float64(f.hit) / float64(max(1, f.Informal))
	f.FalseAlarms = float64(f.alarm) / float64(max(1, f.Formal))
}

func printRegister(table map[string]*registerFigures) {
	langs := make([]string, 0, len(table))
	for l := range table {
		langs = append(langs, l)
	}
	sort.Strings(langs)
	fmt.Println("register: language, formal, informal, ok, informal recall, false alarms, formal ones said neutral")
	for _, l := range langs {
		f := table[l]
		fmt.Printf("%-8s %5d %5d  %.4f  %.4f  %.4f  %5d\n", l, f.Formal, f.Informal, f.OK, f.InformalRecall, f.FalseAlarms, f.Neutral)
	}
}

// registerRows reads a table whose first line names its columns.
func registerRows(path string) ([]registerRow, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	columns := map[string]int{}
	var rows []registerRow
	for n := 1; s.Scan(); n++ {
		cells := strings.Split(s.Text(), "\t")
		if n == 1 {
			for i, name := range cells {
				columns[name] = i
			}
			continue
		}
		cell := func(name string) string {
			if i, ok := columns[name]; ok && i < len(cells) {
				return cells[i]
			}
			return ""
		}
		rows = append(rows, registerRow{n, cell("lang"), cell("label"), cell("text"), cell("pair_id")})
	}
	return rows, s.Err()
}

// sameInBoth are the pairs that read the same in both registers.
func sameInBoth(rows []registerRow) map[string]bool {
	text, same := map[string]string{}, map[string]bool{}
	for _, r := range rows {
		if r.pair == "" {
			continue
		}
		if t, ok := text[r.pair]; ok && t == r.text {
			same[r.pair] = true
		}
		text[r.pair] = r.text
	}
	return same
}
