package draft

import (
	"fmt"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/ticket"
	"github.com/parlance-cli/parlance/value"
)

// TestTheComposersDraftsHaveNoErrorAndNoWarning composes over profile × emotion ×
// outcome × channel, with asks, approaches, agents' languages and brands that name no
// time to reply in turn, and runs every rule.
func TestTheComposersDraftsHaveNoErrorAndNoWarning(t *testing.T) {
	emotions := []string{"calm", "worried", "disappointed", "angry", "furious", "grateful", "desperate"}
	channels := []string{"email", "chat", "amazon"}
	asks := []string{"", "where-is-it", "refund", "return", "exchange", "cancel", "change-order", "change-address", "delivery-info", "payment",
		"price", "discount", "invoice", "product-question", "availability", "size", "warranty", "certificate", "customs", "complaint", "defect",
		"missing-or-wrong-item", "withdrawal", "account", "data-request", "human", "place-order", "stop-mail", "compliment"}
	agents := []string{"en", "zh-Hans", "de", "ja", "fr", "es", "pt-BR", "ko", "ar", "zh-Hant", "pt-PT"}
	approaches := []string{"solution-first", "reassure-first", "brief"}
	const every = 3 // a third of the cases; profiles begin at different ones
	outcomes := append([]culture.Outcome{culture.Undecided}, culture.Outcomes...)
	turn := 0
	for offset, tag := range culture.List() {
		turn = offset
		for _, outcome := range outcomes {
			for _, emotion := range emotions {
				for _, channel := range channels {
					if turn++; turn%every != 0 {
						continue
					}
					n := turn / every
					ask, approach := asks[n%len(asks)], approaches[n%len(approaches)]
					name := fmt.Sprintf("%s/%s/%s/%s/%s/%s/%s", agents[n%len(agents)], tag, outcome, emotion, channel, ask, approach)
					r := mannerRound(t, tag, outcome, emotion, channel, ask)
					r.job.AgentLang = agents[n%len(agents)]
					if n%5 == 0 {
						r.job.Brand = &brand.Brand{}
					}
					c := r.composed(0, approach)
					if c.Error != nil {
						t.Errorf("%s: %v", name, c.Error)
					}
					for _, f := range c.Findings {
						if f.Severity != check.Info {
							t.Errorf("%s: %s %s: %s\n%s\n---\n%s", name, f.Severity, f.Rule, f.Message, c.Reply.Text, c.Agent.Text)
						}
					}
				}
			}
		}
	}
}

// mannerRound is a ticket whose signals are given instead of read.
func mannerRound(t *testing.T, tag string, outcome culture.Outcome, emotion, channel, ask string) *round {
	t.Helper()
	p, _, err := culture.Resolve(tag)
	if err != nil {
		t.Fatal(err)
	}
	r := &round{zone: time.UTC, Drafter: &Drafter{Now: func() time.Time { return time.Date(2026, 3, 9, 9, 0, 0, 0, time.UTC) }, NewID: func() string { return "id" }}}
	r.job = Job{
		Ticket: &ticket.Ticket{ID: "T-1", Text: "NL-20391, Tarn 30\nAnn Lee"}, AgentLang: "en",
		Brand: &brand.Brand{Name: "Northlight", ReplyWithin: 24}, Decision: ticket.Decision{Outcome: outcome},
	}
	if outcome == culture.Refund || outcome == culture.Partial {
		r.job.Decision.Amount = &value.Money{Amount: "3000", Currency: "JPY"}
	}
	r.signals = ticket.Signals{OrderIDs: []string{"NL-20391"}, Products: []string{"Tarn 30"}, Name: "Ann Lee", Emotion: ticket.Emotion{Label: emotion}}
	if ask != "" {
		r.signals.Asks = []ticket.Ask{{Kind: ask}}
	}
	market, _ := culture.ResolveMarket(p.Region)
	language := p.Language
	if _, writes, err := culture.Builtin().Language(language); err != nil || !writes {
		language = "en" // what such a buyer gets without a model
	}
	r.axes = Axes{Culture: Axis{Tag: p.Tag}, Language: Axis{Tag: language}, Profile: p, Law: market, Channel: ChannelView{Name: channel}}
	r.doc = *EmptyDocument()
	return r
}
