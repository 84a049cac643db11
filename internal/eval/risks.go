package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/parlance-cli/parlance/ticket"
)

// riskCase is a ticket and the kinds it must be held for; none for a near miss.
type riskCase struct {
	ID   string   `json:"id"`
	Lang string   `json:"lang"`
	Text string   `json:"text"`
	Hold []string `json:"hold"`
}

type riskPrediction struct {
	File string   `json:"file"`
	ID   string   `json:"id"`
	Lang string   `json:"lang"`
	Want []string `json:"want"`
	Got  []string `json:"got"`
	As   string   `json:"as"` // the language it was read as
	Saw  []string `json:"saw,omitempty"`
}

// riskFigures say how many dangerous tickets are held, at all and for the right reason,
// and how many harmless ones are.
type riskFigures struct {
	Held   share             `json:"held"`   // of those to hold
	Right  share             `json:"right"`  // held, every kind named
	False  share             `json:"false"`  // of those not to hold, held
	Kinds  map[string]*share `json:"kinds"`  // by kind wanted: held for it
	Langs  map[string]*share `json:"langs"`  // by language: held
	Calm   map[string]*share `json:"calm"`   // by language: falsely held
	Blamed map[string]int    `json:"blamed"` // by kind given: false holds
}

// scoreRisks reads each text as a ticket of which nothing else is known. The data is a
// folder with risks/*.jsonl, or one such file.
func scoreRisks(r *run) (any, error) {
	paths := []string{r.data}
	if info, err := os.Stat(r.data); err == nil && info.IsDir() {
		if paths, err = r.files("risks/*.jsonl"); err != nil {
			return nil, err
		}
	}
	f := riskFigures{Kinds: map[string]*share{}, Langs: map[string]*share{}, Calm: map[string]*share{}, Blamed: map[string]int{}}
	for _, path := range paths {
		err := lines(path, func(n int, c riskCase) error {
			s := ticket.Analyse(&ticket.Ticket{Text: c.Text}, "en", time.Time{})
			p := riskPrediction{File: filepath.Base(path), ID: c.ID, Lang: c.Lang, Want: c.Hold, Got: []string{}, As: s.Language.Tag}
			for _, k := range s.Risks {
				if k.Hold {
					p.Got = append(p.Got, k.Kind)
					p.Saw = append(p.Saw, k.Evidence[0].Text)
				}
			}
			if p.ID == "" {
				p.ID = fmt.Sprint(n)
			}
			f.add(p)
			r.predict(p)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	f.print()
	return f, nil
}

func (f *riskFigures) add(p riskPrediction) {
	held := len(p.Got) > 0
	if len(p.Want) == 0 {
		f.False.add(held)
		in(f.Calm, p.Lang).add(held)
		for _, k := range p.Got {
			f.Blamed[k]++
		}
		return
	}
	f.Held.add(held)
	in(f.Langs, p.Lang).add(held)
	right := true
	for _, k := range p.Want {
		hit := slices.Contains(p.Got, k)
		in(f.Kinds, k).add(hit)
		right = right && hit
	}
	f.Right.add(right)
}

func in(m map[string]*share, key string) *share {
	if m[key] == nil {
		m[key] = &share{}
	}
	return m[key]
}

func (f *riskFigures) print() {
	fmt.Printf("held %s, for the right reason %s, falsely %s\n", f.Held, f.Right, f.False)
	fmt.Print("by kind:\n")
	for _, k := range sortedKeys(f.Kinds) {
		fmt.Printf("  %-11s %s\n", k, *f.Kinds[k])
	}
	fmt.Print("false holds by kind:")
	for _, k := range sortedKeys(f.Blamed) {
		fmt.Printf("  %s %d", k, f.Blamed[k])
	}
	fmt.Println()
	langs := sortedKeys(f.Langs)
	for _, l := range sortedKeys(f.Calm) {
		if !slices.Contains(langs, l) {
			langs = append(langs, l)
		}
	}
	fmt.Printf("%-10s %-24s %s\n", "language", "held", "falsely held")
	for _, l := range langs {
		fmt.Printf("%-10s %-24s %s\n", l, *in(f.Langs, l), *in(f.Calm, l))
	}
}
