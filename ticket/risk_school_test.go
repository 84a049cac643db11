package ticket

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// school turns lessons into weights: multinomial logistic regression of sums over the
// sentences of a ticket, none of which counts below -calmest.
type school struct {
	kinds  []string
	ids    map[string]int
	signs  []string  // the last is everyTicket
	values []float64 // of a sign that is there: many words go together, so each counts less
}

// A sign fewer tickets have is left out.
const seldom = 3

func newSchool(all []*lesson) *school {
	s := &school{ids: map[string]int{}}
	seen := map[string]int{}
	for _, l := range all {
		for _, k := range l.Hold {
			if !slices.Contains(s.kinds, k) {
				s.kinds = append(s.kinds, k)
			}
		}
		if l.joint {
			continue
		}
		for sign := range l.distinct() {
			if !l.tuned || isWord(sign) {
				seen[sign]++
			}
		}
	}
	slices.Sort(s.kinds)
	maps.DeleteFunc(seen, func(_ string, n int) bool { return n < seldom })
	s.signs = append(slices.Sorted(maps.Keys(seen)), everyTicket)
	for id, sign := range s.signs {
		s.ids[sign] = id
		switch {
		case isWord(sign):
			s.values = append(s.values, .4)
		case strings.Contains(sign, "&"):
			s.values = append(s.values, .5)
		default:
			s.values = append(s.values, 1)
		}
	}
	return s
}

// pupil is a lesson as numbers.
type pupil struct {
	sentences [][]int // signs
	kind      int     // -1 is none
	weight    float64
}

// pupils are the lessons; those not tuned come once more without their words, at half the
// weight: there are languages whose words few lessons teach.
func (s *school) pupils(all []*lesson) []pupil {
	var out []pupil
	for _, l := range all {
		kind := -1
		if len(l.Hold) > 0 {
			kind = slices.Index(s.kinds, l.Hold[0])
		}
		var both, words, concepts [][]int
		for _, sentence := range l.signs {
			var w, c []int
			for _, sign := range sentence {
				switch id, ok := s.ids[sign]; {
				case ok && isWord(sign):
					w = append(w, id)
				case ok:
					c = append(c, id)
				}
			}
			words, concepts, both = append(words, w), append(concepts, c), append(both, slices.Concat(w, c))
		}
		if l.tuned {
			out = append(out, pupil{words, kind, 1})
		} else {
			out = append(out, pupil{both, kind, 1}, pupil{concepts, kind, .5})
		}
	}
	return out
}

// learn finds the weights of the signs, kind by kind: gradient descent with a rate of its
// own for each weight (AdaGrad), stopped early.
func (s *school) learn(pupils []pupil) []float64 {
	const rounds, rate, learntEnough = 10, .1, .002
	kinds := len(s.kinds)
	w, g := make([]float64, len(s.signs)*kinds), make([]float64, len(s.signs)*kinds)
	step := func(i int, slope float64) {
		g[i] += slope * slope
		w[i] -= rate * slope / math.Sqrt(g[i]+.01)
	}
	every := (len(s.signs) - 1) * kinds
	random := rand.New(rand.NewPCG(1, 2))
	for range rounds {
		for _, n := range random.Perm(len(pupils)) {
			p := &pupils[n]
			sums, off := s.chances(p.sentences, w)
			if p.kind >= 0 {
				off[p.kind]--
			}
			for k := range off {
				off[k] *= p.weight
				step(every+k, off[k])
			}
			for i, ids := range p.sentences {
				for _, id := range ids {
					for k := range off {
						if sums[i][k] > -calmest && math.Abs(off[k]) > learntEnough {
							step(id*kinds+k, off[k]*s.values[id])
						}
					}
				}
			}
		}
	}
	return w
}

// chances are what each sentence says, and how likely each kind is by all of them.
func (s *school) chances(sentences [][]int, w []float64) (sums [][]float64, chance []float64) {
	kinds := len(s.kinds)
	chance = slices.Clone(w[(len(s.signs)-1)*kinds:])
	for _, ids := range sentences {
		sum := make([]float64, kinds)
		for _, id := range ids {
			for k := range sum {
				sum[k] += s.values[id] * w[id*kinds+k]
			}
		}
		for k := range sum {
			chance[k] += max(sum[k], -calmest)
		}
		sums = append(sums, sum)
	}
	most := max(0, slices.Max(chance))
	total := math.Exp(-most)
	for k := range chance {
		chance[k] = math.Exp(chance[k] - most)
		total += chance[k]
	}
	for k := range chance {
		chance[k] /= total
	}
	return sums, chance
}

// table packs weights as readRiskTable reads them, and lists for people the signs that
// speak plainly.
func (s *school) table(w []float64) (bin, list string) {
	const faint, plain = 2, 10 // steps
	type entry struct {
		print uint32
		steps []byte
	}
	entries := map[uint32]entry{}
	var lines strings.Builder
	for id, sign := range s.signs {
		e := entry{print: printOf([]byte(sign))}
		most, line := 0.0, ""
		for k, kind := range s.kinds {
			steps := max(-127, min(127, math.Round(s.values[id]*w[id*len(s.kinds)+k]/weightStep)))
			e.steps = append(e.steps, byte(int8(steps)))
			most = max(most, math.Abs(steps))
			if math.Abs(steps) >= plain/2 {
				line += fmt.Sprintf(" %s %+.1f", kind, steps*weightStep)
			}
		}
		if most >= faint || sign == everyTicket {
			entries[e.print] = e
		}
		if most >= plain {
			fmt.Fprintf(&lines, "%s\t%s\n", sign, line[1:])
		}
	}
	var prints, weights []byte
	for _, e := range slices.SortedFunc(maps.Values(entries), func(a, b entry) int { return cmp.Compare(a.print, b.print) }) {
		prints = binary.BigEndian.AppendUint32(prints, e.print)
		weights = append(weights, e.steps...)
	}
	return fmt.Sprintf("risk1 %d %s\n%s%s", len(entries), strings.Join(s.kinds, ","), prints, weights), lines.String()
}
