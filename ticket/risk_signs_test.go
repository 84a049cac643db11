package ticket

import (
	"slices"
	"strings"
	"testing"
)

func signsIn(text string) []string {
	l := &lesson{riskCase: riskCase{Text: text}}
	sign([]*lesson{l})
	return slices.Concat(l.signs...)
}

func TestSignsAreConceptsWordsPairsAndStems(t *testing.T) {
	for text, want := range map[string][]string{
		"My lawyer will write to you in 14 days!": {"lawyer", "en:my lawyer", "en:lawye~", "en:in 0", "en:!"},
		"I will not sue you, my order is late.":   {"!sue", "en:not sue", "en:late"},
		"返金がなければ弁護士に相談します。":                       {"lawyer", "ja:返", "ja:返金", "ja:返金がな"},
		"Mein Anwalt meldet sich bei Ihnen.":      {"lawyer", "de:mein anwalt", "de:anwal~"},
	} {
		got := signsIn(text)
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%q has no sign %q: %q", text, w, got)
			}
		}
	}
	if got := signsIn("late, my order"); slices.Contains(got, "en:late my") {
		t.Errorf("words on either side of a comma stand together: %q", got)
	}
}

func TestTheTableFindsWhatWasPackedIntoIt(t *testing.T) {
	s := &school{kinds: []string{"injury", "legal"}, signs: []string{"lawyer", "de:anwalt", "de:und", everyTicket}, values: []float64{1, .4, .4, 1}}
	bin, list := s.table([]float64{-.6, 2.4, 0, 3, .01, -.02, -1.2, -.9})
	table := readRiskTable(bin)
	for sign, want := range map[string][]float64{"lawyer": {-.6, 2.4}, "de:anwalt": {0, 1.2}, everyTicket: {-1.2, -.9}} {
		sum := make([]float64, 2)
		table.add(table.find([]byte(sign)), sum)
		for k := range sum {
			if d := sum[k] - want[k]; d > weightStep/2+1e-9 || d < -weightStep/2-1e-9 {
				t.Errorf("%s weighs %v, want %v", sign, sum, want)
			}
		}
	}
	if table.find([]byte("de:und")) >= 0 {
		t.Error("a sign that says nothing is kept")
	}
	if !strings.Contains(list, "lawyer\tinjury -0.6 legal +2.4\n") {
		t.Errorf("the list does not show the lawyer: %q", list)
	}
}

// Where no rule holds, the sentence that speaks most for a kind is shown.
func TestTheSentenceThatSaysItIsShown(t *testing.T) {
	const line = "The ladder gave way under me and I am in plaster."
	text := "Hello, thank you for the quick parcel. " + line + " Do you have it in green?"
	a := newAnalysis(&Ticket{Text: text})
	r := readRisks(a.scan, a.riskTags())
	w := weigh(riskWeights(), r)
	if w.risk <= 0 {
		t.Errorf("risk %.2f, want more than none", w.risk)
	}
	e := w.told(slices.Index(riskWeights().kinds, "injury"), []*riskText{r})
	if e.Text != line || e.Span == nil || string([]rune(text)[e.Span[0]:e.Span[1]]) != line {
		t.Errorf("evidence %+v", e)
	}
}
