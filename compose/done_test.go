package compose

import (
	"slices"
	"strings"
	"testing"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/ticket"
	"github.com/parlance-cli/parlance/value"
)

// A parcel that is lost, comes back or was handed to somebody is not said to need time.
func TestNoParcelThatIsGoneNeedsTime(t *testing.T) {
	for tag, texts := range map[string][]string{
		"en-US": {"It says delivered but I never got it. Where is it?", "Marked as delivered, nothing here. Where is it?"},
		"de-DE": {"Laut DHL zugestellt, ich habe nichts. Wo ist mein Paket?"}, "fr-FR": {"Le suivi indique livré mais je n'ai rien reçu. Où est mon colis ?"},
		"es-ES": {"Aparece entregado y no lo tengo. ¿Dónde está?"}, "pt-BR": {"Consta entregue e não recebi. Onde está?"},
		"ja-JP": {"配達完了になっていますが届いていません。"}, "zh-CN": {"显示已签收，我没收到。在哪里？"}, "ko-KR": {"배송 완료라고 나오는데 못 받았어요. 어디 있나요?"},
	} {
		waits := func(change func(*Job)) bool {
			j := job(t, tag)
			j.ask("where-is-it")
			j.decide(culture.Wait)
			change(&j)
			return slices.Contains(compose(t, j).Acts, "solve.wait.where-is-it")
		}
		if !waits(func(*Job) {}) {
			t.Errorf("%s: a parcel on its way does not need time", tag)
		}
		for _, text := range texts {
			if waits(func(j *Job) { j.Ticket.Text = text }) {
				t.Errorf("%s: %q, and the parcel needs time", tag, text)
			}
		}
		for _, note := range []string{"parcel is lost", "returned to sender", "marked as delivered", "包裹丢了"} {
			if waits(func(j *Job) { j.decide(culture.Wait, note) }) {
				t.Errorf("%s: %q, and the parcel needs time", tag, note)
			}
		}
		if waits(func(j *Job) { j.Ticket.Order = &ticket.Order{ID: "NL-20391", DeliveredAt: monday.AddDate(0, 0, -2)} }) {
			t.Errorf("%s: delivered, and the parcel needs time", tag)
		}
	}
}

// What a note says is done is not said to be on its way as well, in any language, and
// the amount decided is told once.
func TestWhatIsDoneIsNotPromised(t *testing.T) {
	for _, tag := range cultures {
		for _, c := range []struct {
			ask, note string
			outcome   culture.Outcome
			never     []string
		}{
			{"refund", "refund done yesterday", culture.Refund, []string{"We are refunding", "once it has been issued"}},
			{"cancel", "refund done yesterday", culture.Refund, []string{"are refunding", "once it has been issued"}},
			{"defect", "已退款", culture.Partial, []string{"partial refund of", "once it has been issued"}},
			{"defect", "replacement shipped yesterday", culture.Replace, []string{"We are sending you", "when it has been sent"}},
		} {
			j := job(t, tag)
			j.ask(c.ask)
			j.decide(c.outcome, c.note)
			if c.outcome != culture.Replace {
				j.Decision.Amount = &value.Money{Amount: "20", Currency: "EUR"}
			}
			_, agent, _, err := Compose(j, "en")
			if err != nil {
				t.Fatal(err)
			}
			for _, never := range c.never {
				if strings.Contains(strings.ReplaceAll(agent.Text, "We're", "We are"), never) {
					t.Errorf("%s, %s, %q: %q in\n%s", tag, c.outcome, c.note, never, agent.Text)
				}
			}
			if n := strings.Count(agent.Text, "€20.00"); c.outcome != culture.Replace && sameBase(tag, "en") && n != 1 {
				t.Errorf("%s, %s, %q: the amount stands there %d times\n%s", tag, c.outcome, c.note, n, agent.Text)
			}
			if c.ask == "cancel" && !strings.Contains(agent.Text, "order is cancel") {
				t.Errorf("%s: is it cancelled?\n%s", tag, agent.Text)
			}
		}
	}
}

// A note that takes the decision back is left to the person.
func TestANoteAgainstTheDecisionIsLeft(t *testing.T) {
	j := job(t, "fr-FR")
	j.ask("defect")
	j.decide(culture.Refund, "cannot be refunded")
	if l := compose(t, j); len(l.Left) != 1 {
		t.Errorf("left %q\n%s", l.Left, l.Text)
	}
}

// What a note answers is not said to be answered later.
func TestANoteThatAnswersLeavesNothingOpen(t *testing.T) {
	for _, c := range []struct{ tag, other, note string }{
		{"zh-CN", "invoice", "发票三个工作日内开出"}, {"de-DE", "invoice", "Die Rechnung senden wir Ihnen am Mittwoch per E-Mail."}, {"fr-FR", "availability", "out of stock"},
	} {
		j := job(t, c.tag)
		j.ask("delivery-info", c.other)
		j.decide(culture.Inform, c.note)
		if l := compose(t, j); slices.Contains(l.Acts, "answer") || len(l.Left) > 0 {
			t.Errorf("%s, %q: %v, left %q\n%s", c.tag, c.note, l.Acts, l.Left, l.Text)
		}
		j.decide(culture.Inform)
		if l := compose(t, j); !slices.Contains(l.Acts, "answer") {
			t.Errorf("%s: without a note nothing is open: %v", c.tag, l.Acts)
		}
	}
}
