package value

import "strings"

// time adds the time of day that begins at token k and returns the token after it, or
// 0: 21:30, 9.30 pm, 21 Uhr, 21h30, 午後9時30分, klo 21.
func (s *scanner) time(k int) int {
	half, at := noHalf, k
	if _, ok := s.has(k, roleAm); ok {
		half, at = am, k+1
	} else if _, ok := s.has(k, rolePm); ok {
		half, at = pm, k+1
	}
	if half != noHalf && !blank(s.gap(k)) {
		return 0
	}
	c, ok := s.clockAt(at)
	if !ok {
		return 0
	}
	if half == noHalf {
		half = s.halfAfter(&c)
	}
	if !c.sure && half == noHalf {
		return 0
	}
	s.addTime(k, c, half)
	return c.last + 1
}

// halfOfDay is am, pm or not said.
type halfOfDay uint8

const (
	noHalf halfOfDay = iota
	am
	pm
)

// clockTime is a time as tokens have it.
type clockTime struct {
	hour, minute [2]int // runes; an empty minute is the full hour
	h, m         int
	first, last  int  // tokens
	sure         bool // a time even without am or pm
}

// clockAt reads the hour and minutes at token k.
func (s *scanner) clockAt(k int) (clockTime, bool) {
	c := clockTime{first: k, last: k}
	if k >= len(s.toks) || s.toks[k].num == nil || s.toks[k].word == madeValue {
		return c, false
	}
	groups := s.toks[k].num.groups
	c.hour = groups[0]
	switch {
	case s.toks[k].word == clockToken:
		c.sure, c.minute = true, groups[1]
	case len(groups) == 2 && s.rune(groups[0][1]) == '.' && groups[1][1]-groups[1][0] == 2: // 9.30
		c.minute = groups[1]
		c.sure = s.hourMark(k) || s.dotClock()
	case len(groups) == 1 && s.toks[k].num.plain:
		s.marks(&c)
	default:
		return c, false
	}
	if s.hourMark(c.last) && c.last == k {
		c.last++
		c.sure = true
	}
	c.h = s.int(c.hour)
	if c.minute != [2]int{} {
		c.m = s.int(c.minute)
	}
	return c, c.h <= 24 && c.m <= 59 && c.hour[1]-c.hour[0] <= 2
}

// dotClock tells the languages that write 21.30.
func (s *scanner) dotClock() bool {
	if s.tag == "" {
		return false
	}
	_, l := nearest(s.tag)
	return strings.Contains(l.Time, "}.{")
}

// hourMark tells whether token k+1 says that token k is an hour.
func (s *scanner) hourMark(k int) bool {
	_, ok := s.has(k+1, roleHour)
	return ok && blank(s.gap(k))
}

// marks reads the minutes after an hour mark: 21h30, 9時30分.
func (s *scanner) marks(c *clockTime) {
	k := c.first
	if !s.hourMark(k) {
		return
	}
	c.last = k + 1
	_, counted := s.has(k+1, rolePeriod) // "2 h" may be two hours
	c.sure = !counted
	if m, ok := s.plain(k + 2); ok && m <= 59 && blank(s.gap(k+1)) && (s.gap(k+1) == "" || s.minuteMark(k+2) || s.toks[k+2].end-s.toks[k+2].start == 2) {
		c.minute, c.last = [2]int{s.toks[k+2].start, s.toks[k+2].end}, k+2
		c.sure = !counted || !s.minuteMark(k+2)
		if s.minuteMark(k + 2) {
			c.last = k + 3
		}
	}
}

func (s *scanner) minuteMark(k int) bool {
	_, ok := s.has(k+1, roleMinute)
	return ok && blank(s.gap(k))
}

// halfAfter reads am or pm behind the time.
func (s *scanner) halfAfter(c *clockTime) halfOfDay {
	gap := s.gap(c.last)
	if !blank(gap) && strings.Trim(gap, " ,") != "" {
		return noHalf
	}
	if _, ok := s.has(c.last+1, roleAm); ok {
		c.last++
		return am
	}
	if _, ok := s.has(c.last+1, rolePm); ok {
		c.last++
		return pm
	}
	return noHalf
}

// addTime adds the time; an hour up to twelve without am or pm may be either.
func (s *scanner) addTime(first int, c clockTime, half halfOfDay) {
	h := c.h
	reads := []float64{float64(h)}
	switch {
	case half == pm && h < 12:
		h += 12
		reads = append(reads, float64(h))
	case half == am && h == 12:
		h = 0
		reads = append(reads, 0, 24)
	case half == noHalf && h <= 12:
		reads = append(reads, float64(h+12))
	case h > 12:
		reads = append(reads, float64(h-12))
	}
	v := s.value(Time, s.toks[first].start, s.toks[c.last].end)
	v.Key = "time:" + two(h) + ":" + two(c.m)
	v.parts = []part{s.part(c.hour, partHour, reads...)}
	if c.minute != [2]int{} {
		v.parts = append(v.parts, s.part(c.minute, partMinute, float64(c.m)))
		v.parts[1].strict = c.m != 0
		v.parts[1].worded = c.m == 0 // ten o'clock has no minutes
		v.parts[0].strict = c.m%15 != 0
		for _, h := range reads { // 23.45
			v.whole = append(v.whole, h+float64(c.m)/100)
		}
	}
	s.add(v)
}
