package value

import (
	"strconv"
	"strings"
)

// assemble makes values of the tokens.
func (s *scanner) assemble() {
	for k := 0; k < len(s.toks); {
		k = max(k+1, s.valueAt(k))
	}
}

// valueAt adds the value that begins at token k and returns the token after it.
func (s *scanner) valueAt(k int) int {
	t := s.toks[k]
	if t.word == madeValue {
		return k + 1
	}
	if next := s.date(k); next > 0 {
		return next
	}
	if next := s.time(k); next > 0 {
		return next
	}
	return s.number(k)
}

// gap is what stands between tokens k and k+1; "\x00" after the last one.
func (s *scanner) gap(k int) string {
	if k < 0 || k+1 >= len(s.toks) {
		return "\x00"
	}
	from, to := s.toks[k].end, s.toks[k+1].start-s.toks[k+1].clitic
	if to-from > 12 || to < from {
		return "\x00"
	}
	return string(s.runes[from:to])
}

// has tells whether token k is a word with the role.
func (s *scanner) has(k int, r role) (sense, bool) {
	if k < 0 || k >= len(s.toks) || s.toks[k].num != nil {
		return sense{}, false
	}
	return s.toks[k].word.sense(r)
}

// plain is the number of token k when it is written in digits without separators.
func (s *scanner) plain(k int) (int, bool) {
	if k < 0 || k >= len(s.toks) || s.toks[k].num == nil || !s.toks[k].num.plain {
		return 0, false
	}
	return s.int([2]int{s.toks[k].start, s.toks[k].end}), true
}

func blank(gap string) bool { return strings.Trim(gap, " \u00a0\u202f\u2009") == "" }

// number adds the number, percentage or amount that begins at token k.
func (s *scanner) number(k int) int {
	n := s.readNumber(k)
	if n == nil {
		return k + 1
	}
	start, end, next := s.toks[k].start-s.toks[k].clitic, s.toks[n.last].end, n.last+1
	v := Value{Kind: Number, Worded: n.worded, decimal: n.decimal, doubt: n.doubt, scale: n.scale, group: n.group}
	if c, sign := s.signLeft(k); sign != "" {
		start, v.Kind, v.money, v.Key = c, Amount, family(sign), sign
	}
	if v.Kind == Amount && !n.worded {
		if stop := s.magnitude(n); stop > 0 {
			end = stop
			for next < len(s.toks) && s.toks[next].start < end {
				next++
			}
		}
	}
	if c, sign, after := s.signRight(n.last); sign != "" && v.Kind != Amount {
		end, next, v.Kind, v.money, v.Key = c, after, Amount, family(sign), sign
		v.unit, _ = s.unitRight(n.last) // pounds
	} else if sign != "" && overlap(v.money, family(sign)) {
		end, next = c, after
		v.money = narrower(v.money, family(sign))
	}
	if v.Kind == Number {
		if stop, after, ok := s.percentRight(n.last); ok {
			end, next, v.Kind = stop, after, Percent
		} else if stop, after, key := s.period(n); key != "" {
			end, next, v.Kind, v.Key = stop, after, Duration, key
		} else if u, ok := s.unitRight(n.last); ok {
			v.unit = u
		}
	}
	s.finish(&v, n, start, end)
	s.add(v)
	return next
}

// add keeps a value.
func (s *scanner) add(v Value) {
	s.found = append(s.found, v)
	s.taken = v.End
}

// finish gives v its text, key and part.
func (s *scanner) finish(v *Value, n *quantity, start, end int) {
	v.Text, v.Start, v.End = s.slice(start, end), s.at[start], s.at[end]
	v.parts = []part{{start: s.at[n.start], end: s.at[n.end], reads: n.reads, worded: n.worded, strict: s.score(n), digits: s.digitsOf(n)}}
	v.whole = n.reads
	number := trimZeros(n.decimal)
	if s.negative(n.start, start) {
		number = "-" + number
	}
	switch v.Kind {
	case Amount:
		sign := v.Key
		if likely := resolveSign(sign, v.money, s.tag); len(likely) == 1 {
			v.Currency, sign = likely[0], likely[0]
		}
		v.Key = "amount:" + sign + ":" + number
	case Percent:
		v.Key = "percent:" + number
	case Number:
		v.Key = "number:" + number
		if !n.worded && n.plain && (len(n.decimal) >= 7 || s.marked(n.start)) {
			v.Kind, v.Key = ID, "id:"+n.decimal
		}
	}
}

