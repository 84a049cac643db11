package compose

import (
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/ticket"
)

// Kinds a letter tells apart beside those a ticket has.
const (
	refundPending = "refund-pending" // the goods are back, the money is not
	returnTerms   = "return-terms"   // how returns go, asked before buying
	paymentTerms  = "payment-terms"  // how one can pay, asked before buying
	resolved      = "resolved"       // thanks after the help came
)

// ofTicket is the ticket's kind for one of ours.
func ofTicket(kind string) string {
	switch kind {
	case refundPending:
		return "refund"
	case returnTerms:
		return "return"
	case paymentTerms:
		return "payment"
	}
	return kind
}

// undoing asks stop or change an order.
var undoing = []string{"cancel", "change-order", "change-address"}

// asks are the buyer's, as a letter takes them: the same ask is a different one before
// a purchase, and after the goods went back.
func (j *Job) asks() []ticket.Ask {
	switch {
	case j.resolved():
		return []ticket.Ask{{Kind: resolved}}
	case j.refundPending():
		return afterReturn(j.Signals.Asks)
	case j.beforePurchase():
		return beforeReturn(j.Signals.Asks)
	}
	if !j.undelivered() {
		return j.Signals.Asks
	}
	return slices.DeleteFunc(slices.Clone(j.Signals.Asks), func(a ticket.Ask) bool {
		// "I ordered two by mistake, please cancel": nothing wrong was sent.
		return isWrong(a) && a.Text != "" && slices.ContainsFunc(j.Signals.Asks, func(b ticket.Ask) bool {
			return slices.Contains(undoing, b.Kind) && b.Text == a.Text
		})
	})
}

func isWrong(a ticket.Ask) bool { return a.Kind == "defect" || a.Kind == "missing-or-wrong-item" }

func (j *Job) undelivered() bool { return j.Ticket.Order == nil || j.Ticket.Order.DeliveredAt.IsZero() }

// inTime tells whether the buyer means to stop or change an order before anything went
// wrong with it.
func (j *Job) inTime(asks []ticket.Ask) bool {
	for _, a := range asks {
		switch {
		case isWrong(a):
			return false
		case slices.Contains(undoing, a.Kind):
			return j.undelivered()
		}
	}
	return false
}

// beforePurchase: the buyer has no order yet, and asks how things go here.
func (j *Job) beforePurchase() bool {
	if j.hasOrder() {
		return false
	}
	wonders := false
	for _, a := range j.Signals.Asks {
		switch {
		case a.Kind == "return" || a.Kind == "payment":
			wonders = wonders || a.General || j.Signals.Stage == "before-purchase" && asksBack(a)
		case !slices.Contains(questions, a.Kind) && !slices.Contains(absorbed, a.Kind):
			return false
		}
	}
	return wonders
}

func beforeReturn(asks []ticket.Ask) []ticket.Ask {
	asks = slices.Clone(asks)
	for i := range asks {
		switch asks[i].Kind {
		case "return", "withdrawal":
			asks[i].Kind = returnTerms
		case "payment":
			asks[i].Kind = paymentTerms
		}
	}
	return asks
}

// refundPending: the buyer sent the goods back and waits for the money.
func (j *Job) refundPending() bool {
	money := func(a ticket.Ask) bool { return a.Kind == "refund" || a.Kind == "return" }
	if !slices.ContainsFunc(j.Signals.Asks, money) {
		return false
	}
	return j.Signals.SentBack && saysAll(j.said, known().Unpaid)
}

// saysAll tells whether a text holds all parts of one of the forms; a form's parts are
// joined by " … ".
func saysAll(low string, forms []string) bool {
	return slices.ContainsFunc(forms, func(form string) bool {
		from := 0
		for part := range strings.SplitSeq(form, " … ") {
			at := strings.Index(low[from:], part)
			if at < 0 {
				return false
			}
			from += at + len(part)
		}
		return true
	})
}

func afterReturn(asks []ticket.Ask) []ticket.Ask {
	out := []ticket.Ask{}
	done := false
	for _, a := range asks {
		switch a.Kind {
		case "refund", "return", "withdrawal", "payment":
			if !done {
				a.Kind = refundPending
				out, done = append(out, a), true
			}
		case "where-is-it":
		default:
			out = append(out, a)
		}
	}
	return out
}

// resolved: nothing but thanks, after the help came.
func (j *Job) resolved() bool {
	s := &j.Signals
	if s.Stage != "after-resolution" || s.Emotion.Label != "grateful" || j.Decision.Outcome != culture.Undecided || j.Holding {
		return false
	}
	return !slices.ContainsFunc(s.Asks, func(a ticket.Ask) bool { return !slices.Contains(absorbed, a.Kind) })
}

// questions are asks that want nothing but an answer.
var questions = []string{"size", "product-question", "availability", "price", "discount", "place-order", "certificate", "delivery-info",
	"customs", "warranty", returnTerms, paymentTerms}

// many tells whether the letter is a list of questions: they are answered one by one,
// in the buyer's order.
func (j *Job) many() bool {
	const several = 3
	if o := j.Decision.Outcome; j.Holding || o != culture.Undecided && o != culture.Inform {
		return false
	}
	kinds := map[string]bool{}
	for _, a := range j.asks() {
		switch {
		case slices.Contains(absorbed, a.Kind):
		case !slices.Contains(questions, a.Kind):
			return false
		default:
			kinds[a.Kind] = true
		}
	}
	return len(kinds) >= several
}
