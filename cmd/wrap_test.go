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
	got := columnsText("甲乙丙\n\n丁", "one\n\ntwo", 43)
	want := "甲乙丙               │ one\n                     │\n丁                   │ two\n"
	if strings.ReplaceAll(got, " \n", "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
