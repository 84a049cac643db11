package kb

import "testing"

func TestWhatSaysNo(t *testing.T) {
	for _, c := range []struct {
		tag, text string
		want      bool
	}{
		{"en", "I can't order", true},
		{"en", "It didn’t arrive", true},
		{"en", "Unable to join", true},
		{"en", "Is a green T-shirt in stock?", false},
		{"en", "How do I order?", false},
		{"de", "Ich kann nicht bezahlen", true},
		{"de", "Kann ich bezahlen?", false},
		{"pt", "Não consigo pagar", true},
		{"pt", "Como pago no site?", false}, // "no" is no to Spaniards
		{"sv", "Betalningen går inte igenom", true},
		{"ja", "注文できません", true},
		{"ja", "返品できませんか", false},
		{"ja", "返品できますか", false},
		{"zh-Hans", "我不能付款", true},
		{"zh-Hans", "能不能退货", false},
		{"zh-Hans", "有没有大码", false},
		{"ko", "결제가 안 됩니다", true},
		{"ko", "주문할 수 없어요", true},
		{"ko", "안녕하세요, 배송 문의입니다", false},
		{"th", "สั่งซื้อไม่ได้", true},
		{"xx", "no", false},
	} {
		if got := saysNo(c.text, c.tag); got != c.want {
			t.Errorf("%s %q: %v, want %v", c.tag, c.text, got, c.want)
		}
	}
}

// A list of ways to say that something does not work is nearer to such a question than
// one of ways to ask how it is done.
func TestAQuestionThatSaysNoFindsTheEntryThatDoes(t *testing.T) {
	b := opened(t, write(t, map[string]string{"faq.jsonl": `{"id":"fails","lang":"en","title":"My card is not accepted","text":"Paying by card never works\n\nCard payment is not possible\n\nNot able to pay by card"}
{"id":"how","lang":"en","title":"My card is now accepted","text":"Paying by card often works\n\nCard payment is now possible\n\nNow able to pay by card"}
`}))
	for ask, want := range map[string]string{"unable to pay by card": "faq.jsonl#fails", "payment by card": "faq.jsonl#how"} {
		found, _, err := b.Rank(t.Context(), Query{Texts: []string{ask}, Language: "en", Market: AnyMarket})
		if err != nil || len(found) == 0 || found[0].ID != want {
			t.Errorf("%q: %+v, %v; want %s first", ask, found, err, want)
		}
	}
}
