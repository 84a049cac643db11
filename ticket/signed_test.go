package ticket

import (
	"strings"
	"testing"
	"time"
)

func TestALastLineIsNoNameWithoutEvidence(t *testing.T) {
	for _, c := range []struct{ text, customer, want string }{
		{"Hallo,\nwo ist meine Bestellung NL-204817?\n\nFrechheit", "", ""},
		{"Hallo,\nwo ist meine Bestellung NL-204817?\n\nIdioten", "", ""},
		{"Hallo,\nwo ist meine Bestellung?\n\nTotale Frechheit", "", ""},
		{"Hallo,\nwo ist meine Bestellung?\n\nTschüss", "", ""},
		{"Hallo,\nwo ist meine Bestellung?\nVielen Dank. Gleichfalls", "", ""},
		{"Hallo,\nwo ist meine Bestellung?\n\nKorrekt", "", ""},
		{"Hallo,\nwo ist meine Bestellung?\n\nDanke\nErledigt", "", ""},
		{"Hallo,\nwo ist meine Bestellung?\n\nJa", "", ""},
		{"Hallo,\nwo ist meine Bestellung?\n\nEinkauf", "", ""},
		{"Where is my order?\n\nThieves", "", ""},
		{"Where is my order?\nThanks,\nThieves", "", ""},
		{"Where is my order?\n\nSeriously", "", ""},
		{"Where is my order?\n\nWORST COMPANY", "", ""},
		{"Où est ma commande ?\n\nVoleurs", "", ""},
		{"¿Dónde está mi pedido?\n\nLadrones", "", ""},
		{"注文した商品がまだ届きません。\n\n最悪", "", ""},
		{"我的订单还没到,什么时候发货?\n\n骗子", "", ""},
		{"주문한 상품이 언제 오나요?\n\n사기꾼", "", ""},
		{"أين طلبي؟ لم يصل حتى الآن.\n\nغير مقبول", "", ""},
		{"Where is my order?\n\nHannah", "", ""},
		{"Where is my order?\n\nHannah", "Hannah Weiss", "Hannah"},
		{"Hi, my name is Hannah. Where is my order?\n\nHannah", "", "Hannah"},
		{"Where is my order?\nThanks for your help,\nHannah", "", "Hannah"},
		{"Wo ist meine Bestellung?\nMit freundlichen Grüßen\nHannah", "", "Hannah"},
		{"Wo ist meine Bestellung?\n\nHolger Brandt", "", "Holger Brandt"},
		{"注文した商品がまだ届きません。\n\n山田太郎", "", "山田太郎"},
		{"注文した商品がまだ届きません。\n\n山田太郎より", "", "山田太郎"},
		{"주문한 상품이 언제 오나요?\n\n박지훈 드림", "", "박지훈"},
		{"주문한 상품이 언제 오나요?\n\n김서연 올림", "", "김서연"},
		{"我的订单还没到,什么时候发货?\n\n王小明 敬上", "", "王小明"},
		{"Wo ist meine Bestellung?\nMit freundlichen Grüßen\nFrau Weber", "", "Frau Weber"},
	} {
		s := Analyse(&Ticket{Text: c.text, Customer: Customer{Name: c.customer}}, "en", time.Time{})
		if s.Name != c.want {
			t.Errorf("%q: name %q, want %q", c.text, s.Name, c.want)
		}
	}
}

func TestTitlesAndBusinessesHaveNoGivenName(t *testing.T) {
	for _, c := range []struct {
		name string
		want bool
	}{
		{"Hannah Weber", true}, {"Jean-Luc Petit", true}, {"Colin Farrow", true}, {"Maria da Silva", true}, {"Will Shop", true},
		{"Frau Weber", false}, {"Herr Dr. Weber", false}, {"Mme Dupont", false}, {"M. Dupont", false}, {"Señora Gómez", false},
		{"Sig.ra Rossi", false}, {"Senhora Lima", false}, {"Mevr. de Vries", false}, {"Pani Nowak", false}, {"Dr. Chen", false},
		{"Boutique Lyon", false}, {"Weber GmbH", false}, {"Miller & Sons", false}, {"Café Central", false}, {"Acme Trading Ltd.", false}, {"", false},
	} {
		if got := Personal(c.name); got != c.want {
			t.Errorf("%q: %v", c.name, got)
		}
	}
}

// What stands below the name is cut as a signature only where it says nothing.
func TestASentenceBelowTheNameIsPartOfTheLetter(t *testing.T) {
	for _, below := range []string{
		"I want to kill myself.", "The charger caught fire and burned my hand.", "Btw the cable gave me an electric shock",
		"My solicitor has your letter.", "Das Ladegerät hat gebrannt.", "Mein Anwalt ruft Sie an.", "Bitte Bestellung 5510 stornieren.",
		"PD: el cargador se prendió fuego.", "Le chargeur a pris feu", "充電器から煙が出ました", "充电器着火了", "충전기에서 불이 났어요",
		"الشاحن احترق في يد ابني الصغير",
	} {
		text := "Hi,\nwhere is order 5510?\nCheers\nTom\n" + below
		if got := Split(text); !strings.Contains(got.Own, below) {
			t.Errorf("%q is cut as a signature", below)
		}
	}
	for _, below := range []string{
		"Max von der Heide", "Juan de la Cruz", "Sabine Kröger\ni. A. Einkauf\nTel. 030 4471", "Dr. Anna Weber\nLeiterin der Abteilung Einkauf\nWeber & Co. KG",
		"Maria\nSent from my iPhone", "12 Mill Lane\nLeeds LS1 4AB", "田中 よしこ", "株式会社さくら 田中", "王女士", "박지훈", "أحمد بن محمد", "tom@example.com",
		"Head of Purchasing at the Acme Group",
	} {
		text := "Hi,\nwhere is order 5510?\nBest regards\n" + below
		if got := Split(text); strings.Contains(got.Own, below) {
			t.Errorf("%q is read as text", below)
		}
	}
}
