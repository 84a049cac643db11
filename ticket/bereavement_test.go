package ticket

import (
	"slices"
	"testing"
	"time"
)

func TestADeathIsSeenAndADeadBatteryIsNone(t *testing.T) {
	for text, want := range map[string]bool{
		"My husband sadly died in March and I would like to send his boots back.":      true,
		"My mother passed away, please close her account.":                             true,
		"Mein Mann ist im März gestorben, ich möchte seine Stiefel zurückgeben.":       true,
		"Der Besteller ist leider verstorben.":                                         true,
		"Ma mère est décédée, merci d'annuler sa commande.":                            true,
		"Mi padre falleció el lunes y quiero cancelar su pedido.":                      true,
		"Minha mãe faleceu, gostaria de cancelar o pedido.":                            true,
		"Mio padre è venuto a mancare, vorrei annullare il suo ordine.":                true,
		"Mijn moeder is overleden, graag haar bestelling annuleren.":                   true,
		"Mój tata zmarł, proszę o anulowanie zamówienia.":                              true,
		"Мой муж скончался, хочу отменить его заказ.":                                  true,
		"先日、父が亡くなりました。注文を取り消したいです。":                                                    true,
		"아버지께서 돌아가셔서 주문을 취소하고 싶습니다.":                                                   true,
		"我父亲上周去世了，想取消他的订单。":                                                            true,
		"توفي والدي وأرغب في إلغاء طلبه.":                                              true,
		"The battery died after two days.":                                             false,
		"Mein Akku ist gestorben.":                                                     false,
		"I nearly died laughing, the costume is great.":                                false,
		"Mi móvil murió ayer, ¿tienen otro?":                                           false,
		"Mon casque est mort au bout d'un mois.":                                       false,
		"Il est mort de rire, merci pour le déguisement !":                             false,
		"电池死了，要换一个。":                                                                   false,
		"È mancato un pezzo nella scatola.":                                            false,
		"A necklace for my friend: the engraving should say 'gone but not forgotten'.": false,
	} {
		s := Analyse(&Ticket{Text: text}, "en", time.Time{})
		got := slices.ContainsFunc(s.Risks, func(r Risk) bool { return r.Kind == Bereavement })
		if got != want {
			t.Errorf("%q: a death %v, want %v", text, got, want)
		}
	}
}
