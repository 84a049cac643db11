package value

import "testing"

func TestAnAmountThatIsPaidIsNotGuessed(t *testing.T) {
	for text, want := range map[string]Money{
		"1.234,56 EUR": {"1234.56", "EUR"}, "1,234.56 USD": {"1234.56", "USD"}, "1 234,56 EUR": {"1234.56", "EUR"},
		"1000 EUR": {"1000", "EUR"}, "1.00 EUR": {"1.00", "EUR"}, "20 eur": {"20", "EUR"}, "usd 12.50": {"12.50", "USD"},
		"1.000.000 JPY": {"1000000", "JPY"}, "0,50 €": {"0.50", "EUR"}, "3000 JPY": {"3000", "JPY"}, "89,90 €": {"89.90", "EUR"},
		"1'000 CHF": {"1000", "CHF"}, "1.000,00 EUR": {"1000.00", "EUR"},
	} {
		if got, err := ParseDecided(text); err != nil || got != want {
			t.Errorf("ParseDecided(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for text, want := range map[string]string{
		"1.000 EUR":   `amount "1.000 EUR" can be read in two ways: write "1000 EUR" or "1.00 EUR"`,
		"1,000 EUR":   `amount "1,000 EUR" can be read in two ways: write "1000 EUR" or "1.00 EUR"`,
		"1.500 eur":   `amount "1.500 eur" can be read in two ways: write "1500 EUR" or "1.50 EUR"`,
		"20.999 EUR":  `amount "20.999 EUR" can be read in two ways: write "20999 EUR" or "20.99 EUR"`,
		"10.000 JPY":  `amount "10.000 JPY" can be read in two ways: write "10000 JPY" or "10 JPY"`,
		"€1,000":      `amount "€1,000" can be read in two ways: write "1000 EUR" or "1.00 EUR"`,
		"12.50 JPY":   `amount "12.50 JPY": JPY has 0 decimals`,
		"0.999 EUR":   `amount "0.999 EUR": EUR has 2 decimals`,
		"0 EUR":       `amount "0 EUR": an amount that is paid is above zero`,
		"0,00 EUR":    `amount "0,00 EUR": an amount that is paid is above zero`,
		"-5 EUR":      `amount "-5 EUR": an amount that is paid is above zero`,
		"20 quatloos": `amount "20 quatloos": write the amount and the ISO 4217 currency, for example "3000 JPY" or "12.50 EUR"`,
	} {
		if got, err := ParseDecided(text); err == nil || err.Error() != want {
			t.Errorf("ParseDecided(%q) = %v, %v, want the error %s", text, got, err, want)
		}
	}
}
