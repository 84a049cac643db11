package ticket

import (
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

var learn = flag.Bool("learn", false, "learn signals/risk_weights.yaml anew from testdata")

// lesson is a ticket to learn from: its signs, whether it must be held, and how much it counts.
type lesson struct {
	signs  []string
	hold   bool
	weight float64
}

// learnt are the weights that tell the lessons apart: logistic regression, with small
// weights preferred. Signs of fewer than least tickets are left out.
func learnt(lessons []lesson, least int) map[string]float64 {
	seen := map[string]int{}
	for _, l := range lessons {
		for _, s := range l.signs {
			seen[s]++
		}
	}
	ids, names := map[string]int{}, []string{}
	rows := make([][]int, len(lessons))
	for i, l := range lessons {
		for _, s := range l.signs {
			if seen[s] < least {
				continue
			}
			id, ok := ids[s]
			if !ok {
				id = len(names)
				ids[s], names = id, append(names, s)
			}
			rows[i] = append(rows[i], id)
		}
	}
	w := make([]float64, len(names))
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 12 {
		rate := .12 / (1 + .15*float64(round))
		for _, i := range random.Perm(len(rows)) {
			z := 0.0
			for _, id := range rows[i] {
				z += w[id]
			}
			y := 0.0
			if lessons[i].hold {
				y = 1
			}
			off := (1/(1+math.Exp(-z)) - y) * lessons[i].weight
			for _, id := range rows[i] {
				w[id] -= rate * (off + .01*w[id])
			}
		}
	}
	out := map[string]float64{}
	for i, name := range names {
		out[name] = w[i]
	}
	return out
}

// pupil is a ticket read, before it is known which of its words others use too.
type pupil struct {
	riskCase
	text   *riskText
	weight float64
}

// lessons reads the sets that weights are learnt from, by author. Words that only one
// author of the tuned sets uses are not counted: they may have been added because of that
// author, and what they seem to be worth nobody else's ticket would show.
func lessons(t testing.TB) map[string][]lesson {
	users := map[string]map[string]bool{}
	var pupils []pupil
	for name, weight := range lessonSets() {
		for _, c := range riskCases(t, name) {
			a := newAnalysis(&Ticket{Text: c.Text})
			if c.Author == "" {
				c.Author = name
			}
			p := pupil{c, readRisks(a.scan, a.riskTags()), weight}
			for concept, places := range p.text.places {
				for _, at := range places {
					word := p.word(concept, at)
					if users[word] == nil {
						users[word] = map[string]bool{}
					}
					users[word][c.Author] = true
				}
			}
			pupils = append(pupils, p)
		}
	}
	out := map[string][]lesson{}
	for _, p := range pupils {
		if tuned(p.Author) {
			p.forget(func(word string) bool { return len(users[word]) < 2 })
		}
		out[p.Author] = append(out[p.Author], lesson{signs(p.text), len(p.Hold) > 0, p.weight})
	}
	return out
}

// tuned tells the authors whose tickets were read while words were added.
func tuned(author string) bool {
	return !exam(author) && (!strings.HasSuffix(author, ".jsonl") || author == "risks_fresh.jsonl")
}

// exam tells the authors whose tickets nobody read: only weights are learnt from them.
func exam(author string) bool { return strings.HasPrefix(author, "t") }

func (p *pupil) word(concept string, at place) string {
	return p.Lang + " " + concept + " " + string(p.text.scan.folded.runes[at.start:at.end])
}

// forget drops words, and finds anew what several of them say together.
func (p *pupil) forget(drop func(word string) bool) {
	for _, k := range riskBook().means {
		delete(p.text.places, k.kind)
	}
	for c, places := range p.text.places {
		if c != quoted && c != question {
			p.text.places[c] = slices.DeleteFunc(places, func(at place) bool { return drop(p.word(c, at)) })
		}
	}
	for _, k := range riskBook().means {
		p.text.places[k.kind] = p.text.find(k)
	}
}

// lessonSets are the sets to learn from and how much a ticket of each counts: there are
// far more ordinary tickets than dangerous ones.
func lessonSets() map[string]float64 {
	return map[string]float64{
		"risks_exams.jsonl": 3, "risks_authors.jsonl": 1, "risks_natives.jsonl": 1, "risks_fresh.jsonl": 1,
		"risks_words.jsonl": 1, "risks_letters.jsonl": 1, "risks_short.jsonl": 1,
		"asks.jsonl": 3, "complaints.jsonl": 3, "readers.jsonl": 3,
	}
}

// kept rounds weights to what is worth keeping in a file. That a rule holds weighs at
// least believable, however rare its kind is, and what a rule begins with never speaks
// against a ticket.
func kept(weights map[string]float64) map[string]float64 {
	const believable = 1.5
	weights = maps.Clone(weights)
	for kind, concepts := range kindConcepts() {
		weights["="+kind] = max(weights["="+kind], believable)
		for c, begins := range concepts {
			if begins {
				weights[c] = max(weights[c], 0)
			}
		}
	}
	out := map[string]float64{}
	for s, w := range weights {
		if w = math.Round(w*20) / 20; math.Abs(w) >= .1 {
			out[s] = w
		}
	}
	return out
}

func TestRiskWeightsAreLearnt(t *testing.T) {
	if !*learn {
		t.Skip("learns with -learn")
	}
	sets := lessons(t)
	var all []lesson
	for _, by := range slices.Sorted(maps.Keys(sets)) {
		all = append(all, sets[by]...)
	}
	byWeight := map[string][]string{}
	for s, w := range kept(learnt(all, 8)) {
		number := fmt.Sprintf("%.2f", w)
		byWeight[number] = append(byWeight[number], s)
	}
	var out strings.Builder
	out.WriteString("# How much each sign of a ticket speaks for a person looking first: see risk_weigh.go.\n# Learnt: go test ./ticket -run Learnt -learn\n")
	for _, number := range slices.Sorted(maps.Keys(byWeight)) {
		slices.Sort(byWeight[number])
		fmt.Fprintf(&out, "%q: %s\n", number, strings.Join(byWeight[number], ", "))
	}
	if err := os.WriteFile("signals/risk_weights.yaml", []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// believed tells whether signs hold a ticket, as holds does.
func believed(signs []string, weights map[string]float64) bool {
	weight := weigh(signs, weights)
	if slices.ContainsFunc(signs, func(s string) bool { return s[0] == '=' }) {
		return weight > outweighed
	}
	return weight > convincing
}

// Each exam is weighed with what was learnt from all other authors: what is held then is
// what to expect of tickets never seen.
func TestWeightsHoldForAuthorsNotLearntFrom(t *testing.T) {
	if testing.Short() {
		t.Skip("learns three times")
	}
	sets := lessons(t)
	held, found, calm, wrong := 0, 0, 0, 0
	for by, own := range sets {
		if !exam(by) {
			continue
		}
		var others []lesson
		for _, name := range slices.Sorted(maps.Keys(sets)) {
			if name != by {
				others = append(others, sets[name]...)
			}
		}
		h, f, c, w := 0, 0, 0, 0
		weights := kept(learnt(others, 8))
		for _, l := range own {
			hold := believed(l.signs, weights)
			switch {
			case l.hold && hold:
				f++
				h++
			case l.hold:
				h++
			case hold:
				w++
				c++
			default:
				c++
			}
		}
		t.Logf("%s: held %d of %d, falsely %d of %d", by, f, h, w, c)
		held, found, calm, wrong = held+h, found+f, calm+c, wrong+w
	}
	if float64(found) < .86*float64(held) || float64(wrong) > .16*float64(calm) {
		t.Errorf("held %d of %d, falsely %d of %d", found, held, wrong, calm)
	}
	t.Logf("exams: held %d of %d (%.1f %%), falsely %d of %d (%.1f %%)", found, held, 100*float64(found)/float64(held), wrong, calm, 100*float64(wrong)/float64(calm))
}
