package cmd

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/say"
	"github.com/parlance-cli/parlance/ticket"
)

// ordersFromCSV reads orders from a table with a header; rows with the same id are the
// items of one order.
func ordersFromCSV(b []byte) ([]ticket.Order, error) {
	r := csv.NewReader(bytes.NewReader(b))
	r.FieldsPerRecord = -1
	if head, _, _ := bytes.Cut(b, []byte("\n")); bytes.Count(head, []byte(";")) > bytes.Count(head, []byte(",")) {
		r.Comma = ';'
	}
	rows, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	header := rows[0]
	for i := range header {
		header[i] = strings.ToLower(strings.TrimSpace(header[i]))
	}
	if !slices.Contains(header, "id") {
		return nil, say.Errorf("line 1: no column %q; columns are id, item, sku, quantity, amount, currency, placed_at, shipped_at, delivered_at, carrier, tracking", "id")
	}
	var orders []ticket.Order
	for n, row := range rows[1:] {
		cell := func(name string) string {
			if i := slices.Index(header, name); i >= 0 && i < len(row) {
				return strings.TrimSpace(row[i])
			}
			return ""
		}
		o, err := orderFromRow(cell)
		if err != nil {
			return nil, say.Errorf("line %d: %w", n+2, err)
		}
		if i := slices.IndexFunc(orders, func(have ticket.Order) bool { return have.ID == o.ID }); i >= 0 {
			orders[i].Items = append(orders[i].Items, o.Items...)
			continue
		}
		orders = append(orders, o)
	}
	return orders, nil
}

func orderFromRow(cell func(string) string) (ticket.Order, error) {
	o := ticket.Order{ID: cell("id"), Carrier: cell("carrier"), Tracking: cell("tracking"), Total: ticket.Total{Amount: json.Number(cell("amount")), Currency: cell("currency")}}
	if name, sku := cell("item"), cell("sku"); name != "" || sku != "" {
		quantity, err := strconv.Atoi(cell("quantity"))
		if err != nil {
			quantity = 1
		}
		o.Items = []ticket.Item{{SKU: sku, Name: name, Quantity: quantity}}
	}
	for name, at := range map[string]*time.Time{"placed_at": &o.PlacedAt, "shipped_at": &o.ShippedAt, "delivered_at": &o.DeliveredAt} {
		text := cell(name)
		if text == "" {
			continue
		}
		parsed, err := time.Parse(time.RFC3339, text)
		if err != nil {
			parsed, err = time.Parse(time.DateOnly, text)
		}
		if err != nil {
			return o, say.Errorf("%s is not a date like 2026-03-09", name)
		}
		*at = parsed
	}
	return o, nil
}
