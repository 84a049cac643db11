package ticket

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"
)

// What native readers of drafts found misread, in sentences of our own.
func TestTicketsAreReadAsNativesReadThem(t *testing.T) {
	f, err := os.Open("testdata/readers.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		var c struct {
			Why, Lang, Text   string
			Asks, Not         []string
			General, Returned bool
			Repeated          int
		}
		if err := json.Unmarshal(s.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		got := Analyse(&Ticket{Text: c.Text}, "en", time.Time{})
		for _, want := range c.Asks {
			if !slices.Contains(kinds(got), want) {
				t.Errorf("%s, %s: asks %v, want %s: %s", c.Lang, c.Why, kinds(got), want, c.Text)
			}
		}
		for _, no := range c.Not {
			if slices.Contains(kinds(got), no) {
				t.Errorf("%s, %s: asks %v, not %s: %s", c.Lang, c.Why, kinds(got), no, c.Text)
			}
		}
		if got.Returned != c.Returned || c.Repeated > 0 && got.Repeated != c.Repeated {
			t.Errorf("%s, %s: returned %v, repeated %d: %s", c.Lang, c.Why, got.Returned, got.Repeated, c.Text)
		}
		if c.General && (slices.Contains(got.Missing, "order-id") || got.Stage != StageBefore) {
			t.Errorf("%s, %s: missing %v, stage %s: %s", c.Lang, c.Why, got.Missing, got.Stage, c.Text)
		}
	}
}

func TestNamesBehindAClosingPhrase(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Können Sie das ändern?\nDanke, Petra Lindner", "Petra Lindner"},
		{"Wo ist meine Lampe? LG Mirko", "Mirko"},
		{"Guten Tag MfG Emre Aydın", "Emre Aydın"},
		{"Gibt es die Jacke in Rot?\nGrüße, Nils Brandt", "Nils Brandt"},
		{"Wann kommt sie an? Danke schon mal, Eva", "Eva"},
		{"Is it waterproof? Cheers, Fiona", "Fiona"},
		{"Where is the invoice? Kind regards, Peter Hill", "Peter Hill"},
		{"J'attends la facture.\nMerci d'avance, Paul Martin", "Paul Martin"},
		{"¿Dónde está? Un saludo, Marta", "Marta"},
		{"Please cancel it. Thanks Anna", ""},
		{"The bag broke. Thanks, regards", ""},
	} {
		s := Analyse(&Ticket{Text: c.text}, "en", time.Time{})
		if s.Name != c.want || s.Signed != (c.want != "") {
			t.Errorf("%q: %q", c.text, s.Name)
		}
	}
}

func TestOrderNumbersAmongOtherNumbers(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"I ordered a Lumen 500 lantern (order MX-50433812).", []string{"MX-50433812"}},
		{"Please send a VAT invoice for order MX-50433813 to us.", []string{"MX-50433813"}},
		{"My order 4417 is late.", []string{"4417"}},
		{"Bitte schicken Sie die Rechnung zur Bestellung MX-50433814.", []string{"MX-50433814"}},
		{"Rechnungsnummer 20261187", nil},
	} {
		if got := Analyse(&Ticket{Text: c.text}, "en", time.Time{}).OrderIDs; !slices.Equal(got, c.want) {
			t.Errorf("%s: %v", c.text, got)
		}
	}
}

func TestProductsAreWholeWordsAndTheNameBehindThem(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Meine Stirnlampe Polaris 500 flackert.", "Stirnlampe Polaris 500"},
		{"Der Rucksack Fjell kam gestern an.", "Rucksack Fjell"},
		{"La veste Bruma est déchirée.", "veste Bruma"},
		{"Mi mochila Sierra llegó rota.", "mochila Sierra"},
		{"The Fjell backpack is torn.", "Fjell backpack"},
		{"Die Regenjacke Größe M ist zu eng.", ""},
		{"Das Zelt kam Ende Juni an.", ""},
		{"Brumaテントの耐水圧を教えてください。", "Brumaテント"},
		{"Sierraのジャケットが破れています。", "Sierraのジャケット"},
		{"昨天到的充电宝Sierra 20K充不了电", "充电宝Sierra 20K"},
		{"注文番号MX-50433815のリュックが届きません。", ""},
	} {
		got := Analyse(&Ticket{Text: c.text}, "en", time.Time{}).Products
		if c.want == "" && len(got) > 0 || c.want != "" && !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: %q", c.text, got)
		}
	}
}

func TestCountriesThatBuyersNamePlainly(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Do I have to pay duties? I'm in Oregon.", "US"},
		{"Muss ich Zoll zahlen? Ich wohne in der Schweiz, in Luzern.", "CH"},
		{"Bitte liefern Sie an: Gartenweg 3, 1010 Wien, Österreich.", "AT"},
		{"Could it go to 4 Mill Road, Leeds LS2 8BX?", "GB"},
		{"届け先は〒060-0001 北海道札幌市です。", "JP"},
		{"香港に住んでいます。関税はかかりますか？", "HK"},
		{"我在加拿大，要交关税吗？", "CA"},
		{"J'habite en Belgique. Dois-je payer la douane ?", "BE"},
		{"Vivo en Monterrey, ¿pago impuestos?", "MX"},
		{"Moro em Recife, vou pagar imposto?", "BR"},
		{"저는 미국에 살고 있어요. 관세가 있나요?", "US"},
		{"أسكن في دبي، هل هناك جمارك؟", "AE"},
		{"Is it warm enough?\n\nKind regards,\nPriya Nair\nLondon", "GB"},
		{"Do you ship to Canada?", ""},
		{"My parcel has been in Rotterdam since Monday.", ""},
		{"I live in Berlin but I am in Norway this week.", ""},
		{"I'm in a hurry, please tell us.", ""},
	} {
		if got := Analyse(&Ticket{Text: c.text}, "en", time.Time{}).Country; got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestBigEnoughIsNoComplaint(t *testing.T) {
	for _, text := range []string{"Is the tent big enough for three?", "Ist das Zelt groß genug für drei?", "灯不亮，怎么办？"} {
		if e := Analyse(&Ticket{Text: text}, "en", time.Time{}).Emotion; e.Label != "calm" {
			t.Errorf("%s: %s %v", text, e.Label, e.Evidence)
		}
	}
}
