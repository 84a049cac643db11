package check

import (
	"slices"
	"strings"
	"testing"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/value"
)

func TestFactsAcrossLanguages(t *testing.T) {
	for _, c := range []struct{ name, agent, tag, reply, want string }{
		{"nothing lost", "Your order AB-118 of March 4 ships within 3 days for €12.50.", "de", "Ihre Bestellung AB-118 vom 4. März wird innerhalb von drei Tagen für 12,50 € versendet.", ""},
		{"a number changed", "We answer within 3 days.", "de", "Wir antworten innerhalb von 5 Tagen.", "facts/number"},
		{"a date changed", "It arrives by March 4.", "ja", "3月5日までに届きます。", "facts/date"},
		{"an amount in another currency", "We refund $12.50.", "fr", "Nous vous remboursons 12,50 €.", "facts/amount"},
		{"an id dropped", "Your tracking number is 1Z999AA10123456784.", "es", "Su número de seguimiento está abajo.", "facts/id"},
		{"a link changed", "See https://shop.example/returns.", "it", "Vedi https://shop.example/return.", "facts/link"},
		{"a placeholder renamed", "Dear {{ name }},", "nl", "Beste {{ naam }},", "facts/placeholder"},
		{"a negation lost", "We cannot refund this order.", "de", "Wir können diese Bestellung erstatten.", "facts/negation"},
		{"a negation kept in other words", "We are unable to refund this order.", "de", "Wir können diese Bestellung leider nicht erstatten.", ""},
		{"must is no negation in Japanese", "You must send it back.", "ja", "返送していただかなければなりません。", ""},
		{"a sentence left in English", "Thank you for your message. We have received your return parcel today.", "de", "Vielen Dank für Ihre Nachricht. We have received your return parcel today.", "facts/language"},
		{"the model talks to the agent", "Thank you for your patience.", "de", "Here is the translation:\nVielen Dank für Ihre Geduld.", "facts/language"},
		{"half is missing", strings.Repeat("We have looked at your order and everything is fine with it. ", 4), "de", "Alles ist gut.", "facts/length"},
		{"the wrong language", "Thank you very much for your message and for your patience with us.", "de", "Merci beaucoup pour votre message et pour la patience que vous avez avec nous.", "facts/language"},
	} {
		got := factRulesOf(Facts(Input{Agent: Text{"en", c.agent}, Reply: Text{c.tag, c.reply}}))
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %v, want %q", c.name, got, c.want)
		}
	}
}

func factRulesOf(found []Finding) []string {
	var out []string
	for _, f := range found {
		if !slices.Contains(out, f.Rule) {
			out = append(out, f.Rule)
		}
	}
	return out
}

func TestFactsAgainstTheSources(t *testing.T) {
	sources := []Source{
		{Name: "ticket", Text: "Where is order AB-118? I paid 1.299,00 € on 9.3.2026", Lang: "de"},
		{Name: "computed", Text: "2026-11-24\n30 days"},
		{Name: "returns.md#eu", Text: "Returns: https://shop.example/returns", Lang: "en"},
	}
	for _, c := range []struct{ name, reply, want string }{
		{"all of it stands somewhere", "Order AB-118 over €1,299.00 of March 9, 2026 arrives by Tuesday, November 24; see https://shop.example/returns.", ""},
		{"counts need no source", "There are two options, and 3 steps.", ""},
		{"a host of the brand", "See https://help.shop.example/track.", ""},
		{"an amount made up", "We add €20.", "error €20"},
		{"a percentage made up", "You get 15% off.", "error 15%"},
		{"a tracking number made up", "It is 1Z999AA10123456784.", "error 1Z999AA10123456784"},
		{"a foreign link", "See https://evil.example/x.", "error https://evil.example/x"},
		{"a date made up of two", "It arrives on March 24.", "warning March 24"},
		{"a period made up", "within 14 days", "warning 14 days"},
		{"the wrong day of the week", "It arrives on Monday, November 24, 2026.", "warning Monday, November 24, 2026"},
	} {
		found := Facts(Input{Reply: Text{"en-US", c.reply}, Sources: sources, Brand: &brand.Brand{AllowedHosts: []string{"shop.example"}}})
		var got []string
		for _, f := range found {
			at := f.Where[0].Span
			got = append(got, string(f.Severity)+" "+string([]rune(c.reply)[at[0]:at[1]]))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: got %v, want %q", c.name, got, c.want)
		}
	}
}

