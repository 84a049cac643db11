package kb

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// smallBase is the first articles of smallBases in a language.
func smallBase(t *testing.T, tag string, size int) *Base {
	t.Helper()
	files := map[string]string{}
	for i, a := range smallBases[tag][:size] {
		title, body, _ := strings.Cut(a, "\n")
		files[smallID(i+1)] = fmt.Sprintf("---\nlang: %s\n---\n# %s\n\n%s\n", tag, title, body)
	}
	return opened(t, write(t, files))
}

func smallID(n int) string { return fmt.Sprintf("%02d.md", n) }

// What is evidence does not depend on how many articles there are.
func TestSmallBases(t *testing.T) {
	for tag, asks := range smallAsks {
		for _, size := range []int{1, 3, 10} {
			b := smallBase(t, tag, size)
			for _, ask := range asks {
				got := search(t, b, Query{Texts: []string{ask.text}, Language: tag, Market: AnyMarket, At: noon})
				switch want := smallID(ask.article); {
				case ask.article == 0 && len(got) > 0:
					t.Errorf("%s, %d articles: %q: got %q, want nothing", tag, size, ask.text, got)
				case ask.article > 0 && ask.article <= size && !slices.Contains(got[:min(3, len(got))], want):
					t.Errorf("%s, %d articles: %q: got %q, want %s among the first three", tag, size, ask.text, got, want)
				}
			}
		}
	}
}

func TestTheExampleShopSaysNothingOnWhatItDoesNotSell(t *testing.T) {
	b := opened(t, filepath.FromSlash("../examples/kb"))
	for tag, ask := range map[string]string{
		"en": "Do you sell bicycles?", "de": "Verkaufen Sie Fahrräder?", "ja": "自転車は売っていますか?", "zh-Hans": "你们卖自行车吗?",
	} {
		if got := search(t, b, Query{Texts: []string{ask}, Language: tag, Market: "DE", At: noon}); len(got) > 0 {
			t.Errorf("%q: got %q, want nothing", ask, got)
		}
	}
}

func TestNumbersThatNoArticleHoldsGo(t *testing.T) {
	b := opened(t, write(t, map[string]string{"a.md": "# Tents\n\nNL-TT-002 weighs 1800 g. Return within 30 days.\n"}))
	for text, want := range map[string]string{
		"return the tent from order NL-118273":      "return the tent ",
		"Where is my parcel? Order #118273":         "Where is my parcel? ",
		"my order number is 4471-2290. Where?":      "  Where?",
		"how heavy is NL-TT-002":                    "how heavy is NL-TT-002",
		"a 60-day return":                           "a day return",
		"return within 30 days":                     "return within 30 days",
		"注文番号NL-118273のテントを返品したい":                   " のテントを返品したい",
		"我想取消订单NL-118273":                           "我想取消 ",
		"Ich möchte das Zelt aus Bestellung 118273": "Ich möchte das Zelt ",
		"I reorder 118273":                          "I reorder ",
	} {
		if got := b.index.withoutCodes(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// An idea that no article names, such as the goods, does not hide the one that is.
func TestASmallBaseAnswersInAnotherLanguage(t *testing.T) {
	b := smallBase(t, "en", 3)
	for ask, want := range map[string]string{
		"Ich möchte den Rucksack zurückgeben, Bestellung 118273": smallID(1),
		"テントを返品したいです":                                            smallID(1),
		"Puis-je renvoyer la tente ?":                            smallID(1),
		"Verkaufen Sie Fahrräder?":                               "",
		"アルバイトを募集していますか?":                                        "",
	} {
		got := search(t, b, Query{Texts: []string{ask}, Language: "en", Market: AnyMarket, At: noon})
		if want == "" && len(got) > 0 || want != "" && (len(got) == 0 || got[0] != want) {
			t.Errorf("%q: got %q, want %q", ask, got, want)
		}
	}
}
