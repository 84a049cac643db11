package ticket

import (
	"math/bits"
	"slices"
	"sync/atomic"
)

// index finds the terms that begin like a text: by their first three runes, then rune by
// rune in a tree that grows where texts lead. Of thousands of terms a text meets a few,
// and only those are ever taken apart.
type index struct {
	fold  func(rune) [2]rune
	terms []entry
	nodes []node   // of each beginning
	slots []uint32 // 1 + the node of a beginning, 0 for none
}

// entry is a term of an index.
type entry struct {
	written
	term atomic.Pointer[term] // taken apart, once a text begins like it
}

// beginning is the first three folded runes of a term, 0 for those that its first part
// is too short for.
type beginning uint64

func beginsWith(a, b, c rune) beginning {
	return beginning(a)<<42 | beginning(b)<<21 | beginning(c)
}

// length is how many runes a beginning has.
func (b beginning) length() int { return 3 - bits.TrailingZeros64(uint64(b)|1<<63)/21 }

// add keeps a term; seal makes what was added known.
func (x *index) add(w written) { x.terms = append(x.terms, entry{written: w}) }

// seal sorts the terms by how they begin. Nothing is added behind it.
func (x *index) seal() {
	x.slots = make([]uint32, 1<<bits.Len(uint(len(x.terms))))
	of, count := make([]uint32, len(x.terms)), make([]int, 0, len(x.terms))
	for i := range x.terms {
		b := x.terms[i].begins(x.fold)
		slot := x.slot(b)
		if *slot == 0 {
			count = append(count, 0)
			x.nodes = append(x.nodes, node{begins: b, depth: b.length()})
			*slot = uint32(len(x.nodes))
		}
		of[i] = *slot - 1
		count[of[i]]++
	}
	all := make([]uint32, len(x.terms))
	for i, n := range count {
		x.nodes[i].terms, all = all[:0:n], all[n:]
	}
	for i, n := range of {
		x.nodes[n].terms = append(x.nodes[n].terms, uint32(i))
	}
}

// slot is where the node of a beginning is kept, or would be.
func (x *index) slot(b beginning) *uint32 {
	last := len(x.slots) - 1
	at := int(uint64(b) * 0x9E3779B97F4A7C15 >> bits.LeadingZeros64(uint64(last)))
	for x.slots[at] != 0 && x.nodes[x.slots[at]-1].begins != b {
		at = (at + 1) & last
	}
	return &x.slots[at]
}

// node is the terms that begin with the same runes.
type node struct {
	begins beginning
	depth  int      // how many runes
	terms  []uint32 // numbers of terms, in order
	next   atomic.Pointer[branches]
}

// branches are the terms of a node by what follows: nothing, or a rune.
type branches struct {
	ends  []uint32
	runes []rune
	nodes []*node
}

// fewTerms are tried one by one.
const fewTerms = 3

// like appends the terms that may stand at i, having its first runes in common with those
// of a beginning.
func (x *index) like(b beginning, runes []rune, i, to int, out []uint32) []uint32 {
	slot := *x.slot(b)
	if slot == 0 {
		return out
	}
	for n := &x.nodes[slot-1]; n != nil; {
		if len(n.terms) <= fewTerms || i+n.depth >= to {
			return append(out, n.terms...)
		}
		next := x.branches(n)
		out = append(out, next.ends...)
		r := slices.Index(next.runes, runes[i+n.depth])
		if r < 0 {
			return out
		}
		n = next.nodes[r]
	}
	return out
}

// branches grows the tree. Two that do it at once do the same.
func (x *index) branches(n *node) *branches {
	if b := n.next.Load(); b != nil {
		return b
	}
	b := &branches{}
	for _, t := range n.terms {
		r := x.terms[t].rune(n.depth, x.fold)
		if r == 0 {
			b.ends = append(b.ends, t)
			continue
		}
		at := slices.Index(b.runes, r)
		if at < 0 {
			at = len(b.runes)
			b.runes, b.nodes = append(b.runes, r), append(b.nodes, &node{depth: n.depth + 1})
		}
		b.nodes[at].terms = append(b.nodes[at].terms, t)
	}
	n.next.Store(b)
	return b
}

// at is a term taken apart.
func (x *index) at(i uint32) *term {
	e := &x.terms[i]
	t := e.term.Load()
	if t == nil {
		t = e.written.term(x.fold)
		e.term.Store(t)
	}
	return t
}

// find appends the terms that match at i in the order they were added, those of one rune
// last.
func (x *index) find(runes []rune, i, to int, out []hit) []hit {
	var room [16]uint32
	found := room[:0]
	if i+2 < to {
		found = x.like(beginsWith(runes[i], runes[i+1], runes[i+2]), runes, i, to, found)
	}
	if i+1 < to {
		found = x.like(beginsWith(runes[i], runes[i+1], 0), runes, i, to, found)
	}
	if len(found) > 1 {
		slices.Sort(found)
	}
	found = x.like(beginsWith(runes[i], 0, 0), runes, i, to, found)
	for _, n := range found {
		t := x.at(n)
		if t.strict && i > 0 && wordRune(runes[i-1]) {
			continue
		}
		if end, ok := t.match(runes, i, to); ok {
			out = append(out, hit{t.concept, i, end})
		}
	}
	return out
}
