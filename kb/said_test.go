package kb

import (
	"fmt"
	"testing"

	"github.com/parlance-cli/parlance/value"
)

// What a buyer writes is read where the order says nothing.
func TestWhatTheBuyerSays(t *testing.T) {
	b := opened(t, "testdata/shop")
	for text, want := range map[string]string{
		"Do you have a CE declaration for nl-hl-400?":       "[NL-HL-400]    ",
		"NL-RJ-031、NL-RJ-031 の証明書をください":                     "[NL-RJ-031]    ",
		"Order 2026-118 and the NL of 1952":                 "[]    ",
		"How much for a parcel of 2,5 kg?":                  "[] 2.5   ",
		"１２キロの荷物です":                                         "[] 12   ",
		"between 2 kg and 3 kg":                             "[]    ",
		"a 10000 mAh power bank":                            "[]    ",
		"I wear EU size M. What is that in JP?":             "[]  M eu jp",
		"日本のサイズで JP L です":                                   "[]  L jp ",
		"Does it fit us, size m?":                           "[]    ",
		"What is the total in USD?":                         "[]    USD",
		"Does the total in EUR include VAT, and in US too?": "[]    ",
	} {
		g := b.Said(Given{Total: &value.Money{Amount: "10", Currency: "EUR"}}, text)
		got := fmt.Sprint(g.SKUs) + " " + g.Kg + " " + g.Size + " " + g.SizeOf
		if g.Convert != "" {
			got += " " + g.Convert
		} else {
			got += " " + g.SizeFor
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
	if g := b.Said(Given{SKUs: []string{"A"}, Kg: "1", Size: "S", SizeOf: "jp"}, "NL-HL-400 weighs 2 kg, EU M"); fmt.Sprint(g.SKUs, g.Kg, g.Size, g.SizeOf) != "[A]1Sjp" {
		t.Errorf("what is known is kept: %+v", g)
	}
}

func TestAFactThatLacksAnInputSaysWhatToAsk(t *testing.T) {
	b := opened(t, "testdata/shop")
	_, missing := b.Facts(Given{Country: "DE"}, []string{"shipping-fee"})
	if len(missing) != 1 {
		t.Fatalf("missing %+v", missing)
	}
	f := missing[0].AsFact()
	if f.ID != "shipping-fee" || f.Value != "" || f.Text != "not known: where the answer rests on it, ask the buyer for the weight of the parcel" {
		t.Errorf("got %+v", f)
	}
}
