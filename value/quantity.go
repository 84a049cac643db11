package value

import "math"

// quantity is a number of one or more tokens: 37 billion, 3.7万, twenty-five.
type quantity struct {
	first      int // token
	last       int
	stack      []float64 // what adds up to it
	words      []float64 // the number words in it
	start, end int       // runes
	decimal    string
	reads      []float64
	worded     bool
	plain      bool
	doubt      bool
	scale      float64 // the largest scale word
	doubled    bool    // the scale word may be a unit instead
	fraction   bool    // a half, which may be the end of "one and a half"
	group      float64 // of a dozen, a decade; else 0
}

// readNumber reads the number that begins at token k, or nil.
func (s *scanner) readNumber(k int) *quantity {
	t := s.toks[k]
	if !s.startsNumber(k) {
		return nil
	}
	q := &quantity{first: k, last: k, start: t.start, end: t.end, worded: t.num == nil}
	for i := k; i < len(s.toks) && (i == k || s.numberGoesOn(i-1, i)); i++ {
		if !s.extend(q, i) {
			break
		}
	}
	s.settle(q)
	return q
}

// extend takes token i into q and tells whether the number may go on.
func (s *scanner) extend(q *quantity, i int) bool {
	t := s.toks[i]
	if t.num != nil {
		if i > q.first && !(q.scale > 0 && (s.gap(i-1) == "" || s.lex.Unspaced || s.lex.Glued)) { // 1億2000万 goes on, "two 30" does not
			return false
		}
		q.stack = append(q.stack, t.num.reads[0])
	} else if scale, ok := t.word.sense(roleScale); ok {
		if i > q.first && t.word.doubt && s.toks[i-1].num == nil {
			return false
		}
		q.stack = scaleUp(q.stack, scale.v)
		q.words = append(q.words, scale.v)
		q.scale = max(q.scale, scale.v)
		_, unit := t.word.sense(roleUnit)
		_, money := t.word.sense(roleCurrency)
		q.doubled = q.doubled || unit || money // mil: thousand, million or miles
	} else if number, ok := t.word.sense(roleNumber); ok {
		if s.toks[q.first].num != nil || !s.adds(q, number.v, i) {
			return false
		}
		q.stack = append(q.stack, number.v)
		q.words = append(q.words, number.v)
		q.doubt = q.doubt || t.word.doubt
	} else {
		return s.extendAlone(q, i)
	}
	q.last, q.end = i, t.end
	return true
}

// extendAlone takes words that end a number (dozen) or are one alone (half), and passes
// over joining words, of which numberGoesOn saw the other side.
func (s *scanner) extendAlone(q *quantity, i int) bool {
	t := s.toks[i]
	if fraction, ok := t.word.sense(roleFraction); ok {
		if i == q.first {
			q.stack = append(q.stack, fraction.v)
			q.fraction = fraction.v < 1
			q.doubt = q.doubt || t.word.doubt
		}
		return false
	}
	if group, ok := t.word.sense(roleGroup); ok {
		q.group = group.v
		q.last, q.end = i, t.end
		if i == q.first {
			q.stack = append(q.stack, 1)
		}
		return false
	}
	return true
}

// settle gives q its readings.
func (s *scanner) settle(q *quantity) {
	k, words := q.first, q.words
	total := 0.
	for _, v := range q.stack {
		total += v
	}
	q.reads = []float64{total}
	q.decimal = decimalOf(total)
	if n := s.toks[k].num; n != nil && q.last == k {
		q.decimal, q.reads, q.plain = n.decimal, n.reads, n.plain
	} else if n != nil && len(n.reads) > 1 && n.reads[0] != 0 {
		q.reads = append(q.reads, total/n.reads[0]*n.reads[1])
	}
	if n := s.toks[k].num; n != nil && q.doubled {
		q.reads = append(q.reads, n.reads...)
	}
	if q.fraction {
		q.reads = append(q.reads, total+1)
	}
	if q.group != 0 { // "2 decades" are 20 years, and stay two
		q.reads = append(q.reads, total*q.group)
	}
	if len(words) >= 2 && words[0] >= 10 && words[0] <= 21 && words[1] >= 10 && words[1] < 100 { // nineteen eighty-four
		year := words[0] * 100
		for _, v := range words[1:] {
			year += v
		}
		q.reads = append(q.reads, year)
	}
	if year := digitByDigit(words); year > 0 {
		q.reads = append(q.reads, year)
	}
}

// adds tells whether a number word goes on with the ones before it: twenty-five, five
// and twenty, two hundred ten, nineteen eighty, 二六; not "first two".
func (s *scanner) adds(q *quantity, v float64, i int) bool {
	if len(q.stack) == 0 {
		return true
	}
	last := q.stack[len(q.stack)-1]
	switch {
	case last >= 100 && v < 100:
		return last == math.Trunc(last)
	case last >= 10 && v < 10 && math.Mod(last, 10) == 0, (last == 60 || last == 80) && v < 20:
		return true
	case last < 10 && (v == 10 || v >= 20) && v < 100 && math.Mod(v, 10) == 0:
		_, joined := s.has(i-1, roleJoin)
		return joined || s.gap(i-1) == "" || s.toks[i].clitic > 0 || v == 10 && len(s.lex.clitics) > 0
	case last >= 10 && v >= 10 && last < 22 && v < 100:
		return true
	case last < 10 && v < 10 && last == math.Trunc(last):
		return len(q.words) == len(q.stack) && s.lex.Unspaced
	}
	return false
}

// digitByDigit reads 二〇二六.
func digitByDigit(words []float64) float64 {
	if len(words) < 2 {
		return 0
	}
	total := 0.
	for _, v := range words {
		if v > 9 {
			return 0
		}
		total = total*10 + v
	}
	return total
}

// scaleUp multiplies what is smaller than the scale: 2 100 50 then thousand is 250,000.
func scaleUp(stack []float64, scale float64) []float64 {
	sum, at := 0., len(stack)
	for at > 0 && stack[at-1] < scale {
		at--
		sum += stack[at]
	}
	if at == len(stack) && len(stack) > 0 && scale >= 1000 { // 1200 hundred, 5000 million written 5000 M
		at--
		sum = stack[at]
	}
	if sum == 0 && at == len(stack) {
		sum = 1
	}
	return append(stack[:at], sum*scale)
}

func (s *scanner) startsNumber(k int) bool {
	t := s.toks[k]
	if t.num != nil {
		return t.word == nil
	}
	for _, r := range []role{roleNumber, roleScale, roleFraction, roleGroup} {
		if _, ok := t.word.sense(r); ok {
			return true
		}
	}
	return false
}

// numberGoesOn tells whether token i continues the number that token i-1 belongs to.
func (s *scanner) numberGoesOn(before, i int) bool {
	gap := s.gap(before)
	_, scale := s.has(i, roleScale)
	if !blank(gap) && !(gap == "-" && s.toks[before].num == nil) && !(gap == " de " && scale) {
		return false
	}
	if _, ok := s.has(i, roleJoin); ok {
		_, after := s.has(before, roleScale)
		if _, again := s.has(i+2, roleScale); after && again && blank(s.gap(i+1)) { // three million and five million
			return false
		}
		return i+1 < len(s.toks) && s.toks[before].num == nil && s.toks[i+1].num == nil && s.startsNumber(i+1) && blank(s.gap(i))
	}
	if s.toks[i].num != nil {
		return s.toks[i].word == nil && (gap == "" || s.lex.Unspaced || s.lex.Glued)
	}
	return s.startsNumber(i)
}
