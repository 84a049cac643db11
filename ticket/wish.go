package ticket

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// declinable are the wishes a buyer may turn down while asking for another.
var declinable = map[string]bool{"refund": true, "exchange": true, "discount": true, "cancel": true, "returns": true}

// declineBy is how many folded runes a "don't want" stands before what it turns down, or
// "不要です" behind it.
const declineBy = 20

// wishes is the sentence without the wishes it turns down: "I don't want a coupon" asks
// for none.
func (x *sentence) wishes() *sentence {
	if !x.has("unwanted") && !x.has("unwanted-after") {
		return x
	}
	y := *x
	y.hits = slices.DeleteFunc(slices.Clone(x.hits), func(h hit) bool {
		return declinable[h.concept] && slices.ContainsFunc(x.hits, func(no hit) bool { return x.declines(no, h) })
	})
	return &y
}

// declines tells whether no turns h down: close to it, in the same clause, and not the
// beginning of a longer term that means something else ("don't want the order").
func (x *sentence) declines(no, h hit) bool {
	var from, to int
	switch no.concept {
	case "unwanted":
		from, to = no.end, h.start
	case "unwanted-after":
		from, to = h.end, no.start
	}
	if from == 0 || to < from || to-from > declineBy || strings.ContainsAny(string(x.text.folded.runes[from:to]), ",;.:!?\n、，。") {
		return false
	}
	for _, c := range x.hits {
		if c.concept == "cancel" && c.start <= no.start && c.end >= no.end {
			return false
		}
		if (c.concept == "want" || c.concept == "canyou" || c.concept == "but") && c.start >= from && c.end <= to {
			return false
		}
	}
	return true
}

// swapped tells a sentence that says another colour or size came than was ordered: both
// are named, with the order or the arrival between them.
func (x *sentence) swapped() (hit, bool) {
	if !x.has("gotten") || !x.has("purchase") && !x.has("bought") || x.has("when") || x.has("howlong") || x.has("if") {
		return hit{}, false
	}
	var colours []hit
	for _, h := range x.hits {
		if h.concept == "colour" {
			colours = append(colours, hit{h.concept, h.start, min(h.end, h.start+4)})
		}
	}
	for _, named := range [][]hit{colours, x.sizes()} {
		for i := 1; i < len(named); i++ {
			if x.contrasts(named[i-1], named[i]) {
				return hit{"wrongitem", named[i].start, named[i].end}, true
			}
		}
	}
	return hit{}, false
}

// contrasts tells that two names differ, and that ordering or coming stands between them:
// "the black and the blue one came" is no complaint.
func (x *sentence) contrasts(a, b hit) bool {
	runes := x.text.folded.runes
	return !slices.Equal(runes[a.start:a.end], runes[b.start:b.end]) && slices.ContainsFunc(x.hits, func(h hit) bool {
		return (h.concept == "gotten" || h.concept == "purchase" || h.concept == "bought") && h.start >= a.end && h.end <= b.start
	})
}

// sizes finds the letters of sizes that stand alone, in capitals.
func (x *sentence) sizes() []hit {
	var out []hit
	runes := x.text.folded.runes
	for i := x.start; i < x.end; i++ {
		if !atWordStart(runes, i) || i > 0 && strings.ContainsRune("'.-&", runes[i-1]) {
			continue
		}
		end := i
		for end < x.end && strings.ContainsRune("smlx", runes[end]) {
			end++
		}
		if end == i || end-i > 3 || end < len(runes) && (strings.ContainsRune("'-&", runes[end]) || wordRune(runes[end]) && !unspaced(runes[end])) {
			continue
		}
		if end+1 < x.end && runes[end] == '.' && end-i == 1 { // an initial
			continue
		}
		if w := x.text.evidence(i, end).Text; w == strings.ToUpper(w) && strings.ContainsAny(w[utf8.RuneCountInString(w)-1:], "SML") {
			out = append(out, hit{"size", i, end})
		}
	}
	return out
}

// facts names what rules.yaml calls facts that the text states.
func (a *analysis) states(fact string) bool {
	for i := range a.scan.sentences {
		if _, _, ok := firstMatch(ruleBooks().facts[fact], &a.scan.sentences[i]); ok {
			return true
		}
	}
	return false
}

// saidContacts is which time the buyer says they are writing, 1 when they do not say.
func (a *analysis) saidContacts() int {
	for n, fact := range []string{"fifth-contact", "fourth-contact", "third-contact", "second-contact"} {
		if a.states(fact) {
			return 5 - n
		}
	}
	return 1
}
