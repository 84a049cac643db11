package compose

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/ticket"
	"github.com/parlance-cli/parlance/value"
)

var update = flag.Bool("update", false, "write the golden letters anew")

// goldens are letters to be read by a native when they change: the reply, and the
// agent's English below it.
var goldens = []struct {
	name, tag string
	change    func(*Job)
}{
	{"en-US-angry-where-is-it", "en-US", func(j *Job) {
		j.ask("where-is-it", "invoice")
		j.feel("angry")
		j.Ticket.Order = &ticket.Order{ID: "NL-20391", PlacedAt: monday.AddDate(0, 0, -14), ShippedAt: monday.AddDate(0, 0, -10),
			Carrier: "USPS", Tracking: "LX123456785CN", TrackingEvents: []ticket.TrackingEvent{{At: monday.AddDate(0, 0, -3), Status: "Held at customs", Location: "Los Angeles"}}}
	}},
	{"en-US-size-question", "en-US", func(j *Job) {
		j.ask("size")
		j.Signals.Asks[0].Text = "Does the Tarn 30 fit as cabin baggage?"
		j.Signals.OrderIDs, j.Decision.Outcome = nil, culture.Inform
		j.Snippets = []kb.Snippet{{ID: "sizes.md", Title: "Sizes of our backpacks", Language: "en", Text: "The Tarn 30 measures 52 × 28 × 20 cm. It fits the cabin baggage rules of most airlines."}}
	}},
	{"en-GB-refuse-return", "en-GB", func(j *Job) {
		j.ask("return", "defect")
		j.feel("disappointed")
		j.decide(culture.Refuse, "item was used")
		j.Approach = reassureFirst
	}},
	{"de-DE-withdrawal", "de-DE", func(j *Job) {
		j.ask("withdrawal")
		j.Ticket.CreatedAt = monday.AddDate(0, 0, -1)
	}},
	{"de-DE-refuse-cancel", "de-DE", func(j *Job) {
		j.ask("cancel")
		j.decide(culture.Refuse, "parcel is at customs, 5 days")
	}},
	{"de-DE-refund-defect", "de-DE", func(j *Job) {
		j.ask("defect", "refund")
		j.feel("furious")
		j.decide(culture.Refund)
		j.Decision.Amount = &value.Money{Amount: "1249.50", Currency: "EUR"}
	}},
	{"ja-JP-wait-where-is-it", "ja-JP", func(j *Job) {
		j.ask("where-is-it")
		j.feel("worried")
		j.decide(culture.Wait, "包裹在海关，预计还需要3-5天")
	}},
	{"ja-JP-product-question", "ja-JP", func(j *Job) {
		j.ask("product-question")
		j.Signals.Asks[0].Text = "Tarn 30は防水でしょうか。"
		j.Signals.OrderIDs, j.Decision.Outcome = nil, culture.Inform
		j.Snippets = []kb.Snippet{{ID: "ja/backpacks.md", Title: "バックパックの防水性能", Language: "ja", Text: "Tarn 30の生地は防水加工を施しております。縫い目から水が入ることがございます。"}}
	}},
	{"ja-JP-refuse-return", "ja-JP", func(j *Job) {
		j.ask("return")
		j.decide(culture.Refuse, "outside the return window")
	}},
	{"zh-CN-replace-missing", "zh-CN", func(j *Job) {
		j.ask("missing-or-wrong-item", "return")
		j.feel("worried")
		j.decide(culture.Replace, "我们发错货了")
	}},
	{"zh-CN-undecided", "zh-CN", func(j *Job) {
		j.ask("refund", "invoice", "size")
		j.feel("disappointed")
		j.Brand.ReplyWithin = 0
		j.Signals.OrderIDs, j.Signals.Missing = nil, []string{"order-id"}
	}},
	{"en-US-injury", "en-US", func(j *Job) {
		j.ask("defect")
		j.Holding = true
		j.Signals.Risks = []ticket.Risk{{Kind: "injury", Hold: true}}
	}},
	{"en-US-amazon-whatsapp", "en-US", func(j *Job) {
		j.ask("exchange")
		j.Channel, j.Ticket.Text = "amazon", "Can we talk on WhatsApp about the exchange?"
	}},
	{"ja-JP-delivery-facts", "ja-JP", func(j *Job) {
		j.ask("delivery-info", "customs")
		j.Signals.OrderIDs, j.Decision.Outcome = nil, culture.Inform
		j.Facts = []kb.Fact{{ID: "shipping-fee", Value: "800 JPY"}, {ID: "delivery-estimate", Value: "2026-03-12/2026-03-17"}, {ID: "duties", Value: "DAP"},
			{ID: "certificate:NL-1", Value: "PSE mark: expired on 2025-06-30, do not offer it"}}
	}},
	{"zh-TW-refuse-discount", "zh-TW", func(j *Job) {
		j.ask("discount")
		j.decide(culture.Refuse)
	}},
	{"fr-FR-where-is-it", "fr-FR", func(j *Job) {
		j.ask("where-is-it", "invoice")
		j.feel("angry")
		j.Approach = reassureFirst
	}},
	{"es-ES-refuse-cancel", "es-ES", func(j *Job) {
		j.ask("cancel")
		j.feel("angry")
		j.decide(culture.Refuse, "already shipped on 2026-03-05")
	}},
	{"es-MX-partial", "es-MX", func(j *Job) {
		j.ask("defect")
		j.feel("disappointed")
		j.decide(culture.Partial)
		j.Decision.Amount = &value.Money{Amount: "350", Currency: "MXN"}
	}},
	{"pt-BR-customs", "pt-BR", func(j *Job) {
		j.ask("customs")
		j.Signals.Missing = []string{"cpf"}
	}},
	{"pt-PT-return", "pt-PT", func(j *Job) {
		j.ask("return")
		j.decide(culture.Return)
	}},
	{"ko-KR-refuse-refund", "ko-KR", func(j *Job) {
		j.ask("refund")
		j.feel("angry")
		j.decide(culture.Refuse, "outside the return window")
	}},
	{"ar-SA-wait", "ar-SA", func(j *Job) {
		j.ask("where-is-it")
		j.feel("worried")
		j.Ticket.Text = "السلام عليكم، أين طلبي؟"
		j.decide(culture.Wait, "parcel is at customs, expected 5 days")
	}},
	{"de-CH-defect", "de-CH", func(j *Job) {
		j.ask("defect")
		j.feel("disappointed")
		j.decide(culture.Refuse, "garantie abgelaufen")
	}},
}

