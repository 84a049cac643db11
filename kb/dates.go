package kb

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// local is the day of t where the buyer is, at midnight UTC, so that days can be
// counted without clocks changing.
func (c *calculation) local(t time.Time) time.Time {
	if c.given.Zone != nil {
		t = t.In(c.given.Zone)
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func day(t time.Time) string { return t.Format(time.DateOnly) }

// closed tells whether nothing moves on day in any of countries: weekends, and the
// table of holidays.
func (c *calculation) closed(t time.Time, countries []string) bool {
	if t.Weekday() == time.Saturday || t.Weekday() == time.Sunday {
		return true
	}
	date := day(t)
	for _, r := range c.tables["holidays"] {
		if r.cells["date"] != date {
			continue
		}
		for _, at := range places(r.cells["country"]) {
			if at == "*" || slices.ContainsFunc(countries, func(country string) bool { return inMarket(country, at) }) {
				return true
			}
		}
	}
	return false
}

// businessDays is the day n business days after t; with n 0, t itself or the next
// business day.
func (c *calculation) businessDays(t time.Time, n int, countries []string) time.Time {
	for c.closed(t, countries) {
		t = t.AddDate(0, 0, 1)
		if n > 0 && !c.closed(t, countries) {
			n-- // leaving the weekend is already the first business day
		}
	}
	for n > 0 {
		t = t.AddDate(0, 0, 1)
		if !c.closed(t, countries) {
			n--
		}
	}
	return t
}

// deliveryEstimate counts business days from the day the parcel left, or will leave
// when it was paid before the warehouse's cutoff.
func (c *calculation) deliveryEstimate() {
	if len(c.tables["delivery"]) == 0 || !c.given.DeliveredAt.IsZero() || c.lacks("country") {
		return
	}
	for _, r := range c.forCountry("delivery", "to") {
		if s := r.cells["service"]; s != "" && s != c.given.Service {
			continue
		}
		if c.given.ShippedAt.IsZero() && c.lacks("order-date") {
			return
		}
		calendar := append(places(r.cells["calendar"]), c.given.Country)
		inputs := map[string]string{"country": c.given.Country, "service": c.given.Service}
		start, text := c.leaves(r, calendar, inputs)
		from, _ := strconv.Atoi(r.cells["from_days"])
		to, _ := strconv.Atoi(r.cells["to_days"])
		c.add("", day(c.businessDays(start, from, calendar))+"/"+day(c.businessDays(start, to, calendar)),
			fmt.Sprintf("%s; %d to %d business days after that", text, from, to), r.source, inputs)
		return
	}
}

// leaves is the day the parcel leaves the warehouse.
func (c *calculation) leaves(r row, calendar []string, inputs map[string]string) (time.Time, string) {
	if !c.given.ShippedAt.IsZero() {
		start := c.inWarehouse(r, c.given.ShippedAt)
		inputs["shipped"] = day(start)
		return start, "left the warehouse on " + day(start)
	}
	placed := c.given.PlacedAt
	if zone, err := time.LoadLocation(r.cells["zone"]); err == nil && r.cells["zone"] != "" {
		placed = placed.In(zone)
	}
	start := time.Date(placed.Year(), placed.Month(), placed.Day(), 0, 0, 0, 0, time.UTC)
	inputs["placed"] = day(start)
	warehouse := calendar[:len(calendar)-1]
	if cutoff := r.cells["cutoff"]; cutoff != "" && placed.Format("15:04") >= cutoff && !c.closed(start, warehouse) {
		start = start.AddDate(0, 0, 1)
	}
	start = c.businessDays(start, 0, warehouse)
	return start, "leaves the warehouse on " + day(start)
}

func (c *calculation) inWarehouse(r row, t time.Time) time.Time {
	if zone, err := time.LoadLocation(r.cells["zone"]); err == nil && r.cells["zone"] != "" {
		t = t.In(zone)
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// returnDeadline is the last day on which a return can be declared: the later of the
// law's and the shop's. The day of delivery itself does not count. In the EU a legal
// period that would end on a weekend or holiday ends on the next working day
// (Regulation 1182/71, article 3).
func (c *calculation) returnDeadline() {
	rows := c.returnRows()
	if c.given.LawDays == 0 && len(rows) == 0 && (len(c.tables["returns"]) == 0 || !c.lacks("country")) {
		return
	}
	need := "delivery-date"
	if len(rows) > 0 && rows[0].cells["from"] == "order" && c.given.LawDays == 0 {
		need = "order-date"
	}
	if c.given.LawDays == 0 && len(rows) == 0 || c.lacks(need) {
		return
	}
	var last time.Time
	var text, source string
	inputs := map[string]string{"country": c.given.Country}
	if c.given.LawDays > 0 && c.has("delivery-date") {
		delivered := c.local(c.given.DeliveredAt)
		last = delivered.AddDate(0, 0, c.given.LawDays)
		if inMarket(c.given.Country, "EEA") {
			last = c.businessDays(last, 0, []string{c.given.Country})
		}
		inputs["delivered"] = day(delivered)
		text, source = fmt.Sprintf("by law %d days from the delivery on %s", c.given.LawDays, day(delivered)), "law of "+c.given.Country
	}
	if len(rows) > 0 {
		start, from := c.given.DeliveredAt, "delivery"
		if rows[0].cells["from"] == "order" {
			start, from = c.given.PlacedAt, "order"
		}
		n, _ := strconv.Atoi(rows[0].cells["days"])
		if own := c.local(start).AddDate(0, 0, n); !start.IsZero() && own.After(last) {
			last, source = own, rows[0].source
			inputs[map[string]string{"delivery": "delivered", "order": "placed"}[from]] = day(c.local(start))
			text = strings.TrimPrefix(text+fmt.Sprintf("; by the shop's policy %d days from the %s on %s", n, from, day(c.local(start))), "; ")
		}
	}
	c.add("", day(last), text, source, inputs)
}

// returnRows are the shop's rows for the country that fit the order's articles.
func (c *calculation) returnRows() []row {
	var general, own []row
	for _, r := range c.forCountry("returns", "market") {
		if r.cells["sku"] == "" {
			general = append(general, r)
			continue
		}
		pattern := strings.ToUpper(strings.TrimSuffix(r.cells["sku"], "*"))
		if len(c.given.SKUs) > 0 && !slices.ContainsFunc(c.given.SKUs, func(s string) bool { return !strings.HasPrefix(strings.ToUpper(s), pattern) }) {
			own = append(own, r) // every article of the order
		}
	}
	return append(own, general...)
}

// warrantyEnd is the last day of each article's warranty. A month that is too short
// ends on its last day: two years from 29 February end on 28 February.
func (c *calculation) warrantyEnd() {
	if len(c.tables["warranty"]) == 0 || c.lacks("sku", "delivery-date") {
		return
	}
	delivered := c.local(c.given.DeliveredAt)
	for _, sku := range c.given.SKUs {
		for _, r := range c.forSKU("warranty", sku) {
			months, _ := strconv.Atoi(r.cells["months"])
			c.add(c.several(sku), day(addMonths(delivered, months)),
				fmt.Sprintf("%d months from the delivery on %s", months, day(delivered)), r.source,
				map[string]string{"sku": sku, "delivered": day(delivered)})
			break
		}
	}
}

// several is sku when the order has more than one article: then each fact names its
// own.
func (c *calculation) several(sku string) string {
	if len(c.given.SKUs) > 1 {
		return sku
	}
	return ""
}

func addMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}
