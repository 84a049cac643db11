package kb

import (
	"encoding/binary"
	"math"
	"slices"
)

// A posting list is written as its length, then for each chunk the distance to the
// one before, doubled, plus one when a count follows: most counts are one.

type posting struct {
	chunk uint32
	count uint16
}

func appendPostings(data []byte, list []posting) []byte {
	data = binary.AppendUvarint(data, uint64(len(list)))
	last := uint32(0)
	for _, p := range list {
		step := uint64(p.chunk-last) << 1
		last = p.chunk
		if p.count == 1 {
			data = binary.AppendUvarint(data, step)
			continue
		}
		data = binary.AppendUvarint(data, step|1)
		data = binary.AppendUvarint(data, uint64(p.count))
	}
	return data
}

// listLength is how many chunks a posting list names.
func listLength(data []byte) int {
	n, _ := binary.Uvarint(data)
	return int(n)
}

// eachPosting calls emit for the postings of a list, whatever its bytes are.
func eachPosting(data []byte, emit func(posting)) {
	n, k := binary.Uvarint(data)
	if k <= 0 {
		return
	}
	data = data[k:]
	chunk := uint32(0)
	for ; n > 0; n-- {
		step, k := binary.Uvarint(data)
		if k <= 0 {
			return
		}
		data = data[k:]
		count := uint64(1)
		if step&1 == 1 {
			if count, k = binary.Uvarint(data); k <= 0 {
				return
			}
			data = data[k:]
		}
		chunk += uint32(step >> 1)
		emit(posting{chunk, uint16(min(count, math.MaxUint16))})
	}
}

// segment holds the posting lists of a run of chunks, by term.
type segment struct {
	terms  []term   // ascending
	starts []uint32 // of each term's list in data, and the end of the last
	data   []byte
}

// segmentOf writes down what was gathered in a map.
func segmentOf(postings map[term][]posting) *segment {
	s := &segment{terms: make([]term, 0, len(postings)), starts: make([]uint32, 0, len(postings)+1)}
	for t := range postings {
		s.terms = append(s.terms, t)
	}
	slices.Sort(s.terms)
	for _, t := range s.terms {
		s.starts = append(s.starts, uint32(len(s.data)))
		s.data = appendPostings(s.data, postings[t])
	}
	s.starts = append(s.starts, uint32(len(s.data)))
	return s
}

// merge joins segments; number gives a chunk of segment i its new number, or false
// when it is gone. Numbers of a later segment are higher, and keep their order.
func merge(segments []*segment, number func(i int, chunk uint32) (uint32, bool)) *segment {
	out := &segment{}
	next := make([]int, len(segments))
	var list []posting
	for {
		least, any := term(0), false
		for i, s := range segments {
			if next[i] < len(s.terms) && (!any || s.terms[next[i]] < least) {
				least, any = s.terms[next[i]], true
			}
		}
		if !any {
			out.starts = append(out.starts, uint32(len(out.data)))
			return out
		}
		list = list[:0]
		for i, s := range segments {
			if next[i] == len(s.terms) || s.terms[next[i]] != least {
				continue
			}
			eachPosting(s.data[s.starts[next[i]]:s.starts[next[i]+1]], func(p posting) {
				if n, ok := number(i, p.chunk); ok {
					list = append(list, posting{n, p.count})
				}
			})
			next[i]++
		}
		if len(list) > 0 {
			out.terms = append(out.terms, least)
			out.starts = append(out.starts, uint32(len(out.data)))
			out.data = appendPostings(out.data, list)
		}
	}
}
