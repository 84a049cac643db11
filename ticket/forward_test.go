package ticket

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// mailOf is a mail to the shop as it comes in.
func mailOf(from, subject, body string) string {
	return "From: " + from + "\r\nTo: help@shop.example\r\nSubject: " + subject + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + strings.ReplaceAll(body, "\n", "\r\n")
}

func TestAForwardedMailIsTheTicket(t *testing.T) {
	const burn = "the charger exploded and burned my son's hand. He is in hospital."
	for what, c := range map[string]struct{ from, subject, top, head, body string }{
		"gmail":            {"Uwe Lang <uwe@shop.example>", "Fwd: charger", "Can you take this one?", "---------- Forwarded message ---------\nFrom: Colin Farrow <colin@mail.example>\nDate: Mon, 16 Nov 2026 at 10:02\nSubject: charger\nTo: <sales@shop.example>\n", burn},
		"no word on top":   {"Uwe Lang <uwe@shop.example>", "Fwd: charger", "", "---------- Forwarded message ---------\nFrom: Colin Farrow <colin@mail.example>\nDate: Mon, 16 Nov 2026 at 10:02\nSubject: charger\nTo: <sales@shop.example>\n", burn},
		"apple":            {"Uwe Lang <uwe@shop.example>", "Fwd: charger", "for you", "Begin forwarded message:\n\n> From: Colin Farrow <colin@mail.example>\n> Subject: charger\n> To: sales@shop.example\n>", "> " + burn},
		"from elsewhere":   {"Uwe Lang <uwe.lang@gmail.com>", "FW: charger", "Please handle", "-----Original Message-----\nFrom: Colin Farrow [mailto:colin@mail.example]\nSent: Monday, 16 November 2026 10:02\nTo: uwe.lang@gmail.com\nSubject: charger\n", burn},
		"outlook, German":  {"Uwe Lang <uwe@shop.example>", "WG: Ladegerät", "Guten Tag Uwe,\nkannst du das übernehmen?", "-----Ursprüngliche Nachricht-----\nVon: Colin Farrow <colin@mail.example>\nGesendet: Montag, 16. November 2026 10:02\nAn: sales@shop.example\nBetreff: Ladegerät\n", "das Ladegerät ist explodiert und hat meinem Sohn die Hand verbrannt. Er liegt im Krankenhaus."},
		"outlook, French":  {"Uwe Lang <uwe@shop.example>", "TR: chargeur", "Tu peux prendre ?", "De : Colin Farrow <colin@mail.example>\nEnvoyé : lundi 16 novembre 2026 10:02\nÀ : sales@shop.example\nObjet : chargeur\n", "le chargeur a explosé et a brûlé la main de mon fils. Il est à l'hôpital."},
		"outlook, Chinese": {"王五 <wang@shop.example>", "转发: 充电器", "你处理一下", "-----原始邮件-----\n发件人: Colin Farrow <colin@mail.example>\n发送时间: 2026年11月16日 10:02\n收件人: sales@shop.example\n主题: 充电器\n", "充电器爆炸了，把我儿子的手烧伤了，现在在医院。"},
		"thunderbird":      {"Uwe Lang <uwe@shop.example>", "Fwd: Ladegerät", "zur Info", "-------- Weitergeleitete Nachricht --------\nBetreff: Ladegerät\nDatum: Mon, 16 Nov 2026 10:02\nVon: Colin Farrow <colin@mail.example>\nAn: sales@shop.example\n", "das Ladegerät ist explodiert und hat meinem Sohn die Hand verbrannt. Er liegt im Krankenhaus."},
	} {
		got, _, err := Read(strings.NewReader(mailOf(c.from, c.subject, c.top+"\n\n"+c.head+"\n"+c.body)), ReadOptions{Name: "x.eml"})
		if err != nil {
			t.Fatal(what, err)
		}
		s := Analyse(got, "en", time.Time{})
		if !s.Hold() || got.Customer.Name != "Colin Farrow" || got.Customer.Email != "colin@mail.example" || got.LastBuyer() != strings.TrimPrefix(c.body, "> ") {
			t.Errorf("%s: %q of %q holds %v: %q", what, got.Customer.Name, got.Customer.Email, s.Hold(), got.LastBuyer())
		}
		if top := got.Messages; c.top != "" && (len(top) != 2 || top[0].From != FromNote) {
			t.Errorf("%s: messages %v", what, top)
		}
		if strings.Contains(got.Subject, ":") {
			t.Errorf("%s: subject %q", what, got.Subject)
		}
	}
}

// What a buyer forwards to us, or quotes below an answer, stays below their own words.
func TestWhatABuyerForwardsStaysTheirs(t *testing.T) {
	for what, c := range map[string]struct{ subject, body, want string }{
		"our own mail":     {"Fwd: Order confirmed", "Where is it?\n\n---------- Forwarded message ---------\nFrom: Shop <orders@shop.example>\nDate: Mon, 16 Nov 2026\nSubject: Order confirmed\nTo: <kim@gmail.com>\n\nThank you for your order.", "Where is it?"},
		"a courier's":      {"Fwd: Delivery", "Where is it?\n\n---------- Forwarded message ---------\nFrom: Parcels <no-reply@courier.example>\nDate: Mon, 16 Nov 2026\nSubject: Delivery\nTo: <kim@gmail.com>\n\nYour parcel is on its way.", "Where is it?"},
		"their own":        {"Fwd: lamp", "No answer so far!\n\n---------- Forwarded message ---------\nFrom: Kim <kim@gmail.com>\nDate: Mon, 9 Nov 2026\nSubject: lamp\nTo: <help@shop.example>\n\nMy lamp is broken.", "No answer so far!"},
		"an answer to us":  {"RE: lamp", "It is still broken.\n\n-----Original Message-----\nFrom: Mei <mei@shop.example>\nSent: Monday\nTo: Kim\nSubject: lamp\n\nDid you try it?", "It is still broken."},
		"hurt, and a link": {"Fwd: recall", "The charger burned my son's hand, he is in hospital.\n\n---------- Forwarded message ---------\nFrom: Ann <ann@mail.example>\nDate: Mon, 16 Nov 2026\nSubject: recall\nTo: <kim@gmail.com>\n\nHave you seen this recall?", "The charger burned my son's hand, he is in hospital."},
	} {
		got, _, err := Read(strings.NewReader(mailOf("Kim <kim@gmail.com>", c.subject, c.body)), ReadOptions{Name: "x.eml"})
		if err != nil {
			t.Fatal(what, err)
		}
		if got.LastBuyer() != c.want || got.Customer.Name != "Kim" {
			t.Errorf("%s: %q says %q", what, got.Customer.Name, got.LastBuyer())
		}
		if what == "hurt, and a link" && !Analyse(got, "en", time.Time{}).Hold() {
			t.Error("a buyer's own injury above a forwarded mail does not hold")
		}
	}
}

func TestAPastedForwardIsRead(t *testing.T) {
	got, _, err := Read(strings.NewReader("Can you take this one?\n\n---------- Forwarded message ---------\nFrom: Colin Farrow <colin@mail.example>\nDate: Mon, 16 Nov 2026\nSubject: lamp 5501-A\nTo: <sales@shop.example>\n\nMy lamp is broken."), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s := Analyse(got, "en", time.Time{})
	if s.Name != "Colin Farrow" || got.Subject != "lamp 5501-A" || !slices.Equal(kinds(s), []string{"defect"}) {
		t.Errorf("%q, %q, %v", s.Name, got.Subject, kinds(s))
	}
}
