package ticket

import (
	"slices"
	"testing"
	"time"
)

// Who gives thanks for what has come asks for nothing.
func TestThanksForWhatCameAreNoDemand(t *testing.T) {
	for _, text := range []string{
		"Vielen Dank für die schnelle Erstattung, das Geld ist heute angekommen. Alles bestens!",
		"Vielen Dank für den schnellen Umtausch, die neue Jacke passt perfekt!",
		"Danke, das Paket ist heute doch noch angekommen!",
		"Hi, the replacement arrived yesterday and it works great. Thank you so much for the quick help!",
		"Thanks for the refund, it reached my account today.",
		"Thank you, the parcel finally arrived today. All good.",
		"Bonjour, le remboursement est bien arrivé ce matin. Merci beaucoup pour votre efficacité !",
		"Merci pour le remboursement rapide, tout est réglé.",
		"Merci, le colis est enfin arrivé ce matin.",
		"Hola, ya recibí el reembolso. ¡Muchas gracias por su ayuda!",
		"Ho ricevuto il rimborso, grazie mille per la velocità!",
		"O reembolso já caiu na minha conta, muito obrigada!",
		"De terugbetaling is binnen, hartelijk dank voor de snelle afhandeling!",
		"Dziękuję za szybki zwrot pieniędzy, już są na koncie.",
		"Pengarna har kommit tillbaka, tack för snabb återbetalning!",
		"Спасибо, возврат денег пришёл сегодня. Всё отлично!",
		"İade hesabıma geçti, çok teşekkür ederim!",
		"وصلني المبلغ المسترد اليوم، شكرا جزيلا لكم.",
		"返金を確認いたしました。迅速にご対応いただき、ありがとうございました。",
		"交換品が届きました。ありがとうございました。とても気に入っています。",
		"환불 잘 받았습니다. 빠른 처리 감사합니다!",
		"退款已经收到了，谢谢你们的帮助！",
	} {
		s := Analyse(&Ticket{Text: text}, "en", time.Time{})
		if got := kinds(s); len(got) > 1 || len(got) == 1 && got[0] != "compliment" {
			t.Errorf("%q: asks %v", text, got)
		}
		if s.Stage != StageAfter || s.Emotion.Label != "grateful" || len(s.Missing) > 0 {
			t.Errorf("%q: %s, %s, missing %v", text, s.Stage, s.Emotion.Label, s.Missing)
		}
	}
}

// Thanks with a question, or with something still wrong, keep what is asked.
func TestThanksKeepWhatIsStillAsked(t *testing.T) {
	for _, c := range []struct{ text, want, not string }{
		{"The replacement arrived and it's perfect! There was no return label for the broken one. Do I just throw it out?", "return", "defect"},
		{"I received the refund but only half of it, where is the rest?", "refund", ""},
		{"I got the replacement but it is broken too. I want my money back.", "refund", ""},
		{"The lamp is broken. Thanks in advance for a quick refund.", "refund", ""},
		{"Thanks, I got the refund for the lamp. But where is the refund for the tent?", "refund", ""},
		{"I received an email that my refund was approved, but nothing on my account yet.", "refund", ""},
		{"I got a broken lamp and expect a replacement.", "exchange", ""},
		{"Thank you for the replacement, but it has the wrong colour.", "missing-or-wrong-item", "exchange"},
		{"Danke für den Ersatz, leider ist er auch kaputt.", "defect", ""},
		{"Danke für die Erstattung von 20 EUR, aber ich hatte 40 EUR bezahlt.", "refund", ""},
		{"Bitte um Erstattung, die Lampe kam kaputt an. Danke!", "refund", ""},
		{"Le remboursement n'est pas arrivé sur mon compte, merci de vérifier.", "refund", ""},
		{"Merci de me rembourser.", "refund", ""},
		{"Thanks for offering a replacement. I accept, please send it.", "exchange", ""},
		{"Thanks, a replacement would be great.", "exchange", ""},
		{"Vielen Dank für das Angebot einer Erstattung. Ich nehme an.", "refund", ""},
		{"The refund of 20 EUR arrived. I was promised 40 EUR.", "refund", ""},
		{"Ya recibieron mi devolución, espero el reembolso. Gracias.", "refund", ""},
		{"商品を受け取りましたが、返金をお願いします。ありがとうございます。", "refund", ""},
		{"你们收到退货了，请退款，谢谢。", "refund", ""},
		{"물건 받았는데 환불해 주세요. 감사합니다.", "refund", ""},
		{"Gracias, pero el reembolso llegó incompleto: faltan 10 euros.", "refund", ""},
		{"返金はまだ確認できていません。", "refund", ""},
		{"商品が届きましたが壊れていました。交換品を送ってください。", "exchange", ""},
		{"退款收到了，但是只退了一半，剩下的什么时候退？", "refund", ""},
		{"收到货了，但是坏了，要求退款。", "refund", ""},
		{"환불은 받았는데 금액이 부족해요. 나머지는 언제 들어오나요?", "refund", ""},
	} {
		got := kinds(Analyse(&Ticket{Text: c.text}, "en", time.Time{}))
		if !slices.Contains(got, c.want) || c.not != "" && slices.Contains(got, c.not) {
			t.Errorf("%q: asks %v, want %s, not %q", c.text, got, c.want, c.not)
		}
	}
	if s := Analyse(&Ticket{Text: "The replacement came, thank you! There was no return label for the broken one. Do I just throw it out?"}, "en", time.Time{}); slices.Contains(s.Missing, "order-id") {
		t.Error("where the broken one goes is about our terms, and missing is", s.Missing)
	}
	if s := Analyse(&Ticket{Text: "Danke, die Erstattung ist da. Kann ich noch eine Rechnungskorrektur bekommen?"}, "en", time.Time{}); s.Stage == StageAfter {
		t.Error("a question is open, and the stage is", s.Stage)
	}
}

