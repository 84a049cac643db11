package prompts_test

import (
	"encoding/json"
	"time"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/prompts"
	"github.com/parlance-cli/parlance/ticket"
	"github.com/parlance-cli/parlance/value"
)

var fence = prompts.Fence{ID: "5f3c9a7e21b4d860"}

// Profiles of the tests' own: the words of the real ones change often and have goldens
// in their package.
func profile(tag, language, register string, guidance ...culture.Fact) *culture.Profile {
	return &culture.Profile{
		Tag: tag, From: tag, Language: language, Register: register, TimeZone: "UTC", Guidance: guidance,
		Acts: map[culture.Outcome][]string{culture.Refuse: {"regret", "reason", "no", "alternative"}},
	}
}

var cultures = map[string]*culture.Profile{
	"en-US": profile("en-US", "en", "informal", culture.Fact{Topic: "tone", Text: "Friendly, direct, first name; the answer first.", NotSay: []string{"Dear Sir or Madam"}}),
	"de-DE": profile("de-DE", "de", "formal", culture.Fact{Topic: "tone", Text: "Matter-of-fact: dates, numbers, the next step.", Say: []string{"Wir bestätigen den Eingang Ihres Widerrufs."}}),
	"ja-JP": profile("ja-JP", "ja", "formal", culture.Fact{Topic: "refusal", Text: "Regret, reason, an indirect but clear no, then the alternative.", Say: []string{"いたしかねます"}, NotSay: []string{"できません"}}),
}

var shop = &brand.Brand{
	Name: "Lumen & Loom", Voice: "Calm, exact, a little dry.", Contact: "help@lumen.example",
	AllowedHosts: []string{"lumen.example"}, Promises: []string{"30-day returns"},
	Limits:    []value.Money{{Amount: "5", Currency: "USD"}},
	Signature: map[string]string{"": "Lumen & Loom customer care", "de": "Ihr Kundendienst von Lumen & Loom", "ja": "Lumen & Loom カスタマーサポート"},
	Glossary:  []brand.Term{{Term: "Glow Lamp", Keep: true}, {Term: "return label", Texts: map[string]string{"de": "Rücksendeetikett", "ja": "返品ラベル"}}},
}

func example(tag, write, reply string) prompts.Draft {
	day := func(d int) time.Time { return time.Date(2026, 3, d, 9, 30, 0, 0, time.UTC) }
	return prompts.Draft{
		Ticket: &ticket.Ticket{
			ID: "T-1", Subject: "", CreatedAt: day(9),
			Messages: []ticket.Message{
				{From: "buyer", At: day(4), Text: "When will my lamp arrive?"},
				{From: "agent", At: day(5), Text: "It left our warehouse yesterday."},
				{From: "buyer", At: day(9), Text: "Still nothing. Where is order AB-118? I need it before the weekend."},
			},
			Customer: ticket.Customer{Name: "Taro Yamada", Country: "JP"},
			Order: &ticket.Order{
				ID: "AB-118", Items: []ticket.Item{{SKU: "GL-2", Name: "Glow Lamp", Quantity: 1}},
				Total: ticket.Total{Amount: json.Number("3000"), Currency: "JPY"}, PlacedAt: day(2), ShippedAt: day(4), Carrier: "Yamato", Tracking: "4411-2222-3333",
			},
		},
		Signals: ticket.Signals{
			Language: lang.Guess{Tag: "en", Confidence: 0.99}, Emotion: ticket.Emotion{Label: "worried", Intensity: 0.5},
			Asks: []ticket.Ask{{Kind: "where-is-it", Text: "Where is order AB-118?"}}, NonNative: true,
		},
		Profile: cultures[tag], Brand: shop, Market: culture.Market{Country: "JP"}, Channel: "email", Write: write, Reply: reply,
		Decision: ticket.Decision{Outcome: culture.Wait, Notes: []string{"The parcel is at customs; five days."}},
		Approach: "solution-first",
		Snippets: []kb.Snippet{
			{ID: "shipping.md#customs", Title: "Customs", Text: "Customs clearance takes two to five working days.", Score: 3, Language: "en"},
			{ID: "internal.md#late", Title: "Late parcels", Text: "Escalate after ten days.", Score: 1, Internal: true},
		},
		Facts: []kb.Fact{{ID: "next-word", Value: "March 12, 2026", Text: "two business days from today"}},
		Now:   day(10),
	}
}
