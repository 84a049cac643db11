package mask

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
	"unicode"
)

// TestTheLabelledSetStaysWithinTheBars: at most 2 % of the sentences with data we
// recognise by form may leave it readable, at most 5 % of the harmless ones may be
// touched, at most 40 % of what only a cue gives away may stay.
func TestTheLabelledSetStaysWithinTheBars(t *testing.T) {
	f, err := os.Open("testdata/pii.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var sure, sureLeaks, harmless, touched, cued, cuedLeaks int
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var row struct {
			ID, Kind, Text string
			Spans          []struct{ Start, End, Tier int }
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		spans := Find(row.Text, Options{})
		if row.Kind != "positive" {
			if harmless++; len(spans) > 0 {
				touched++
				t.Logf("%s: touched: %q", row.ID, row.Text)
			}
			continue
		}
		hidden := hiddenRunes(row.Text, spans)
		runes := []rune(row.Text)
		tier1, leak1 := false, false
		for _, s := range row.Spans {
			leak := readable(runes[s.Start:s.End], hidden[s.Start:s.End])
			if s.Tier == 1 {
				tier1, leak1 = true, leak1 || leak
				continue
			}
			if cued++; leak {
				cuedLeaks++
			}
		}
		if tier1 {
			sure++
		}
		if leak1 {
			sureLeaks++
			t.Logf("%s: leaks: %q", row.ID, row.Text)
		}
	}
	t.Logf("leaking %d of %d sentences of tier 1, touched %d of %d harmless ones, leaking %d of %d values of tier 2", sureLeaks, sure, touched, harmless, cuedLeaks, cued)
	if sureLeaks*100 > sure*2 || touched*100 > harmless*5 || cuedLeaks*100 > cued*40 {
		t.Error("more than the bars allow")
	}
}

func hiddenRunes(text string, spans []Span) []bool {
	var out []bool
	for i := range text {
		in := false
		for _, s := range spans {
			in = in || i >= s.Start && i < s.End
		}
		out = append(out, in)
	}
	return out
}

// readable says that four letters or digits in a row, or the whole value, are left.
func readable(value []rune, hidden []bool) bool {
	run, best, all := 0, 0, 0
	for i, r := range value {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			continue
		}
		all++
		if run++; hidden[i] {
			run = 0
		}
		best = max(best, run)
	}
	return best > 0 && best >= min(4, all)
}
