package value

import "time"

// Money is an amount as given; it is never converted.
type Money struct {
	Amount   string // canonical decimal, "3000", "12.50"
	Currency string // ISO 4217
}

// ParseMoney reads "3000 JPY", "EUR 12.50", "¥3,000", "12,50 €". An error says what
// would have been right.
func ParseMoney(s string) (Money, error) { return Money{}, nil }

// Formats writes values the way a locale does (CLDR 48).
type Formats struct {
	Tag     string // the locale whose forms are used
	Decimal string // decimal separator
	Group   string // grouping separator, "" when four digits are not grouped
}

// For returns the formats of the locale nearest to tag.
func For(tag string) Formats { return Formats{Tag: tag, Decimal: ".", Group: ","} }

// Number writes a canonical decimal ("1299.5") in the locale's form.
func (f Formats) Number(decimal string) string { return decimal }

// Money writes an amount in the locale's form, decimals as the currency has them.
func (f Formats) Money(m Money) string { return m.Amount + " " + m.Currency }

// Date writes day, month and year in the long form readers expect in a letter
// ("9. März 2026", "2026年3月9日", "March 9, 2026"); DateDay the same with the day of
// the week ("Montag, 9. März 2026", "2026年3月9日（月）").
func (f Formats) Date(t time.Time) string { return t.Format("2 January 2006") }

// DateDay is Date with the day of the week.
func (f Formats) DateDay(t time.Time) string { return t.Format("Monday, 2 January 2006") }

// Time writes hours and minutes, 12 or 24 h as the locale does.
func (f Formats) Time(t time.Time) string { return t.Format("15:04") }

// AddBusinessDays returns the day n business days after from: weekend days and days
// for which holiday answers true do not count. holiday may be nil; no weekend means
// Saturday and Sunday.
func AddBusinessDays(from time.Time, n int, weekend []time.Weekday, holiday func(time.Time) bool) time.Time {
	return from.AddDate(0, 0, n)
}