func TestNamesAreKept(t *testing.T) {
	shop := &brand.Brand{Name: "Northlight", Glossary: []brand.Term{{Term: "Tarn 30", Keep: true}, {Term: "return label"}}}
	in := Input{Agent: Text{"en", "Your Tarn 30 from Northlight: here is the return label."}, Reply: Text{"de", "Ihr Bergsee 30 von Northlight: hier ist das Rücksendeetikett."}, Brand: shop}
	if got := factRulesOf(Facts(in)); strings.Join(got, " ") != "facts/name" {
		t.Errorf("got %v", got)
	}
}

// A person who answers from memory is not called a liar.
func TestAHumanReplyWithOnlyItsTicketIsNoError(t *testing.T) {
	found := Facts(Input{Reply: Text{"en", "The total is $24."}, Sources: []Source{{Name: "ticket", Text: "2 tickets please"}}})
	if len(found) != 1 || found[0].Severity != Warning {
		t.Errorf("got %+v, want one warning", found)
	}
}

func TestTheDecidedAmountIsASource(t *testing.T) {
	in := Input{Reply: Text{"ja", "3,000円を返金いたします。"}, Amount: &value.Money{Amount: "3000", Currency: "JPY"}, Sources: []Source{{Name: "note", Text: "refund", Lang: "en"}}}
	if found := Facts(in); len(found) != 0 {
		t.Errorf("got %+v", found)
	}
}

func TestFactsSpeakChinese(t *testing.T) {
	found := Facts(Input{Agent: Text{"zh-Hans", "三天内发货，订单AB-118"}, Reply: Text{"en", "It ships in 5 days, order AB-118"}, AgentLang: "zh-Hans"})
	if len(found) != 1 || found[0].MessageLang != "zh-Hans" || !strings.Contains(found[0].Message, "5 days") {
		t.Errorf("got %+v", found)
	}
	if at := found[0].Where[0]; at.Side != Reply || *at.Span != [2]int{12, 18} {
		t.Errorf("where %+v", at)
	}
}

func TestNegationWordsAreSound(t *testing.T) {
	for tag, load := range negations() {
		n := load()
		if len(n.not.whole)+len(n.not.begin)+len(n.not.end)+len(n.not.anywhere) == 0 {
			t.Errorf("%s says no with no word", tag)
		}
	}
	if len(preambles()) == 0 {
		t.Error("no preambles")
	}
}

// FuzzFacts holds for any two texts: spans lie in their texts, and a text agrees with
// itself.
func FuzzFacts(f *testing.F) {
	f.Add("We cannot refund $12.50 by March 4.", "Wir erstatten 12 € am 4. März nicht.", "de")
	f.Add("三天", "3 days 🎉 {{x}} https://a.example", "en")
	f.Fuzz(func(t *testing.T, agent, reply, tag string) {
		in := Input{Agent: Text{"en", agent}, Reply: Text{tag, reply}, Sources: []Source{{Name: "note", Text: agent}}}
		for _, found := range Facts(in) {
			for _, w := range found.Where {
				text := []rune(reply)
				if w.Side == Agent {
					text = []rune(agent)
				}
				if w.Span != nil && (w.Span[0] < 0 || w.Span[1] < w.Span[0] || w.Span[1] > len(text)) {
					t.Fatalf("%s: span %v of %d code points", found.Rule, *w.Span, len(text))
				}
			}
		}
	})
}
