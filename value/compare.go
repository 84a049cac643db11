package value

import (
	"math"
	"slices"
	"strings"
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

// otherID tells whether both are ids with letters, and not the same one: AB-118, AC-118.
func otherID(a, b *Value) bool {
	if a.Kind != ID || b.Kind != ID {
		return false
	}
	x, y := idCore(a.Key), idCore(b.Key)
	return x != y && strings.Trim(x, "0123456789") != "" && strings.Trim(y, "0123456789") != ""
}

// idCore is what an id has before the endings a language hangs on it: B-29s, MP3-Player.
func idCore(key string) string {
	key = key[:strings.LastIndexAny(key, "0123456789")+1]
	return strings.Map(func(r rune) rune {
		if r < 0x80 && !asciiAlnum(byte(r)) {
			return -1
		}
		return r
	}, strings.TrimPrefix(key, "id:"))
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
			if same(a, b, va, vb) && !otherID(va, vb) {
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
// the other side ("45 miles (72 km)"), or was rounded on the way; a value the reply says
// twice; a one that a counting language adds.
func (m *matcher) explained(one, other *side) {
	for i := range one.parts {
		p := &one.parts[i]
		if p.done || p.reads == nil {
			continue
		}
		v := &one.values[p.value]
		p.done = one == m.right && p.reads[0] == 1 && !p.strict && (v.Kind == Number || v.Kind == Duration)
		for j := range other.parts {
			q := &other.parts[j]
			if p.done || q.reads == nil {
				continue
			}
			w := &other.values[q.value]
			switch {
			case meet(p.reads, q.reads, 0): // said twice
				p.done = one == m.right
			case converted(p.reads[0], q.reads[0], v.unit, w.unit):
				p.done = true
			case len(v.whole) > 0 && len(w.whole) > 0 && converted(v.whole[0], w.whole[0], v.unit, w.unit):
				p.done = true
			case !q.done && roughly(p.reads[0], q.reads[0], v.unit, w.unit):
				p.done, q.done = true, true
			}
		}
	}
}
