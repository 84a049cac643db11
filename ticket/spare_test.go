package ticket

import (
	"testing"
	"time"
)

// Who asks for a part and its price wants both; who asks for a new one because something
// broke wants no part to buy.
func TestASparePartIsWantedAndItsPrice(t *testing.T) {
	for text, want := range map[string]bool{
		"Do you sell a single replacement pole, and how much?":          true,
		"Single replacement pole, and how much?":                        true,
		"Bekomme ich eine einzelne Ersatzstange, und was kostet sie?":   true,
		"交換用のポールを1本だけ購入できますか。いくらですか。":                                   true,
		"可以单买一根备用帐篷杆吗？多少钱？":                                             true,
		"Vendez-vous un arceau de rechange, et à quel prix ?":           true,
		"¿Venden una varilla de repuesto y cuánto cuesta?":              true,
		"Vocês vendem uma vareta avulsa de reposição? Quanto custa?":    true,
		"교체용 폴대 하나만 살 수 있나요? 얼마예요?":                                     true,
		"هل تبيعون عمود احتياطي وبكم؟":                                  true,
		"Please send a replacement, how much longer must I wait?":       false,
		"The pole broke. Can I get a replacement?":                      false,
		"Can I get a replacement?":                                      false,
		"Die Lampe ist kaputt. Bekomme ich Ersatz, oder was kostet es?": false,
	} {
		s := Analyse(&Ticket{Text: text}, "en", time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC))
		if got := has(s.Asks, "place-order") && has(s.Asks, "price"); got != want {
			t.Errorf("%q: asks %v; a part to buy and its price: %t, want %t", text, s.Asks, got, want)
		}
		if want && has(s.Asks, "exchange", "missing-or-wrong-item") {
			t.Errorf("%q: asks %v of somebody who was sold nothing yet", text, s.Asks)
		}
	}
}
