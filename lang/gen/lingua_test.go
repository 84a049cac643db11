package main

import (
	"math"
	"testing"
)

// countInside counts the n-grams inside words, as lingua does: as a share of letters.
func countInside(t *testing.T, words map[string]int, letters alphabet) (f freqs) {
	t.Helper()
	total := 0
	for n := range f {
		f[n] = map[gram]float64{}
	}
	for w, times := range words {
		total += len(w) * times
		for n := 1; n <= order; n++ {
			for i := 0; i+n <= len(w); i++ {
				g, ok := letters.pack(w[i : i+n])
				if !ok {
					t.Fatalf("no letters for %q", w)
				}
				f[n][g] += float64(times)
			}
		}
	}
	for n := range f {
		for g := range f[n] {
			f[n][g] /= float64(total)
		}
	}
	return f
}

func TestWordBordersAreRecoveredFromCountsInsideWords(t *testing.T) {
	letters := alphabet{'#': 1, 't': 2, 'h': 3, 'e': 4, 'n': 5, 'o': 6, 'r': 7}
	words := map[string]int{"the": 3, "then": 2, "he": 4, "other": 1, "on": 1}
	total := 3*3 + 2*4 + 4*2 + 5 + 2
	got := countInside(t, words, letters).withBorders()
	for g, times := range map[string]int{
		"#the#": 3, "#the": 5, "the#": 3, "#he#": 4, "#on#": 1, "#o": 2, "n#": 3, "her#": 1, "#othe": 1, "#then": 2, "ther#": 1,
	} {
		packed, _ := letters.pack(g)
		if p := got[len(g)][packed]; math.Abs(p*float64(total)-float64(times)) > 1e-9 {
			t.Errorf("%s: %v times, want %d", g, p*float64(total), times)
		}
	}
	if packed, _ := letters.pack("#her"); got[4][packed] != 0 {
		t.Error("a word that begins with her was invented")
	}
}

func TestValuesAreRoundedToStepsBehindTheBest(t *testing.T) {
	v := quantise(vector{1, math.Exp(-1), math.Exp(-100)})
	if v[0]&15 != 0 || v[0]>>4 != 2 || v[1]&15 != top {
		t.Errorf("got % x", v)
	}
}
