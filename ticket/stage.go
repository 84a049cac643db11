package ticket

import (
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/pattern"
)

// needsOrder are the asks that cannot be answered without the order.
var needsOrder = []string{"where-is-it", "refund", "return", "exchange", "cancel", "change-order", "change-address",
	"defect", "missing-or-wrong-item", "warranty", "invoice", "withdrawal"}

// ofPurchase are the asks about a purchase, without those about our terms.
func ofPurchase(asks []Ask) []Ask {
	return slices.DeleteFunc(slices.Clone(asks), func(a Ask) bool { return a.General })
}

// missing lists what an answer needs and the ticket does not hold, and what it holds.
func (a *analysis) missing(s *Signals) (missing, said []string) {
	mark := func(thing string, here, needed bool) {
		switch {
		case here:
			said = append(said, thing)
		case needed:
			missing = append(missing, thing)
		}
	}
	withdrawal := has(s.Asks, "withdrawal")
	mark("order-id", len(s.OrderIDs) > 0, has(ofPurchase(s.Asks), needsOrder...))
	photos := len(a.t.Attached) > 0 || a.count("photo") > 0
	mark("photos", photos, has(s.Asks, "defect", "missing-or-wrong-item") && !withdrawal)
	customs := has(s.Asks, "customs")
	country := strings.ToUpper(a.t.Customer.Country)
	if country == "" {
		country = strings.ToUpper(a.t.Market)
	}
	if customs {
		digits := longestNumber(a.text)
		mark("cpf", digits >= 11 && cpf().MatchString(a.text), country == "BR" || a.language.Tag == "pt-BR" || namesCPF().Match(pattern.Fold(a.text)))
		mark("pccc", digits >= 12 && pccc().MatchString(a.text), country == "KR" || a.language.Tag == "ko")
	}
	mark("tracking", a.t.Order != nil && a.t.Order.Tracking != "" || a.count("track") > 0 && len(s.OrderIDs) > 1, false)
	mark("date", len(s.Dates) > 0, false)
	mark("name", s.Name != "", false)
	return missing, said
}

// repeated counts how often the buyer wrote before: earlier messages of this thread, the
// count they give themselves ("my third mail"), or one when they say so or the history
// does. What answers our question is no new contact.
func (a *analysis) repeated() int {
	n := max(1, len(a.contacts()))
	n = max(n-1, a.saidContacts()-1) // the newest is no repetition
	if n < 1 && a.saysAgain() && (a.scan.complains() || len(a.t.Customer.History) > 1) {
		return 1
	}
	return max(n, 0)
}

// saysAgain tells that the buyer speaks of earlier messages. A bare "again" in what we are
// asked to do, "could you send it again?", is about what we do.
func (a *analysis) saysAgain() bool {
	return slices.ContainsFunc(a.scan.sentences, func(x sentence) bool {
		return slices.ContainsFunc(x.hits, func(h hit) bool {
			return h.concept == "stage-again" && !(x.has("canyou") && x.alongside(h, "once-more"))
		})
	})
}

// alongside tells that a term of another concept covers h.
func (x *sentence) alongside(h hit, concept string) bool {
	return slices.ContainsFunc(x.hits, func(c hit) bool { return c.concept == concept && c.start <= h.start && c.end >= h.end })
}

// overlaps tells that a term of another concept shares words with h.
func (x *sentence) overlaps(h hit, concept string) bool {
	return slices.ContainsFunc(x.hits, func(c hit) bool { return c.concept == concept && c.start < h.end && h.start < c.end })
}

// contacts are the buyer's messages in which they turned to us of their own accord: the
// first, and each that does not follow a question of ours.
func (a *analysis) contacts() []Message {
	var own []Message
	asked := false
	for _, m := range a.t.Messages {
		switch m.From {
		case FromAgent:
			asked = strings.ContainsAny(m.Text, "?？؟")
		case FromBuyer:
			if !asked || len(own) == 0 {
				own = append(own, m)
			}
			asked = false
		}
	}
	return own
}

// complains tells that the text holds any word of displeasure or waiting.
func (s *scan) complains() bool {
	for _, x := range s.sentences {
		if x.has("anger1") || x.has("anger2") || x.has("anger3") || x.has("wait") || x.has("late") || x.has("stage-again") && x.has("neg") {
			return true
		}
	}
	return false
}

// stage tells where the buyer stands with us.
func (a *analysis) stage(s *Signals) string {
	asks := ofPurchase(s.Asks)
	problem := has(asks, "defect", "missing-or-wrong-item", "refund", "complaint", "return", "exchange", "warranty")
	switch {
	case (a.count("stage-solved") > 0 || a.scan.named[settled] && !a.scan.stillAsks()) && !problem && !s.Emotion.upset() && !has(s.Asks, "where-is-it", "withdrawal", "cancel"):
		return StageAfter
	case has(s.Asks, "where-is-it"):
		return StageWaiting
	case problem || s.Emotion.angry():
		return StageProblem
	case a.count("stage-loyal") > 0:
		return StageLoyal
	case a.t.Order == nil && len(s.OrderIDs) == 0 && (a.count("stage-before") > 0 || has(s.Asks, "price", "size", "product-question", "availability", "place-order", "discount") || len(asks) < len(s.Asks)):
		return StageBefore
	case s.Repeated > 0:
		return StageWaiting // for an answer: it is not the first contact
	}
	return StageFirst
}
