package check

import (
	"slices"
	"testing"

	"github.com/parlance-cli/parlance/value"
)

// TestOneWrongIDIsOneFinding: what is wrong with a value is said once, and by the rule
// that tells most.
func TestOneWrongIDIsOneFinding(t *testing.T) {
	sources := []Source{{Name: "ticket", Text: "Where is my order NL-20391?"}, {Name: "note", Text: "on its way"}}
	for name, c := range map[string]struct {
		agent, reply string
		want         []string
	}{
		"an id that took another's place":  {"Your order NL-20391 is on its way to you.", "Ihre Bestellung NL-20399 ist auf dem Weg zu Ihnen.", []string{"facts/id"}},
		"an id from nowhere":               {"", "Ihre Bestellung NL-20399 ist auf dem Weg zu Ihnen.", []string{"security/dictated"}},
		"an account from nowhere":          {"Please write to us whenever you like.", "Bitte schreiben Sie uns jederzeit per WeChat: nl123456 an.", []string{"security/contact"}},
		"a link that took another's place": {"See https://shop.example/x for it.", "Siehe https://evil.example/y dazu.", []string{"security/link"}},
		"two wrong ids are two mistakes":   {"Your orders NL-20391 and NL-118 are on their way.", "Ihre Bestellungen NL-20399 und NL-119 sind auf dem Weg.", []string{"facts/id", "facts/id"}},
	} {
		in := Input{Agent: Text{"en", c.agent}, Reply: Text{"de", c.reply}, Sources: sources, Buyer: Text{"en", "Where is my order NL-20391?"}}
		var got []string
		for _, f := range Run(in) {
			if telling(f) > 0 {
				got = append(got, f.Rule)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

func TestAnErrorIsNotMergedIntoAWarning(t *testing.T) {
	at := []Where{{Side: Reply, Span: &[2]int{3, 9}}}
	twin := []Where{{Side: Agent}, {Side: Reply, Span: &[2]int{3, 9}}}
	got := oneEach([]Finding{{Rule: factRules[value.ID], Severity: Warning, Where: twin}, {Rule: "facts/unsupported", Severity: Error, Where: at}, {Rule: "security/thin", Severity: Warning, Where: at}})
	if len(got) != 2 || got[0].Rule != "facts/unsupported" || got[1].Rule != "security/thin" {
		t.Errorf("got %+v", got)
	}
}
