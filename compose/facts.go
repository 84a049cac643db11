package compose

import (
	"slices"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/ticket"
	"github.com/parlance-cli/parlance/value"
)

// aboutParcel says which asks the parcel's own data answer.
var aboutParcel = []string{"where-is-it", "delivery-info", "customs", "missing-or-wrong-item"}

// orderFacts says where the parcel is, from the order's own data.
func (d *drafting) orderFacts() []sentence {
	o := d.job.Ticket.Order
	if o == nil || d.main.Kind == "" || !slices.Contains(aboutParcel, d.main.Kind) {
		return nil
	}
	var said []sentence
	switch {
	case !o.DeliveredAt.IsZero():
		said = append(said, sentence{key: "order.delivered", slots: map[string]any{"day": o.DeliveredAt}})
	case !o.ShippedAt.IsZero():
		said = append(said, sentence{key: "order.shipped", slots: map[string]any{"day": o.ShippedAt}})
	case o.Tracking != "":
		said = append(said, sentence{key: "order.tracking"})
	}
	if d.main.Kind == "missing-or-wrong-item" {
		return nil // it arrived; the scans do not say what is in the box
	}
	if e, ok := lastScan(o.TrackingEvents); ok && o.DeliveredAt.IsZero() {
		said = append(said, sentence{key: "order.scan", slots: map[string]any{"day": e.At, "status": strings.TrimSuffix(e.Status, "."), "place": e.Location}})
	}
	return said
}

func lastScan(events []ticket.TrackingEvent) (ticket.TrackingEvent, bool) {
	if len(events) == 0 {
		return ticket.TrackingEvent{}, false
	}
	last := events[len(events)-1]
	for _, e := range events {
		if e.At.After(last.At) {
			last = e
		}
	}
	return last, last.Status != ""
}

// factKinds says which asks a computed fact helps.
var factKinds = map[string][]string{
	"return-deadline": {"return", "withdrawal", "exchange", "refund"},
	"warranty-end":    {"warranty", "defect"},
	"shipping-fee":    {"delivery-info", "price", "place-order"},
}

// facts says the values the knowledge base computed, where we have words for them.
func (d *drafting) facts() []sentence {
	var said []sentence
	for _, f := range d.job.Facts {
		if !d.buyer.language.Has("fact."+f.ID) || !d.wants(factKinds[f.ID]) {
			continue
		}
		said = append(said, sentence{key: "fact." + f.ID, slots: map[string]any{"value": d.factValue(f)}})
	}
	return said
}

func (d *drafting) factValue(f kb.Fact) any {
	if t, err := time.ParseInLocation(time.DateOnly, f.Value, d.job.zone()); err == nil {
		return day(t)
	}
	if m, err := value.ParseMoney(f.Value); err == nil {
		return m
	}
	return f.Value
}

func (d *drafting) wants(kinds []string) bool {
	return slices.ContainsFunc(d.job.Signals.Asks, func(a ticket.Ask) bool { return slices.Contains(kinds, a.Kind) })
}

// offPlatform tells whether the buyer of a marketplace asks to go elsewhere.
func (d *drafting) offPlatform() bool {
	if !marketplace(d.job.Channel) {
		return false
	}
	text := d.job.Ticket.LastBuyer()
	return hasAny(strings.ToLower(text), known().Away) || leadsAway(text, "")
}
