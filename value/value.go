// Package value finds, parses and formats the values a reply must not get wrong:
// numbers, amounts, dates, times, ids, links. It knows locales, not tickets.
package value

import (
	"slices"
	"time"
)

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
	Worded     bool   // written in words, without a digit

	// Weekday is the day of the week written beside a date, -1 when there is none;
	// Day is the date, when year, month and day are written.
	Weekday int
	Day     time.Time

	decimal string    // canonical decimal of a number, percentage or amount
	money   []string  // currencies an amount may be in
	unit    string    // what a number counts, of those that are converted
	group   float64   // of 2 decades, else 0
	scale   float64   // of 3 million, else 0
	whole   []float64 // readings of the value as one number
	parts   []part    // the numbers it is made of
	doubt   bool      // may be no value at all: "may", "second"
}

// part is one number inside a value.
type part struct {
	start, end int // bytes
	role       partRole
	reads      []float64
	digits     string // as written, without separators
	worded     bool
	strict     bool // never said in words: scores, minutes
}

type partRole uint8

const (
	partNumber partRole = iota
	partYear
	partMonth
	partDay
	partHour
	partMinute
)

// Find returns the values in text written in language tag (may be ""), in order,
// without overlap. Plain number words ("two of them") are left out: they are counts
// only sometimes.
func Find(text, tag string) []Value {
	return slices.DeleteFunc(Scan(text, tag), func(v Value) bool {
		return v.doubt || v.Worded && v.Kind == Number
	})
}

// Scan is Find with number words, and with words that may be values and may be not.
// It is what Compare wants.
func Scan(text, tag string) []Value {
	s := &scanner{folded: fold(text), lex: lexiconFor(tag), tag: tag, decimal: decimalSign(tag)}
	s.protect()
	s.tokens()
	s.assemble()
	slices.SortFunc(s.found, func(a, b Value) int { return a.Start - b.Start })
	s.ranges()
	return s.found
}
