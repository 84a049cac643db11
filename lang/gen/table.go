package main

import (
	"fmt"
	"math"
	"slices"
)

// table is one model: n-grams with the probability of their last letter after the
// others in each language.
type table struct {
	name    string
	langs   []string
	letters string
	close   []pair  // languages often taken for one another
	gain    float64 // an n-gram must tell this much, in nats a letter, to be kept
	bits    int     // of the bucket number
}

const (
	smoothing = 5    // counts lent by the shorter n-gram
	rare      = 1e-6 // n-grams rarer than this in all languages together are not looked at
	step      = .5   // nats between two values of a packed vector
	top       = 15   // its largest value
)

// pair is two close languages and how much more it counts what tells them apart.
type pair struct {
	a, b   string
	weight float64
}

// vector is one number per language.
type vector []float64

// entry is an n-gram that is kept.
type entry struct {
	gram gram
	n    int
	p    vector
}

// model is the statistics of one language.
type model struct {
	count   freqs // how often, in the sample lingua counted
	context freqs // how often as what comes before a letter
	letters float64
}

func (t table) build(models string) ([]byte, error) {
	letters := alphabet{'#': 1}
	for _, r := range t.letters {
		if _, ok := letters[r]; !ok {
			letters[r] = byte(len(letters) + 1)
		}
	}
	ms := make([]model, len(t.langs))
	for i, l := range t.langs {
		f, err := readFreqs(models, l, letters)
		if err != nil {
			return nil, err
		}
		ms[i] = newModel(f)
	}
	kept := t.choose(ms, smooth(ms))
	fmt.Printf("%s: %d n-grams kept\n", t.name, len(kept))
	return t.pack(kept, letters), nil
}

func newModel(f freqs) model {
	least := 1.0 // one count
	for _, p := range f[order] {
		least = min(least, p)
	}
	m := model{count: f.withBorders(), letters: 1 / least}
	for n := range m.count {
		m.context[n] = map[gram]float64{}
		for g, p := range m.count[n] {
			m.count[n][g] = p * m.letters
		}
		for g, c := range m.count[n] {
			if n > 1 {
				m.context[n-1][g>>8] += c
			}
		}
	}
	return m
}

// smooth gives the probability of an n-gram's last letter, longer n-grams resting on
// shorter ones.
func smooth(ms []model) (out [order + 1]map[gram]vector) {
	for n := 1; n <= order; n++ {
		out[n] = map[gram]vector{}
		for g := range frequent(ms, n) {
			v := make(vector, len(ms))
			for l, m := range ms {
				if n == 1 {
					v[l] = (m.count[1][g] + .5) / (m.letters*1.2 + 100)
					continue
				}
				v[l] = out[n-1][g.last(n-1)][l]
				if c := m.context[n-1][g>>8]; c > 0 {
					v[l] = (m.count[n][g] + smoothing*v[l]) / (c + smoothing)
				}
			}
			out[n][g] = v
		}
	}
	return out
}

// frequent are the n-grams of length n worth looking at.
func frequent(ms []model, n int) map[gram]float64 {
	sum := map[gram]float64{}
	for _, m := range ms {
		for g, c := range m.count[n] {
			sum[g] += c / m.letters
		}
	}
	for g, s := range sum {
		if n > 1 && s < rare {
			delete(sum, g)
		}
	}
	return sum
}

// choose keeps the n-grams that tell more about the language than the longest kept
// n-gram they end with.
func (t table) choose(ms []model, vectors [order + 1]map[gram]vector) []entry {
	type place struct {
		n int
		g gram
	}
	kept := map[place]vector{}
	var list []entry
	for n := 1; n <= order; n++ {
		for _, g := range sorted(vectors[n]) {
			v := vectors[n][g]
			if n > 1 {
				var shorter vector
				for m := n - 1; shorter == nil; m-- {
					shorter = kept[place{m, g.last(m)}]
				}
				if t.worth(ms, n, g, v, shorter) < t.gain {
					continue
				}
			}
			kept[place{n, g}] = v
			list = append(list, entry{g, n, v})
		}
	}
	return list
}

func sorted(m map[gram]vector) []gram {
	keys := make([]gram, 0, len(m))
	for g := range m {
		keys = append(keys, g)
	}
	slices.Sort(keys)
	return keys
}

// worth is the gain between all languages and within each close pair: a long text
// leaves only such a pair in doubt.
func (t table) worth(ms []model, n int, g gram, v, shorter vector) float64 {
	all := make([]int, len(ms))
	for l := range all {
		all[l] = l
	}
	sum := gain(ms, all, n, g, v, shorter)
	for _, c := range t.close {
		sum += c.weight * gain(ms, []int{slices.Index(t.langs, c.a), slices.Index(t.langs, c.b)}, n, g, v, shorter)
	}
	return sum
}

// gain is by how much, averaged over the texts of some languages, the true language's
// log probability rises when v is used instead of shorter, given what the letters
// before already told.
func gain(ms []model, langs []int, n int, g gram, v, shorter vector) float64 {
	const doubt = .02 // the letters before never settle it
	before, sum := make(vector, len(ms)), 0.0
	for _, l := range langs {
		before[l] = ms[l].count[n-1][g>>8] / ms[l].letters
		sum += before[l]
	}
	if sum == 0 {
		return 0
	}
	var expected float64
	for _, l := range langs {
		expected += (before[l] + doubt*sum) / (sum * (1 + doubt*float64(len(langs)))) * v[l] / shorter[l]
	}
	var total float64
	for _, l := range langs {
		total += ms[l].count[n][g] / ms[l].letters * (math.Log(v[l]/shorter[l]) - math.Log(expected))
	}
	return total
}
