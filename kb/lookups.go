package kb

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// size finds the buyer's size in one system and gives the others. A row may hold for
// some articles only (column sku).
func (c *calculation) size() {
	if len(c.tables["sizes"]) == 0 || c.given.Size == "" && c.given.SizeFor == "" {
		return // nobody asks for a size
	}
	if c.lacks("size") {
		return
	}
	from := strings.ToLower(c.given.SizeOf)
	for _, r := range c.tables["sizes"] {
		if !strings.EqualFold(r.cells[from], c.given.Size) || !c.sizeFits(r) {
			continue
		}
		for _, to := range slices.Sorted(maps.Keys(r.cells)) {
			wanted := c.given.SizeFor == "" || strings.EqualFold(to, c.given.SizeFor)
			if to == from || to == "sku" || !wanted {
				continue
			}
			c.add("", r.cells[to], fmt.Sprintf("%s size %s is %s size %s", strings.ToUpper(from), r.cells[from], strings.ToUpper(to), r.cells[to]), r.source,
				map[string]string{"size": c.given.Size, "from": from, "to": to})
		}
		return
	}
}

func (c *calculation) sizeFits(r row) bool {
	pattern := strings.ToUpper(strings.TrimSuffix(r.cells["sku"], "*"))
	return pattern == "" || slices.ContainsFunc(c.given.SKUs, func(s string) bool { return strings.HasPrefix(strings.ToUpper(s), pattern) })
}

// certificates lists what is on file for each article in the buyer's market. One that
// has expired is said to have, with no number a reply could quote as valid.
func (c *calculation) certificates() {
	if len(c.tables["certificates"]) == 0 || c.lacks("sku") {
		return
	}
	for _, sku := range c.given.SKUs {
		for _, r := range c.forSKU("certificates", sku) {
			if m := places(r.cells["markets"]); len(m) > 0 && c.given.Country != "" && !answers(m, c.given.Country) {
				continue
			}
			val := r.cells["kind"]
			for _, part := range []struct{ column, say string }{
				{"number", "number %s"}, {"issuer", "issued by %s"}, {"scope", "for %s"}, {"expires", "valid until %s"}, {"file", "file %s"},
			} {
				if cell := r.cells[part.column]; cell != "" {
					val += ", " + fmt.Sprintf(part.say, cell)
				}
			}
			if end, err := time.Parse(time.DateOnly, r.cells["expires"]); err == nil && !c.given.today().Before(end.AddDate(0, 0, 1)) {
				val = r.cells["kind"] + ": expired on " + r.cells["expires"] + ", do not offer it"
			}
			c.add(sku, val, "on file for "+r.cells["sku"], r.source, map[string]string{})
		}
	}
}

// hsCodes gives the tariff code of each article in the destination.
func (c *calculation) hsCodes() {
	if len(c.tables["hs"]) == 0 || c.lacks("sku", "country") {
		return
	}
	for _, sku := range c.given.SKUs {
		rows := calculation{tables: tables{"hs": c.forSKU("hs", sku)}, given: c.given}
		for _, r := range rows.forCountry("hs", "country") {
			c.add(sku, r.cells["code"], "tariff code for "+c.given.Country, r.source, map[string]string{"country": c.given.Country})
			break
		}
	}
}
