package kb

import (
	"errors"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/parlance-cli/parlance/say"
	"github.com/parlance-cli/parlance/value"
)

func scalarOrList(n *yaml.Node) string {
	if n.Kind != yaml.SequenceNode {
		return n.Value
	}
	var all []string
	for _, item := range n.Content {
		all = append(all, item.Value)
	}
	return strings.Join(all, " ")
}

func (r row) check(columns []column) error {
	if columns == nil {
		return nil
	}
	for key := range r.cells {
		if !slices.ContainsFunc(columns, func(c column) bool { return c.name == key }) {
			var names []string
			for _, c := range columns {
				names = append(names, c.name)
			}
			return say.Errorf("no column is called %q; there are %s", key, strings.Join(names, ", "))
		}
	}
	for _, c := range columns {
		cell, have := r.cells[c.name]
		if !have && c.must {
			return say.Errorf("%s is missing", c.name)
		}
		if have && c.is != nil {
			if err := c.is(cell); err != nil {
				return say.Errorf("%s %q: %w", c.name, cell, err)
			}
		}
	}
	return nil
}

// places are the countries or unions of a cell; "*" is every other country.
func places(cell string) []string {
	var all []string
	for p := range strings.FieldsFuncSeq(cell, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '/' }) {
		all = append(all, countryCode(p))
	}
	return all
}

func isPlaces(s string) error {
	for _, p := range places(s) {
		if p != "*" && len(p) != 2 && p != "EEA" {
			return errors.New("ISO 3166 countries, EU, EEA or *, such as \"DE AT\"")
		}
	}
	return nil
}

func isNumber(s string) error {
	if r, ok := new(big.Rat).SetString(s); !ok || r.Sign() < 0 {
		return errors.New("a number with a decimal point, such as 1.5")
	}
	return nil
}

func isWhole(s string) error {
	if n, err := strconv.Atoi(s); err != nil || n < 0 {
		return errors.New("a whole number, such as 14")
	}
	return nil
}

func isMoney(s string) error {
	if _, err := value.ParseMoney(s); err != nil {
		return errors.New("an amount and its currency, such as \"4.90 EUR\"")
	}
	_, err := value.ParseExact(s)
	return err
}

func isCurrency(s string) error {
	if len(s) != 3 || strings.ToUpper(s) != s {
		return errors.New("an ISO 4217 currency, such as EUR")
	}
	return nil
}

func isDay(s string) error {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return errors.New("a day such as 2026-12-31")
	}
	return nil
}

func isClock(s string) error {
	if _, err := time.Parse("15:04", s); err != nil {
		return errors.New("a time of day such as 12:00")
	}
	return nil
}

func isZone(s string) error {
	if _, err := time.LoadLocation(s); err != nil {
		return errors.New("an IANA time zone such as Europe/Amsterdam")
	}
	return nil
}

func isStart(s string) error {
	if s != "delivery" && s != "order" {
		return errors.New("delivery or order")
	}
	return nil
}

func isTerms(s string) error {
	if s != "DDP" && s != "DAP" {
		return errors.New("DDP (we pay duties) or DAP (the buyer does)")
	}
	return nil
}

func isHS(s string) error {
	digits := strings.ReplaceAll(s, ".", "")
	if _, err := strconv.Atoi(digits); err != nil || len(digits) < 6 || len(digits) > 12 {
		return errors.New("6 to 12 digits, such as 6201.40")
	}
	return nil
}
