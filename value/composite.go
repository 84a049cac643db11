package value

import (
	"strconv"
	"strings"
	"time"
)

// compositeEnd reads digits that belong together otherwise than as one number: dates,
// clock times, versions, telephone numbers, ids that begin with a digit. It returns
// their end, or 0 when there is nothing of the kind at i.
func (s *scanner) compositeEnd(i int) int {
	groups, seps := s.cluster(i)
	if len(groups) == 3 && seps[0] == seps[1] && strings.ContainsRune("-/.", seps[0]) && s.numericDate(groups, seps[0]) {
		return groups[2][1] // before ids: 2026-11-07T09:00:00Z
	}
	if end := s.idEnd(i); end > 0 {
		s.addID(i, end)
		return end
	}
	if len(groups) < 2 {
		return 0
	}
	end := groups[len(groups)-1][1]
	switch {
	case len(groups) == 2 && seps[0] == '.' && s.rune(end) == '.' && !s.digit(end+1) && s.decimal == "," && s.dayAndMonth(groups):
		return end
	case seps[0] == ':':
		if len(seps) > 1 && seps[1] != ':' { // 6:30-10
			groups = groups[:2]
		}
		if s.clock(groups) {
			return groups[len(groups)-1][1]
		}
	case len(groups) == 2 && seps[0] == '/':
		s.fraction(groups, i, end)
		return end
	case len(groups) >= 3 && only(seps, '.') && !s.groupedThousands(groups):
		s.addID(i, end)
		return end
	case len(groups) >= 3 && only(seps, '-'):
		s.addID(i, end)
		return end
	}
	return 0
}

// cluster reads runs of digits with one sign each between them.
func (s *scanner) cluster(i int) (groups [][2]int, seps []rune) {
	n := &numeral{}
	end := s.run(n, i)
	for strings.ContainsRune(".-/:", s.rune(end)) && s.rune(end) != 0 && s.digit(end+1) {
		seps = append(seps, s.rune(end))
		end = s.run(n, end+1)
	}
	return n.groups, seps
}

func only(seps []rune, want rune) bool {
	for _, sep := range seps {
		if sep != want {
			return false
		}
	}
	return true
}

func (s *scanner) int(g [2]int) int {
	n, _ := strconv.Atoi(string(s.runes[g[0]:g[1]]))
	return n
}

func (s *scanner) groupedThousands(groups [][2]int) bool {
	text := make([]string, len(groups))
	for k, g := range groups {
		text[k] = string(s.runes[g[0]:g[1]])
	}
	return grouped(text)
}

// numericDate adds 2026-03-04, 4.3.2026 or 3/4/2026 as the language orders it.
func (s *scanner) numericDate(groups [][2]int, sep rune) bool {
	a, b, c := s.int(groups[0]), s.int(groups[1]), s.int(groups[2])
	size := func(k int) int { return groups[k][1] - groups[k][0] }
	var y, m, d [2]int // groups
	switch {
	case size(0) == 4 && b >= 1 && b <= 12 && c >= 1 && c <= 31:
		y, m, d = groups[0], groups[1], groups[2]
	case (size(2) == 4 || size(2) == 2 && sep != '-' && size(0) <= 2) && size(0) <= 2 && size(1) <= 2:
		y, m, d = groups[2], groups[1], groups[0]
		if b > 12 || sep == '/' && a <= 12 && s.monthFirst() {
			m, d = d, m
		}
		if s.int(m) < 1 || s.int(m) > 12 || s.int(d) < 1 || s.int(d) > 31 || c == 0 && size(2) == 2 {
			return false
		}
	default:
		return false
	}
	year := s.int(y)
	if y[1]-y[0] == 2 {
		year += 2000
	}
	v := s.value(Date, groups[0][0], groups[2][1])
	v.Key = dateKey(s.gregorian(year), s.int(m), s.int(d))
	v.Day = time.Date(s.gregorian(year), time.Month(s.int(m)), s.int(d), 0, 0, 0, 0, time.UTC)
	v.parts = []part{
		s.part(y, partYear, float64(year), float64(year%100)),
		s.part(m, partMonth, float64(s.int(m))), s.part(d, partDay, float64(s.int(d))),
	}
	s.toks = append(s.toks, token{start: groups[0][0], end: groups[2][1], num: &numeral{groups: groups}, word: madeValue})
	s.found = append(s.found, v)
	return true
}

// dayAndMonth adds 20.7. as German, Finnish or Czech write it.
func (s *scanner) dayAndMonth(groups [][2]int) bool {
	d, m := s.int(groups[0]), s.int(groups[1])
	if d < 1 || d > 31 || m < 1 || m > 12 {
		return false
	}
	v := s.value(Date, groups[0][0], groups[1][1])
	v.Key = dateKey(0, m, d)
	v.whole = []float64{parse(string(s.runes[groups[0][0]:groups[1][1]]))}
	v.parts = []part{s.part(groups[0], partDay, float64(d)), s.part(groups[1], partMonth, float64(m))}
	s.toks = append(s.toks, token{start: groups[0][0], end: groups[1][1], num: &numeral{groups: groups}, word: madeValue})
	s.found = append(s.found, v)
	return true
}

// madeValue marks a token whose value stands in found already; read-only.
var madeValue = &word{}

// monthFirst tells whether 3/4/2026 is March 4 here.
func (s *scanner) monthFirst() bool {
	language, region := subtags(s.tag)
	if language == "en" {
		return region == "" || region == "US" || region == "PH"
	}
	return s.lex.MonthFirst
}

