package ticket

import (
	"slices"
	"testing"
	"time"
)

func TestWishesTurnedDownAreNoWishes(t *testing.T) {
	for _, c := range []struct{ text, not string }{
		{"Guten Tag, ich widerrufe meine Bestellung NL-5501 nicht, bitte nur die Lieferadresse ändern.", "withdrawal"},
		{"Ich werde die Bestellung NL-5501 nicht widerrufen, wenn Sie morgen liefern.", "withdrawal"},
		{"Bitte widerrufen Sie nicht.", "withdrawal"},
		{"Nein, ich möchte nicht vom Vertrag zurücktreten.", "withdrawal"},
		{"Hiermit widerrufe ich meinen Widerruf: Ich behalte das Zelt.", "withdrawal"},
		{"Wie lange kann ich NL-204817 widerrufen?", "withdrawal"},
		{"Ich möchte NL-204817 auf keinen Fall stornieren.", "cancel"},
		{"Ich möchte die Bestellung NICHT stornieren.", "cancel"},
		{"Ich will kein Geld zurück, nur eine neue Schnalle.", "refund"},
		{"Bitte keine Rücksendung, ich behalte die Jacke.", "return"},
		{"Die Jacke ist nicht defekt, nur zu klein. Umtausch?", "defect"},
		{"Gibt es Ersatzheringe für das Zelt?", "exchange"},
		{"Please do not send a replacement, it arrived fine.", "exchange"},
		{"Please don't cancel my order NL-204817.", "cancel"},
		{"The lamp is not broken, it is just too small.", "defect"},
		{"Please subscribe me to your newsletter.", "stop-mail"},
		{"How do I sign up to your newsletter?", "stop-mail"},
		{"Come posso iscrivermi alla newsletter?", "stop-mail"},
		{"Jak zapisać się do newslettera?", "stop-mail"},
		{"Quero receber a newsletter de vocês.", "stop-mail"},
		{"Merci de ne pas annuler ma commande.", "cancel"},
		{"Je ne me rétracte pas, je veux seulement changer l'adresse.", "withdrawal"},
		{"La lampe n'est pas cassée, juste trop petite.", "defect"},
		{"Por favor no cancelen mi pedido.", "cancel"},
		{"La lámpara no está rota, solo es pequeña.", "defect"},
		{"注文をキャンセルしないでください。", "cancel"},
		{"返金は不要です。部品だけ送ってください。", "refund"},
		{"请不要取消我的订单。", "cancel"},
		{"我不退款，只要换一个扣子。", "refund"},
	} {
		if got := kinds(Analyse(&Ticket{Text: c.text}, "en", time.Time{})); slices.Contains(got, c.not) {
			t.Errorf("%q: asks %v, not %s", c.text, got, c.not)
		}
	}
}

func TestWishesWithANoInThemStayWishes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Hiermit widerrufe ich den Kauf, da die Lampe nicht passt.", "withdrawal"},
		{"Ich widerrufe den Vertrag weil mir die Farbe nicht gefällt.", "withdrawal"},
		{"Ich kann die Bestellung nicht stornieren, bitte helfen Sie.", "cancel"},
		{"Ich habe die Erstattung noch nicht erhalten.", "refund"},
		{"Ich habe noch kein Geld zurück bekommen.", "refund"},
		{"Ich brauche Ersatz für die Lampe.", "exchange"},
		{"I cannot cancel my order on the website.", "cancel"},
		{"I still have not received my refund.", "refund"},
		{"The lamp does not work, please send a replacement.", "exchange"},
		{"Please unsubscribe me from your newsletter.", "stop-mail"},
		{"Je n'ai toujours pas reçu mon remboursement.", "refund"},
		{"Je ne veux pas attendre le remboursement.", "refund"},
		{"No he recibido el reembolso.", "refund"},
		{"まだ返金されていません。", "refund"},
		{"为什么还没有退款？", "refund"},
	} {
		if got := kinds(Analyse(&Ticket{Text: c.text}, "en", time.Time{})); !slices.Contains(got, c.want) {
			t.Errorf("%q: asks %v, want %s", c.text, got, c.want)
		}
	}
}
