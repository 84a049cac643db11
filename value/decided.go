package value

import (
	"regexp"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/say"
)

// ParseDecided is ParseExact for an amount that will be paid because somebody typed it:
// what is not above zero is an error too.
func ParseDecided(s string) (Money, error) {
	negative := strings.HasPrefix(strings.TrimSpace(s), "-") || strings.HasPrefix(strings.TrimSpace(s), "−")
	m, err := ParseExact(s)
	if negative || err == nil && strings.Trim(m.Amount, "0.") == "" {
		return Money{}, say.Errorf("amount %q: an amount that is paid is above zero", s)
	}
	return m, err
}

// ParseExact is ParseMoney for an amount somebody typed: no reading is chosen for them.
// What can be read in two ways and what has more decimals than its currency is an error.
func ParseExact(s string) (Money, error) {
	m, err := ParseMoney(upperCode(s))
	if err != nil {
		return m, err
	}
	if g := oneGroup().FindStringSubmatch(s); g != nil {
		small := strings.TrimSuffix(g[1]+"."+g[2][:decimalsOf(m.Currency)], ".")
		return Money{}, say.Errorf("amount %q can be read in two ways: write \"%s %s\" or \"%s %s\"", s, g[1]+g[2], m.Currency, small, m.Currency)
	}
	if _, fraction, _ := strings.Cut(m.Amount, "."); len(fraction) > decimalsOf(m.Currency) {
		return Money{}, say.Errorf("amount %q: %s has %d decimals", s, m.Currency, decimalsOf(m.Currency))
	}
	return m, nil
}

// oneGroup is a number whose only separator stands before three digits: a thousand to one
// reader, one to another.
var oneGroup = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^0-9.,])([1-9][0-9]{0,2})[.,]([0-9]{3})(?:[^0-9.,]|$)`)
})

// upperCode writes a currency code as its standard does.
func upperCode(s string) string {
	letters := strings.Trim(s, "0123456789.,' \t\u00a0\u202f")
	if code := strings.ToUpper(letters); len(code) == 3 && len(currencies().Signs[code]) == 1 {
		return strings.Replace(s, letters, code, 1)
	}
	return s
}

// decimalsOf is how many decimals a currency has.
func decimalsOf(currency string) int {
	if n, ok := currencies().Decimals[currency]; ok {
		return n
	}
	return 2
}
