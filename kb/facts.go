package kb

import (
	"slices"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/value"
)

// Given is what is known about the buyer and the order. Everything may be missing.
type Given struct {
	Country string // ISO 3166, where the parcel goes
	Kg      string // weight, a decimal
	Service string // "standard", "express"; "" is standard
	Total   *value.Money
	SKUs    []string
	Size    string // "M", in SizeOf's system
	SizeOf  string // "eu"
	SizeFor string // "jp"; "" means every system there is

	PlacedAt, ShippedAt, DeliveredAt time.Time
	Zone                             *time.Location // the buyer's; nil means the times' own

	LawDays int    // the withdrawal period of the market's law, 0 when there is none
	LawFrom string // "delivery"

	Convert string // a currency the buyer asks for

	Now time.Time // to tell what has expired; zero asks nothing
}

// today is the day a certificate is judged by, where the buyer is.
func (g *Given) today() time.Time {
	now := g.Now
	if g.Zone != nil {
		now = now.In(g.Zone)
	}
	return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
}

// Missing is a fact that could be computed if the buyer or the order said more.
type Missing struct {
	Fact string   `json:"fact"`
	Need []string `json:"need"` // country, weight, delivery-date, order-date, sku, size
}

// Facts computes what the fact tables and the law give for what is known: fees,
// dates, codes. kinds names the facts wanted, nil for all. What only lacks an input is
// returned as Missing.
func (b *Base) Facts(g Given, kinds []string) ([]Fact, []Missing) {
	if b == nil {
		return nil, nil
	}
	c := calculation{tables: b.tables, given: g}
	c.given.Country = countryCode(g.Country)
	if c.given.Service == "" {
		c.given.Service = "standard"
	}
	for _, k := range calculators {
		if kinds == nil || slices.Contains(kinds, k.fact) {
			c.name = k.fact
			k.compute(&c)
		}
	}
	return c.facts, c.missing
}

// calculators in the order their facts are shown.
var calculators = []struct {
	fact    string
	compute func(*calculation)
}{
	{"shipping-fee", (*calculation).shippingFee},
	{"delivery-estimate", (*calculation).deliveryEstimate},
	{"return-deadline", (*calculation).returnDeadline},
	{"warranty-end", (*calculation).warrantyEnd},
	{"size", (*calculation).size},
	{"certificate", (*calculation).certificates},
	{"hs-code", (*calculation).hsCodes},
	{"duties", (*calculation).duties},
	{"converted-total", (*calculation).converted},
}

// calculation gathers facts; name is the one being computed.
type calculation struct {
	tables  tables
	given   Given
	name    string
	facts   []Fact
	missing []Missing
}

// add records a fact about sku, "" for the whole order.
func (c *calculation) add(sku, val, text, source string, inputs map[string]string) {
	f := Fact{ID: c.name, Value: val, Text: text, Source: source, Inputs: inputs}
	if sku != "" {
		f.ID += ":" + sku
		f.Inputs["sku"] = sku
	}
	c.facts = append(c.facts, f)
}

// lacks records the inputs that are missing, and tells whether any is.
func (c *calculation) lacks(need ...string) bool {
	var without []string
	for _, n := range need {
		if !c.has(n) {
			without = append(without, n)
		}
	}
	if without != nil {
		c.missing = append(c.missing, Missing{c.name, without})
	}
	return without != nil
}

func (c *calculation) has(input string) bool {
	g := &c.given
	switch input {
	case "country":
		return g.Country != ""
	case "weight":
		return isNumber(g.Kg) == nil
	case "delivery-date":
		return !g.DeliveredAt.IsZero()
	case "order-date":
		return !g.PlacedAt.IsZero()
	case "sku":
		return len(g.SKUs) > 0
	case "size":
		return g.Size != "" && g.SizeOf != ""
	}
	return false
}

// forCountry returns the rows of a table for the buyer's country: those that name it,
// else those of its union, else those for all others.
func (c *calculation) forCountry(table, col string) []row {
	best, found := 0, []row(nil)
	for _, r := range c.tables[table] {
		near := 0
		for _, p := range places(r.cells[col]) {
			switch {
			case p == c.given.Country:
				near = max(near, 3)
			case p == "*":
				near = max(near, 1)
			case inMarket(c.given.Country, p):
				near = max(near, 2)
			}
		}
		switch {
		case near == 0 || near < best:
		case near > best:
			best, found = near, []row{r}
		default:
			found = append(found, r)
		}
	}
	return found
}

// forSKU returns the rows of a table for an article: those that name it, else those
// of the longest pattern ending in * that fits.
func (c *calculation) forSKU(table, sku string) []row {
	best, found := -1, []row(nil)
	for _, r := range c.tables[table] {
		pattern := strings.ToUpper(r.cells["sku"])
		near := len(pattern)
		switch upper := strings.ToUpper(sku); {
		case pattern == upper:
			near = 1000
		case strings.HasSuffix(pattern, "*") && strings.HasPrefix(upper, pattern[:near-1]):
		default:
			continue
		}
		switch {
		case near > best:
			best, found = near, []row{r}
		case near == best:
			found = append(found, r)
		}
	}
	return found
}
