package value

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

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
		case b.Kind == Time && a.parts[0].reads[0] >= 1 && a.parts[0].reads[0] <= 12:
			a.parts[0].reads = append(a.parts[0].reads, a.parts[0].reads[0]+12)
		}
	}
}
