package prompts

import (
	"time"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/ticket"
	"github.com/parlance-cli/parlance/value"
)

// trial renders every template once, so that a field misspelt in an override is found
// when it is loaded and not in the middle of a batch.
func (b *Builder) trial() error {
	fence := Fence{ID: "0"}
	d := Draft{
		Ticket:   &ticket.Ticket{Subject: "s", Text: "t", Order: &ticket.Order{ID: "1"}},
		Signals:  ticket.Signals{NonNative: true, Missing: []string{"order-id"}, Asks: []ticket.Ask{{Kind: "refund"}}},
		Profile:  &culture.Profile{Tag: "de-DE", Register: "formal", Guidance: []culture.Fact{{Text: "t", Say: []string{"s"}, NotSay: []string{"n"}}}},
		Brand:    &brand.Brand{Name: "n", Promises: []string{"p"}, Glossary: []brand.Term{{Term: "t", Keep: true}}},
		Channel:  "email",
		Write:    "de",
		Reply:    "de",
		Snippets: []kb.Snippet{{ID: "a", Text: "t"}, {ID: "b", Text: "t", Internal: true}},
		Facts:    []kb.Fact{{ID: "f", Value: "v"}},
		Revise:   "r",
		Now:      time.Unix(0, 0),
	}
	for _, outcome := range append(culture.Outcomes, culture.Undecided) {
		d.Decision = ticket.Decision{Outcome: outcome, Amount: &value.Money{Amount: "1", Currency: "EUR"}, Notes: []string{"n"}}
		if _, err := b.Draft(d, Budget{}, fence); err != nil {
			return err
		}
	}
	if _, err := b.Repair(d, "a", []string{"f"}, Budget{}, fence); err != nil {
		return err
	}
	if _, err := b.Gloss("t", "de", "en", fence); err != nil {
		return err
	}
	_, err := b.Translate(Translation{
		Text: "t", From: "en", To: "de", Profile: d.Profile, Brand: d.Brand,
		Keep: []string{"t"}, Findings: []string{"f"}, Attempt: "a", Plain: true,
	}, fence)
	return err
}
