package ticket

import (
	"slices"
	"testing"
	"time"
)

func heardIn(text string) Signals { return Analyse(&Ticket{Text: text}, "en", time.Time{}) }

func TestAModelIsNamedWithoutAWordForTheGoods(t *testing.T) {
	for text, want := range map[string]string{
		"My Northlight Trail 40 leaks at the seam.":                  "Northlight Trail 40",
		"Der Trailrunner Pro ist nach einer Woche gerissen.":         "Trailrunner Pro",
		"Mi Vidda 30 llegó sin la correa.":                           "Vidda 30",
		"The parcel should go to the Baker Street 12 address.":       "",
		"It was lost after the November 12 delivery.":                "",
		"Where is the Order 10442?":                                  "",
		"Die Bestellung vom Montag ist nicht da.":                    "",
		"I need it for the Friday 14 November party.":                "",
		"Send it to my Packstation 145 please, not to my neighbour.": "",
	} {
		got := ""
		if p := heardIn(text).Products; len(p) > 0 {
			got = p[0]
		}
		if got != want {
			t.Errorf("%q: product %q, want %q", text, got, want)
		}
	}
}

func TestLookingBackSetsNoDeadline(t *testing.T) {
	for text, want := range map[string]string{
		"Bis heute ist das Geld nicht auf meinem Konto eingegangen.": "",
		"Wenn das Geld bis Freitag nicht da ist, storniere ich.":     "Freitag",
		"Bitte antworten Sie bis Freitag.":                           "Freitag",
	} {
		if got := heardIn(text).Deadline; got != want {
			t.Errorf("%q: deadline %q, want %q", text, got, want)
		}
	}
}

func TestRecibirIsNoReceipt(t *testing.T) {
	for text, want := range map[string]bool{
		"Todavía no recibo mi pedido.":                false,
		"¿Me pueden enviar el recibo de mi compra?":   true,
		"Necesito un recibo con mi nombre, por favor": true,
	} {
		if got := has(heardIn(text).Asks, "invoice"); got != want {
			t.Errorf("%q: asks for an invoice %v, want %v", text, got, want)
		}
	}
}

func TestWhoSaysTheyAreAngryIsAngry(t *testing.T) {
	for _, text := range []string{"I am very angry about this.", "Ich bin richtig sauer!", "Je suis très en colère.", "Estoy muy enfadado.",
		"Sono davvero arrabbiato.", "Ik ben heel boos.", "Jestem bardzo zła.", "Я очень зол.", "本当に怒っています。", "我真的很生气。", "정말 화가 납니다.", "Çok kızgınım.", "Jag är riktigt arg."} {
		if e := heardIn(text).Emotion; e.Label != "angry" {
			t.Errorf("%q is read as %s %.2f", text, e.Label, e.Intensity)
		}
	}
}

func TestALoneWordOfPraiseAfterAComplaintIsSarcasm(t *testing.T) {
	for text, want := range map[string]bool{
		"Charged me twice and now I wait ten days for my own money. Great.": true,
		"El paquete llegó roto y encima me cobran. Increíble.":              true,
		"The lamp arrived today. Great.":                                    false,
		"Thanks for nothing!":                                               true,
		"Danke für gar nichts. Zum dritten Mal das falsche Teil.":           true,
		"Молодцы, спасибо, лампа уже у меня!":                               false,
		"Thanks, the refund has arrived. Perfect.":                          false,
	} {
		if got := heardIn(text).Emotion.Sarcasm; got != want {
			t.Errorf("%q: sarcasm %v, want %v", text, got, want)
		}
	}
}

// A buyer who has to write again and again does not grow calmer by keeping their words.
func TestSilenceAndLateAnswersRaiseTheTrend(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2025, 11, n, 9, 0, 0, 0, time.UTC) }
	asks := func(n int) Message {
		return Message{From: FromBuyer, At: day(n), Text: "Hello, where is my parcel?"}
	}
	says := func(n int) Message { return Message{From: FromAgent, At: day(n), Text: "We are looking into it."} }
	for what, c := range map[string]struct {
		thread []Message
		want   string
	}{
		"three unanswered":  {[]Message{asks(1), asks(3), asks(5)}, "rising"},
		"answered late":     {[]Message{asks(1), says(5), asks(6), says(10), asks(11)}, "rising"},
		"answered in time":  {[]Message{asks(1), says(2), asks(6), says(7), asks(11)}, "steady"},
		"thanks in the end": {[]Message{asks(1), asks(3), {From: FromBuyer, At: day(5), Text: "It has come, thank you very much!"}}, "falling"},
	} {
		s := Analyse(&Ticket{Messages: c.thread}, "en", day(12))
		if s.Emotion.Trend != c.want {
			t.Errorf("%s: trend %q, want %q", what, s.Emotion.Trend, c.want)
		}
	}
	if s := heardIn("I am not satisfied with the jacket, can I send it back?"); !slices.Equal(kinds(s), []string{"return"}) {
		t.Errorf("asks %v, want a return", kinds(s))
	}
}