func (j *Job) ask(kinds ...string) {
	for _, k := range kinds {
		j.Signals.Asks = append(j.Signals.Asks, ticket.Ask{Kind: k})
	}
}

func (j *Job) feel(emotion string) { j.Signals.Emotion.Label = emotion }

func (j *Job) decide(o culture.Outcome, notes ...string) {
	j.Decision = ticket.Decision{Outcome: o, Notes: notes}
}

func TestGoldenLetters(t *testing.T) {
	names := map[string]string{"ja": "山田太郎", "zh-Hans": "王小明", "de": "Anna Müller", "en": "Maria Lopez",
		"zh-Hant": "林佳穎", "fr": "Camille Durand", "es": "María García López", "pt-BR": "Rafael Nogueira", "pt-PT": "Inês Carvalho", "ko": "홍길동", "ar": "محمد العتيبي"}
	for _, g := range goldens {
		j := job(t, g.tag)
		j.Now = time.Date(2026, 3, 6, 9, 0, 0, 0, time.UTC) // a Friday
		j.Signals.Name = names[j.Language]
		g.change(&j)
		reply, agent, _, err := Compose(j, "en")
		if err != nil {
			t.Fatalf("%s: %v", g.name, err)
		}
		got := reply.Subject + "\n\n" + reply.Text + "\n"
		if j.Language != "en" {
			got += "\n-- for the agent --\n\n" + agent.Text + "\n"
		}
		file := filepath.Join("testdata", g.name+".txt")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", g.name, got, want)
		}
	}
}
