package value

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Formats writes values the way a locale does (CLDR 48).
type Formats struct {
	Tag     string // the locale whose forms are used
	Decimal string // decimal separator
	Group   string // grouping separator, "" when four digits are not grouped

	forms *locale
}

// For returns the formats of the locale nearest to tag: the locale itself, else the
// main one of its language ("de-LU" is written as de-DE), else en-GB.
func For(tag string) Formats {
	name, l := nearest(tag)
	return Formats{Tag: name, Decimal: l.Decimal, Group: l.Group, forms: l}
}

// locale is the table these formats come from; the zero Formats writes as en-GB.
func (f Formats) locale() *locale {
	if f.forms != nil {
		return f.forms
	}
	_, l := nearest(f.Tag)
	return l
}

// Number writes a canonical decimal ("1299.5") in the locale's form. What is no
// decimal number is returned as it is.
func (f Formats) Number(decimal string) string {
	l := f.locale()
	return l.number(decimal, l.Group)
}

// Money writes an amount in the locale's form, decimals as the currency has them.
func (f Formats) Money(m Money) string {
	l := f.locale()
	number := l.number(withDecimals(m), l.MoneyGroup)
	if pattern, ok := l.MoneyIn[m.Currency]; ok {
		return strings.Replace(pattern, "#", number, 1)
	}
	symbol := l.symbol(m.Currency)
	out := strings.Replace(l.Money, "¤", symbol, 1)
	if last, _ := utf8.DecodeLastRuneInString(symbol); unicode.IsLetter(last) {
		out = strings.Replace(out, symbol+"#", symbol+"\u00a0#", 1) // CLDR's currencySpacing
	}
	return strings.Replace(out, "#", number, 1)
}

// Date writes day, month and year in the long form readers expect in a letter
// ("9. März 2026", "2026年3月9日", "March 9, 2026"); DateDay the same with the day of
// the week ("Montag, 9. März 2026", "2026年3月9日（月）").
func (f Formats) Date(t time.Time) string { return f.locale().write(f.locale().Date, t) }

// DateDay is Date with the day of the week.
func (f Formats) DateDay(t time.Time) string { return f.locale().write(f.locale().DateDay, t) }

// Time writes hours and minutes, 12 or 24 h as the locale does.
func (f Formats) Time(t time.Time) string { return f.locale().write(f.locale().Time, t) }

// buddhistYears is what the Thai calendar counts more than the Gregorian one.
const buddhistYears = 543

func (l *locale) write(pattern string, t time.Time) string {
	month, half := "", ""
	if len(l.Months) == 12 {
		month = l.Months[t.Month()-1]
	}
	if len(l.AmPm) == 2 {
		half = l.AmPm[t.Hour()/12]
	}
	hour12 := (t.Hour()+11)%12 + 1
	return strings.NewReplacer(
		"{y}", strconv.Itoa(t.Year()), "{be}", strconv.Itoa(t.Year()+buddhistYears),
		"{m}", strconv.Itoa(int(t.Month())), "{month}", month,
		"{d}", strconv.Itoa(t.Day()), "{dd}", two(t.Day()),
		"{weekday}", l.Weekdays[t.Weekday()],
		"{H}", strconv.Itoa(t.Hour()), "{HH}", two(t.Hour()),
		"{h}", strconv.Itoa(hour12), "{hh}", two(hour12),
		"{mm}", two(t.Minute()), "{ap}", half,
	).Replace(pattern)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// number groups the digits of a canonical decimal.
func (l *locale) number(decimal, group string) string {
	rest, sign := strings.CutPrefix(decimal, "-")
	whole, fraction, hasFraction := strings.Cut(rest, ".")
	if !allDigits(whole) || hasFraction && !allDigits(fraction) {
		return decimal
	}
	out := l.group(whole, group)
	if hasFraction {
		out += l.Decimal + fraction
	}
	if sign {
		out = "-" + out
	}
	return out
}

func (l *locale) group(whole, group string) string {
	if len(whole) < 3+max(l.MinGroup, 1) {
		return whole
	}
	size := 3
	tail := ""
	for len(whole) > size {
		tail = group + whole[len(whole)-size:] + tail
		whole = whole[:len(whole)-size]
		if l.Indian {
			size = 2
		}
	}
	return whole + tail
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// AddBusinessDays returns the day n business days after from: weekend days and days
// for which holiday answers true do not count. holiday may be nil; no weekend means
// Saturday and Sunday. A negative n counts backwards.
func AddBusinessDays(from time.Time, n int, weekend []time.Weekday, holiday func(time.Time) bool) time.Time {
	var closed [7]bool
	for _, day := range weekend {
		closed[day] = true
	}
	if closed == [7]bool{} || closed == [7]bool{true, true, true, true, true, true, true} {
		closed = [7]bool{time.Saturday: true, time.Sunday: true}
	}
	step := 1
	if n < 0 {
		n, step = -n, -1
	}
	for looked := 0; n > 0 && looked < maxClosedDays; looked++ {
		from = from.AddDate(0, 0, step)
		if !closed[from.Weekday()] && (holiday == nil || !holiday(from)) {
			n--
			looked = 0
		}
	}
	return from
}

// maxClosedDays ends the search when holiday answers true for every day.
const maxClosedDays = 366
