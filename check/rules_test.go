package check

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/parlance-cli/parlance/pattern"
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
			good, bad, err := r.examples()
			if err != nil {
				t.Fatal(err)
			}
			if len(bad) == 0 || len(good) == 0 {
				t.Errorf("%s: a rule needs a bad and a good example", r.place)
			}
			for _, err := range r.mistakes() {
				t.Error(err)
			}
		})
	}
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

// TestNeedsLoseNoMatch compares every pattern with and without the words it needs, over
// every example of every rule.
func TestNeedsLoseNoMatch(t *testing.T) {
	rules, err := loadRules()
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, r := range rules {
		good, bad, _ := r.examples()
		for _, e := range slices.Concat(good, bad) {
			texts = append(texts, e.Text)
		}
	}
	for _, r := range rules {
		for _, lang := range r.Patterns.Keys() {
			for _, source := range sources(r.Patterns, lang) {
				p, whole := pattern.New(source, r.Exact), regexp.MustCompile("(?m)"+source)
				if !r.Exact {
					whole = regexp.MustCompile("(?mi)" + source)
				}
				for _, text := range texts {
					if !r.Exact {
						text = pattern.Fold(text)
					}
					if whole.MatchString(text) && !p.May(text) {
						t.Errorf("%s: %s matches %q, and may not", r.place, source, text)
					}
				}
			}
		}
	}
}
