package llm

import (
	"strings"
	"testing"
)

// think runs a text through a thinker in pieces of n bytes, as a caller that honours
// resets would see it.
func think(s string, n int) (text, reasoning string, unclosed bool) {
	var t thinker
	take := func(p piece) {
		if p.reset {
			text = ""
		}
		text += p.text
		reasoning += p.reasoning
	}
	for len(s) > 0 {
		n := min(n, len(s))
		take(t.feed(s[:n]))
		s = s[n:]
	}
	rest, unclosed := t.flush()
	take(rest)
	return text, reasoning, unclosed
}

func TestReasoningIsTakenOut(t *testing.T) {
	tests := []struct {
		in, text string
		unclosed bool
	}{
		{"Dear customer,", "Dear customer,", false},
		{"<think>hm</think>\n\nDear", "Dear", false},
		{"  <THINK>hm</Think> Dear", "Dear", false},
		{"hm, angry\n</think>\nDear", "Dear", false},
		{"<think>hm", "", true},
		{"<think>a</think>Dear <think>b</think>customer", "Dear customer", false},
		{"<thinking>a</thinking>Dear", "Dear", false},
		{"<reasoning>a</reasoning>Dear", "Dear", false},
		{"price < 5 and > 3", "price < 5 and > 3", false},
		{"a <thin line", "a <thin line", false},
		{"see <https://shop.example/t>", "see <https://shop.example/t>", false},
		{"ends with <", "ends with <", false},
		{"<think></think>", "", false},
		{"", "", false},
		{"お客様 <think>秘密</think>へ", "お客様 へ", false},
	}
	for _, tt := range tests {
		for n := 1; n <= len(tt.in)+1; n++ {
			text, _, unclosed := think(tt.in, n)
			if text != tt.text || unclosed != tt.unclosed {
				t.Errorf("%q by %d: got %q, %t; want %q, %t", tt.in, n, text, unclosed, tt.text, tt.unclosed)
				break
			}
		}
	}
}

func TestAKnownModelIsHeldUntilItsReasoningEnds(t *testing.T) {
	held := thinker{hold: true}
	if p := held.feed("secret thought"); p != (piece{}) {
		t.Errorf("let through %+v", p)
	}
	p := held.feed(" ends</think>\nDear")
	if p.text != "Dear" || p.reset || !strings.Contains(p.reasoning, "secret thought ends") {
		t.Errorf("got %+v", p)
	}
	plain := thinker{hold: true}
	plain.feed("Dear customer")
	if p, _ := plain.flush(); p.text != "Dear customer" {
		t.Errorf("an answer without reasoning was lost: %+v", p)
	}
}

// However an answer is cut into pieces, the same is text and the same is reasoning.
func FuzzThinkingDoesNotDependOnThePieces(f *testing.F) {
	for _, s := range []string{"<think>a</think>b", "a</think>b", "a<b<think>", "</think></think>", "<<think>x</think>>"} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		if n < 1 || n > 100 || len(s) > 2000 {
			t.Skip()
		}
		whole, _, unclosed := think(s, len(s)+1)
		text, _, unclosed2 := think(s, n)
		if whole != text || unclosed != unclosed2 {
			t.Errorf("%q by %d: %q, %t; at once %q, %t", s, n, text, unclosed2, whole, unclosed)
		}
		if strings.Contains(strings.ToLower(text), "<think>x</think>") {
			t.Errorf("a tag pair came through: %q", text)
		}
	})
}
