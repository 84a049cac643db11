package value

import (
	"math"
	"slices"
)

// Difference is what two texts that should say the same do not share. The numbers are
// indices of the values compared.
type Difference struct {
	Missing  []int    // of the first text, not in the second
	Added    []int    // of the second text, not in the first
	Currency [][2]int // the same number, in a currency that cannot be the same
}

// Compare matches the values of a text with those of its translation, both from Scan.
// Written forms may differ: digits and words, 12 and 24 hours, 1.299,00 and 1,299.00,
// 37 billion and 370億, inches and centimetres. Values in words are never missing or
// added: they only explain values of the other side.
func Compare(a, b []Value) Difference {
	m := matcher{left: newSide(a), right: newSide(b)}
	m.whole()
	for _, same := range []relation{equalRole, equal, equalWorded, related} {
		m.parts(same)
	}
	m.rejoin(m.left, m.right)
	m.rejoin(m.right, m.left)
	m.explained(m.left, m.right)
	m.explained(m.right, m.left)
	return Difference{Missing: m.left.open(), Added: m.right.open(), Currency: m.currency}
}

// Absent returns the indices of values that occur in none of the sources' values. A
// value may be taken from several sources and as often as wanted; a date only as a
// whole, and what is counted, paid or dated never from a number of another kind.
func Absent(values, sources []Value) []int {
	var out []int
	for i := range values {
		if !slices.ContainsFunc(sources, func(s Value) bool { return supports(&s, &values[i]) }) {
			out = append(out, i)
		}
	}
	return out
}

// supports tells whether the source says what v says.
func supports(source, v *Value) bool {
	if source.Key == v.Key {
		return true
	}
	if len(v.parts) == 0 || len(source.parts) == 0 {
		return false
	}
	if len(v.whole) > 0 && len(source.whole) > 0 && (source.Kind == v.Kind || source.Kind == Number) {
		alike := meet(v.whole, source.whole, 0) || converted(v.whole[0], source.whole[0], v.unit, source.unit)
		return alike && overlap(v.money, source.money)
	}
	for _, p := range v.parts {
		if !slices.ContainsFunc(source.parts, func(q part) bool { return p.role == q.role && meet(p.reads, q.reads, 0) }) {
			return false
		}
	}
	return true
}

// side is one of the texts compared.
type side struct {
	values  []Value
	parts   []sidePart
	first   []int  // part that each value begins with, and the number of parts
	touched []bool // a part of the value is matched
}

// sidePart is a part with the value it belongs to.
type sidePart struct {
	part
	value int
	done  bool
}

func newSide(values []Value) *side {
	s := &side{values: values, touched: make([]bool, len(values))}
	for i, v := range values {
		s.first = append(s.first, len(s.parts))
		for _, p := range v.parts {
			p.worded = p.worded || v.doubt || v.Worded && v.Kind != Date
			s.parts = append(s.parts, sidePart{part: p, value: i})
		}
		if len(v.parts) == 0 {
			s.parts = append(s.parts, sidePart{value: i})
		}
	}
	s.first = append(s.first, len(s.parts))
	return s
}

// open lists the values with a part in digits that found no partner.
func (s *side) open() []int {
	var out []int
	for _, p := range s.parts {
		if !p.done && !p.worded && (len(out) == 0 || out[len(out)-1] != p.value) {
			out = append(out, p.value)
		}
	}
	return out
}

// take matches a value with all its parts.
func (s *side) take(value int) {
	for i := s.first[value]; i < s.first[value+1]; i++ {
		s.parts[i].done = true
	}
	s.touched[value] = true
}

func (s *side) untouched(value int) bool { return !s.touched[value] }

// matcher pairs the parts of two sides, surest first.
type matcher struct {
	left, right *side
	currency    [][2]int
}

