package ticket

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"
)

type riskCase struct {
	Lang string   `json:"lang"`
	Hold []string `json:"hold"`
	Text string   `json:"text"`
}

func riskCases(t testing.TB, name string) []riskCase {
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []riskCase
	for s := bufio.NewScanner(f); s.Scan(); {
		var c riskCase
		if err := json.Unmarshal(s.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

func TestDangerousTicketsAreHeldAndNearMissesAreNot(t *testing.T) {
	held, found, calm, wrong := 0, 0, 0, 0
	cases := slices.Concat(riskCases(t, "risks.jsonl"), riskCases(t, "risks_more.jsonl"), riskCases(t, "risks_wide.jsonl"))
	for _, c := range cases {
		s := Analyse(&Ticket{Text: c.Text}, "en", time.Time{})
		var kinds []string
		for _, r := range s.Risks {
			if r.Hold {
				kinds = append(kinds, r.Kind)
			}
		}
		if len(c.Hold) == 0 {
			calm++
			if len(kinds) > 0 {
				wrong++
				t.Errorf("%s held as %v: %s", c.Lang, kinds, c.Text)
			}
			continue
		}
		held++
		if len(kinds) > 0 {
			found++
		}
		for _, want := range c.Hold {
			if !slices.Contains(kinds, want) {
				t.Errorf("%s got %v, want %v: %s", c.Lang, kinds, want, c.Text)
			}
		}
	}
	t.Logf("held %d of %d, falsely %d of %d", found, held, wrong, calm)
}
