package ticket

import (
	"testing"
	"time"
)

// Money that has not come, or that a buyer asks us to send, is an ask for a refund, also
// where nobody says "refund"; money that a buyer paid is none.
func TestMoneyThatHasNotComeIsAnAskForARefund(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           bool
	}{
		{"en", "You received my return last week, please send the money.", true},
		{"en", "I have not received any money.", true},
		{"en", "My money has not arrived yet.", true},
		{"en", "You have had my boots for two weeks. No money so far.", true},
		{"en", "Could you please release the payment to my PayPal?", true},
		{"en", "The money has arrived, thank you.", false},
		{"en", "Have you received my money? I paid on Monday.", false},
		{"en", "My card was charged and the money was taken, but I have not received the tent.", false},
		{"en", "I have no money right now, can I pay in instalments?", false},
		{"en", "Good value for money, thank you!", false},
		{"de", "Ich habe kein Geld erhalten.", true},
		{"de", "Sie haben meine Rücksendung letzte Woche erhalten, bitte schicken Sie das Geld.", true},
		{"de", "Ich warte seit drei Wochen auf mein Geld.", true},
		{"de", "Der Betrag wurde mir bis heute nicht überwiesen.", true},
		{"de", "Ich habe keine Ware erhalten, aber das Geld ist abgebucht.", false},
		{"de", "Muss ich das Geld vorher überweisen oder geht Nachnahme?", false},
		{"de", "Die Jacke ist ihr Geld nicht wert.", false},
		{"de", "Der Betrag auf der Rechnung stimmt nicht.", false},
		{"ja", "お金をまだ受け取っていません。", true},
		{"ja", "先週返品が届いたはずです。お金を送ってください。", true},
		{"ja", "口座に入金がありません。", true},
		{"ja", "商品がまだ届いていません。代金は支払い済みです。", false},
		{"ja", "この商品の金額を教えてください。", false},
		{"zh-Hans", "我没有收到钱。", true},
		{"zh-Hans", "你们上周已经收到我的退货了，请把钱打给我。", true},
		{"zh-Hans", "款项到现在还没收到，请尽快打款。", true},
		{"zh-Hans", "我付了钱但是没有收到货。", false},
		{"zh-Hans", "这款帐篷没有收到，请查一下。", false},
		{"zh-Hans", "你们收到钱了吗？我昨天转账的。", false},
		{"fr", "Je n'ai pas reçu d'argent.", true},
		{"fr", "Vous avez reçu mon retour la semaine dernière, merci d'envoyer l'argent.", true},
		{"fr", "La somme n'a pas encore été créditée.", true},
		{"fr", "Avez-vous reçu mon argent ? J'ai viré lundi.", false},
		{"fr", "Le montant sur la facture n'est pas correct.", false},
		{"es", "No he recibido el dinero.", true},
		{"es", "Recibieron mi devolución la semana pasada, por favor envíen el dinero.", true},
		{"es", "Sigo esperando mi dinero.", true},
		{"es", "No he recibido el paquete y ya pagué el importe.", false},
		{"pt", "Não recebi o dinheiro.", true},
		{"pt", "Vocês receberam minha devolução na semana passada, por favor enviem o dinheiro.", true},
		{"pt", "Por favor, depositem o dinheiro na minha conta.", true},
		{"pt", "Não recebi o produto, paguei o valor total.", false},
		{"ko", "돈을 아직 받지 못했습니다.", true},
		{"ko", "지난주에 반품을 받으셨으니 돈을 보내 주세요.", true},
		{"ko", "돈을 입금했습니다. 언제 발송되나요?", false},
		{"ar", "لم أستلم أي أموال.", true},
		{"ar", "لقد استلمتم المرتجع الأسبوع الماضي، أرجو إرسال المال.", true},
		{"ar", "الرجاء تحويل المبلغ إلى حسابي.", true},
		{"ar", "هل استلمتم المال؟ حولته يوم الاثنين.", false},
	} {
		s := Analyse(&Ticket{Text: c.text, Customer: Customer{Language: c.language}}, "en", time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC))
		if got := has(s.Asks, "refund"); got != c.want {
			t.Errorf("%s %q: asks %v, a refund among them is %t, want %t", c.language, c.text, s.Asks, got, c.want)
		}
		if c.want && has(s.Asks, "account", "where-is-it", "delivery-info") {
			t.Errorf("%s %q: asks for a refund and nothing else, got %v", c.language, c.text, s.Asks)
		}
	}
}