// whole pairs values with the same key, and single numbers that are read alike.
func (m *matcher) whole() {
	for _, loose := range []bool{false, true} {
		for i := range m.left.values {
			a := &m.left.values[i]
			if a.Worded && a.Kind != Date || a.doubt || !m.left.untouched(i) {
				continue
			}
			for j := range m.right.values {
				b := &m.right.values[j]
				if b.Worded && b.Kind != Date || b.doubt {
					continue
				}
				if m.right.untouched(j) && m.wholeSame(a, b, loose) {
					m.left.take(i)
					m.right.take(j)
					break
				}
			}
		}
	}
}

func (m *matcher) wholeSame(a, b *Value, loose bool) bool {
	if !loose {
		return a.Key == b.Key
	}
	if len(a.parts) < 2 && len(b.parts) < 2 || len(a.whole) == 0 || len(b.whole) == 0 {
		return false
	}
	return meet(a.whole, b.whole, 0) || converted(a.whole[0], b.whole[0], a.unit, b.unit)
}

// relation tells whether two parts may stand for each other.
type relation func(a, b *sidePart, va, vb *Value) bool

func equalRole(a, b *sidePart, va, vb *Value) bool {
	return !a.worded && !b.worded && a.role == b.role && (va.Kind == Percent) == (vb.Kind == Percent) &&
		overlap(va.money, vb.money) && (len(va.money) > 0) == (len(vb.money) > 0) && meet(a.reads, b.reads, 0)
}

func equal(a, b *sidePart, va, vb *Value) bool {
	return !a.worded && !b.worded && meet(a.reads, b.reads, 0)
}

func equalWorded(a, b *sidePart, va, vb *Value) bool {
	return a.worded != b.worded && !a.strict && !b.strict && meet(a.reads, b.reads, 0)
}

func meet(a, b []float64, tolerance float64) bool {
	for _, x := range a {
		for _, y := range b {
			if near(x, y, tolerance) {
				return true
			}
		}
	}
	return false
}

func near(x, y, tolerance float64) bool {
	return math.Abs(x-y) <= max(tolerance, 1e-9)*max(math.Abs(x), math.Abs(y))
}

// parts pairs what the relation allows.
func (m *matcher) parts(same relation) {
	for i := range m.left.parts {
		a := &m.left.parts[i]
		if a.done || a.reads == nil {
			continue
		}
		for j := range m.right.parts {
			b := &m.right.parts[j]
			if b.done || b.reads == nil {
				continue
			}
			va, vb := &m.left.values[a.value], &m.right.values[b.value]
			if same(a, b, va, vb) {
				a.done, b.done = true, true
				m.left.touched[a.value], m.right.touched[b.value] = true, true
				if !overlap(va.money, vb.money) {
					m.currency = append(m.currency, [2]int{a.value, b.value})
				}
				break
			}
		}
	}
}

// related tells what translators write differently: converted units, centuries and
// decades, shortened years, halves as percent.
func related(a, b *sidePart, va, vb *Value) bool {
	if a.worded && b.worded {
		return false
	}
	if converted(a.reads[0], b.reads[0], va.unit, vb.unit) || degrees(a.reads[0], b.reads[0], va.unit, vb.unit) {
		return true
	}
	if clockWords(a, b, va, vb) || clockWords(b, a, vb, va) {
		return true
	}
	for _, x := range a.reads {
		for _, y := range b.reads {
			if vb.unit == "era" && x == y/100+1 || va.unit == "era" && y == x/100+1 {
				return true
			}
			if eraAlike(x, y) || eraAlike(y, x) || shareAlike(x, y, va, vb) || shareAlike(y, x, vb, va) {
				return true
			}
		}
	}
	return false
}

// clockWords: half past two is 2:30, half seven in German 6:30, a quarter 15 or 45.
func clockWords(a, b *sidePart, va, vb *Value) bool {
	if !b.worded || va.Kind != Time {
		return false
	}
	switch x, y := a.reads[0], b.reads[0]; a.role {
	case partMinute:
		return y*60 == x || y == 0.25 && x == 45
	case partHour:
		return len(va.parts) == 2 && va.parts[1].reads[0] == 30 && meet([]float64{y - 1}, a.reads, 0)
	}
	return false
}

