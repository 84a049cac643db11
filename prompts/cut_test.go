package prompts

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestHeadTailKeepsWholeSentencesFromBothEnds(t *testing.T) {
	text := "One is here. Two is here. Three is here. Four is here. Five is here. Six is here. Seven is here. Eight is here."
	got, cut := headTail(text, "en", 80, characters)
	if !cut || !strings.HasPrefix(got, "One is here.") || !strings.HasSuffix(got, "Eight is here.") || !strings.Contains(got, "characters left out …]") {
		t.Errorf("got %q", got)
	}
	for _, part := range strings.Split(got, "\n") {
		if !strings.HasSuffix(part, ".") && !strings.HasSuffix(part, "…]") {
			t.Errorf("cut inside a sentence: %q", part)
		}
	}
}

func FuzzCuts(f *testing.F) {
	f.Add("Guten Tag. Wo ist mein Paket? 荷物はどこですか。まだ届きません。", "de", 30)
	f.Add(strings.Repeat("字", 900), "ja", 400)
	f.Add("a\n\n\nb. c", "", 0)
	f.Fuzz(func(t *testing.T, text, tag string, limit int) {
		if !utf8.ValidString(text) || limit < 0 || limit > 1e6 {
			t.Skip()
		}
		if got := strings.Join(sentences(text, tag), ""); got != text {
			t.Fatalf("sentences of %q give %q", text, got)
		}
		for name, c := range map[string]func(string, string, int, size) (string, bool){"head and tail": headTail, "head": head} {
			got, cut := c(text, tag, limit, characters)
			if !utf8.ValidString(got) {
				t.Fatalf("%s of %q splits a character: %q", name, text, got)
			}
			if !cut && got != text {
				t.Fatalf("%s changed %q to %q and does not say so", name, text, got)
			}
			if max := limit + len(leftOut(len(text))) + 2; cut && characters(got) > max {
				t.Fatalf("%s of %q: %d characters, limit %d", name, text, characters(got), limit)
			}
		}
	})
}
