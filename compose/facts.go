package compose

import (
	"slices"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/ticket"
	"github.com/parlance-cli/parlance/value"
)

// aboutParcel says which asks the parcel's own data answer.
var aboutParcel = []string{"where-is-it", "delivery-info", "customs", "missing-or-wrong-item"}

// orderFacts says where the parcel is, from the order's own data.
func (d *drafting) orderFacts() []sentence {
	o := d.job.tied.record
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
	"return-deadline":   {"return", "withdrawal", "exchange"},
	"warranty-end":      {"warranty", "defect"},
	"shipping-fee":      {"delivery-info", "price", "place-order"},
	"delivery-estimate": {"delivery-info", "place-order"},
	"duties":            {"customs"},
	"certificate":       {"certificate"},
}

// facts says the computed values that help an ask, where we have words for them; each
// once in a letter.
func (d *drafting) facts(kind string, used map[string]bool) []sentence {
	var said []sentence
	for _, f := range d.job.Facts {
		name, _, _ := strings.Cut(f.ID, ":") // warranty-end:SKU
		if used[f.ID] || slices.Contains(d.denied, name) || !slices.Contains(factKinds[name], kind) || strings.Contains(f.Value, "do not offer") {
			continue
		}
		key, slots := "fact."+name, map[string]any{"value": d.factValue(f.Value)}
		if over := ends[name]; over != "" {
			switch last, ok := slots["value"].(day); {
			case !ok:
			case d.past(last):
				key, slots = over, map[string]any{"day": last}
			case d.job.Decision.Outcome == culture.Refuse && kind == d.main.Kind:
				continue // a period that still runs is no reason for a no
			}
		}
		switch name {
		case "duties":
			key += "." + f.Value
		case "certificate": // its parts are named in English
			if !sameBase(d.job.Language, "en") {
				continue
			}
		}
		if from, to, ok := strings.Cut(f.Value, "/"); ok {
			slots["from"], slots["to"] = d.factValue(from), d.factValue(to)
		}
		if d.buyer.language.Has(key) {
			used[f.ID] = true
			said = append(said, sentence{key: key, slots: slots})
		}
	}
	return said
}

func (d *drafting) factValue(text string) any {
	if t, err := time.ParseInLocation(time.DateOnly, text, d.job.zone()); err == nil {
		return day(t)
	}
	if m, err := value.ParseMoney(text); err == nil {
		return m
	}
	return text
}

// offPlatform tells whether the buyer of a marketplace asks to go elsewhere.
func (d *drafting) offPlatform() bool {
	if !marketplace(d.job.Channel) {
		return false
	}
	return hasAny(d.job.said, known().Away) || leadsAway(d.job.said, "")
}
