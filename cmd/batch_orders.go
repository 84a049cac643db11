package cmd

import (
	"github.com/parlance-cli/parlance/say"
	"strings"

	"github.com/parlance-cli/parlance/ticket"
)

// orderBook finds the order a ticket names among many.
type orderBook map[string]*ticket.Order // by id, in lower case

// readOrderBook reads a file of orders; "" is an empty book.
func readOrderBook(name string) (orderBook, error) {
	book := orderBook{}
	if name == "" {
		return book, nil
	}
	b, err := readFile(name, "file of orders")
	if err != nil {
		return nil, err
	}
	orders, err := readOrders(b)
	if err != nil {
		return nil, input{say.Errorf("--order: %s: %w", name, err)}
	}
	for i, o := range orders {
		if o.ID != "" {
			book[strings.ToLower(o.ID)] = &orders[i]
		}
	}
	return book, nil
}

// join adds the order a ticket names, unless it carries one with its items.
func (b orderBook) join(t *ticket.Ticket) {
	if len(b) == 0 || t.Order != nil && len(t.Order.Items) > 0 {
		return
	}
	if t.Order != nil && t.Order.ID != "" {
		b.take(t, t.Order.ID)
		return
	}
	for _, word := range strings.FieldsFunc(t.Subject+"\n"+t.BuyerText(), notInID) {
		if b.take(t, word) || b.take(t, strings.Trim(word, "#-_/.")) {
			return
		}
	}
}

func (b orderBook) take(t *ticket.Ticket, id string) bool {
	o, ok := b[strings.ToLower(id)]
	if ok {
		joined := *o
		t.Order = &joined
	}
	return ok
}

// notInID tells what stands between order numbers, in any script.
func notInID(r rune) bool {
	return !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("#-_/.", r))
}
