package compose

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/ticket"
)

// Of several orders the letter names the one that stands with what is asked, or none.
var severalOrders = []struct {
	tag     string
	outcome culture.Outcome
	text    string
	id      string   // "" none
	unclear []string // what a person hears of
}{
	{"en-US", culture.Refund, "Hi, I placed two orders by mistake, 5501-A and 5502-A. Please cancel 5502-A only, I still want the first one.", "5502-A", nil},
	{"en-US", culture.Refund, "Please cancel 5502-A, not 5501-A.", "5502-A", nil},
	{"en-US", culture.Refund, "For order 5502-A, please cancel it, but I keep 5501-A.", "5502-A", nil},
	{"en-US", culture.Refund, "Don't cancel order 5501-A, but please cancel order 5502-A.", "5502-A", nil},
	{"en-US", culture.Replace, "Order 5501-A is fine. Order 5502-A came with a broken handle. Please send me a replacement for 5502-A.", "5502-A", nil},
	{"en-US", culture.Refund, "Please cancel order 5501-A and order 5502-A.", "", []string{"5501-A", "5502-A"}},
	{"en-US", culture.Refund, "I have two orders, 5501-A and 5502-A. I want my money back.", "", []string{"5501-A", "5502-A"}},
	{"en-US", culture.Undecided, "I have two orders, 5501-A and 5502-A. I want my money back.", "", nil},
	{"en-US", culture.Refund, "I want my money back for order 5501-A.", "5501-A", nil},
	{"de-DE", culture.Refund, "Ich habe versehentlich zwei Bestellungen aufgegeben, B-11902 und B-11903. Bitte stornieren Sie nur B-11903, die andere möchte ich behalten.", "B-11903", nil},
	{"fr-FR", culture.Refund, "J'ai deux commandes, FR-1001 et FR-1002. La lampe de FR-1002 est arrivée cassée. Merci de me rembourser uniquement FR-1002, la commande FR-1001 est parfaite.", "FR-1002", nil},
	{"ja-JP", culture.Refund, "注文番号7001-Aと7002-Bの2件を誤って注文してしまいました。7002-Bのみキャンセルをお願いいたします。7001-Aはそのままで結構です。", "7002-B", nil},
	{"zh-CN", culture.Refund, "订单5501001和5501002都是我的，请只取消5501002，另一个我还要。", "5501002", nil},
}

func TestOfSeveralOrdersTheOneAskedAbout(t *testing.T) {
	for _, c := range severalOrders {
		j := job(t, c.tag)
		j.Ticket = &ticket.Ticket{Text: c.text}
		j.Signals = ticket.Analyse(j.Ticket, "en", monday)
		j.decide(c.outcome)
		l := compose(t, j)
		for _, id := range j.Signals.OrderIDs {
			if strings.Contains(l.Text+l.Subject, id) != (id == c.id) {
				t.Errorf("%s: wants %q named and no other, got\n%s\n%s", c.text, c.id, l.Subject, l.Text)
			}
		}
		if !slices.Equal(l.Orders, c.unclear) {
			t.Errorf("%s: unclear %q, want %q", c.text, l.Orders, c.unclear)
		}
	}
}

// What is on record about one order is not told of another.
func TestAnotherOrdersRecordIsNotTold(t *testing.T) {
	j := job(t, "en-US")
	j.Ticket = &ticket.Ticket{Text: "Where is my parcel, order NL-7002? NL-7001 came last week.",
		Order: &ticket.Order{ID: "NL-7001", Tracking: "LX123456785CN", ShippedAt: monday.AddDate(0, 0, -9), PlacedAt: time.Date(2026, 2, 3, 9, 0, 0, 0, time.UTC)}}
	j.Signals = ticket.Analyse(j.Ticket, "en", monday)
	text := compose(t, j).Text
	if !strings.Contains(text, "NL-7002") || strings.Contains(text, "LX123456785CN") || strings.Contains(text, "February") {
		t.Errorf("%s", text)
	}
	j.Ticket.Order.ID = "NL-7002"
	j.Signals = ticket.Analyse(j.Ticket, "en", monday)
	if text := compose(t, j).Text; !strings.Contains(text, "NL-7002") || !strings.Contains(text, "LX123456785CN") {
		t.Errorf("%s", text)
	}
}

// "A replacement pole, and how much?" is answered on both, though it is one sentence.
func TestAnOrderAndItsPriceAreBothAnswered(t *testing.T) {
	for _, tag := range cultures {
		j := job(t, tag)
		j.ask("place-order", "price")
		for i := range j.Signals.Asks {
			j.Signals.Asks[i].Text = "A single pole, and how much?"
		}
		if main, others := j.sortAsks(); main.Kind != "place-order" || len(others) != 1 || others[0].Kind != "price" {
			t.Errorf("%s: main %v, others %v", tag, main, others)
		}
	}
}
