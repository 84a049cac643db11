package culture

import (
	"strings"
	"testing"
)

func TestExamplesAreWholeSentencesInTheRegister(t *testing.T) {
	for _, tag := range Builtin().Languages() {
		l, _, err := Builtin().Language(tag)
		if err != nil {
			t.Fatal(err)
		}
		for act := range acts {
			for _, s := range l.Examples(act, "formal", 3) {
				if strings.ContainsAny(s, "{}[]^") || s == "" {
					t.Errorf("%s %s: %q", tag, act, s)
				}
			}
		}
		if len(l.Examples("refusal", "formal", 2)) != 2 || len(l.Examples("apology", "formal", 1)) != 1 {
			t.Errorf("%s: no refusal or apology to show", tag)
		}
	}
	l, _, err := Builtin().Language("de")
	if err != nil {
		t.Fatal(err)
	}
	if got := l.Examples("thanks", "informal", 1); len(got) != 1 || !strings.Contains(got[0], "deine") {
		t.Errorf("an informal brand is shown %q", got)
	}
}