// A new one that was promised is waited for, not asked for.
func TestAPromisedReplacementIsWaitedFor(t *testing.T) {
	for _, text := range []string{
		"I already sent you the photos and the order number twice (5567-B). Where is my replacement?",
		"You promised a new lamp two weeks ago and I am still waiting for the replacement.",
		"I sent the broken lamp back two weeks ago, where is my replacement?",
		"When will my replacement be shipped?",
		"Ich habe Ihnen die Fotos schon zweimal geschickt (5567-B). Wo bleibt mein Ersatz?",
		"Sie haben mir vor zwei Wochen eine Ersatzlieferung zugesagt. Bis heute ist nichts angekommen.",
		"Je vous ai déjà envoyé les photos deux fois (5567-B). Où est mon remplacement ?",
		"J'attends toujours le produit de remplacement promis il y a dix jours.",
		"¿Dónde está mi reemplazo? Ya les mandé las fotos dos veces.",
		"Dov'è la mia sostituzione? Vi ho già mandato le foto.",
		"Cadê o meu produto de troca? Já mandei as fotos duas vezes.",
		"Waar blijft mijn vervangend exemplaar?",
		"Gdzie jest mój zamiennik? Zdjęcia wysłałem już dwa razy.",
		"Где моя замена? Фото я уже отправлял дважды.",
		"交換品はいつ届きますか。写真はもう二回送りました。",
		"代替品を送ってくださるとのことでしたが、まだ届きません。",
		"교환품은 언제 오나요? 사진은 두 번 보냈어요.",
		"补发的灯怎么还没到？照片我都发两次了。",
		"你们答应补发的，已经两周了还没收到。",
	} {
		s := Analyse(&Ticket{Text: text}, "en", time.Time{})
		if got := kinds(s); !slices.Equal(got, []string{"where-is-it"}) || s.Stage != StageWaiting {
			t.Errorf("%q: asks %v, stage %s", text, got, s.Stage)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"Can I get a replacement? When would it arrive?", "exchange"},
		{"Where can I exchange my jacket?", "exchange"},
		{"My parcel has not arrived, please send a replacement.", "exchange"},
		{"제품을 받았는데 고장났어요. 새 제품으로 교환해 주세요.", "exchange"},
		{"Where is my refund? I was told it would take five days.", "refund"},
		{"Où en est mon remboursement ?", "refund"},
		{"Wann bekomme ich mein Geld zurück? Die Retoure ist seit 2 Wochen bei Ihnen.", "refund"},
	} {
		if got := kinds(Analyse(&Ticket{Text: c.text}, "en", time.Time{})); !slices.Contains(got, c.want) {
			t.Errorf("%q: asks %v, want %s", c.text, got, c.want)
		}
	}
}
