package cmd

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/say"
	"github.com/parlance-cli/parlance/ticket"
)

// joinOrder adds the order a ticket names from a file of orders: one JSON object, a
// JSON array, or JSON lines. A ticket that carries its own order keeps it.
func (a *app) joinOrder(t *ticket.Ticket, name string) error {
	if name == "" || t.Order != nil && len(t.Order.Items) > 0 {
		return nil
	}
	b, err := readFile(name, "file of orders")
	if err != nil {
		return err
	}
	orders, err := readOrders(b)
	if err != nil {
		return input{say.Errorf("--order: %s: %w", name, err)}
	}
	text := strings.ToLower(t.Subject + "\n" + t.BuyerText())
	i := slices.IndexFunc(orders, func(o ticket.Order) bool {
		return o.ID != "" && (t.Order != nil && t.Order.ID == o.ID || strings.Contains(text, strings.ToLower(o.ID)))
	})
	switch {
	case i >= 0:
		t.Order = &orders[i]
	case len(orders) == 1 && t.Order == nil:
		t.Order = &orders[0]
	default:
		a.note("warning: --order: none of %d orders is named in the ticket", len(orders))
	}
	return nil
}

func readOrders(b []byte) ([]ticket.Order, error) {
	if trimmed := bytes.TrimSpace(b); len(trimmed) > 0 && trimmed[0] == '[' {
		var orders []ticket.Order
		return orders, json.Unmarshal(trimmed, &orders)
	} else if len(trimmed) > 0 && trimmed[0] != '{' {
		return ordersFromCSV(trimmed)
	}
	var orders []ticket.Order
	decoder := json.NewDecoder(bytes.NewReader(b))
	for decoder.More() {
		var o ticket.Order
		if err := decoder.Decode(&o); err != nil {
			return nil, err
		}
		orders = append(orders, o)
	}
	return orders, nil
}
