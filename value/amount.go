package value

import (
	"slices"
	"strings"
)

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

// signGaps may stand between a number and its currency, besides a space; read-only.
var signGaps = map[string]bool{"-": true, " de ": true, " di ": true, ". ": true}

// standsBefore tells whether a sign belongs to the number behind it rather than to the
// one before: "12 $15".
func (s *scanner) standsBefore(at, end int) bool {
	return s.digit(end)
}
