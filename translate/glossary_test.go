package translate_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/parlance-cli/parlance/translate"
)

func TestReadGlossary(t *testing.T) {
	for name, text := range map[string]string{
		"CSV":      "\ufeffen,de,ja,keep\nreturn label,Rücksendeetikett,返品ラベル,\nGlow Lamp,,,yes\n\"case, hard\",Hartschale,,no\n",
		"TSV":      "en\tde\tja\tkeep\r\nreturn label\tRücksendeetikett\t返品ラベル\r\nGlow Lamp\t\t\t1\r\ncase, hard\tHartschale\r\n",
		"and more": "en,de,ja,keep\n\nreturn label,Rücksendeetikett,返品ラベル\n , x\nGlow Lamp,,,x\n\"case, hard\",Hartschale",
	} {
		terms, err := translate.ReadGlossary(strings.NewReader(text), "g.csv")
		if err != nil || len(terms) != 3 {
			t.Fatalf("%s: %v, %v", name, terms, err)
		}
		if terms[0].Texts["ja"] != "返品ラベル" || !terms[1].Keep || terms[2].Term != "case, hard" || terms[2].Keep {
			t.Errorf("%s: %+v", name, terms)
		}
	}
	for _, text := range []string{"", "en\n", "en,de\na,b,c\n"} {
		if _, err := translate.ReadGlossary(strings.NewReader(text), "g.csv"); !errors.Is(err, translate.ErrGlossary) || !strings.Contains(err.Error(), "g.csv:") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzReadGlossary(f *testing.F) {
	f.Add("en,de\na,\"b")
	f.Add("a\tb\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = translate.ReadGlossary(strings.NewReader(text), "g")
	})
}
