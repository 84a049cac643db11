package kb

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/parlance-cli/parlance/value"
)

// shippingFee takes the lightest band that still holds the parcel; its upper edge
// belongs to it.
func (c *calculation) shippingFee() {
	if len(c.tables["shipping"]) == 0 || c.lacks("country") {
		return
	}
	var rows []row
	weighed := false
	for _, r := range c.forCountry("shipping", "to") {
		if s := r.cells["service"]; s == "" || s == c.given.Service {
			rows = append(rows, r)
			weighed = weighed || r.cells["up_to_kg"] != ""
		}
	}
	if len(rows) == 0 || weighed && c.lacks("weight") {
		return
	}
	best := -1
	for i, r := range rows {
		if up := r.cells["up_to_kg"]; up != "" && compare(c.given.Kg, up) > 0 {
			continue
		}
		if best < 0 || compareBands(r.cells["up_to_kg"], rows[best].cells["up_to_kg"]) < 0 {
			best = i
		}
	}
	if best < 0 {
		return // heavier than every band: nobody wrote a price
	}
	c.fee(rows[best])
}

func (c *calculation) fee(r row) {
	inputs := map[string]string{"country": c.given.Country, "service": c.given.Service}
	text := fmt.Sprintf("%s delivery to %s", c.given.Service, c.given.Country)
	if up := r.cells["up_to_kg"]; up != "" {
		inputs["weight"] = c.given.Kg + " kg"
		text += ", up to " + up + " kg"
	}
	fee, _ := value.ParseMoney(r.cells["fee"])
	if free, err := value.ParseMoney(r.cells["free_from"]); err == nil {
		text += fmt.Sprintf(", free from %s", money(free))
		if t := c.given.Total; t != nil && t.Currency == free.Currency {
			inputs["total"] = money(*t)
			if compare(t.Amount, free.Amount) >= 0 {
				fee.Amount = "0"
			}
		}
	}
	c.add("", money(fee), text, r.source, inputs)
}

func money(m value.Money) string { return m.Amount + " " + m.Currency }

// compareBands orders upper edges; a band without one is the widest.
func compareBands(a, b string) int {
	switch {
	case a == b:
		return 0
	case a == "":
		return 1
	case b == "":
		return -1
	}
	return compare(a, b)
}

// compare orders two decimals; one that is none counts as zero.
func compare(a, b string) int {
	x, _ := new(big.Rat).SetString(a)
	y, _ := new(big.Rat).SetString(b)
	if x == nil {
		x = new(big.Rat)
	}
	if y == nil {
		y = new(big.Rat)
	}
	return x.Cmp(y)
}

// duties says who pays them: DDP the shop, DAP the buyer; below the limit of a DAP row
// nobody does.
func (c *calculation) duties() {
	if len(c.tables["duties"]) == 0 || c.lacks("country") {
		return
	}
	rows := c.forCountry("duties", "to")
	if len(rows) == 0 {
		return
	}
	r := rows[0]
	inputs := map[string]string{"country": c.given.Country}
	terms := r.cells["terms"]
	text := "delivered duty paid: duties and import tax are in the price"
	if terms == "DAP" {
		text = "delivered at place: duties and import tax are paid by the buyer to the carrier or customs"
		if above, err := value.ParseMoney(r.cells["above"]); err == nil {
			text += " for orders above " + money(above)
			if t := c.given.Total; t != nil && t.Currency == above.Currency {
				inputs["total"] = money(*t)
				if compare(t.Amount, above.Amount) <= 0 {
					terms, text = "none due", "no duties or import tax: the order is not above "+money(above)
				}
			}
		}
	}
	if note := r.cells["note"]; note != "" {
		text += "; " + note
	}
	c.add("", terms, text, r.source, inputs)
}

// converted gives the order's total in another currency by a rate the shop wrote
// down; without one, no conversion.
func (c *calculation) converted() {
	t := c.given.Total
	if t == nil || c.given.Convert == "" || c.given.Convert == t.Currency {
		return
	}
	best := -1
	rates := c.tables["rates"]
	for i, r := range rates {
		if r.cells["from"] == t.Currency && r.cells["to"] == c.given.Convert &&
			(best < 0 || r.cells["date"] > rates[best].cells["date"]) {
			best = i
		}
	}
	if best < 0 {
		return
	}
	r := rates[best]
	amount, ok := new(big.Rat).SetString(t.Amount)
	if !ok {
		return
	}
	rate, _ := new(big.Rat).SetString(r.cells["rate"])
	sum := amount.Mul(amount, rate).FloatString(minorUnits(c.given.Convert))
	c.add("", sum+" "+c.given.Convert, fmt.Sprintf("%s × %s, the rate of %s", money(*t), r.cells["rate"], r.cells["date"]), r.source,
		map[string]string{"total": money(*t), "rate": r.cells["rate"], "date": r.cells["date"]})
}

// minorUnits is how many decimals a currency has.
func minorUnits(currency string) int {
	if strings.Contains(" JPY KRW VND CLP ISK XAF XOF ", " "+currency+" ") {
		return 0
	}
	if strings.Contains(" KWD BHD OMR JOD TND ", " "+currency+" ") {
		return 3
	}
	return 2
}