// eraAlike: the 19th century are the 1800s, the 1980s the eighties, 1998 is '98.
func eraAlike(x, y float64) bool {
	if y < 1000 || y > 2100 || y != math.Trunc(y) {
		return false
	}
	century, rest := math.Trunc(y/100), math.Mod(y, 100)
	return rest == 0 && x == century+1 || rest == x && x >= 10 && math.Mod(x, 10) == 0
}

// shareAlike: half is 50 %, a half hour 30 minutes.
func shareAlike(x, y float64, vx, vy *Value) bool {
	if !vx.Worded || x <= 0 || x >= 1 {
		return false
	}
	return vy.Kind == Percent && near(x*100, y, 0.02) || vy.Kind == Duration && x*60 == y
}

// rejoin explains a number of one side by neighbouring numbers of the other: 859292 and
// 859 292, and the years 2001-02.
func (m *matcher) rejoin(one, other *side) {
	for i := range one.parts {
		p := &one.parts[i]
		if p.done || p.worded || p.reads == nil || p.reads[0] < 1000 {
			continue
		}
		whole := p.digits
		for from := range other.parts {
			text, to := "", from
			for ; to < len(other.parts) && len(text) < len(whole); to++ {
				q := &other.parts[to]
				if q.done || q.worded || q.reads == nil {
					break
				}
				text += q.digits
			}
			if text == whole && to > from+1 {
				p.done = true
				for k := from; k < to; k++ {
					other.parts[k].done = true
				}
				break
			}
		}
	}
}

// explained forgives what says nothing of its own: a measure whose conversion stands on
// the other side ("45 miles (72 km)"), a one that a counting language adds.
func (m *matcher) explained(one, other *side) {
	for i := range one.parts {
		p := &one.parts[i]
		v := &one.values[p.value]
		if p.done || p.reads == nil {
			continue
		}
		if one == m.right && p.reads[0] == 1 && !p.strict && (v.Kind == Number || v.Kind == Duration) {
			p.done = true
		}
		for j := range other.parts {
			q := &other.parts[j]
			if one == m.right && meet(p.reads, q.reads, 0) { // said twice
				p.done = true
			}
			if q.reads != nil && converted(p.reads[0], q.reads[0], v.unit, other.values[q.value].unit) {
				p.done = true
			}
		}
	}
}

// converted tells whether two numbers measure the same in different units.
func converted(x, y float64, ux, uy string) bool {
	a, okA := units[ux]
	b, okB := units[uy]
	return okA && okB && ux != uy && a.kind == b.kind && near(x*a.size, y*b.size, 0.07)
}

// degrees tells whether one number is the other in Fahrenheit, as a temperature or as a
// difference of temperatures.
func degrees(x, y float64, ux, uy string) bool {
	if ux != "deg" && uy != "deg" {
		return false
	}
	fahrenheit := func(f, c float64) bool { return math.Abs((f-32)/1.8-c) <= 1.5 || math.Abs(f/1.8-c) <= 1.5 }
	return fahrenheit(x, y) || fahrenheit(y, x)
}

type unit struct {
	kind byte
	size float64
}

// units are lengths in metres, weights in grams, volumes in litres, areas in square
// metres; read-only.
var units = map[string]unit{
	"mm": {'l', 0.001}, "cm": {'l', 0.01}, "m": {'l', 1}, "km": {'l', 1000},
	"in": {'l', 0.0254}, "ft": {'l', 0.3048}, "yd": {'l', 0.9144}, "mi": {'l', 1609.344},
	"g": {'w', 1}, "kg": {'w', 1000}, "t": {'w', 1e6}, "lb": {'w', 453.6}, "oz": {'w', 28.35}, "st": {'w', 6350},
	"l": {'v', 1}, "gal": {'v', 3.785}, "ac": {'a', 4047}, "ha": {'a', 10000},
}

// Kept lists the links, addresses and placeholders among values.
func Kept(values []Value) []Value {
	return slices.DeleteFunc(slices.Clone(values), func(v Value) bool {
		return v.Kind != Link && v.Kind != Email && v.Kind != Placeholder
	})
}
