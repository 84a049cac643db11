package ticket

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"
)

func TestAsksAreFoundInEveryLanguage(t *testing.T) {
	f, err := os.Open("testdata/asks.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, found, extra := 0, 0, 0
	for s := bufio.NewScanner(f); s.Scan(); {
		var c struct {
			Lang string   `json:"lang"`
			Asks []string `json:"asks"`
			Text string   `json:"text"`
		}
		if err := json.Unmarshal(s.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		got := kinds(Analyse(&Ticket{Text: c.Text}, "en", time.Time{}))
		for _, want := range c.Asks {
			all++
			if slices.Contains(got, want) {
				found++
			} else {
				t.Errorf("%s: asks %v, want %v: %s", c.Lang, got, want, c.Text)
			}
		}
		extra += max(0, len(got)-len(c.Asks))
	}
	t.Logf("found %d of %d asks, %d others beside them", found, all, extra)
}
