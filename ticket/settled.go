package ticket

import (
	"slices"
	"strings"
)

// What a buyer tells of a promise of ours: it has come, or it has not.
const (
	settled = "settled" // the money, the new one is here, or the buyer thanks for it
	awaited = "awaited" // the new one we promised is not
)

// cameBy is how many folded runes may stand between "received" and what came, or between
// thanks and what they are for.
const cameBy = 40

// granted are the words for what has come that then ask for nothing; troubles are what
// else may be said of a parcel.
var (
	granted  = []string{"refund", "money", "back", "newone", "exchange", "returns", "account", "login", "discount"}
	troubles = []string{"want", "canyou", "neg", "but", "defect", "missing", "wrong", "wrongitem", "unlike", "returns", "exchange", "refund"}
)

// promises marks in every sentence what has come and what has not. It needs the whole
// text: who reports a new lamp and a fault thanks for nothing.
func (s *scan) promises() {
	pending := s.pending()
	for i := range s.sentences {
		x := &s.sentences[i]
		switch h, ok := x.awaits(pending); {
		case ok:
			x.mark(hit{awaited, h.start, h.end})
		case !s.corrected(i):
			x.settles(false)
		}
	}
	good := s.named[settled] || s.named["praise"] || s.named["stage-solved"]
	bad := s.named["defect"] || s.named["missing"] || s.named["wrongitem"] || s.named["late"] || s.named["where-is-it"]
	if !good && bad {
		return
	}
	for i := range s.sentences {
		if !s.corrected(i) {
			s.sentences[i].settles(true)
		}
	}
}

// corrected tells that the next sentence says that it was not all: "I was promised 40."
func (s *scan) corrected(i int) bool {
	if i+1 == len(s.sentences) {
		return false
	}
	next := &s.sentences[i+1]
	return next.falls() || next.has("promised")
}

// pending tells that something has not come, or is asked after.
func (s *scan) pending() bool {
	return slices.ContainsFunc(s.sentences, func(x sentence) bool {
		return x.has("where-is-it") || x.has("where") || x.has("wait") || x.undelivered() || x.has("late")
	})
}

func (x *sentence) undelivered() bool {
	_, _, ok := x.near([]string{"neg"}, []string{"arrive", "gotten", "ship"}, closeBy, false)
	return ok
}

// mark adds a hit in its place.
func (x *sentence) mark(h hit) {
	x.hits = append(x.hits, h)
	slices.SortStableFunc(x.hits, func(a, b hit) int { return a.start - b.start })
	x.text.name(x, h)
}

// awaits finds the new one a buyer waits for: "Where is my replacement?", "you promised
// to send a new one" where nothing came.
func (x *sentence) awaits(pending bool) (hit, bool) {
	new := []string{"newone"}
	for _, n := range x.hits {
		if n.concept != "newone" && n.concept != "exchange" {
			continue
		}
		if pending && x.has("promised") && !x.has("canyou") {
			return n, true
		}
		if n.concept != "newone" || x.clauseHas(n, "if", "price", "stock") || x.clauseHas(n, "canyou") && !x.clauseHas(n, "arrive", "where", "status", "wait") {
			continue
		}
		if _, _, ok := x.near([]string{"where", "status", "wait"}, new, closeBy, false); ok && !x.clauseHas(n, "buy") {
			return n, true
		}
		if x.clauseHas(n, "want") {
			continue
		}
		_, _, when := x.near([]string{"when"}, new, closeBy, false)
		if when && !x.has("stock") || x.undelivered() && x.clauseHas(n, "arrive", "gotten", "ship") || x.clauseHas(n, "where-is-it") {
			return n, true
		}
	}
	return hit{}, false
}

// settles marks what the sentence says has come, or what it gives thanks for.
func (x *sentence) settles(thanks bool) {
	if x.falls() {
		return
	}
	sign := "came"
	if thanks {
		sign = "thanks"
	}
	var found []hit
	for _, m := range x.hits {
		if !x.text.matters(m.concept, thanks) || x.open(m, thanks) {
			continue
		}
		for _, c := range x.hits {
			apart := max(c.start-m.end, m.start-c.end)
			if c.concept == sign && apart <= cameBy && x.oneClause(min(c.end, m.end), max(c.start, m.start)) {
				found = append(found, hit{settled, min(c.start, m.start), max(c.end, m.end)})
				break
			}
		}
	}
	for _, h := range found {
		x.mark(h)
	}
}

