package compose

import (
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/ticket"
)

// settles says which asks an outcome answers, what went wrong before what is wished.
var settles = map[culture.Outcome][]string{
	culture.Refund: {"withdrawal", "cancel", "missing-or-wrong-item", "defect", refundPending, "return", "refund", "complaint", "payment", "warranty"},
	culture.Partial: {"missing-or-wrong-item", "defect", "discount", "price", refundPending, "refund", "return", "exchange",
		"warranty", "payment", "complaint"},
	culture.Replace: {"missing-or-wrong-item", "defect", "exchange", "warranty", "size", "refund", "complaint"},
	culture.Return:  {"withdrawal", "return", "defect", "exchange", "size", "refund", "complaint"},
	culture.Refuse: {"refund", refundPending, "exchange", "cancel", "discount", "return", "withdrawal", "warranty", "change-address",
		"change-order", "price", "invoice", "data-request", "defect", "missing-or-wrong-item", "complaint"},
	culture.Wait: {"where-is-it", "availability", "delivery-info", "customs", refundPending, "refund", "exchange"},
}

// weight says how much an ask is what the letter is about: something that must be
// done, before an order to be stopped in time, before something wrong, before something
// to know; a question before a remark.
func weight(a ticket.Ask, inTime bool) int {
	const binds, undoes, wrong, presses, other = 12, 11, 10, 8, 4
	w := other
	switch {
	case slices.Contains(binding, a.Kind):
		w = binds
	case slices.Contains(absorbed, a.Kind):
		w = 0
	case inTime && slices.Contains(undoing, a.Kind):
		w = undoes
	case slices.Contains([]string{"defect", "missing-or-wrong-item"}, a.Kind):
		w = wrong
	case slices.Contains(pressing, a.Kind):
		w = presses
	}
	if asksBack(a) && w != undoes { // a wish and its "or else" stay in their order
		w++
	}
	return w
}

func asksBack(a ticket.Ask) bool { return strings.ContainsAny(a.Text, "?？؟") }

// binding asks have effect by being received.
var binding = []string{"withdrawal", "data-request"}

// pressing asks are about an order that did not go as it should.
var pressing = []string{"where-is-it", "refund", "cancel", "return", "exchange", "warranty", "change-order", "change-address",
	"payment", refundPending}

// details of another ask, when both are read from one sentence: "exchange it for XL".
var details = []string{"size", "product-question", "availability", "price", "discount", "customs", "delivery-info"}

// absorbed asks are answered by the letter itself, wherever they stand.
var absorbed = []string{"complaint", "compliment", "human"}

// outright are asks where something went wrong for the buyer, said calmly or not.
var outright = []string{"defect", "missing-or-wrong-item", "complaint"}

// factual asks get facts first: there is nothing to feel sorry about in them.
var factual = []string{"withdrawal", "size", "invoice", "product-question", "availability", "price", "discount",
	"place-order", "stop-mail", "compliment", "certificate", "delivery-info", "data-request", returnTerms, paymentTerms}

// received are asks about goods the buyer holds or has sent back: where their parcel is
// is no question then.
var received = []string{"defect", "warranty", "return", "exchange", "withdrawal", refundPending}

// sortAsks finds the ask that the decision is about and the kinds that need an answer
// of their own, in the buyer's order. A decision that is about none of the asks has
// none: the letter then opens with the message as a whole.
func (j *Job) sortAsks() (main ticket.Ask, others []ticket.Ask) {
	asks, o := j.asks(), j.Decision.Outcome
	if len(asks) == 0 {
		return ticket.Ask{}, nil
	}
	inTime := j.inTime(asks)
	main = asks[0]
	for _, a := range asks[1:] {
		if weight(a, inTime) > weight(main, inTime) {
			main = a
		}
	}
	if a, ok := firstOf(asks, settles[o]); ok {
		main = a
	} else if o == culture.Refuse || gives(o) {
		main = ticket.Ask{}
	}
	for _, a := range asks { // "a question about the product", and here is which
		if main.Kind == "product-question" && a.Text == main.Text && a.Text != "" && slices.Contains(details, a.Kind) {
			main, asks = a, slices.DeleteFunc(slices.Clone(asks), func(b ticket.Ask) bool { return b == main })
		}
	}
	seen := map[string]bool{main.Kind: true}
	for _, a := range asks {
		settled := slices.Contains(settles[o], a.Kind) && slices.Contains(settles[o], main.Kind)
		aside := a.Text != "" && a.Text == main.Text && slices.Contains(details, a.Kind)
		if a.Kind == "price" && main.Kind == "place-order" {
			aside = false // "a replacement pole, and how much?" asks for both
		}
		if a.Kind == "customs" && main.Kind == "where-is-it" && !asksBack(a) {
			aside = true // "it says customs clearance" is where the parcel is
		}
		found := a.Kind == "where-is-it" && (gives(o) || slices.Contains(received, main.Kind))
		if seen[a.Kind] || settled || aside || found || slices.Contains(absorbed, a.Kind) {
			continue
		}
		seen[a.Kind] = true
		others = append(others, a)
	}
	return main, others
}

func firstOf(asks []ticket.Ask, kinds []string) (ticket.Ask, bool) {
	for _, kind := range kinds {
		for _, a := range asks {
			if a.Kind == kind {
				return a, true
			}
		}
	}
	return ticket.Ask{}, false
}

// hurts tells whether there is something to feel sorry about.
func (j *Job) hurts(main ticket.Ask) bool {
	if slices.ContainsFunc(j.asks(), func(a ticket.Ask) bool { return slices.Contains(outright, a.Kind) }) {
		return true
	}
	emotion := j.Signals.Emotion.Label
	return upset(emotion) || worried(emotion) && !slices.Contains(factual, main.Kind)
}

func upset(emotion string) bool {
	switch emotion {
	case "disappointed", "angry", "furious", "desperate":
		return true
	}
	return false
}

func worried(emotion string) bool { return emotion == "worried" }