func (s *scanner) digitsOf(n *quantity) string {
	return strings.Map(func(r rune) rune {
		if isDigit(r) {
			return r
		}
		return -1
	}, string(s.runes[n.start:n.end]))
}

// score tells a number beside a hyphen or colon and another number: 3-1.
func (s *scanner) score(n *quantity) bool {
	beside := func(i, step int) bool {
		return strings.ContainsRune("-:–", s.rune(i)) && s.rune(i) != 0 && s.digit(i+step)
	}
	return beside(n.start-1, -1) || beside(n.end, 1)
}

// negative tells whether a minus stands before the number, and not a hyphen.
func (s *scanner) negative(start, from int) bool {
	before := func(i int) bool {
		r := s.rune(i - 2)
		return s.rune(i-1) == '-' && (r == 0 || r == ' ' || r == '(' || r == 0xa0 || strings.ContainsRune("$€£¥", r)) && s.rune(i) != ' '
	}
	return before(start) || from != start && before(from)
}

// marked tells whether a number is called one: #118, No. 118, №118.
func (s *scanner) marked(start int) bool {
	r := s.rune(start - 1)
	if isGap(r) {
		r = s.rune(start - 2)
		return r == '№'
	}
	return r == '#' || r == '№'
}

func (s *scanner) percentRight(k int) (end, next int, ok bool) {
	if gap := s.gap(k); blank(gap) || gap == "-" {
		if _, ok := s.has(k+1, rolePercent); ok {
			return s.toks[k+1].end, k + 2, true
		}
	}
	if k > 0 && blank(s.gap(k-1)) && (s.lex.Unspaced || s.lex.tag == "tr") { // 百分之五, yüzde 5, %5
		if _, ok := s.has(k-1, rolePercent); ok {
			return s.toks[k].end, k + 1, true
		}
	}
	return 0, 0, false
}

func (s *scanner) unitRight(k int) (string, bool) {
	if r := s.rune(s.toks[k].end); r == '°' || r == 'º' || r == '℃' || r == '℉' {
		return "deg", true
	}
	if end := s.toks[k].end; s.rune(end) == '-' {
		for _, era := range []string{"tal", "luk", "luv"} { // 700-talet, 700-luku: the years from 700 on
			if strings.HasPrefix(string(s.runes[end+1:min(end+4, len(s.runes))]), era) {
				return "era", true
			}
		}
	}
	if gap := s.gap(k); !blank(gap) && gap != "-" && gap != " de " {
		return "", false
	}
	u, ok := s.has(k+1, roleUnit)
	return u.s, ok
}

// period reads the unit of time that makes the number a duration: 3 days. The key is
// "" when there is none.
func (s *scanner) period(n *quantity) (end, next int, key string) {
	k := n.last
	if gap := s.gap(k); !blank(gap) && gap != "-" && gap != " de " {
		return 0, 0, ""
	}
	p, ok := s.has(k+1, rolePeriod)
	if !ok {
		return 0, 0, ""
	}
	number := trimZeros(n.decimal)
	if p.s == "W" {
		if weeks, err := strconv.Atoi(number); err == nil {
			number, p.s = strconv.Itoa(weeks*7), "D"
		}
	}
	if p.s == "h" || p.s == "m" {
		return s.toks[k+1].end, k + 2, "duration:PT" + number + strings.ToUpper(p.s)
	}
	return s.toks[k+1].end, k + 2, "duration:P" + number + p.s
}
