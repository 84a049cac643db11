package kb

import "math"

// kinds of evidence that a sentence is near a question.
const (
	nearWords = iota
	nearGrams
	nearPairs // two words, one after the other
	nearKinds
)

// nearShare is what each kind counts for in the nearness of two sentences.
var nearShare = [nearKinds]float64{nearWords: 0.25, nearGrams: 0.75, nearPairs: 0.2}

// What a sentence says beyond the question costs it nothing at 0, as much as in the
// cosine at 1. A way of asking should say no more than the question; an answer may.
const (
	askLength    = 1.3
	answerLength = 0.3
)

// usualShare is the share of chunks a term is taken to be in that the question does
// not hold: looking up every term of every candidate would cost more than it tells.
const usualShare = 0.03

// question is the distinct terms of a text that sentences are compared with.
type question struct {
	place  map[term]int
	maybe  [256]uint64 // a bit per term, by its first bits: most terms of a sentence end here
	weight []float64
	kind   []uint8
	sum    [nearKinds]float64
	other  float64 // the weight of a term that is not in the question
	text   string
	tag    string // of its language, "" when unknown
}

// sentence is what a sentence shares with a question.
type sentence struct {
	has   []uint64           // by the question's places
	extra [nearKinds]float64 // the weight of what it says beyond the question
	not   bool               // it says no, where that was looked for
}

func (b *Base) question(text, tag string) *question {
	q := &question{place: map[term]int{}, text: text, tag: tag}
	q.other = b.index.idf(int(usualShare*float64(max(b.index.n, enoughChunks))), false)
	add := func(kind uint8, t term, weight float64) {
		if _, have := q.place[t]; have {
			return
		}
		q.place[t] = len(q.weight)
		q.maybe[t>>56] |= 1 << (t >> 50 % 64)
		q.weight, q.kind = append(q.weight, weight), append(q.kind, kind)
		q.sum[kind] += weight
	}
	eachNear(text, nil, func(kind uint8, t term, common bool) {
		weight := 1.0
		if kind != nearPairs {
			weight = b.index.idf(listLength(b.index.find(t)), common) * commonness(common)
		}
		add(kind, t, weight)
	})
	return q
}

// commonness is what a term's weight is taken by in the nearness of sentences.
func commonness(common bool) float64 {
	if common {
		return commonWeight * commonWeight
	}
	return 1
}

// eachNear calls emit for what a text is compared by, and tells whether it says no in
// the words of no.
func eachNear(text string, no *negations, emit func(kind uint8, t term, common bool)) bool {
	l := lexer{common: commonTerms()}
	not := false
	if no != nil {
		l.onRun = no.listener(&not)
	}
	last := term(0)
	l.emit = func(f field, t term, common bool) {
		if f == grams {
			emit(nearGrams, t, common)
			return
		}
		emit(nearWords, t, common)
		if l.class == classWord { // pairs of characters are words already
			if last != 0 {
				emit(nearPairs, (last^t>>1)*0x9E3779B97F4A7C15, false)
			}
			last = t
		}
	}
	l.read(text)
	return not
}

// read compares a sentence with the question; no are the words of its language that
// say no, nil when that does not matter.
func (q *question) read(text string, no *negations) sentence {
	s := sentence{has: make([]uint64, (len(q.weight)+63)/64)}
	s.not = eachNear(text, no, func(kind uint8, t term, common bool) {
		if q.maybe[t>>56]&(1<<(t>>50%64)) != 0 {
			if i, shared := q.place[t]; shared {
				s.has[i/64] |= 1 << (i % 64)
				return
			}
		}
		if kind == nearPairs {
			s.extra[kind]++
		} else {
			s.extra[kind] += q.other * commonness(common)
		}
	})
	return s
}

// and is two sentences as one.
func (s sentence) and(t sentence) sentence {
	both := sentence{has: make([]uint64, len(s.has))}
	for i := range s.has {
		both.has[i] = s.has[i] | t.has[i]
	}
	for k := range both.extra {
		both.extra[k] = s.extra[k] + t.extra[k]
	}
	return both
}

// nearness is about 1 for the same sentence, 0 for one that shares no term.
func (q *question) nearness(s sentence, power float64) float64 {
	shared := q.shared(s)
	var near float64
	for k, share := range nearShare {
		if shared[k] > 0 {
			near += share * shared[k] / q.sum[k] * math.Pow(q.sum[k]/(shared[k]+s.extra[k]), power/2)
		}
	}
	return near
}

// shared is the weight of what a sentence shares with the question, by kind.
func (q *question) shared(s sentence) (sum [nearKinds]float64) {
	for i, w := range q.weight {
		if s.holds(i) {
			sum[q.kind[i]] += w
		}
	}
	return sum
}

func (s sentence) holds(place int) bool { return s.has[place/64]&(1<<(place%64)) != 0 }

// alike is the share of what a sentence says, in pieces of words, that the question says
// too.
func (q *question) alike(s sentence) float64 {
	shared := q.shared(s)[nearGrams]
	return shared / max(shared+s.extra[nearGrams], math.SmallestNonzeroFloat64)
}

// told is how much information a text shares with the question, word by word, as the
// logarithm of how few chunks hold them. A word it does not hold counts by the square of
// the share of its pieces: another ending, or a slip.
func (q *question) told(s sentence) float64 {
	var sum, word, pieces, held float64
	seen := map[term]bool{}
	count := false
	end := func() {
		if count && pieces > 0 {
			sum += word * (held / pieces) * (held / pieces)
		}
		count, pieces, held = false, 0, 0
	}
	eachNear(q.text, nil, func(kind uint8, t term, _ bool) {
		place := q.place[t]
		switch kind {
		case nearWords:
			end()
			if word = q.weight[place]; s.holds(place) && !seen[t] {
				sum += word
			} else {
				count = !seen[t]
			}
			seen[t] = true
		case nearGrams:
			pieces += q.weight[place]
			if s.holds(place) {
				held += q.weight[place]
			}
		}
	})
	end()
	return sum
}
