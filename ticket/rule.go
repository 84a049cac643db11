package ticket

import (
	"slices"
	"strings"
)

// rule is one line of signals/rules.yaml: concepts that must stand together in a
// sentence. "a b" both, "a+b" close to each other, "a>b" the same in this order, "!a" not
// in the sentence, "@a" anywhere in the text, "!@a" nowhere in it.
type rule struct {
	all   [][]string    // of each, one
	near  [][2][]string // of each side, one
	order [][2][]string // likewise, the first before the second
	never []string
	about []string // of these, one anywhere in the text
	apart []string // of these, none anywhere in the text

	needs                  []conceptSet // of each, one: all, near and order, wherever they stand
	nevers, abouts, aparts conceptSet
}

// close is how many folded runes apart "a+b" may stand.
const closeBy = 24

func parseRule(line string) rule {
	var r rule
	for _, atom := range strings.Fields(line) {
		if concept, ok := strings.CutPrefix(atom, "!@"); ok {
			r.apart = append(r.apart, strings.Split(concept, "|")...)
			continue
		}
		if concept, ok := strings.CutPrefix(atom, "!"); ok {
			r.never = append(r.never, strings.Split(concept, "|")...)
			continue
		}
		if concept, ok := strings.CutPrefix(atom, "@"); ok {
			r.about = append(r.about, strings.Split(concept, "|")...)
			continue
		}
		if a, b, ok := strings.Cut(atom, "+"); ok {
			r.near = append(r.near, [2][]string{strings.Split(a, "|"), strings.Split(b, "|")})
			continue
		}
		if a, b, ok := strings.Cut(atom, ">"); ok {
			r.order = append(r.order, [2][]string{strings.Split(a, "|"), strings.Split(b, "|")})
			continue
		}
		r.all = append(r.all, strings.Split(atom, "|"))
	}
	return r
}

// match tells whether the rule holds in a sentence, and where its words stand.
func (r *rule) match(x *sentence) (start, end int, ok bool) {
	if !r.may(x) {
		return 0, 0, false
	}
	start, end = -1, -1
	widen := func(a, b int) {
		if start < 0 || a < start {
			start = a
		}
		end = max(end, b)
	}
	for _, c := range r.all {
		i := slices.IndexFunc(x.hits, func(h hit) bool { return contains(c, h.concept) })
		widen(x.hits[i].start, x.hits[i].end)
	}
	for _, p := range r.near {
		a, b, found := x.near(p[0], p[1], closeBy, false)
		if !found {
			return 0, 0, false
		}
		widen(a, b)
	}
	for _, p := range r.order {
		a, b, found := x.near(p[0], p[1], closeBy, true)
		if !found {
			return 0, 0, false
		}
		widen(a, b)
	}
	return start, end, start >= 0
}

// may tells whether the concepts of a sentence and its text let the rule hold.
func (r *rule) may(x *sentence) bool {
	for i := range r.needs {
		if !r.needs[i].meets(&x.concepts) {
			return false
		}
	}
	return !r.nevers.meets(&x.concepts) && (len(r.about) == 0 || r.abouts.meets(&x.text.concepts)) && !r.aparts.meets(&x.text.concepts)
}

// firstMatch tries rules in order.
func firstMatch(rules []rule, x *sentence) (start, end int, ok bool) {
	for i := range rules {
		if start, end, ok = rules[i].match(x); ok {
			return start, end, true
		}
	}
	return 0, 0, false
}
