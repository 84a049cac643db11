package ticket

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// declinable are the wishes a buyer may turn down while asking for another.
var declinable = map[string]bool{"refund": true, "exchange": true, "discount": true, "cancel": true, "returns": true, "withdrawal": true}

// lasting are the concepts that stay where what they hold goes.
var lasting = map[string]bool{awaited: true, "oldone": true, "newone": true, "part": true, "feature": true}

// declineBy is how many folded runes a "don't want" stands before what it turns down, or
// "不要です" behind it; besideBy how many between a "not" and the "defective" it denies.
const (
	declineBy = 20
	besideBy  = 2
)

// wishes is the sentence without what it turns down or denies, "I don't want a coupon",
// "not defective", and without what is done; a question about the right of withdrawal becomes one about our terms.
func (x *sentence) wishes() *sentence {
	var gone []hit
	for _, h := range x.hits {
		if (declinable[h.concept] || h.concept == "defect") && x.turnsDown(h) || x.done(h) {
			gone = append(gone, h)
		}
	}
	brought := func(h hit) bool { return h.concept == "arrive" && x.within(h, "feature") } // "come with"
	asked := x.has("withdrawal") && x.asksWhether()
	if len(gone) == 0 && !asked && !slices.ContainsFunc(x.hits, brought) {
		return x
	}
	y := *x
	y.hits = slices.DeleteFunc(slices.Clone(x.hits), func(h hit) bool {
		return brought(h) || !lasting[h.concept] && slices.ContainsFunc(gone, func(g hit) bool { return h.start < g.end && g.start < h.end })
	})
	for i := range y.hits {
		if asked && y.hits[i].concept == "withdrawal" {
			y.hits[i].concept = "returnpolicy"
		}
	}
	y.concepts = ruleBooks().numbers.named(y.hits)
	return &y
}

// asksWhether tells a question of how long or whether something may be done.
func (x *sentence) asksWhether() bool {
	end := strings.TrimRight(x.text.text[x.from:x.to], " \n\t\"”“")
	return (strings.HasSuffix(end, "?") || strings.HasSuffix(end, "？")) && (x.has("howlong") || x.has("when") || x.has("how") || x.has("canyou"))
}

// turnsDown tells whether anything in the sentence turns h down.
func (x *sentence) turnsDown(h hit) bool {
	return slices.ContainsFunc(x.hits, func(no hit) bool { return x.declines(no, h) })
}

// declines tells whether no turns h down: close to it, in the same clause, and not the
// beginning of a longer term that means something else ("don't want the order").
func (x *sentence) declines(no, h hit) bool {
	if h.concept == "defect" {
		return x.beside(no, h)
	}
	var from, to int
	switch no.concept {
	case "unwanted":
		from, to = no.end, h.start
	case "unwanted-after":
		from, to = h.end, no.start
	case "refused":
		return no.start < h.end && h.start < no.end && x.oneClause(no.start, no.end) && !x.complains(no)
	case "refused-final":
		return no.start < h.end && h.start < no.end && x.oneClause(no.start, no.end) && x.endsClause(no.end) && !x.complains(no)
	}
	if from == 0 || to < from || to-from > declineBy || !x.oneClause(from, to) {
		return false
	}
	for _, c := range x.hits {
		if c.concept == "cancel" && c.start <= no.start && c.end >= no.end {
			return false
		}
		if (c.concept == "want" || c.concept == "canyou" || c.concept == "but" || c.concept == "wait") && c.start >= from && c.end <= to {
			return false
		}
	}
	return true
}

// beside tells a "not" right before a state, or the like of it right behind.
func (x *sentence) beside(no, h hit) bool {
	switch no.concept {
	case "isnt":
		return no.end <= h.start && h.start-no.end <= besideBy && x.oneClause(no.end, h.start)
	case "isnt-after":
		return no.start >= h.start && no.start-h.end <= besideBy && no.end > h.end
	}
	return false
}

// complains tells that the buyer could not, or was not let: "I couldn't cancel" is a wish.
func (x *sentence) complains(no hit) bool {
	return slices.ContainsFunc(x.hits, func(h hit) bool {
		return h.concept == "unable" && h.start <= no.start && x.oneClause(h.end, no.start)
	})
}

// oneClause tells that no mark stands between two places.
func (x *sentence) oneClause(from, to int) bool {
	return to <= from || !strings.ContainsAny(string(x.text.folded.runes[from:to]), ",;.:!?\n、，。")
}

// endsClause tells that a clause ends at a place.
func (x *sentence) endsClause(at int) bool {
	return at >= x.end || strings.ContainsRune(",;.:!?\n", x.text.folded.runes[at]) || strings.HasPrefix(string(x.text.folded.runes[at:min(at+9, x.end)]), " sondern")
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
