package ticket

import (
	"slices"
	"strconv"
	"strings"
	"sync"
)

// riskRule is one line of signals/risks.yaml: concepts one of which must be named, and
// what must stand around it, or must not. See there for the notation.
type riskRule struct {
	anchor []string
	tests  []riskTest
	sure   bool
}

// riskTest asks for a concept, or that it is absent, around a place.
type riskTest struct {
	concepts []string
	where    byte // '+' on either side, '&' likewise in other words, '~' likewise in any sentence, '<' before, '>' after, '=' in the sentence, '@' anywhere
	reach    int  // runes of an alphabet, for + < >
	absent   bool
}

// How far + < > reach when a rule does not say, in runes.
const (
	nearBy   = 60 // what belongs together
	nextTo   = 30 // what stands in the way
	noBefore = 30 // how far "I am not going to" reaches
	noAfter  = 18 // how far behind it a verb is negated
)

// riskKind is a kind of risk that holds, with its rules.
type riskKind struct {
	kind  string
	rules []riskRule
}

// riskKinds are the kinds of signals/risks.yaml.
func riskKinds() []riskKind { return riskBook().kinds }

// riskBook is signals/risks.yaml: the kinds, and under "=name" what several words
// together say like the concept of that name.
var riskBook = sync.OnceValue(func() (book struct{ kinds, means []riskKind }) {
	var f map[string]struct {
		Guard string   `yaml:"guard"`
		Rules []string `yaml:"rules"`
	}
	mustLoad("risks.yaml", &f)
	for kind, k := range f {
		name, means := strings.CutPrefix(kind, "=")
		rk := riskKind{kind: name}
		for _, line := range k.Rules {
			rk.rules = append(rk.rules, parseRiskRule(line+" "+k.Guard))
		}
		if means {
			book.means = append(book.means, rk)
		} else {
			book.kinds = append(book.kinds, rk)
		}
	}
	byName := func(a, b riskKind) int { return strings.Compare(a.kind, b.kind) }
	slices.SortFunc(book.kinds, byName)
	slices.SortFunc(book.means, byName)
	return book
})

func parseRiskRule(line string) riskRule {
	line, sure := strings.CutPrefix(line, "!")
	words := strings.Fields(line)
	r := riskRule{anchor: strings.Split(words[0], "|"), sure: sure}
	for _, w := range words[1:] {
		t := riskTest{where: '+', reach: nearBy}
		if rest, ok := strings.CutPrefix(w, "-"); ok {
			w, t.absent, t.reach = rest, true, nextTo
		}
		if strings.IndexByte("+&~<>=@", w[0]) >= 0 {
			t.where, w = w[0], w[1:]
		}
		w, reach, ok := strings.Cut(w, "/")
		if ok {
			t.reach, _ = strconv.Atoi(reach)
		}
		t.concepts = strings.Split(w, "|")
		r.tests = append(r.tests, t)
	}
	return r
}

// place is a hit and the sentence it stands in.
type place struct {
	start, end, sentence int
	sure                 bool // the rule that found it is
}

// riskText is a text read for risks.
type riskText struct {
	scan   *scan
	places map[string][]place
	scale  float64            // of reaches: scripts without letters say more in a rune
	words  []string           // languages its words are weighed in
	named  [][]string         // see conceptsBySentence
	ruled  map[string][]place // see rules
}

// readRisks reads the sentences of s with the risk words of tags.
func readRisks(s *scan, tags []string) *riskText {
	t := &riskText{scan: s, places: map[string][]place{}, scale: scaleOf(tags), words: wordTags(tags)}
	var hits []hit
	for i := range s.sentences {
		hits = hits[:0]
		for _, tag := range tags {
			if tag == "vi" && tags[0] == "vi" && accented(s.text) {
				tag = exactVietnamese
			}
			if l, ok := riskLexicons()[tag]; ok {
				hits = l().find(s.folded.runes, s.sentences[i].start, s.sentences[i].end, hits)
			}
		}
		for _, h := range hits {
			if idle(h, hits) {
				continue
			}
			t.places[h.concept] = append(t.places[h.concept], place{start: h.start, end: h.end, sentence: i})
		}
	}
	t.marked()
	for _, k := range riskBook().means {
		t.places[k.kind] = append(t.places[k.kind], t.find(k)...)
	}
	return t
}

