package compose

import (
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/ticket"
)

// settles says which asks an outcome answers, what went wrong before what is wished.
var settles = map[culture.Outcome][]string{
	culture.Refund:  {"withdrawal", "cancel", "missing-or-wrong-item", "defect", "return", "refund", "complaint", "payment", "warranty"},
	culture.Partial: {"missing-or-wrong-item", "defect", "discount", "price", "refund", "complaint"},
	culture.Replace: {"missing-or-wrong-item", "defect", "exchange", "warranty", "size", "complaint"},
	culture.Return:  {"withdrawal", "return", "defect", "exchange", "size", "complaint"},
	culture.Refuse: {"refund", "exchange", "cancel", "discount", "return", "withdrawal", "warranty", "change-address",
		"change-order", "price", "invoice", "data-request"},
	culture.Wait: {"where-is-it", "availability", "delivery-info", "customs", "refund", "exchange"},
}

// weight says how much an ask is what the letter is about: something that must be
// done, before something wrong, before something to know; a question before a remark.
func weight(a ticket.Ask) int {
	w := 2
	switch {
	case slices.Contains(binding, a.Kind):
		w = 6
	case slices.Contains(absorbed, a.Kind):
		w = 0
	case slices.Contains([]string{"defect", "missing-or-wrong-item"}, a.Kind):
		w = 5
	case slices.Contains(pressing, a.Kind):
		w = 4
	}
	if strings.ContainsAny(a.Text, "?？؟") {
		w++
	}
	return w
}

// binding asks have effect by being received.
var binding = []string{"withdrawal", "data-request"}

// pressing asks are about an order that did not go as it should.
var pressing = []string{"where-is-it", "refund", "cancel", "return", "exchange", "warranty", "change-order", "change-address", "payment"}

// details of another ask, when both are read from one sentence: "exchange it for XL".
var details = []string{"size", "product-question", "availability", "price", "discount", "customs", "delivery-info"}

// absorbed asks are answered by the letter itself, wherever they stand.
var absorbed = []string{"complaint", "compliment", "human"}

// outright are asks where something went wrong for the buyer, said calmly or not.
var outright = []string{"defect", "missing-or-wrong-item", "complaint"}

// factual asks get facts first: there is nothing to feel sorry about in them.
var factual = []string{"withdrawal", "size", "invoice", "product-question", "availability", "price", "discount",
	"place-order", "stop-mail", "compliment", "certificate", "delivery-info", "data-request"}

// sortAsks finds the ask that the decision is about and the kinds that need an answer
// of their own, in the buyer's order.
func sortAsks(asks []ticket.Ask, o culture.Outcome) (main ticket.Ask, others []ticket.Ask) {
	if len(asks) == 0 {
		return ticket.Ask{}, nil
	}
	main = asks[0]
	for _, a := range asks[1:] {
		if weight(a) > weight(main) {
			main = a
		}
	}
	if a, ok := firstOf(asks, settles[o]); ok {
		main = a
	}
	seen := map[string]bool{main.Kind: true}
	for _, a := range asks {
		settled := slices.Contains(settles[o], a.Kind) && slices.Contains(settles[o], main.Kind)
		aside := a.Text != "" && a.Text == main.Text && slices.Contains(details, a.Kind)
		if seen[a.Kind] || settled || aside || slices.Contains(absorbed, a.Kind) {
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
func hurts(s ticket.Signals, main ticket.Ask) bool {
	if slices.ContainsFunc(s.Asks, func(a ticket.Ask) bool { return slices.Contains(outright, a.Kind) }) {
		return true
	}
	return upset(s.Emotion.Label) || worried(s.Emotion.Label) && !slices.Contains(factual, main.Kind)
}

func upset(emotion string) bool {
	switch emotion {
	case "disappointed", "angry", "furious", "desperate":
		return true
	}
	return false
}

func worried(emotion string) bool { return emotion == "worried" }
