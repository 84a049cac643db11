package ticket

import "slices"

// What it takes to say that a text is no matter of a shop's: a word about broken things
// in a long talk about a hotel room asks for no replacement. The words of other trades
// must be there: "I loved it, and yesterday the handle broke off" names no goods either.
const (
	longTalk  = 5 // sentences of a text that would have named goods, an order or a parcel
	ofTrade   = 2 // of which so many speak of another trade: "at the hotel" is said in passing
	tellsOnce = 5 // of so many one tells of a fault: in a complaint it is more
)

// anywhere are the asks that any business may get.
var anywhere = []string{"complaint", "data-request", "human", "stop-mail"}

// elsewhere tells a long text that names nothing a shop deals with, much of another
// trade, and only in passing something broken: most likely it was meant for somebody else.
func (a *analysis) elsewhere(s *Signals) bool {
	n := len(a.scan.sentences)
	if n < longTalk || !a.scan.named["elsewhere"] || a.t.Order != nil || len(s.OrderIDs) > 0 || a.states("of-a-shop") {
		return false
	}
	trade, faulty := 0, 0
	for i := range a.scan.sentences {
		x := &a.scan.sentences[i]
		if x.has("elsewhere") {
			trade++
		}
		if slices.ContainsFunc(askKinds(x), func(k string) bool { return k == "defect" || k == "missing-or-wrong-item" }) {
			faulty++
		}
	}
	return trade >= ofTrade && faulty*tellsOnce <= n
}

// ofAnyBusiness keeps the asks that do not need a shop.
func ofAnyBusiness(asks []Ask) []Ask {
	return slices.DeleteFunc(asks, func(a Ask) bool { return !contains(anywhere, a.Kind) })
}
