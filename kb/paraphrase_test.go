package kb

import (
	"slices"
	"testing"
)

// Customers do not use the shop's words: what they ask for must be found all the same.
func TestCustomersWords(t *testing.T) {
	for tag, asks := range map[string][]smallAsk{
		"en": {
			{"I am not satisfied with the jacket, can I send it back?", 1},
			{"I don't like the shoes, I'd like my money back", 1},
			{"It doesn't fit. Can I give it back?", 1},
			{"My package still hasn't arrived", 2},
			{"The zipper broke after two weeks", 3},
			{"The lamp stopped working", 3},
			{"I am not satisfied", 0},
		},
		"de": {
			{"Die Jacke gefällt mir nicht, kann ich sie zurückschicken?", 1},
			{"Ich bin nicht zufrieden und schicke die Schuhe zurück", 1},
			{"Ich will mein Geld zurück", 1},
			{"Meine Bestellung ist noch nicht angekommen", 2},
			{"Die Lampe funktioniert nicht mehr", 3},
			{"Ich bin nicht zufrieden", 0},
		},
		"ja": {
			{"サイズが合わないので返したいです", 1},
			{"返金してもらえますか", 1},
			{"荷物がまだ届きません", 2},
			{"ライトが壊れました", 3},
		},
		"zh-Hans": {
			{"鞋子不喜欢，想退掉", 1},
			{"能退钱吗", 1},
			{"包裹还没到", 2},
			{"头灯坏了", 3},
		},
	} {
		for _, size := range []int{3, 10} {
			b := smallBase(t, tag, size)
			for _, a := range asks {
				got := search(t, b, Query{Texts: []string{a.text}, Language: tag, Market: AnyMarket, At: noon})
				switch want := smallID(a.article); {
				case a.article == 0 && len(got) > 0:
					t.Errorf("%d articles: %q: got %q, want nothing", size, a.text, got)
				case a.article > 0 && !slices.Contains(got[:min(3, len(got))], want):
					t.Errorf("%d articles: %q: got %q, want %s among the first three", size, a.text, got, want)
				}
			}
		}
	}
}
