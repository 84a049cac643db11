package ticket

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
	"time"
)

// heard is how one text of testdata/complaints.jsonl sounds.
type heard struct {
	text      string
	complaint bool
	Emotion
}

func hear(t *testing.T) map[string][]heard {
	t.Helper()
	f, err := os.Open("testdata/complaints.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all := map[string][]heard{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var c struct {
			Lang, Text string
			Complaint  bool
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		s := Analyse(&Ticket{Text: c.Text}, "en", time.Time{})
		all[c.Lang] = append(all[c.Lang], heard{c.Text, c.Complaint, s.Emotion})
	}
	return all
}

// Sorted by tone, complaints stand before questions and thanks.
func TestComplaintsSoundAngrierThanQuestions(t *testing.T) {
	for tag, list := range hear(t) {
		var right, pairs float64
		for _, a := range list {
			for _, b := range list {
				if !a.complaint || b.complaint {
					continue
				}
				pairs++
				switch {
				case a.Anger > b.Anger:
					right++
				case a.Anger == b.Anger:
					right += .5
				}
			}
		}
		t.Logf("%s: %.3f of %.0f pairs in order", tag, right/pairs, pairs)
		if right/pairs < .9 {
			t.Errorf("%s: %.3f of the pairs in order, want .9", tag, right/pairs)
			for _, h := range list {
				t.Logf("  %v %.2f %s %s", h.complaint, h.Anger, h.Label, h.text)
			}
		}
	}
}

// The label a person reads says anger only where somebody is angry.
func TestQuestionsAndThanksAreNotAngry(t *testing.T) {
	for tag, list := range hear(t) {
		for _, h := range list {
			if !h.complaint && h.upset() {
				t.Errorf("%s: %q is read as %s %v", tag, h.text, h.Label, h.Evidence)
			}
		}
	}
}
