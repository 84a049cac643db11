package mask

import (
	"strings"
	"testing"
)

// TestAKnownNameIsHiddenWhereItIsTheName: hidden and kept are what must not, and must,
// stand in the text afterwards.
func TestAKnownNameIsHiddenWhereItIsTheName(t *testing.T) {
	for _, c := range []struct {
		name, text   string
		hidden, kept []string
	}{
		{"Eileen Barker", "Buyer: Eileen Barker\n\nHi, where is my order 7001-K?\nEileen Barker", []string{"Eileen", "Barker"}, []string{"where is my order 7001-K"}},
		{"Eileen Barker", "Please tell Eileen that EILEEN BARKER called.\n- eileen barker", []string{"Eileen", "EILEEN", "barker"}, []string{"Please tell", "called"}},
		{"Eileen", "Where is it?\n\neileen", []string{"eileen"}, []string{"Where is it?"}},
		{"Rocío Beltrán", "¿Dónde está mi pedido?\nRocío Beltrán", []string{"Rocío", "Beltrán"}, []string{"pedido"}},
		{"高橋", "注文の件です。高橋と申します。\n高橋様", []string{"高橋"}, []string{"注文の件です", "と申します"}},
		{"高橋 花子", "高橋花子です。花子さんへ。花瓶が割れました。", []string{"高橋", "花子"}, []string{"花瓶が割れました"}},
		{"سارة المنصوري", "أين طلبي؟\nسارة المنصوري", []string{"سارة", "المنصوري"}, []string{"أين طلبي"}},
		{"박지훈", "주문 문의드립니다.\n박지훈 드림", []string{"박지훈"}, []string{"주문 문의드립니다"}},
		{"하나", "하나 더 주문하고 싶습니다. 하나님이 아니라 하나 씨입니다.\n하나", nil, []string{"하나 더 주문"}},
		{"Will", "Buyer: Will\n\nWill you send it in April? It will not start.\n\nThanks,\nWill", nil, []string{"Will you send it", "will not start"}},
		{"April Rose", "Hi April, the Rose Gold case came in April, the Rose one did not.\nApril Rose", []string{"April Rose", "Hi April"}, []string{"Rose Gold", "in April"}},
		{"Anna Lampe", "Guten Tag Frau Lampe, Lampe und Kabel sind da, die Lampe geht nicht.\nAnna Lampe", []string{"Anna", "Frau Lampe"}, []string{"Lampe und Kabel", "die Lampe geht"}},
		{"Ivan Charger", "The Charger and the charger cable. Dear Ivan Charger", []string{"Ivan"}, []string{"The Charger and"}},
		{"Barker", "See https://shop.example/Barker and Barker.example, order Barker-less? Yes, Barker came.", []string{" Barker came"}, []string{"shop.example/Barker", "Barker.example"}},
		{"Will", `{"customer":{"name":"Will"},"text":"Will you come?"}`, []string{`"Will"`}, []string{"Will you come"}},
		{"where is my order and why has nobody written back", "where is my order and why has nobody written back", nil, []string{"where is my order"}},
	} {
		v := NewVault(nonce, Options{Names: []string{c.name}})
		masked := v.Hide(c.text)
		for _, piece := range c.hidden {
			if strings.Contains(masked, piece) {
				t.Errorf("%s: %q is still in %q", c.name, piece, masked)
			}
		}
		for _, piece := range c.kept {
			if !strings.Contains(masked, piece) {
				t.Errorf("%s: %q was lost in %q", c.name, piece, masked)
			}
		}
		if again := v.Hide(masked); again != masked {
			t.Errorf("%s: hidden twice it is %q, once %q", c.name, again, masked)
		}
		if back, unknown := v.Restore(masked); back != c.text || len(unknown) > 0 {
			t.Errorf("%s: came back as %q, %v", c.name, back, unknown)
		}
	}
}

func TestASignatureThatIsAWordIsNotHiddenElsewhere(t *testing.T) {
	masked := NewVault(nonce, Options{}).Hide("Die Lampe ist kaputt, die Lampe flackert.\n\nViele Grüße\nLampe")
	if strings.Count(masked, "Lampe") != 2 || strings.HasSuffix(masked, "Lampe") {
		t.Errorf("got %q", masked)
	}
}

func TestAnAllowedNameStays(t *testing.T) {
	if got := NewVault(nonce, Options{Names: []string{"Eileen Barker"}, Allow: []string{"Eileen Barker"}}).Hide("Eileen Barker"); got != "Eileen Barker" {
		t.Errorf("got %q", got)
	}
}

func TestNameWordsLoad(t *testing.T) {
	for _, word := range []string{"will", "lampe", "petit", "rosa", "róża"} {
		if !nameWords()[word] {
			t.Errorf("%s is missing", word)
		}
	}
}
