package mask

import "strings"

// phone recognises phone numbers: international ones by their plus, national ones by
// how the country writes them, others beside the word. Possible numbers count, not
// only ones that are in service.
func (s *scan) phone(c *chain) {
	n := len(c.text)
	if n < 7 || n > 17 || dateLike(c) || strings.Contains(c.seps[min(1, len(c.seps)):], "/") {
		return
	}
	start := c.start
	if s.signed(&start) && n >= 8 && n <= 15 && calling(c.text) {
		s.phoneAt(start, c.end, rankChecked+n)
		return
	}
	if s.headless(c.first) {
		return
	}
	near, gap := c.near, c.gap
	protected := near != "" && near != "phone" && gap <= 30 && !s.spent(c.start, gap)
	switch {
	case n > 15 || protected && near != "id" && !strings.HasPrefix(near, "id:"):
		return
	case near == "phone" || s.after(c.end, 14, "phone"):
		if n >= 7 && !s.priced(c.end) {
			s.phoneAt(start, c.end, rankForm)
		}
	case strings.HasPrefix(c.text, "00") && n >= 10 && n <= 15 && calling(c.text[2:]):
		s.phoneAt(start, c.end, rankForm)
	case !s.tailed(c.last) && (nationalForm(c) || opened(s.text, c)):
		s.phoneAt(start, c.end, rankForm)
	}
}

// spent says that the cue that ends gap bytes before pos already has its number
// between it and pos.
func (s *scan) spent(pos, gap int) bool {
	return strings.ContainsAny(s.text[pos-gap:pos], "0123456789@")
}

// phoneAt notes a number with the bracket that opens before it.
func (s *scan) phoneAt(start, end int, rank int) {
	if start > 0 && s.text[start-1] == '(' && strings.IndexByte(s.text[start:end], ')') >= 0 {
		start--
	}
	s.add(start, end, "PHONE", 1, min(rank, rankChecked))
}

// signed moves start to a plus before the number.
func (s *scan) signed(start *int) bool {
	i := *start
	for i > 0 && (s.text[i-1] == ' ' || s.text[i-1] == '(') && *start-i < 2 {
		i--
	}
	if i == 0 || s.text[i-1] != '+' || i > 1 && isAlnum(s.text[i-2]) {
		return false
	}
	*start = i - 1
	return true
}

// headless says that a group of digits is joined in front: the chain is not the
// beginning of its number.
func (s *scan) headless(first int) bool {
	if first == 0 {
		return false
	}
	w := s.words[first-1]
	_, ok := s.joined(w.end, s.words[first].start)
	return ok && w.digits > 0
}

// tailed says that more digits are joined behind.
func (s *scan) tailed(last int) bool {
	_, ok := s.more(last)
	return ok
}

// opened says that the area code stands in brackets, and the rest has the length of
// a number: (11) 96123-4521.
func opened(text string, c *chain) bool {
	n := len(c.text)
	return n >= 9 && n <= 12 && len(c.groups) >= 2 && c.groups[0] >= 2 && c.groups[0] <= 5 && c.seps[0] == '(' &&
		c.start > 0 && text[c.start-1] == '('
}

// nationalForm says that a number is grouped as some country groups phone numbers and
// hardly anything else is.
func nationalForm(c *chain) bool {
	n, g := len(c.text), c.groups
	switch {
	case len(g) == 1:
		// Chinese mobile numbers are written in one piece.
		return n == 11 && c.text[0] == '1' && c.text[1] >= '3'
	case c.text[0] == '0':
		return trunk(c)
	case same(g, 3, 3, 4):
		return c.text[0] >= '2' && c.text[3] >= '2'
	case same(g, 1, 3, 3, 4):
		return c.text[0] == '1' && c.text[1] >= '2' && c.text[4] >= '2' || c.text[0] == '8' && c.text[1] == '8'
	case same(g, 1, 3, 3, 2, 2), same(g, 1, 3, 7):
		return c.text[0] == '8' || c.text[0] == '7'
	case same(g, 5, 5):
		return c.text[0] >= '6'
	case same(g, 3, 2, 2, 2):
		return c.text[0] >= '6'
	case same(g, 3, 4, 4):
		return c.text[0] == '1' && c.text[1] >= '3'
	case same(g, 2, 5, 4):
		return c.text[2] == '9'
	}
	return false
}

// trunk says that groups after a leading zero make a phone number: an area code of
// two to five digits, and no group that only a price or a tariff code has.
func trunk(c *chain) bool {
	n, g := len(c.text), c.groups
	if n < 8 || n > 12 || g[0] < 2 || g[0] > 6 || c.text[1] == '0' || len(g) > 6 {
		return false
	}
	if strings.Trim(c.seps, ".") == "" && (g[0] == 4 && g[1] == 2 || g[0] == 2 && n == 8) {
		return false // 0902.10.10 is a tariff code, 01.02.2024 a day
	}
	for _, k := range g[1:] {
		if k < 2 || k > 8 {
			return false
		}
	}
	return true
}

func same(groups []int, want ...int) bool {
	if len(groups) != len(want) {
		return false
	}
	for i := range want {
		if groups[i] != want[i] {
			return false
		}
	}
	return true
}

// calling says that a number begins with a country calling code that is in use.
// Source: ITU-T E.164 assigned country codes.
func calling(s string) bool {
	const codes = " 1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 " +
		"211 212 213 216 218 22 23 24 25 26 290 291 297 298 299 35 37 38 420 421 423 50 59 67 68 69 800 808 85 870 878 880 881 882 883 886 888 96 97 99 "
	for n := 1; n <= 3 && n <= len(s); n++ {
		if strings.Contains(codes, " "+s[:n]+" ") {
			return true
		}
	}
	return false
}
