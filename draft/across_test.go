package draft

import "testing"

func TestAPlaceIsFoundAcrossTexts(t *testing.T) {
	for _, c := range []struct {
		name, from, to, mark, want string
	}{
		{"the same sentence of the same line", "Hello.\n\nOne here. Two here.", "Hallo.\n\nEins hier. Zwei hier.", "Two here.", "Zwei hier."},
		{"the whole line where sentences were joined", "Hello.\n\nOne here. Two here.", "Hallo.\n\nEins hier und zwei hier.", "Two here.", "Eins hier und zwei hier."},
		{"empty lines do not count", "Hello.\nOne here.", "こんにちは。\n\n一つ目です。", "One here.", "一つ目です。"},
		{"nowhere where the lines differ", "Hello.\n\nOne here.", "Hallo, eins hier.", "One here.", ""},
	} {
		start := len([]rune(c.from[:len(c.from)-len(c.mark)]))
		got := across([2]int{start, start + len([]rune(c.mark))}, Side{"en", c.from}, Side{"de", c.to})
		text := ""
		if got != nil {
			text = string([]rune(c.to)[got[0]:got[1]])
		}
		if text != c.want {
			t.Errorf("%s: got %q, want %q", c.name, text, c.want)
		}
	}
}
