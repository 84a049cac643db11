// Package value finds, parses and formats the values a reply must not get wrong:
// numbers, amounts, dates, times, ids, links. It knows locales, not tickets.
package value

// Kind says what a Value is.
type Kind string

// The kinds of value.
const (
	Number      Kind = "number"
	Percent     Kind = "percent"
	Amount      Kind = "amount" // money
	Date        Kind = "date"
	Time        Kind = "time"
	Duration    Kind = "duration"
	ID          Kind = "id" // order, tracking, article and model numbers
	Link        Kind = "link"
	Email       Kind = "email"
	Placeholder Kind = "placeholder" // {{name}}, %s, {0}
)

// Value is one value in a text.
type Value struct {
	Kind       Kind
	Text       string // as written
	Start, End int    // bytes of the text
	Key        string // canonical form: equal keys mean the same value ("amount:JPY:3000", "date:2026-03-04", "date:--03-04", "id:ab-118")
	Currency   string // ISO 4217, amounts only, "" when the sign is ambiguous or absent
}

// Find returns the values in text written in language tag (may be ""), in order,
// without overlap.
func Find(text, tag string) []Value { return nil }