// harmless is the concept of longer phrases in which words mean nothing: "court shoes".
const harmless = "harmless"

// idle tells that a hit is part of a harmless phrase.
func idle(h hit, hits []hit) bool {
	return slices.ContainsFunc(hits, func(q hit) bool {
		return q.concept == harmless && q.start <= h.start && h.end <= q.end
	})
}

func scaleOf(tags []string) float64 {
	if len(tags) == 0 {
		return 1
	}
	switch tags[0] {
	case "zh-Hans", "zh-Hant":
		return .35
	case "ja":
		return .5
	case "ko":
		return .55
	}
	return 1
}

// rules are the places where rules hold, by kind, once places are complete.
func (t *riskText) rules() map[string][]place {
	if t.ruled == nil {
		t.ruled = map[string][]place{}
		for _, k := range riskKinds() {
			if at := t.find(k); len(at) > 0 {
				t.ruled[k.kind] = at
			}
		}
	}
	return t.ruled
}

// find returns where a rule of the kind holds.
func (t *riskText) find(k riskKind) []place {
	var out []place
	for i := range k.rules {
		r := &k.rules[i]
		for _, c := range r.anchor {
			for _, p := range t.places[c] {
				if r.holds(t, p) && !slices.ContainsFunc(out, func(q place) bool { return p.start < q.end && q.start < p.end }) {
					p.sure = r.sure
					out = append(out, p)
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b place) int { return a.start - b.start })
	return out
}

func (r *riskRule) holds(t *riskText, p place) bool {
	for i := range r.tests {
		if t.meets(&r.tests[i], p) == r.tests[i].absent {
			return false
		}
	}
	return true
}

// meets tells whether one of the concepts stands where the test asks for it. What does
// not belong to an anchor must be in its sentence; what does may be in the next one.
func (t *riskText) meets(x *riskTest, p place) bool {
	reach := int(float64(x.reach) * t.scale)
	for _, c := range x.concepts {
		if c == "no" { // not a place but what is said about p
			if t.denied(p) {
				return true
			}
			continue
		}
		for _, q := range t.places[c] {
			if x.absent && x.where != '@' && x.where != '~' && q.sentence != p.sentence {
				continue
			}
			apart := max(q.start-p.end, p.start-q.end)
			if x.absent && x.where != '@' && q.start >= p.start && q.start < p.end && q != p && (q.start > p.start || q.end < p.end) { // what begins in the anchor does not stand in its way
				continue
			}
			switch {
			case x.where == '@', x.where == '=' && q.sentence == p.sentence,
				(x.where == '+' || x.where == '~') && apart <= reach && q != p,
				x.where == '&' && apart >= 0 && apart <= reach,
				x.where == '<' && q.start < p.start && apart <= reach,
				x.where == '>' && q.end > p.end && apart <= reach:
				return true
			}
		}
	}
	return false
}

// denied tells that a no stands before p, or after it where the language says no after
// the verb. A no inside a condition ("if you do not …") denies nothing.
func (t *riskText) denied(p place) bool {
	before, after := int(noBefore*t.scale), int(noAfter*t.scale)
	for _, q := range t.places["no"] {
		if q.sentence == p.sentence && q.start < p.start && p.start-q.end <= before && !t.cut(q.end, p.start) && !t.conditional(q) {
			return true
		}
	}
	for _, q := range t.places["noafter"] {
		if q.sentence == p.sentence && q.end > p.end && q.start-p.end <= after && !t.cut(p.end, q.start) {
			return true
		}
	}
	return false
}

// conditional tells that q stands in the condition of its sentence.
func (t *riskText) conditional(q place) bool {
	reach := int(40 * t.scale)
	return slices.ContainsFunc(t.places["if"], func(c place) bool {
		return c.sentence == q.sentence && c.start <= q.start && q.start-c.end <= reach
	})
}

// cut tells whether a comma or the like stands between two places.
func (t *riskText) cut(from, to int) bool {
	return from < to && slices.ContainsFunc(t.scan.folded.runes[from:to], func(r rune) bool { return strings.ContainsRune(",;:،、，；–—\n", r) })
}
