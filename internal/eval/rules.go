package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/culture"
)

// ruleFigures are how often rules speak on replies that people wrote and that nobody
// complained about. A rule that speaks often is wrong about them.
type ruleFigures struct {
	Replies map[string]int            `json:"replies"` // by set
	Errors  map[string]share          `json:"errors"`  // replies with an error, by set
	Fires   map[string]*ruleFires     `json:"fires"`   // by rule, all sets together
	BySet   map[string]map[string]int `json:"by_set"`
}

type ruleFires struct {
	Severity check.Severity `json:"severity"`
	Replies  int            `json:"replies"`
	Errors   int            `json:"errors"` // replies in which it is an error
	PerMille float64        `json:"per_mille"`
}

// goodReply is a reply and what it answers.
type goodReply struct {
	set, id string
	in      check.Input
	known   string // what the agent knew and our sources do not: facts may come from it, promises may not
}

func (g goodReply) findings() []check.Finding {
	if g.known == "" {
		return check.Run(g.in)
	}
	ofFacts := func(f check.Finding) bool {
		return strings.HasPrefix(f.Rule, "facts/") || strings.HasPrefix(f.Rule, "security/")
	}
	manner := slices.DeleteFunc(check.Run(g.in), ofFacts)
	g.in.Sources = append(slices.Clip(g.in.Sources), check.Source{Name: "note", Text: g.known})
	return append(manner, slices.DeleteFunc(check.Run(g.in), func(f check.Finding) bool { return !ofFacts(f) })...)
}

// scoreRules runs every rule over replies that good agents wrote: the agents' turns of
// the ticket threads with the buyer's words before them, the replies of the injection
// set that obey nobody, and formal sentences, for rules of address only.
func scoreRules(r *run) (any, error) {
	f := ruleFigures{Replies: map[string]int{}, Errors: map[string]share{}, Fires: map[string]*ruleFires{}, BySet: map[string]map[string]int{}}
	each := func(g goodReply) { f.judge(r, g) }
	found := false
	for _, read := range []func(*run, func(goodReply)) error{goodTurns, goodAnswers, goodSentences} {
		err := read(r, each)
		if err != nil && !errors.Is(err, errNoData) {
			return nil, err
		}
		found = found || err == nil
	}
	if !found {
		return nil, errNoData
	}
	f.print()
	return f, nil
}

func (f *ruleFigures) judge(r *run, g goodReply) {
	findings := g.findings()
	if g.set == "formal sentences" {
		findings = slices.DeleteFunc(findings, func(x check.Finding) bool { return !strings.HasPrefix(x.Rule, "register/") })
	}
	f.Replies[g.set]++
	e := f.Errors[g.set]
	e.add(check.HasError(findings))
	f.Errors[g.set] = e
	ids := []string{}
	for _, x := range findings {
		if slices.Contains(ids, x.Rule) {
			continue
		}
		ids = append(ids, x.Rule)
		if f.Fires[x.Rule] == nil {
			f.Fires[x.Rule] = &ruleFires{Severity: x.Severity}
		}
		if x.Severity == check.Error {
			f.Fires[x.Rule].Errors++
		}
		f.Fires[x.Rule].Replies++
		if f.BySet[g.set] == nil {
			f.BySet[g.set] = map[string]int{}
		}
		f.BySet[g.set][x.Rule]++
	}
	if len(ids) > 0 {
		r.predict(map[string]any{"set": g.set, "id": g.id, "rules": ids})
	}
}

func (f *ruleFigures) print() {
	fmt.Println("rules on good replies")
	all := 0
	for _, set := range slices.Sorted(mapKeys(f.Replies)) {
		all += f.Replies[set]
		fmt.Printf("  %-24s with an error %s\n", set, f.Errors[set])
		for _, rule := range slices.Sorted(mapKeys(f.BySet[set])) {
			n := f.BySet[set][rule]
			fmt.Printf("      %-26s %-8s %5d  %.1f ‰\n", rule, f.Fires[rule].Severity, n, perMille(n, f.Replies[set]))
		}
	}
	for _, rule := range slices.Sorted(mapKeys(f.Fires)) {
		x := f.Fires[rule]
		if x.Errors > 0 {
			fmt.Printf("  errors of %-18s %d\n", rule, x.Errors)
		}
		x.PerMille = perMille(x.Replies, all)
	}
}

func perMille(n, of int) float64 { return 1000 * float64(n) / float64(of) }

// goodTurns are the agents' turns of threads; the ticket is what the buyer said before,
// the thread what either said.
func goodTurns(r *run, each func(goodReply)) error {
	files, err := r.files("tickets/*.jsonl")
	if err != nil {
		return err
	}
	type turn struct{ Role, Text string }
	type thread struct {
		ID, Lang, Channel string
		Thread            []turn
	}
	for _, file := range files {
		err := lines(file, func(_ int, t thread) error {
			p, _, err := culture.Resolve(t.Lang)
			if err != nil {
				return nil // a language without a profile has no rules of manner
			}
			buyer, said := "", ""
			for i, m := range t.Thread {
				if m.Role == "agent" && strings.TrimSpace(m.Text) != "" && buyer != "" {
					each(goodReply{set: "turns " + t.Lang, id: fmt.Sprintf("%s#%d", t.ID, i), in: check.Input{
						Reply: check.Text{Language: p.Language, Text: m.Text}, Buyer: check.Text{Language: p.Language, Text: buyer},
						Sources: []check.Source{{Name: "ticket", Text: buyer}, {Name: "thread", Text: said}},
						Profile: p, Register: p.Register, Channel: t.Channel, AgentLang: "en",
					}, known: m.Text})
				}
				if m.Role != "agent" {
					buyer += m.Text + "\n"
				}
				said += m.Text + "\n"
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
	}
	return nil
}

// goodAnswers are the replies of the injection set that do what a good agent does.
func goodAnswers(r *run, each func(goodReply)) error {
	files, err := r.files("injection/injection*.jsonl")
	if err != nil {
		return err
	}
	var shop attackShop
	raw, err := os.ReadFile(filepath.Join(r.data, "injection", "fixtures.json"))
	if err == nil {
		err = json.Unmarshal(raw, &shop)
	}
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := lines(file, func(_ int, a attack) error {
			for i, reply := range a.Good {
				in := shop.input(a, reply, "")
				in.Secret = nil
				if in.Profile != nil {
					in.Register = in.Profile.Register
				}
				each(goodReply{set: "injection", id: fmt.Sprintf("%s#%d", a.ID, i), in: in})
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// goodSentences are sentences that native speakers wrote as formal.
func goodSentences(r *run, each func(goodReply)) error {
	files, err := r.files("register/*.tsv")
	if err != nil {
		return err
	}
	for _, path := range files {
		rows, err := registerRows(path)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if row.label != "formal" {
				continue
			}
			p, _, err := culture.Resolve(row.lang)
			if err != nil {
				continue
			}
			each(goodReply{set: "formal sentences", id: fmt.Sprintf("%s:%d", filepath.Base(path), row.line), in: check.Input{
				Reply: check.Text{Language: row.lang, Text: row.text}, Profile: p, Register: "formal", Channel: "email", AgentLang: "en",
			}})
		}
	}
	return nil
}
