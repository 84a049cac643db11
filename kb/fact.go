package kb

import "strings"

// Fact is a value computed by code, or what is needed to compute it.
type Fact struct {
	ID     string            `json:"id"`
	Value  string            `json:"value"` // "" when something is needed
	Inputs map[string]string `json:"inputs"`
	Source string            `json:"source"`
	Text   string            `json:"text,omitempty"` // the formula in words, or what to ask the buyer
	Need   []string          `json:"need,omitempty"` // what the value lacks: country, weight, delivery-date, order-date, sku, size
}

// AsFact says, in the place of a value, what to ask the buyer.
func (m Missing) AsFact() Fact {
	asked := make([]string, len(m.Need))
	for i, n := range m.Need {
		asked[i] = needed(n)
	}
	return Fact{ID: m.Fact, Inputs: map[string]string{}, Need: m.Need,
		Text: "not known: where the answer rests on it, ask the buyer for " + strings.Join(asked, " and ")}
}

func needed(input string) string {
	switch input {
	case "country":
		return "the country it goes to"
	case "weight":
		return "the weight of the parcel"
	case "delivery-date":
		return "the day it was delivered"
	case "order-date":
		return "the day of the order"
	case "sku":
		return "the article number"
	case "size":
		return "the size and its system"
	}
	return input
}
