package ticket

import (
	"cmp"
	"flag"
	"hash/fnv"
	"iter"
	"maps"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

var learn = flag.Bool("learn", false, "learn signals/risk_weights anew from testdata")

// lesson is a ticket to learn from. Words of tuned tickets count, but not the concepts
// they name: those were chosen to tell these very tickets apart.
type lesson struct {
	riskCase
	tuned bool
	joint bool       // put together from two tickets
	signs [][]string // by sentence
}

// lessonSets are the sets to learn from; true are those that words were tuned on.
func lessonSets() map[string]bool {
	return map[string]bool{
		"risks_exams.jsonl": false, "risks_lessons.jsonl": false,
		"risks_authors.jsonl": true, "risks_natives.jsonl": true, "risks_fresh.jsonl": true, "risks_words.jsonl": true,
		"risks_letters.jsonl": true, "risks_short.jsonl": true, "asks.jsonl": true, "complaints.jsonl": true, "readers.jsonl": true,
	}
}

// lessons reads all sets. Each ticket comes once more with an ordinary one before or behind
// it: what is dangerous stays so in a long letter.
func lessons(t testing.TB) []*lesson {
	var all []*lesson
	calm := map[string][]string{}
	sets := lessonSets()
	for _, name := range slices.Sorted(maps.Keys(sets)) {
		for _, c := range riskCases(t, name) {
			c.Author = cmp.Or(c.Author, name)
			all = append(all, &lesson{riskCase: c, tuned: sets[name]})
			if len(c.Hold) == 0 {
				calm[c.Lang] = append(calm[c.Lang], c.Text)
			}
		}
	}
	random := rand.New(rand.NewPCG(3, 4))
	for _, l := range slices.Clone(all) {
		others := calm[l.Lang]
		if len(others) < 10 {
			continue
		}
		twice, texts := *l, []string{l.Text, others[random.IntN(len(others))]}
		random.Shuffle(2, func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
		twice.joint, twice.Text = true, strings.Join(texts, "\n\n")
		all = append(all, &twice)
	}
	sign(all)
	return all
}

// sign finds the signs of lessons, on all processors.
func sign(all []*lesson) {
	var wg sync.WaitGroup
	next := make(chan *lesson)
	for range runtime.NumCPU() {
		wg.Go(func() {
			for l := range next {
				a := newAnalysis(&Ticket{Text: l.Text})
				t := readRisks(a.scan, a.riskTags())
				l.signs = make([][]string, len(a.scan.sentences))
				for i := range l.signs {
					t.eachSign(i, func(sign []byte) { l.signs[i] = append(l.signs[i], string(sign)) })
					slices.Sort(l.signs[i])
					l.signs[i] = slices.Compact(l.signs[i])
				}
			}
		})
	}
	for _, l := range all {
		next <- l
	}
	close(next)
	wg.Wait()
}

// distinct are the signs of the whole ticket.
func (l *lesson) distinct() iter.Seq[string] {
	all := map[string]bool{}
	for _, sentence := range l.signs {
		for _, s := range sentence {
			all[s] = true
		}
	}
	return maps.Keys(all)
}

func isWord(sign string) bool { return strings.IndexByte(sign, wordSide) >= 0 }

// risk weighs the lesson.
func (l *lesson) risk(table *riskTable) float64 {
	var sentences [][]float64
	for _, signs := range l.signs {
		sums := make([]float64, len(table.kinds))
		for _, s := range signs {
			if i := table.find([]byte(s)); i >= 0 {
				table.add(i, sums)
			}
		}
		sentences = append(sentences, sums)
	}
	return table.weigh(sentences).risk
}

func TestRiskWeightsAreLearnt(t *testing.T) {
	if !*learn {
		t.Skip("learns with -learn")
	}
	all := lessons(t)
	s := newSchool(all)
	bin, list := s.table(s.learn(s.pupils(all)))
	for name, text := range map[string]string{"signals/risk_weights.bin": bin, "signals/risk_weights.txt": list} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Tickets are weighed with what other authors taught: what is held then is what to expect
// of tickets never seen. More than half of them only look dangerous or are ordinary, and
// a third of the dangerous ones say it in a roundabout way. With -learn every author's
// turn comes, else a fifth of them.
func TestWeightsHoldForAuthorsNotLearntFrom(t *testing.T) {
	if testing.Short() {
		t.Skip("learns")
	}
	const parts = 5
	turns := 1
	if *learn {
		turns = parts
	}
	all := lessons(t)
	part := func(l *lesson) int {
		h := fnv.New32a()
		h.Write([]byte(l.Author))
		return int(h.Sum32() % parts)
	}
	held, found, calm, wrong := 0, 0, 0, 0
	for n := range turns {
		others := slices.DeleteFunc(slices.Clone(all), func(l *lesson) bool { return !l.tuned && part(l) == n })
		s := newSchool(others)
		bin, _ := s.table(s.learn(s.pupils(others)))
		table := readRiskTable(bin)
		for _, l := range all {
			if l.tuned || l.joint || part(l) != n {
				continue
			}
			switch hold := l.risk(table) > 0; {
			case len(l.Hold) > 0 && hold:
				held, found = held+1, found+1
			case len(l.Hold) > 0:
				held++
			case hold:
				calm, wrong = calm+1, wrong+1
			default:
				calm++
			}
		}
	}
	t.Logf("held %d of %d (%.1f %%), falsely %d of %d (%.1f %%)", found, held, 100*float64(found)/float64(held), wrong, calm, 100*float64(wrong)/float64(calm))
	if float64(found) < .8*float64(held) || float64(wrong) > .06*float64(calm) {
		t.Errorf("held %d of %d, falsely %d of %d", found, held, wrong, calm)
	}
}
