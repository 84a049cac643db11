package mask

import "strings"

// groups finds what consists of groups of letters and digits: IBANs and national ids
// by shape and check digit, cards, phone numbers, bank accounts, passports.
func (s *scan) groups() {
	for i, w := range s.words {
		if w.glued && !s.loosePlace(w.start) {
			continue
		}
		best := found{}
		s.chainsFrom(i, func(c *chain) {
			if len(c.text) < 5 || s.stuck(c) {
				return
			}
			if f := s.code(c); f.rank > best.rank || f.rank == best.rank && f.rank > 0 && c.end > best.end {
				best = f
				best.end = c.end
			}
			s.number(c)
		})
		if best.rank > 0 {
			s.add(w.start, s.closed(w.start, best.end), best.kind, best.tier, best.rank)
		}
	}
}

type found struct {
	kind string
	tier int
	rank int
	end  int
}

func (s *scan) code(c *chain) found {
	if f := s.iban(c); f.rank > 0 {
		return f
	}
	return s.id(c)
}

// stuck says that the chain is the inside of something longer: a code with hyphens,
// a file name, a decimal.
func (s *scan) stuck(c *chain) bool {
	if c.start > 1 {
		before, joint := s.text[c.start-2], s.text[c.start-1]
		if strings.IndexByte("-_@", joint) >= 0 && isAlnum(before) || strings.IndexByte("./#", joint) >= 0 && isDigit(before) {
			return true
		}
	}
	return c.end+1 < len(s.text) && strings.IndexByte("-_@", s.text[c.end]) >= 0 && isAlnum(s.text[c.end+1])
}

// loosePlace says that what stands right before pos is of a script without spaces.
func (s *scan) loosePlace(pos int) bool {
	return pos == 0 || s.text[pos-1] >= 0xe0 || s.text[pos-1] < 0x80
}

// closed is end, or behind the bracket there that closes one inside the piece.
func (s *scan) closed(start, end int) int {
	piece := s.text[start:end]
	if end < len(s.text) && s.text[end] == ')' && strings.Count(piece, "(") > strings.Count(piece, ")") {
		return end + 1
	}
	return end
}

// iban recognises an international account number by length and check digits; after
// the word itself the check digits may be wrong.
func (s *scan) iban(c *chain) found {
	t := c.text
	if len(t) < 15 || isDigit(t[0]) || isDigit(t[1]) || !isDigit(t[2]) || !isDigit(t[3]) {
		return found{}
	}
	length := ibanLength(t[:2])
	switch {
	case length != len(t):
		return found{}
	case mod97(t[4:]+t[:4]) == 1:
		return found{kind: "IBAN", tier: 1, rank: rankMarked}
	case s.cuedFrom(c.upto, c.start, 24, "iban"):
		return found{kind: "IBAN", tier: 2, rank: rankMarked}
	}
	return found{}
}

// ibanLength is how many characters the IBANs of a country have, 0 for none.
// Source: SWIFT IBAN registry.
func ibanLength(country string) int {
	const lengths = "no15 be16 dk18 fi18 fo18 gl18 nl18 mk19 si19 at20 ba20 ee20 kz20 lt20 lu20 xk20 ch21 hr21 li21 lv21 bg22 bh22 " +
		"cr22 de22 gb22 ge22 ie22 me22 rs22 va22 ae23 gi23 il23 iq23 om23 so23 tl23 ad24 cz24 es24 md24 pk24 ro24 sa24 se24 sk24 tn24 vg24 " +
		"ly25 pt25 st25 is26 tr26 fr27 gr27 it27 mc27 mr27 sm27 al28 az28 by28 cy28 do28 gt28 hu28 lb28 ni28 pl28 sv28 br29 eg29 ps29 qa29 " +
		"ua29 jo30 kw30 mu30 mt31 sc31 lc32 ru33 bi27 dj27 sd18 mn20 fk18 ye30"
	i := strings.Index(lengths, country)
	if i < 0 || i > 0 && lengths[i-1] != ' ' {
		return 0
	}
	return int(lengths[i+2]-'0')*10 + int(lengths[i+3]-'0')
}
