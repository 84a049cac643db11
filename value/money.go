package value

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/pack"
	"github.com/parlance-cli/parlance/say"
)

// Money is an amount as given; it is never converted.
type Money struct {
	Amount   string // canonical decimal, "3000", "12.50"
	Currency string // ISO 4217
}

// Key is the Key of a Value that states this amount.
func (m Money) Key() string { return "amount:" + m.Currency + ":" + trimZeros(m.Amount) }

//go:embed currencies.yaml
var currenciesYAML []byte

// currencyTable is what currencies.yaml holds.
type currencyTable struct {
	Decimals map[string]int      `yaml:"decimals"`
	Codes    []string            `yaml:"codes"`
	Signs    map[string][]string `yaml:"signs"`
}

var currencies = sync.OnceValue(func() *currencyTable {
	var t currencyTable
	if err := pack.Decode(currenciesYAML, &t); err != nil {
		panic(err) // our own file; TestParseMoney reads it
	}
	for _, code := range t.Codes {
		t.Signs[code] = []string{code}
	}
	for sign, codes := range maps.Clone(t.Signs) { // "$ US" is written with a space that does not break
		t.Signs[strings.ReplaceAll(sign, " ", "\u00a0")] = codes
	}
	t.Signs["RMB"], t.Signs["NTD"] = []string{"CNY"}, []string{"TWD"}
	return &t
})

// ParseMoney reads "3000 JPY", "EUR 12.50", "¥3,000", "12,50 €". An error says what
// would have been right.
func ParseMoney(s string) (Money, error) {
	const form = "write the amount and the ISO 4217 currency, for example \"3000 JPY\" or \"12.50 EUR\""
	text := strings.TrimSpace(s)
	values := Find(text, "")
	if len(values) != 1 || values[0].Kind != Amount || len(values[0].Text) != len(text) {
		return Money{}, say.Errorf("amount %q: %s", s, form)
	}
	v := values[0]
	if v.Currency == "" {
		sign := strings.Trim(text, "0123456789.,' \u00a0")
		return Money{}, say.Errorf("amount %q: %s may be %s; %s", s, sign, strings.Join(v.money, ", "), form)
	}
	return Money{Amount: v.decimal, Currency: v.Currency}, nil
}

// withDecimals is the amount with as many decimals as its currency has, or more when
// it was given with more.
func withDecimals(m Money) string {
	want := decimalsOf(m.Currency)
	whole, fraction, _ := strings.Cut(m.Amount, ".")
	for len(fraction) > want && strings.HasSuffix(fraction, "0") {
		fraction = fraction[:len(fraction)-1]
	}
	for len(fraction) < want {
		fraction += "0"
	}
	if fraction == "" {
		return whole
	}
	return whole + "." + fraction
}

// trimZeros brings a canonical decimal to its shortest form.
func trimZeros(decimal string) string {
	if strings.Contains(decimal, ".") {
		decimal = strings.TrimRight(strings.TrimRight(decimal, "0"), ".")
	}
	sign := ""
	if rest, ok := strings.CutPrefix(decimal, "-"); ok {
		sign, decimal = "-", rest
	}
	decimal = strings.TrimLeft(decimal, "0")
	if decimal == "" || decimal[0] == '.' {
		decimal = "0" + decimal
	}
	return sign + decimal
}

// resolveSign narrows the currencies of a sign by the locale: ¥ is the yen in Japan, $
// the dollar of a country that is named.
func resolveSign(sign string, family []string, tag string) []string {
	if len(family) < 2 || tag == "" {
		return family
	}
	language, region := subtags(tag)
	if region == "" && (sign == "$" || language == "en") {
		return family
	}
	_, l := nearest(tag)
	for _, code := range family {
		if s := l.symbol(code); s == sign || s == "￥" && sign == "¥" || s == sign+"." {
			return []string{code}
		}
	}
	return family
}

// overlap tells whether two currency readings can be the same; an unknown one can.
func overlap(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	return slices.ContainsFunc(a, func(code string) bool { return slices.Contains(b, code) })
}