// matters tells what may have come to an end: the money, the new one; the parcel itself
// where a buyer says thanks and nothing else is said of it.
func (s *scan) matters(concept string, thanks bool) bool {
	switch concept {
	case "refund", "money", "newone":
		return true
	case "exchange":
		return thanks
	case "parcel", "purchase":
		return !thanks && s.named["thanks"] && !slices.ContainsFunc(troubles, func(c string) bool { return s.named[c] })
	}
	return false
}

// open tells that the clause of h asks, denies or supposes: nothing has come.
func (x *sentence) open(h hit, thanks bool) bool {
	if x.clauseHas(h, "neg", "when", "where", "wait", "late", "if", "hoped", "offer", "defect", "answer") || x.asks(h) {
		return true
	}
	if x.has("want") && x.clauseHas(h, "payout") { // "please, send it to my account"
		return true
	}
	return !x.text.named[settled] && x.clauseHas(h, "want", "canyou") || !thanks && x.clauseHas(h, "message")
}

// asks tells that the clause of h ends in a question mark.
func (x *sentence) asks(h hit) bool {
	for _, r := range x.text.folded.runes[h.end:x.end] {
		switch r {
		case '?', '؟':
			return true
		case ',', ';', '.', ':', '!', '\n', '、', '，', '。':
			return false
		}
	}
	return false
}

// falls tells of an amount or a part that is not all.
func (x *sentence) falls() bool {
	return x.has("short") || x.has("wrongitem") || x.has("wrong") || x.has("but") && (x.has("pay") || x.has("bought"))
}

// stillAsks tells that a sentence beside the settled ones is a question.
func (s *scan) stillAsks() bool {
	return slices.ContainsFunc(s.sentences, func(x sentence) bool {
		end := strings.TrimRight(s.text[x.from:x.to], " \n\t\"”“)")
		return !x.has(settled) && (strings.HasSuffix(end, "?") || strings.HasSuffix(end, "？") || strings.HasSuffix(end, "؟"))
	})
}

// clauseHas tells that a concept is named in the clause of h.
func (x *sentence) clauseHas(h hit, concepts ...string) bool {
	return slices.ContainsFunc(x.hits, func(c hit) bool {
		return contains(concepts, c.concept) && x.oneClause(min(c.end, h.end), max(c.start, h.start))
	})
}

// done tells that h asks for nothing any more: it stands in a clause about what has come,
// names the broken one after the new one came, or the new one that is waited for.
func (x *sentence) done(h hit) bool {
	switch {
	case contains(granted, h.concept) && x.clauseHas(h, settled):
		return true
	case h.concept == "account" && x.has(settled):
		return x.clauseHas(h, "came")
	case h.concept == "defect" && x.text.named[settled]:
		return slices.ContainsFunc(x.hits, func(c hit) bool { return c.concept == "oldone" && c.start < h.end && h.start < c.end })
	case h.concept == "exchange" && x.spare():
		return true
	case h.concept == "exchange" && x.text.named[awaited]:
		return x.has(awaited) || !x.has("want") && !x.has("canyou")
	case h.concept == "sentback" || h.concept == "gotback":
		return x.has(awaited)
	}
	return false
}

// within tells that h is part of a longer term of a concept.
func (x *sentence) within(h hit, concept string) bool {
	return slices.ContainsFunc(x.hits, func(c hit) bool {
		return c.concept == concept && c.start <= h.start && c.end >= h.end && c.end-c.start > h.end-h.start
	})
}

// spare tells of a part to be bought, nothing having gone wrong: "a replacement pole, and
// what does it cost?"
func (x *sentence) spare() bool {
	named := x.text.named
	part := x.has("newone") && (x.has("price") || x.has("buy")) || x.has("part") && (x.has("howmuch") || x.has("soldas"))
	return part && !named["defect"] && !named["missing"] && !named["wrongitem"] && !named["returns"]
}
