package value

import (
	"strings"
	"time"
)

// dateParts are the tokens a date is made of; -1 where there is none.
type dateParts struct{ year, month, day, weekday, last, first int }

// date adds the date that begins at token k and returns the token after it, or 0.
func (s *scanner) date(k int) int {
	d, ok := s.markedDate(k)
	if !ok {
		d, ok = s.namedDate(k)
	}
	if !ok {
		return 0
	}
	s.addDate(d)
	return d.last + 1
}

// markedDate reads dates whose numbers say what they are: 2026年3月9日, 3월 9일.
func (s *scanner) markedDate(k int) (dateParts, bool) {
	d := dateParts{year: -1, month: -1, day: -1, weekday: -1, first: k, last: k}
	i := k
	for {
		if _, ok := s.plain(i); !ok || i+1 >= len(s.toks) || s.gap(i) != "" && s.gap(i) != " " {
			break
		}
		mark := func(r role) bool { _, ok := s.has(i+1, r); return ok }
		switch {
		case d.year < 0 && d.month < 0 && mark(roleYear) && s.yearLike(i):
			d.year = i
		case d.month < 0 && mark(roleMonthMark) && s.between(i, 1, 12):
			d.month = i
		case d.month >= 0 && d.day < 0 && mark(roleDay) && s.between(i, 1, 31):
			d.day = i
		default:
			return d, d.month >= 0
		}
		d.last = i + 1
		i += 2
		if i < len(s.toks) && !blank(s.gap(i-1)) {
			break
		}
	}
	return d, d.month >= 0
}

func (s *scanner) yearLike(k int) bool { return s.between(k, 1000, 2999) }

func (s *scanner) between(k, low, high int) bool {
	n, ok := s.plain(k)
	return ok && n >= low && n <= high
}

// namedDate reads dates with the name of a month: 9. März 2026, March 9, a May day is
// none.
func (s *scanner) namedDate(k int) (dateParts, bool) {
	d := dateParts{year: -1, month: -1, day: -1, weekday: -1, first: k, last: k}
	i := k
	if s.dayNumber(i) && s.monthAfter(i) > 0 {
		d.day = i
		i = s.monthAfter(i)
	} else if s.yearLike(i) && s.near(i, i+1) && s.isMonth(i+1) { // 2026. március 9.
		d.year, i = i, i+1
	}
	if !s.isMonth(i) {
		return d, false
	}
	d.month, d.last = i, i
	if next := s.skipGlue(i); d.day < 0 && s.dayNumber(next) && s.near(next-1, next) && !s.clockFollows(next) {
		d.day, d.last, i = next, next, next
	}
	if next := s.skipGlue(i); d.year < 0 && s.yearLike(next) && s.near(next-1, next) {
		d.year, d.last = next, next
		if _, ok := s.has(next+1, roleYear); ok && blank(s.gap(next)) {
			d.last = next + 1
		}
	}
	return d, true
}

// isMonth tells whether token k names a month.
func (s *scanner) isMonth(k int) bool { _, ok := s.has(k, roleMonth); return ok }

func (s *scanner) dayNumber(k int) bool { return s.between(k, 1, 31) }

// clockFollows tells whether the number after a month is an hour or a count.
func (s *scanner) clockFollows(k int) bool {
	for _, r := range []role{rolePercent, roleCurrency, roleScale} {
		if _, ok := s.has(k+1, r); ok && blank(s.gap(k)) {
			return true
		}
	}
	return false
}

// monthAfter returns the token of the month that the day at token k belongs to, or 0.
func (s *scanner) monthAfter(k int) int {
	next := s.skipGlue(k)
	if s.isMonth(next) && s.near(next-1, next) {
		return next
	}
	return 0
}

// skipGlue returns the token after k and the words that stand inside dates.
func (s *scanner) skipGlue(k int) int {
	next := k + 1
	for hops := 0; hops < 2; hops++ {
		_, glue := s.has(next, roleGlue)
		_, mark := s.has(next, roleMonthMark)
		if !mark {
			_, mark = s.has(next, roleYear)
		}
		if !glue && !mark || !s.near(next-1, next) {
			break
		}
		next++
	}
	return next
}

// near tells whether nothing but what is written inside dates stands between two
// neighbouring tokens: spaces, a full stop, a comma, an ordinal ending.
func (s *scanner) near(a, b int) bool {
	if b != a+1 || a < 0 || b >= len(s.toks) {
		return false
	}
	gap := strings.TrimSpace(s.gap(a))
	switch gap {
	case "", ",", ".", ".,", "-", "'", "،", "st", "nd", "rd", "th", "st,", "th,", "nd,", "rd,", "er", "º", "°", "ª", "º,", ":e", "-го", "-е":
		return true
	}
	return false
}

// addDate adds the value of d.
func (s *scanner) addDate(d dateParts) {
	start, end := s.toks[d.first].start-s.toks[d.first].clitic, s.toks[d.last].end
	weekday := -1
	if w := d.first - 1; w >= 0 && s.near(w, d.first) {
		if day, ok := s.has(w, roleWeekday); ok && s.at[s.toks[w].start] >= s.taken {
			start, weekday = s.toks[w].start, int(day.v)
		}
	}
	if w := d.last + 1; weekday < 0 && (s.near(d.last, w) || s.gap(d.last) == "(") {
		if day, ok := s.has(w, roleWeekday); ok {
			weekday = int(day.v)
		}
	}
	v := s.value(Date, start, end)
	v.Weekday = weekday
	var y, m, day int
	if d.year >= 0 {
		y, _ = s.plain(d.year)
		v.parts = append(v.parts, s.part([2]int{s.toks[d.year].start, s.toks[d.year].end}, partYear, float64(s.gregorian(y)), float64(y)))
	}
	t := s.toks[d.month]
	if t.num != nil {
		m, _ = s.plain(d.month)
	} else {
		month, _ := t.word.sense(roleMonth)
		m = int(month.v) + 1
		v.doubt = t.word.doubt && d.year < 0 && d.day < 0
	}
	v.parts = append(v.parts, part{start: s.at[t.start], end: s.at[t.end], role: partMonth, reads: []float64{float64(m)}, worded: v.doubt})
	if d.day >= 0 {
		day, _ = s.plain(d.day)
		v.parts = append(v.parts, s.part([2]int{s.toks[d.day].start, s.toks[d.day].end}, partDay, float64(day)))
	}
	v.Key = dateKey(s.gregorian(y), m, day)
	if y > 0 && day > 0 {
		v.Day = time.Date(s.gregorian(y), time.Month(m), day, 0, 0, 0, 0, time.UTC)
	}
	v.Worded = d.year < 0 && d.day < 0 && t.num == nil
	s.add(v)
}
