package check

import (
	"cmp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/parlance-cli/parlance/culture"
)

// TestEveryRuleFindsItsBadExamples runs the examples of every rule file and compiles
// every pattern.
func TestEveryRuleFindsItsBadExamples(t *testing.T) {
	rules, err := loadRules()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rules {
		t.Run(r.ID, func(t *testing.T) {
			if err := r.compiles(); err != nil {
				t.Error(err)
			}
			good, bad := r.examples(t)
			if len(bad) == 0 || len(good) == 0 {
				t.Errorf("%s: a rule needs a bad and a good example", r.place)
			}
			for _, e := range bad {
				if !fires(r, e) {
					t.Errorf("%s: does not find its bad example %q", r.place, e.Text)
				}
			}
			for _, e := range good {
				if fires(r, e) {
					t.Errorf("%s: fires on its good example %q", r.place, e.Text)
				}
			}
		})
	}
}

func (r *rule) examples(t testing.TB) (good, bad []example) {
	t.Helper()
	if err := cmp.Or(r.Good.Into(&good), r.Bad.Into(&bad)); err != nil {
		t.Fatalf("%s: %v", r.place, err)
	}
	return good, bad
}

func fires(r *rule, e example) bool {
	in := e.input()
	return r.applies(in) && len(r.judge(in, scope(r.Scope, in))) > 0
}

// input is the reply an example describes.
func (e example) input() Input {
	in := Input{
		Reply: Text{Language: e.Lang, Text: e.Text}, Subject: e.Subject, Buyer: Text{Language: e.Lang, Text: e.Buyer}, Asks: e.Asks,
		Outcome: culture.Outcome(e.Outcome), Emotion: e.Emotion, Channel: e.Channel, AgentLang: "en",
		Register: e.Register, Hold: e.Hold,
	}
	in.Market, _ = culture.ResolveMarket(e.Market)
	if e.Note != "" {
		in.Sources = []Source{{Name: "note", Text: e.Note}}
	}
	if e.Culture != "" {
		in.Profile, _, _ = culture.Resolve(e.Culture)
		in.Register = cmp.Or(e.Register, in.Profile.Register)
	}
	return in
}

func TestAMistakeInARuleShowsFileAndLine(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"an unknown kind", "# c\n- id: a/b\n  kind: magic\n  severity: info\n", `rules/x.yaml:2: rule "a/b": unknown kind "magic"`},
		{"a misspelt key", "- id: a/b\n  kin: x\n", "line 2"},
		{"no source", "- id: a/b\n  kind: existence\n  severity: info\n  message: {en: a, zh-Hans: b}\n", "source is missing"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := readRules(fstest.MapFS{"rules/x.yaml": {Data: []byte(c.text)}})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestAPromiseInANoteIsNoFinding(t *testing.T) {
	in := Input{Reply: Text{"en", "We will send you a voucher."}, Sources: []Source{{Name: "note", Text: "we will send you a voucher"}}}
	for _, f := range runRules(in) {
		if f.Rule == "promise/compensation" {
			t.Errorf("fires although the agent's note says it: %+v", f)
		}
	}
	in.Sources[0].Name = "ticket"
	found := false
	for _, f := range runRules(in) {
		found = found || f.Rule == "promise/compensation"
	}
	if !found {
		t.Error("what the buyer demands counts as our promise")
	}
}
