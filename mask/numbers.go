package mask

import "strings"

// number recognises what a chain can be apart from a national id.
func (s *scan) number(c *chain) {
	if c.digits {
		s.card(c)
		s.phone(c)
	}
	s.account(c)
	s.passport(c)
}

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

// card recognises payment cards by issuer range, grouping and Luhn check; a mistyped
// one only beside the word.
func (s *scan) card(c *chain) {
	n := len(c.text)
	if n < 12 || n > 19 || !cardGroups(c.groups) || strings.ContainsAny(c.seps, "/(") {
		return
	}
	named := s.cuedFrom(c.upto, c.start, reach, "card")
	clear := issuer(c.text) && luhn(c.text) && (n != 14 || len(c.groups) > 1)
	switch {
	case named && c.near != "order" && (clear || n >= 14 && luhn(c.text)):
		s.add(c.start, c.end, "CREDIT_CARD", 1, rankMarked)
	case clear && c.near != "order" && c.near != "version" && !s.continues(c.last) && !s.headless(c.first):
		s.add(c.start, c.end, "CREDIT_CARD", 1, rankChecked)
	case named && c.near == "card" && n >= 15 && (issuer(c.text) || len(c.groups) > 1):
		s.add(c.start, c.end, "CREDIT_CARD", 2, rankForm)
	}
}

// continues says that another group of four follows: an account number or a
// tracking number, not a card.
func (s *scan) continues(last int) bool {
	if last+1 >= len(s.words) {
		return false
	}
	next := s.words[last+1]
	_, ok := s.joined(s.words[last].end, next.start)
	return ok && next.digits == next.len() && next.len() == 4
}

// cardGroups says that cards are written so.
func cardGroups(groups []int) bool {
	if len(groups) == 1 {
		return true
	}
	if len(groups) == 3 && groups[0] == 4 && groups[1] == 6 {
		return true
	}
	for i, n := range groups {
		if n != 4 && (i < len(groups)-1 || n > 4) {
			return len(groups) == 2 && (groups[0] == 8 || groups[0] == 6) && groups[1] >= 8
		}
	}
	return true
}

// issuer says that the first digits and the length belong to a card network that is
// common enough to be meant without the word "card".
func issuer(s string) bool {
	four := atoi(s[:4])
	switch n := len(s); {
	case n == 16 || n == 19:
		return s[0] == '4' || four/100 >= 51 && four/100 <= 55 || four >= 2200 && four <= 2720 ||
			four == 6011 || four/10 >= 644 && four/10 <= 659 || four/100 == 62 || four >= 3528 && four <= 3589 || four/100 == 60 || four/100 == 65
	case n == 15:
		return four/100 == 34 || four/100 == 37
	case n == 14:
		return four/100 == 36 || four/100 == 38 || four/10 >= 300 && four/10 <= 305
	}
	return false
}

// account recognises bank accounts and routing codes beside their word.
func (s *scan) account(c *chain) {
	n := len(c.text)
	if n < 6 || n > 28 || strings.ContainsAny(c.seps, "(") {
		return
	}
	if c.near != "bank" || c.gap > 24 {
		return
	}
	ifsc := n == 11 && matches(c.text, "@@@@0******")
	if !c.digits && !ifsc || s.priced(c.end) {
		return
	}
	if _, more := s.more(c.last); more && c.digits {
		return
	}
	s.add(c.start, c.end, "BANK_ACCOUNT", 2, rankForm)
}

// more is the next group of digits, if one is joined to word last.
func (s *scan) more(last int) (word, bool) {
	if last+1 >= len(s.words) {
		return word{}, false
	}
	next := s.words[last+1]
	_, ok := s.joined(s.words[last].end, next.start)
	return next, ok && next.digits == next.len()
}

// priced says that decimals or a currency follow.
func (s *scan) priced(end int) bool {
	rest := s.text[end:]
	if len(rest) > 2 && rest[0] == ',' && isDigit(rest[1]) {
		return true
	}
	rest = strings.TrimLeft(rest, " ")
	for _, sign := range [...]string{"€", "$", "£", "¥", "₽", "₹", "元", "円", "원", "eur", "usd", "gbp", "zł", "kr", "руб", "tl"} {
		if strings.HasPrefix(rest, sign) {
			return true
		}
	}
	return false
}

// passport recognises document numbers right after their word.
func (s *scan) passport(c *chain) {
	n := len(c.text)
	if n < 6 || n > 12 || !s.cuedFrom(c.upto, c.start, 20, "passport") {
		return
	}
	if c.near == "order" || c.near == "dob" {
		return
	}
	digits := 0
	for i := range n {
		if isDigit(c.text[i]) {
			digits++
		}
	}
	if digits >= 4 && !dateLike(c) {
		s.add(c.start, c.end, "PASSPORT", 2, rankCue)
	}
}

// dateLike says that a chain is a day, alone or with what follows it.
func dateLike(c *chain) bool {
	g := c.groups
	if len(g) < 3 || strings.ContainsAny(c.seps[:2], "(") || c.seps[0] != c.seps[1] {
		return false
	}
	a, b := atoi(digitsOf(c.text[:g[0]])), atoi(digitsOf(c.text[g[0]:g[0]+g[1]]))
	switch {
	case g[0] == 4 && g[1] <= 2 && g[2] <= 2:
		return a >= 1900 && a <= 2099 && b >= 1 && b <= 12
	case g[0] <= 2 && g[1] <= 2 && g[2] == 4:
		year := atoi(digitsOf(c.text[g[0]+g[1] : g[0]+g[1]+4]))
		return a >= 1 && a <= 31 && b >= 1 && b <= 31 && year >= 1900 && year <= 2099
	case len(g) == 3 && g[0] <= 2 && g[1] <= 2 && g[2] == 2:
		return a >= 1 && a <= 31 && b >= 1 && b <= 31 && c.seps[0] != ' '
	}
	return false
}

func digitsOf(s string) string {
	if allDigits(s) {
		return s
	}
	return "0"
}