// gregorian turns a Buddhist year of a Thai text into ours.
func (s *scanner) gregorian(year int) int {
	if s.lex.tag == "th" && year >= 2400 && year < 2700 {
		return year - buddhistYears
	}
	return year
}

func dateKey(y, m, d int) string {
	switch {
	case y == 0 && d == 0:
		return "date:--" + two(m)
	case y == 0:
		return "date:--" + two(m) + "-" + two(d)
	case d == 0:
		return "date:" + strconv.Itoa(y) + "-" + two(m)
	}
	return "date:" + strconv.Itoa(y) + "-" + two(m) + "-" + two(d)
}

// clock leaves 21:30 as a token that assemble looks at, since am or pm may follow.
func (s *scanner) clock(groups [][2]int) bool {
	h, m := s.int(groups[0]), s.int(groups[1])
	if h > 24 || m > 59 || groups[1][1]-groups[1][0] != 2 || groups[0][1]-groups[0][0] > 2 {
		return false
	}
	s.toks = append(s.toks, token{start: groups[0][0], end: groups[len(groups)-1][1], num: &numeral{groups: groups}, word: clockToken})
	return true
}

// clockToken marks h:mm; read-only.
var clockToken = &word{}

// fraction adds 3/4: a fraction, a day and a month, or two numbers.
func (s *scanner) fraction(groups [][2]int, start, end int) {
	a, b := s.int(groups[0]), s.int(groups[1])
	v := s.value(Number, start, end)
	v.Key = "number:" + strconv.Itoa(a) + "/" + strconv.Itoa(b)
	if b != 0 {
		v.whole = []float64{float64(a) / float64(b)}
	}
	v.parts = []part{s.part(groups[0], partNumber, float64(a)), s.part(groups[1], partNumber, float64(b))}
	s.toks = append(s.toks, token{start: start, end: end, num: &numeral{groups: groups}, word: madeValue})
	s.found = append(s.found, v)
}

// idEnd returns the end of an id that begins at rune i: letters and digits mixed. A
// number with a word hanging on it (21st, 80er, 5kg, covid) is none.
func (s *scanner) idEnd(i int) int {
	if s.rune(i) >= 0x80 || s.rune(i-1) < 0x80 && i > 0 && (s.letter(i-1) || s.digit(i-1)) {
		return 0
	}
	end, changes, letters, digits, capitals := i, 0, 0, 0, 0
	class := 0
	for ; end < len(s.runes); end++ {
		r, now := s.runes[end], 0
		switch {
		case isDigit(r):
			now = 1
			digits++
		case r < 0x80 && isLetter(r):
			now = 2
			letters++
			if s.upper[end] {
				capitals++
			}
		case (r == '-' || r == '_') && end > i && s.idGoesOn(end, letters == 0 || capitals == letters):
			continue
		}
		if now == 0 {
			break
		}
		if class != 0 && class != now {
			changes++
		}
		class = now
	}
	if s.letter(end) && !unspaced(s.runes[end]) && s.runes[end] < 0xac00 {
		return 0
	}
	if letters == 0 || digits == 0 {
		return 0
	}
	startsWithDigit := isDigit(s.runes[i])
	if w := s.lex.look(s.runes, i); w != nil && len(w.text) == letters && digits == 1 { // km2
		if _, unit := w.sense(roleUnit); unit {
			return 0
		}
	}
	if startsWithDigit && (changes < 2 || capitals == 0 && digits < 5 || s.measured(i, end)) {
		return 0
	}
	return end
}

// idGoesOn tells whether a hyphen at rune i belongs to an id: AS-278, not mid-1980s.
func (s *scanner) idGoesOn(i int, capitals bool) bool {
	if !capitals && !s.digit(i-1) {
		return false
	}
	next := i + 1
	return next < len(s.runes) && s.runes[next] < 0x80 && (s.digit(next) || s.letter(next) && s.upper[next])
}

// measured tells 21h30, 1920x1080 and 5ft6 from ids.
func (s *scanner) measured(i, end int) bool {
	text := string(s.runes[i:end])
	for _, sep := range []string{"h", "x", "ft", "m", "e"} {
		a, b, ok := strings.Cut(text, sep)
		if ok && allDigits(a) && (b == "" || allDigits(strings.TrimSuffix(b, "m"))) {
			return true
		}
	}
	return false
}

// addID adds an id with the numbers inside it.
func (s *scanner) addID(start, end int) {
	v := s.value(ID, start, end)
	v.Key = "id:" + strings.ToLower(s.slice(start, end))
	n := &numeral{}
	for k := start; k < end; k++ {
		if !s.digit(k) {
			continue
		}
		from := k
		k = s.run(n, k)
		v.parts = append(v.parts, s.part([2]int{from, k}, partNumber, parse(string(s.runes[from:k]))))
	}
	s.toks = append(s.toks, token{start: start, end: end, num: n, word: madeValue})
	s.found = append(s.found, v)
}

// value is a Value of runes start to end.
func (s *scanner) value(kind Kind, start, end int) Value {
	return Value{Kind: kind, Text: s.slice(start, end), Start: s.at[start], End: s.at[end], Weekday: -1}
}

func (s *scanner) part(g [2]int, role partRole, reads ...float64) part {
	return part{start: s.at[g[0]], end: s.at[g[1]], role: role, reads: reads, digits: string(s.runes[g[0]:g[1]])}
}
