package value

import "math"

// quantity is a number of one or more tokens: 37 billion, 3.7万, twenty-five.
type quantity struct {
	last       int // token
	start, end int // runes
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
	q := &quantity{last: k, start: t.start, end: t.end, worded: t.num == nil}
	var stack []float64
	var words []float64
	scaled, simple := false, false
	for i := k; i < len(s.toks); i++ {
		if i > k && !s.numberGoesOn(i-1, i) {
			break
		}
		t := s.toks[i]
		if n := t.num; n != nil {
			if i > k && !(scaled && (s.gap(i-1) == "" || s.lex.Unspaced || s.lex.Glued)) { // 1億2000万 goes on, "two 30" does not
				break
			}
			stack = append(stack, n.reads[0])
			simple = i == k
		} else if scale, ok := t.word.sense(roleScale); ok {
			if i > k && t.word.doubt && s.toks[i-1].num == nil {
				break
			}
			stack = scaleUp(stack, scale.v)
			q.scale = max(q.scale, scale.v)
			if _, unit := t.word.sense(roleUnit); unit || isCurrency(t.word) { // mil: thousand, million or miles
				q.doubled = true
			}
			words = append(words, scale.v)
			scaled, simple = true, false
		} else if number, ok := t.word.sense(roleNumber); ok {
			if s.toks[k].num != nil || !s.adds(stack, words, number.v, i) {
				break
			}
			stack = append(stack, number.v)
			words = append(words, number.v)
			q.doubt = q.doubt || t.word.doubt
		} else if fraction, ok := t.word.sense(roleFraction); ok {
			if i > k {
				break
			}
			stack = append(stack, fraction.v)
			q.fraction = i == k && fraction.v < 1
			q.doubt = q.doubt || t.word.doubt
			q.end = t.end
			break
		} else if group, ok := t.word.sense(roleGroup); ok {
			q.group = group.v
			q.last, q.end = i, t.end
			if i == k {
				stack = append(stack, 1)
			}
			break
		} else { // a joining word, of which numberGoesOn saw the other side
			continue
		}
		q.last, q.end = i, t.end
	}
	s.settle(q, k, stack, words, simple)
	return q
}

// settle gives q its readings.
func (s *scanner) settle(q *quantity, k int, stack, words []float64, simple bool) {
	total := 0.
	for _, v := range stack {
		total += v
	}
	q.reads = []float64{total}
	q.decimal = decimalOf(total)
	if n := s.toks[k].num; n != nil && simple {
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
func (s *scanner) adds(stack, words []float64, v float64, i int) bool {
	if len(stack) == 0 {
		return true
	}
	last := stack[len(stack)-1]
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
		return len(words) == len(stack) && s.lex.Unspaced
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

func isCurrency(w *word) bool {
	_, ok := w.sense(roleCurrency)
	return ok
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
