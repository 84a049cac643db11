package ticket

import (
	"slices"
	"testing"
	"time"
)

func TestShortAsksAreFound(t *testing.T) {
	for _, c := range []struct{ lang, ask, text string }{
		{"es", "where-is-it", "¿Cuándo sale mi pedido?"},
		{"de", "where-is-it", "Wann geht meine Bestellung raus?"},
		{"en", "where-is-it", "When does my order ship?"},
		{"en", "missing-or-wrong-item", "I want the lid."},
		{"fr", "missing-or-wrong-item", "Je veux le couvercle."},
		{"de", "missing-or-wrong-item", "Ich brauche noch die Schrauben."},
		{"de", "exchange", "Ich will eine neue, und zwar sofort."},
		{"es", "exchange", "Quiero uno nuevo."},
		{"it", "exchange", "Ne voglio un altro, subito."},
		{"zh-Hans", "exchange", "赶紧给我重新发一个！"},
		{"zh-Hans", "availability", "有没有大瓶装？"},
		{"en", "availability", "Do you have them in white?"},
		{"fr", "availability", "Vous l'avez en plus grand ?"},
		{"de", "availability", "Gibt es dazu auch einen passenden Schleifstein?"},
		{"es", "availability", "¿Lo tienen en rojo?"},
		{"ja", "availability", "小さめのものはありますか？"},
		{"zh-Hans", "product-question", "可以刻字吗？"},
		{"ja", "product-question", "のし紙は付けられますか？"},
		{"ko", "product-question", "각인도 되나요?"},
		{"en", "product-question", "Can you engrave initials?"},
		{"de", "product-question", "Darf man sie auf Holzterrassen stellen?"},
		{"it", "product-question", "Si può mettere in lavastoviglie?"},
		{"ja", "product-question", "食洗機で洗っても大丈夫ですか？"},
	} {
		if got := kinds(Analyse(&Ticket{Text: c.text}, "en", time.Time{})); !slices.Equal(got, []string{c.ask}) {
			t.Errorf("%s: asks %v, want %s: %s", c.lang, got, c.ask, c.text)
		}
	}
}

func TestWhatOnlySoundsLikeAnAskIsNone(t *testing.T) {
	for _, text := range []string{
		"Haben Sie meine E-Mail bekommen?", "Darf man so mit Kunden umgehen?", "Est-ce qu'on peut me répondre ?",
		"¿Se puede saber qué pasa?", "Kan man få hjälp?", "Is there a bigger issue with your warehouse?", "你们有没有在听我说话",
	} {
		if got := kinds(Analyse(&Ticket{Text: text}, "en", time.Time{})); len(got) != 0 {
			t.Errorf("asks %v: %s", got, text)
		}
	}
}

func TestToSendAgainIsNotToWriteAgain(t *testing.T) {
	for text, want := range map[string]int{
		"Could you send it to me again? I lost it.":                             0,
		"Können Sie mir die Rechnung noch einmal schicken? Hab sie nicht mehr.": 0,
		"I have written again and again and still have no answer.":              1,
		"Could you please answer? I already wrote and got no reply.":            1,
	} {
		if s := Analyse(&Ticket{Text: text}, "en", time.Time{}); s.Repeated != want {
			t.Errorf("repeated %d, want %d: %s", s.Repeated, want, text)
		}
	}
}

func TestANameAsksForNothing(t *testing.T) {
	for _, text := range []string{
		"Hola, llegó todo bien.\n\nRamón Cuesta", "Hola, llegó todo bien.\nGracias, Ramón Cuesta", "Hola, llegó todo bien.\nRamón Cuesta\n",
	} {
		s := Analyse(&Ticket{Text: text}, "en", time.Time{})
		if s.Name != "Ramón Cuesta" || has(s.Asks, "price") {
			t.Errorf("name %q, asks %v: %q", s.Name, kinds(s), text)
		}
	}
	for _, text := range []string{"Hola, ¿dónde está?\n\nPedido Perdido", "Bonjour, où est-elle ?\n\nCommande Perdue", "Where is it?\n\nMissing Parcel", "Wo ist sie?\n\nFehlende Lieferung"} {
		if s := Analyse(&Ticket{Text: text}, "en", time.Time{}); s.Name != "" {
			t.Errorf("name %q: %q", s.Name, text)
		}
	}
}

func TestPraiseIsPraise(t *testing.T) {
	for _, text := range []string{
		"No need to reply, just wanted someone to know how happy we are with the lamp.", "Le couteau coupe très bien. Je recommanderai sans hésiter !",
		"收到了，非常喜欢，谢谢！", "已经收到货了，质量非常好，谢谢店家，不用回复。", "届きました。丁寧な梱包で感激しました。ありがとうございます。", "Kann ich nur empfehlen!",
	} {
		if got := kinds(Analyse(&Ticket{Text: text}, "en", time.Time{})); !slices.Equal(got, []string{"compliment"}) {
			t.Errorf("asks %v: %s", got, text)
		}
	}
	for text, want := range map[string]string{"Which jacket would you recommend?": "product-question", "Quel modèle me recommandez-vous ?": "product-question", "I would not recommend this shop.": ""} {
		got := kinds(Analyse(&Ticket{Text: text}, "en", time.Time{}))
		if slices.Contains(got, "compliment") || want != "" && !slices.Contains(got, want) {
			t.Errorf("asks %v: %s", got, text)
		}
	}
}

func TestAGreetingIsNoWorry(t *testing.T) {
	for text, want := range map[string]string{
		"I hope this finds you well. Could you tell me the price of the lamp?": "calm",
		"I hope it arrives before Friday.":                                     "worried",
	} {
		if s := Analyse(&Ticket{Text: text}, "en", time.Time{}); s.Emotion.Label != want {
			t.Errorf("%s, want %s: %s", s.Emotion.Label, want, text)
		}
	}
}

func TestNumbersOfOrdersBehindAbbreviationsAndInLists(t *testing.T) {
	for text, want := range map[string][]string{
		"Bestellnr. 4400871 ist noch nicht da.":                                             {"4400871"},
		"Best.-Nr. 4400871 ist noch nicht da.":                                              {"4400871"},
		"Bestell-Nr. 4400871 ist noch nicht da.":                                            {"4400871"},
		"Bestellnr.: 4400871 ist noch nicht da.":                                            {"4400871"},
		"Ich habe zwei Bestellungen aufgegeben (9931 und 9932). Bitte die 9932 stornieren.": {"9932", "9931"},
		"I placed two orders (9931, 9932). Please cancel 9931.":                             {"9931", "9932"},
		"Ich habe schon zwei Bestellungen (2023 und 2024) aufgegeben.":                      nil,
	} {
		if s := Analyse(&Ticket{Text: text}, "en", time.Time{}); !slices.Equal(s.OrderIDs, want) {
			t.Errorf("%v, want %v: %s", s.OrderIDs, want, text)
		}
	}
}
