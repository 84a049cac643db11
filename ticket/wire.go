package ticket

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// wire is our schema as others write it: ids as numbers, times in several forms.
type wire struct {
	Schema   string       `json:"schema"`
	ID       loose        `json:"id"`
	Subject  string       `json:"subject"`
	Text     string       `json:"text"`
	Messages []wireLine   `json:"messages"`
	Customer wireCustomer `json:"customer"`
	Order    *wireOrder   `json:"order"`
	Attached []Attachment `json:"attachments"`
	Channel  string       `json:"channel"`
	Market   string       `json:"market"`
	Tags     []loose      `json:"tags"`
	Created  moment       `json:"created_at"`
	ReplyDue moment       `json:"reply_due"`
}

type wireLine struct {
	From string `json:"from"`
	At   moment `json:"at"`
	Text string `json:"text"`
}

type wireCustomer struct {
	Name     string  `json:"name"`
	Email    string  `json:"email"`
	Language string  `json:"language"`
	Locale   string  `json:"locale"`
	Country  string  `json:"country"`
	TimeZone string  `json:"timezone"`
	History  []loose `json:"history"`
}

type wireOrder struct {
	ID    loose `json:"id"`
	Items []struct {
		SKU      loose  `json:"sku"`
		Name     string `json:"name"`
		Quantity int    `json:"quantity"`
	} `json:"items"`
	Total          Total     `json:"total"`
	PlacedAt       moment    `json:"placed_at"`
	ShippedAt      moment    `json:"shipped_at"`
	DeliveredAt    moment    `json:"delivered_at"`
	Carrier        string    `json:"carrier"`
	Tracking       loose     `json:"tracking"`
	TrackingEvents []wireHop `json:"tracking_events"`
}

type wireHop struct {
	At       moment `json:"at"`
	Status   string `json:"status"`
	Location string `json:"location"`
}

func (w *wireOrder) order() *Order {
	if w == nil {
		return nil
	}
	o := &Order{ID: string(w.ID), Total: w.Total, PlacedAt: w.PlacedAt.Time, ShippedAt: w.ShippedAt.Time,
		DeliveredAt: w.DeliveredAt.Time, Carrier: w.Carrier, Tracking: string(w.Tracking)}
	for _, i := range w.Items {
		o.Items = append(o.Items, Item{SKU: string(i.SKU), Name: i.Name, Quantity: i.Quantity})
	}
	for _, e := range w.TrackingEvents {
		o.TrackingEvents = append(o.TrackingEvents, TrackingEvent{At: e.At.Time, Status: e.Status, Location: e.Location})
	}
	return o
}

// badTimes notes the times that could not be read; a ticket is worth more than its clock.
func badTimes(w *wire) []string {
	var notes []string
	note := func(key string, m moment) {
		if m.bad {
			notes = append(notes, key+" is not a time we can read (2026-11-03T10:00:00Z would be)")
		}
	}
	note("created_at", w.Created)
	note("reply_due", w.ReplyDue)
	for _, m := range w.Messages {
		note("messages.at", m.At)
	}
	if w.Order != nil {
		note("order.placed_at", w.Order.PlacedAt)
		note("order.shipped_at", w.Order.ShippedAt)
		note("order.delivered_at", w.Order.DeliveredAt)
	}
	return notes
}

// loose is a text that others write as a number, a bool or an object.
type loose string

func (l *loose) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		var s string
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
		*l = loose(s)
		return nil
	}
	if string(b) == "null" {
		*l = ""
		return nil
	}
	*l = loose(b)
	return nil
}

func texts(in []loose) []string {
	var out []string
	for _, l := range in {
		if l != "" {
			out = append(out, string(l))
		}
	}
	return out
}

// moment is a time in RFC 3339, a date with or without a time, or Unix seconds.
type moment struct {
	time.Time
	bad bool
}

// parseTime reads the time forms helpdesks write; without a zone it is UTC.
func parseTime(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return time.Time{}, false
	}
	for _, form := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05 -0700",
		"2006-01-02 15:04:05 MST", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "2006/01/02 15:04:05", "2006/01/02 15:04", "2006/01/02",
		time.RFC1123Z, time.RFC1123} {
		if t, err := time.Parse(form, s); err == nil {
			return t, true
		}
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil && n > 1e8 && n < 1e14 {
		if n > 1e11 { // milliseconds
			n /= 1000
		}
		return time.Unix(int64(n), 0).UTC(), true
	}
	return time.Time{}, false
}

func (m *moment) UnmarshalJSON(b []byte) error {
	var s loose
	if err := s.UnmarshalJSON(b); err != nil {
		return err
	}
	t, ok := parseTime(string(s))
	m.Time, m.bad = t, !ok && s != ""
	return nil
}
