package ticket

import "slices"

// conceptSet is a set of the concepts that rules name, 256 at most, by their numbers.
type conceptSet [4]uint64

func (s *conceptSet) add(n int) { s[n/64] |= 1 << (n % 64) }

func (s *conceptSet) join(t *conceptSet) {
	for i := range s {
		s[i] |= t[i]
	}
}

// meets tells that two sets have a concept in common.
func (s *conceptSet) meets(t *conceptSet) bool {
	return s[0]&t[0]|s[1]&t[1]|s[2]&t[2]|s[3]&t[3] != 0
}

// numbers are the numbers of concepts.
type numbers map[string]int

// of is the set of concepts, which get numbers where they have none.
func (n numbers) of(concepts []string) (set conceptSet) {
	for _, c := range concepts {
		if _, ok := n[c]; !ok {
			n[c] = len(n)
		}
		set.add(n[c])
	}
	return set
}

// named is the set of what hits name.
func (n numbers) named(hits []hit) (set conceptSet) {
	for i := range hits {
		if number, ok := n[hits[i].concept]; ok {
			set.add(number)
		}
	}
	return set
}

// number fills in the sets of rules.
func (n numbers) number(rules []rule) {
	for i := range rules {
		r := &rules[i]
		for _, c := range r.all {
			r.needs = append(r.needs, n.of(c))
		}
		for _, pair := range slices.Concat(r.near, r.order) {
			r.needs = append(r.needs, n.of(pair[0]), n.of(pair[1]))
		}
		r.nevers, r.abouts, r.aparts = n.of(r.never), n.of(r.about), n.of(r.apart)
	}
}
