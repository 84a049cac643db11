package cmd

import (
	"strings"
	"testing"
)

func TestWrapKeepsToTheWidthAndLosesNothing(t *testing.T) {
	for _, text := range []string{
		"Thank you for your message about order NL-204817, which is still at customs.",
		"ご注文（ご注文番号：NL-204817）「Stormline レインジャケット」がまだお手元に届いていないとのこと、承知いたしました。",
		"感谢您的来信。您反映订单 NL-206177（Stormline 冲锋衣）收到的商品有缺少。",
		strings.Repeat("x", 300),
		"안녕하세요. 주문하신 상품이 아직 도착하지 않았다는 말씀을 확인했습니다.",
	} {
		for _, width := range []int{10, 37, 80} {
			got := wrap(text, width)
			for line := range strings.SplitSeq(got, "\n") {
				if columns(line) > width {
					t.Errorf("width %d: line of %d columns: %q", width, columns(line), line)
				}
			}
			squeeze := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, " ", "")), "") }
			if squeeze(got) != squeeze(text) {
				t.Errorf("width %d: text changed:\n%s\n%s", width, got, text)
			}
		}
	}
}

func TestClosingMarksDoNotBeginALine(t *testing.T) {
	for line := range strings.SplitSeq(wrap("一二三四五六七八九。十十十十十、二二二二二。", 10), "\n") {
		if strings.HasPrefix(line, "。") || strings.HasPrefix(line, "、") {
			t.Errorf("line begins with closing punctuation: %q", line)
		}
	}
}

func TestColumnsStandBesideEachOther(t *testing.T) {
	s := sheet{words: english(), width: 43}
	got := join(s.beside("甲乙丙\n\n丁", "one\n\ntwo", nil, nil))
	want := "甲乙丙               │ one\n                     │\n丁                   │ two\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTextFromRightToLeftStandsAtTheRightEdge(t *testing.T) {
	s := sheet{words: english(), width: 43}
	got := join(s.beside("مرحبا بك", "Hello", nil, nil))
	want := "            مرحبا بك │ Hello\n"
	if got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

func TestThaiAndKoreanBreakWhereReadersExpectIt(t *testing.T) {
	for text, want := range map[string]string{
		"안녕하세요 주문하신 상품이":      "안녕하세요\n주문하신\n상품이",
		"ขอบคุณสำหรับข้อความ": "ขอบคุณสำหรับข้\nอความ", // no dictionary: between characters, never before a mark
		"สินค้าของคุณเสียหาย": "สินค้าของคุณ\nเสียหาย", // before a vowel that begins a syllable
	} {
		if got := wrap(text, 11); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestSpansFollowTheTextOntoTheScreen(t *testing.T) {
	text := "\u2066NL-1\u2069 ist da\x1b[31m, danke"
	screen := visible(text)
	from, to, ok := within(text, screen, [2]int{7, 13})
	if !ok || screen[from:to] != "ist da" {
		t.Errorf("got %q in %q", screen[from:to], screen)
	}
	if _, _, ok := within(text, screen, [2]int{500, 900}); ok {
		t.Error("a span behind the end of the text marks something")
	}
}
