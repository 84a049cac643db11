package value

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
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

// magnitudes are letters that multiply an amount; read-only.
var magnitudes = []struct {
	text string
	v    float64
}{{"bn", 1e9}, {"mn", 1e6}, {"tn", 1e12}, {"k", 1e3}, {"m", 1e6}, {"b", 1e9}}

// magnitude reads £30m and $5k and returns the end, or 0.
func (s *scanner) magnitude(n *quantity) int {
	for _, m := range magnitudes {
		end := n.end + len(m.text)
		if end <= len(s.runes) && string(s.runes[n.end:end]) == m.text && !s.letter(end) {
			for i := range n.reads {
				n.reads[i] *= m.v
			}
			n.decimal, n.plain = decimalOf(parse(n.decimal)*m.v), false
			return end
		}
	}
	return 0
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

func narrower(a, b []string) []string {
	both := slices.DeleteFunc(slices.Clone(a), func(c string) bool { return !slices.Contains(b, c) })
	if len(both) == 0 {
		return a
	}
	return both
}

func family(sign string) []string { return currencies().Signs[sign] }

// signLeft finds a currency before token k.
func (s *scanner) signLeft(k int) (start int, sign string) {
	if k == 0 {
		return 0, ""
	}
	t := s.toks[k-1]
	gap := s.gap(k - 1)
	if s.at[t.start] < s.taken { // the sign of the number before
		return 0, ""
	}
	if t.sign != "" && (blank(gap) || gap == "-" || gap == ".") {
		return t.start, t.sign
	}
	return 0, ""
}

// signRight finds a currency sign, code or name after token k.
func (s *scanner) signRight(k int) (end int, sign string, next int) {
	at := s.toks[k].end
	if gap := s.gap(k); k+1 < len(s.toks) && (blank(gap) || signGaps[gap]) {
		if c, ok := s.has(k+1, roleCurrency); ok {
			return s.toks[k+1].end, c.s, k + 2
		}
	}
	for gap := range signGaps {
		if strings.HasPrefix(string(s.runes[at:min(at+4, len(s.runes))]), gap) {
			at += len([]rune(gap))
			break
		}
	}
	if isGap(s.rune(at)) {
		at++
	}
	sign, end = s.signAt(at)
	if sign == "" || s.standsBefore(at, end) {
		return 0, "", 0
	}
	next = k + 1
	for next < len(s.toks) && s.toks[next].start < end {
		next++
	}
	return end, sign, next
}

// centuryOf puts the century a before the decade b: 20世纪80年代.
func (a *Value) centuryOf(b *Value) {
	if b.Kind != Number || len(b.parts) != 1 {
		return
	}
	decade := &b.parts[0]
	if decade.reads[0] < 100 && math.Mod(decade.reads[0], 10) == 0 {
		decade.reads = append(decade.reads, (a.parts[0].reads[0]-1)*100+decade.reads[0])
		a.parts[0].worded = true
	}
}

// feetAndInches joins 6-foot-6.
func (s *scanner) feetAndInches() {
	for i := 1; i < len(s.found); i++ {
		a, b := &s.found[i-1], s.found[i]
		gap := s.text[a.End:max(b.Start, a.End)]
		if a.unit != "ft" || b.Kind != Number || len(b.whole) == 0 || b.whole[0] >= 12 || utf8.RuneCountInString(gap) > 8 || !strings.HasSuffix(gap, "-") && !strings.HasSuffix(gap, " ") || a.Worded != b.Worded {
			continue
		}
		a.whole = []float64{a.whole[0] + b.whole[0]/12}
		a.parts = append(a.parts, b.parts...)
		a.Text, a.End = s.text[a.Start:b.End], b.End
		s.found = slices.Delete(s.found, i, i+1)
	}
}

// signGaps may stand between a number and its currency, besides a space; read-only.
var signGaps = map[string]bool{"-": true, " de ": true, " di ": true, ". ": true}

// standsBefore tells whether a sign after a space belongs to the number behind it
// rather than to the one before: "12 $15".
func (s *scanner) standsBefore(at, end int) bool {
	return isGap(s.rune(at-1)) && s.digit(end)
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

// ranges gives the first number of a range what only the second one says: 2 to 4
// inches, 1 to 4 pm.
func (s *scanner) ranges() {
	const link = 8 // bytes between the two
	s.feetAndInches()
	for i := 1; i < len(s.found); i++ {
		a, b := &s.found[i-1], &s.found[i]
		if a.Kind != Number || b.Start-a.End > link || a.unit != "" || len(a.parts) != 1 {
			continue
		}
		if a.group == 100 {
			a.centuryOf(b)
		}
		switch {
		case b.Kind == Number || b.Kind == Amount || b.Kind == Percent:
			a.unit = b.unit
			if b.scale > a.whole[0] {
				a.parts[0].reads = append(a.parts[0].reads, a.whole[0]*b.scale)
			}
		case b.Kind == Time && a.parts[0].reads[0] <= 12:
			a.parts[0].reads = append(a.parts[0].reads, a.parts[0].reads[0]+12)
		}
	}
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
