package kb

import (
	"path/filepath"
	"testing"
)

func TestSlips(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"headlmap", "headlamp", true},
		{"jaket", "jacket", true},
		{"jackket", "jacket", true},
		{"warrenty", "warranty", true},
		{"froud", "fraud", true}, // a vowel for a vowel
		{"refand", "refund", true},
		{"paris", "parts", false}, // short words differ by a letter too often
		{"jacket", "jacket", false},
		{"refund", "refunding", false},
		{"customs", "costume", false},
	} {
		if got := slip([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("%s for %s: %v", c.a, c.b, got)
		}
	}
}

func TestASlipOfThePenStillFinds(t *testing.T) {
	b := opened(t, filepath.FromSlash("../examples/kb"))
	for text, want := range map[string]string{
		"warrenty":        "warranty.md",
		"gift crads?":     "gift-cards.md",
		"washing a jaket": "jacket-care.md",
		"unsubsribe":      "newsletter.md",
		"nl-hl-700":       "headlamps.md",
		"haedlamps off?":  "headlamps.md",
		"recylcing":       "recycling.md",
		"wher is invoise": "invoices.md",
		"Refand not here": "refunds.md", // at the start a capital makes no name
	} {
		got := search(t, b, Query{Texts: []string{text}, Language: "en", Market: "US", At: noon, Limit: 3})
		if len(got) == 0 || got[0] != want {
			t.Errorf("%s: got %q, want %s first", text, got, want)
		}
	}
}
