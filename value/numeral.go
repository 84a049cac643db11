package value

import (
	"math"
	"strconv"
	"strings"
)

// numeral is a number written in digits, with what its separators may mean.
type numeral struct {
	decimal string    // the likeliest reading, canonical
	reads   []float64 // all readings, likeliest first
	groups  [][2]int  // runs of digits, runes
	plain   bool      // digits only
}

// numeral reads digits and what is written together with them.
func (s *scanner) numeral(i int) int {
	if v := vulgar[s.runes[i]]; v != 0 {
		s.addNumeral(i, i+1, &numeral{decimal: decimalOf(v), reads: []float64{v}, groups: [][2]int{{i, i + 1}}})
		return i + 1
	}
	if end := s.compositeEnd(i); end > 0 {
		return end
	}
	if end := s.partOf(i); end > 0 {
		return end
	}
	n := &numeral{}
	end := s.digits(n, i)
	if v := vulgar[s.rune(end)]; v != 0 && n.plain {
		n.reads = []float64{n.reads[0] + v}
		n.decimal, n.plain = decimalOf(n.reads[0]), false
		end++
	}
	s.shortYear(n, i, end)
	s.addNumeral(i, end, n)
	return s.suffixEnd(end)
}

// partOf reads 3分の2 and 3分之2, two thirds.
func (s *scanner) partOf(i int) int {
	n := &numeral{}
	end := s.run(n, i)
	for _, sep := range []string{"分の", "分之"} {
		at := end + 2
		if at >= len(s.runes) || string(s.runes[end:at]) != sep || !s.digit(at) {
			continue
		}
		end = s.run(n, at)
		n.groups[0], n.groups[1] = n.groups[1], n.groups[0]
		s.fraction(n.groups, i, end)
		return end
	}
	return 0
}

// shortYear gives the second year of 1950-53 its century.
func (s *scanner) shortYear(n *numeral, i, end int) {
	if !n.plain || end-i != 2 || len(s.toks) == 0 || !strings.ContainsRune("-–/", s.rune(i-1)) {
		return
	}
	before := s.toks[len(s.toks)-1]
	if before.end == i-1 && before.num != nil && before.num.plain && before.end-before.start == 4 {
		n.reads = append(n.reads, math.Trunc(before.num.reads[0]/100)*100+n.reads[0])
	}
}

func (s *scanner) addNumeral(start, end int, n *numeral) {
	if s.rune(start-1) == '.' && n.plain && end-start <= 3 && !(s.letter(start-2) && s.rune(start-2) < 0x3040) && !s.digit(start-2) && s.rune(start-2) != '.' { // .75
		if v, err := strconv.ParseFloat("0."+n.decimal, 64); err == nil {
			n.reads, n.decimal, n.plain = []float64{v}, decimalOf(v), false
		}
	}
	s.toks = append(s.toks, token{start: start, end: end, num: n})
}

// suffixEnd skips letters that hang on a number and mean nothing of their own: 19th,
// 80er, 2006'da. Words of the lexicon are read.
func (s *scanner) suffixEnd(end int) int {
	at := end
	if s.rune(at) == '\'' && s.letter(at+1) {
		at++
	}
	if !s.letter(at) || unspaced(s.runes[at]) || s.lex.Glued && s.runes[at] >= 0xac00 {
		return end
	}
	if s.lex.look(s.runes, at) != nil {
		return end
	}
	if _, stop := s.signAt(at); stop > 0 {
		return end
	}
	return s.wordEnd(at)
}

// digits reads digits with separators into n and returns the end.
func (s *scanner) digits(n *numeral, i int) int {
	end := s.run(n, i)
	var seps []rune
	for {
		sep := s.rune(end)
		if !s.digit(end+1) || !s.separates(n, sep, end) {
			break
		}
		seps = append(seps, sep)
		end = s.run(n, end+1)
	}
	s.read(n, seps)
	return end
}

func (s *scanner) run(n *numeral, i int) int {
	end := i
	for s.digit(end) {
		end++
	}
	n.groups = append(n.groups, [2]int{i, end})
	return end
}

// separates tells whether sep at rune end goes on with the number n.
func (s *scanner) separates(n *numeral, sep rune, end int) bool {
	next := end + 1
	stop := next
	for s.digit(stop) {
		stop++
	}
	last := n.groups[len(n.groups)-1]
	three := stop-next == 3 && last[1]-last[0] <= 3 && s.runes[n.groups[0][0]] != '0'
	switch sep {
	case '.', ',', '·':
		return true
	case '\'':
		return three
	case 0xa0, 0x202f, 0x2009:
		return three
	case ' ':
		return three && s.spacesGroup(n, stop)
	}
	return false
}

// spacesGroup tells a grouped number from two numbers beside each other: "16 700".
func (s *scanner) spacesGroup(n *numeral, stop int) bool {
	first := n.groups[0]
	before := s.rune(first[0] - 1)
	return first[1]-first[0] <= 3 && !(isGap(before) && s.digit(first[0]-2)) && before != '-' && !(s.rune(stop) == '-' && s.digit(stop+1))
}

// read gives n its readings. A separator before three digits may group or may be the
// decimal sign: the language decides what is likelier, and both are kept.
func (s *scanner) read(n *numeral, seps []rune) {
	text := make([]string, len(n.groups))
	for k, g := range n.groups {
		text[k] = string(s.runes[g[0]:g[1]])
	}
	joined := strings.Join(text, "")
	if len(seps) == 0 {
		n.plain, n.decimal = true, joined
		n.reads = append(n.reads, parse(joined))
		return
	}
	last := seps[len(seps)-1]
	decimal := strings.Join(text[:len(text)-1], "") + "." + text[len(text)-1]
	mayGroup := grouped(text)
	mixed := false
	for _, sep := range seps[:len(seps)-1] {
		mixed = mixed || sep != last
	}
	switch {
	case last != '.' && last != ',' && last != '·':
		n.decimal = joined
	case mixed || !mayGroup:
		n.decimal = decimal
	case len(seps) > 1:
		n.decimal = joined
	case string(last) == s.decimal:
		n.decimal = decimal
		n.reads = []float64{parse(decimal), parse(joined)}
	default:
		n.decimal = joined
		n.reads = []float64{parse(joined), parse(decimal)}
	}
	if n.reads == nil {
		n.reads = []float64{parse(n.decimal)}
	}
}

// grouped tells whether runs of digits look like 1.299 or 12,34,567.
func grouped(runs []string) bool {
	if len(runs[0]) > 3 || runs[0][0] == '0' {
		return false
	}
	for k, run := range runs[1:] {
		if len(run) != 3 && (len(run) != 2 || k == len(runs)-2) {
			return false
		}
	}
	return true
}

func parse(decimal string) float64 {
	v, err := strconv.ParseFloat(decimal, 64)
	if err != nil || math.IsInf(v, 0) {
		return 0
	}
	return v
}

func decimalOf(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
