package compose

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/kb"
)

// A note that says the period is over is the reason of the refusal, in whatever
// language it is written; a deadline still ahead is not told beside it.
func TestAPeriodThatIsOverIsOver(t *testing.T) {
	notes := []string{"退货期限已过", "已超过退货期", "The return period has passed", "return window has closed", "返品期限を過ぎています", "Die Rückgabefrist ist abgelaufen",
		"délai de retour dépassé", "fuera del plazo de devolución", "fora do prazo de devolução", "반품 기간이 지났습니다", "انتهت مدة الإرجاع"}
	for _, tag := range cultures {
		for _, note := range notes {
			j := job(t, tag)
			j.ask("exchange", "return")
			j.decide(culture.Refuse, note)
			j.Facts = []kb.Fact{{ID: "return-deadline", Value: "2026-04-02"}}
			reply, agent, _, err := Compose(j, "en")
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(agent.Text, "return period for this order has ended") && !sameBase(tag, noteLanguage(note)) && !sameBase(tag, "en") || len(reply.Left) > 0 {
				t.Errorf("%s, %q: left %q in\n%s\n%s", tag, note, reply.Left, reply.Text, agent.Text)
			}
			if strings.Contains(agent.Text, "April") || strings.Contains(agent.Text, "last day") {
				t.Errorf("%s, %q: tells the deadline\n%s", tag, note, agent.Text)
			}
			if len(reply.Against) != 1 {
				t.Errorf("%s, %q: nobody hears of the fact: %q", tag, note, reply.Against)
			}
		}
	}
}

// A period that still runs is no reason for a no.
func TestARunningPeriodIsNoReasonToRefuse(t *testing.T) {
	j := job(t, "en-US")
	j.ask("return")
	j.decide(culture.Refuse)
	j.Facts = []kb.Fact{{ID: "return-deadline", Value: "2026-04-02"}}
	if text := compose(t, j).Text; strings.Contains(text, "April") {
		t.Errorf("%s", text)
	}
	j.Facts[0].Value = "2026-02-02"
	if text := compose(t, j).Text; !strings.Contains(text, "return period for this order has ended (it ended on Monday, February 2, 2026)") {
		t.Errorf("%s", text)
	}
}

// Each note, on Monday 9 March 2026: what the agent's English letter says, and what is
// left for the agent.
var everyday = []struct {
	outcome culture.Outcome
	note    string
	says    []string
	left    []string
}{
	{culture.Inform, "仓库发错了，已补发，运单号 YT1234567890CN", []string{"We sent you the wrong item", "sent your order again.", "The tracking number is YT1234567890CN."}, nil},
	{culture.Inform, "The warehouse sent the wrong one, a replacement has been shipped, tracking number YT1234567890CN", []string{"wrong item", "sent your order again.", "number is YT1234567890CN."}, nil},
	{culture.Inform, "wrong item sent, replacement shipped, tracking number YT1234567890CN", []string{"wrong item", "sent your order again.", "number is YT1234567890CN."}, nil},
	{culture.Wait, "下周三补货", []string{"back in stock on Wednesday, March 18, 2026."}, nil},
	{culture.Wait, "周三补货", []string{"back in stock on Wednesday, March 11, 2026."}, nil},
	{culture.Wait, "back in stock next Wednesday", []string{"back in stock on Wednesday, March 18, 2026."}, nil},
	{culture.Wait, "Freitag wieder auf Lager", []string{"back in stock on Friday, March 13, 2026."}, nil},
	{culture.Wait, "来週の水曜日に再入荷", []string{"back in stock on Wednesday, March 18, 2026."}, nil},
	{culture.Wait, "29日再入荷", []string{"back in stock on Sunday, March 29, 2026."}, nil},
	{culture.Wait, "下周补货", []string{"back in stock."}, []string{"下周补货"}},
	{culture.Wait, "没有库存了，明天补货", []string{"out of stock", "back in stock on Tuesday, March 10, 2026."}, nil},
	{culture.Refuse, "没有库存了", []string{"out of stock"}, nil},
	{culture.Refuse, "商品已清洗过，不能退", []string{"has been washed."}, nil},
	{culture.Refuse, "商品已清洗过不能退", []string{"has been washed."}, nil},
	{culture.Refuse, "The item has been washed, it cannot be returned", []string{"has been washed."}, nil},
	{culture.Return, "退货运费由买家承担", []string{"at your expense."}, nil},
	{culture.Return, "buyer pays return shipping", []string{"at your expense."}, nil},
	{culture.Return, "Rücksendekosten trägt der Käufer", []string{"at your expense."}, nil},
	{culture.Return, "返送料はお客様負担", []string{"at your expense."}, nil},
	{culture.Inform, "退款3-5个工作日到账", []string{"3–5 business days"}, nil},
	{culture.Inform, "refunded on Friday", []string{"issued on Friday, March 6, 2026."}, nil},
	{culture.Inform, "out of stock and the colour comes in 40 pieces", []string{"out of stock"}, []string{"the colour comes in 40 pieces"}},
	{culture.Inform, "已退款 20 EUR，赠送礼品卡", []string{"refund of €20.00"}, []string{"赠送礼品卡"}},
	{culture.Wait, "已发货，单号LX123456785CN，预计周五送达", []string{"left our warehouse.", "LX123456785CN", "expected on Friday, March 13, 2026."}, nil},
	{culture.Wait, "包裹已到海关，预计3天", []string{"we expect this to take 3 days"}, nil},
	{culture.Wait, "Paket schon beim Zoll, noch 3 Tage", []string{"we expect this to take 3 days"}, nil},
	{culture.Wait, "包裹在海关已经3天", []string{"has been with customs for 3 days"}, nil},
	{culture.Inform, "not delivered, returned to sender", []string{"on its way back to us"}, []string{"not delivered"}},
	{culture.Replace, "仓库发错，不用退回", []string{"We sent you the wrong item"}, []string{"不用退回"}},
	{culture.Inform, "maybe out of stock", nil, []string{"maybe out of stock"}},
	{culture.Ask, "ask for photos", []string{"photos"}, nil},
}

// What only looks like a fact is none.
func TestANoteIsNotItsOpposite(t *testing.T) {
	for _, note := range []string{"未超过退货期", "还没超过退货期", "The return period has not passed", "the return period is over 30 days", "返品期限を過ぎていません", "Die Rückgabefrist ist noch nicht abgelaufen", "반품 기간이 지나지 않았습니다",
		"没有发错货", "not damaged in transit", "有没有库存？", "包裹不在海关",
		"not a hygiene item", "no hygiene reason", "hygiene seal intact", "kein Hygieneartikel", "不是定制商品", "非定制商品", "keine Sonderanfertigung", "not a final sale", "never final sale", "不是清仓商品",
		"there is no strike", "no typhoon here", "不是地址错误", "There isn’t a strike", "isnt lost in transit", "neither lost in transit nor returned", "没有罢工、台风", "no strike, storm or flood", "strike is over", "罢工已结束",
		"cleared customs", "已清关", "通関完了", "Zoll freigegeben", "customs clears it tomorrow", "no customs duties", "no delays", "keine Verspätung", "ohne Transportschaden", "遅延はありません", "誤送ではありません",
		"pas de retard", "colis non perdu", "el paquete no está extraviado, no hay huelga", "sem atraso", "não há greve", "지연 없습니다", "분실되지 않았습니다", "لا تأخر", "ليس هناك إضراب",
		"it will be refunded on Friday", "wird erstattet", "将于周五已退款", "only half was damaged in transit", "coffee machines cannot be returned once used for hygiene reasons", "仅部分丢失",
		"customer says the parcel is lost", "客户说包裹丢了", "duties paid by somebody, not by the buyer", "罢工、台风都没有", "no return needed", "no refund yet", "rücksendekosten übernehmen wir nur zur Hälfte"} {
		j := job(t, "fr-FR")
		j.ask("return")
		j.decide(culture.Inform, note)
		l := compose(t, j)
		if len(l.Left) == 0 || slices.ContainsFunc(l.Acts, func(a string) bool { return strings.HasPrefix(a, "note.") }) {
			t.Errorf("%q: left %q\n%v\n%s", note, l.Left, l.Acts, l.Text)
		}
	}
}

// Who pays is told as it is, or left to the agent.
func TestWhoPays(t *testing.T) {
	for note, want := range map[string]string{
		"we do not pay return shipping": "sending it back is at your expense", "return shipping is not free": "sending it back is at your expense", "Rücksendekosten übernehmen wir nicht": "sending it back is at your expense",
		"退货运费我们不承担": "sending it back is at your expense", "we pay return shipping": "We cover the cost of the return", "buyer pays return shipping": "sending it back is at your expense",
		"we cover customs": "We cover the customs duties", "please pay the customs fee": "for this parcel are at your expense", "关税由买家承担": "for this parcel are at your expense", "关税由我们承担": "We cover the customs duties",
		"we don’t cover customs": "for this parcel are at your expense", "Zollgebühren trägt der Empfänger": "for this parcel are at your expense", "関税は当店負担": "We cover the customs duties",
		"买家不承担退货运费": "We cover the cost of the return", "运费不由买家承担": "", "buyer does not pay return shipping": "We cover the cost of the return", "不承担退货运费": "",
		"do not pay": "do not pay this charge", "we do not pay": "", "duties paid by the buyer": "for this parcel are at your expense", "customs fee 12 EUR": "", "海关费用待定": "", "somebody pays customs": "", "we pay half of the return": "", "duties paid": "included in our price", "duties not paid": "",
	} {
		j := job(t, "fr-FR")
		j.ask("where-is-it")
		j.decide(culture.Wait, note)
		reply, agent, _, err := Compose(j, "en")
		if err != nil {
			t.Fatal(err)
		}
		told := slices.ContainsFunc(reply.Acts, func(a string) bool { return strings.HasPrefix(a, "note.") })
		if want == "" && (told || len(reply.Left) == 0) || want != "" && (!strings.Contains(agent.Text, want) || len(reply.Left) > 0) {
			t.Errorf("%q: left %q, %v\n%s", note, reply.Left, reply.Acts, agent.Text)
		}
	}
}

// A pattern's word by itself is that pattern's fact: no list of exceptions takes it away.
func TestEveryWordIsUnderstood(t *testing.T) {
	j := job(t, "en-US")
	v := buyerOf(t, &j)
	for _, p := range known().Notes {
		for _, w := range p.Words {
			d := &drafting{job: &j, buyer: v}
			if f := d.find(w); p.Needs == "" && (len(f.patterns) == 0 || f.denied || hasAny(withoutHarmless(w), known().Unsure)) {
				t.Errorf("%s: %q is not understood: denied %v", p.ID, w, f.denied)
			}
		}
	}
}

// Whatever a pattern's word is, a "not" of its language beside it takes the fact away.
func TestEveryWordCanBeDenied(t *testing.T) {
	frames := map[string][]string{"Latn": {"not %s", "no %s", "never %s", "nicht %s", "kein %s", "ohne %s", "pas de %s", "no hay %s", "sin %s", "não %s", "it wasn't %s"},
		"Hani": {"没有%s", "不是%s", "并非%s", "%sではありません", "%sではない"}, "Hang": {"%s 아닙니다", "%s 없습니다"}, "Arab": {"ليس %s", "لا %s"}}
	j := job(t, "en-US")
	v := buyerOf(t, &j)
	for _, p := range known().Notes {
		for _, w := range p.Words {
			script := "Latn"
			for _, r := range w {
				switch {
				case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
					script = "Hani"
				case unicode.Is(unicode.Hangul, r):
					script = "Hang"
				case unicode.Is(unicode.Arabic, r):
					script = "Arab"
				}
			}
			for _, frame := range frames[script] {
				d := &drafting{job: &j, buyer: v}
				note := fmt.Sprintf(frame, w)
				another := func(o string) bool { return strings.Contains(note, o) && !strings.Contains(w, o) }
				said, _, ok := d.part(note, false)
				if ok && !slices.ContainsFunc(p.Words, another) && slices.ContainsFunc(said, func(s sentence) bool { return s.key == "note."+p.ID }) && p.Needs == "" {
					t.Errorf("%s: %q is told as %v", p.ID, note, said)
				}
			}
		}
	}
}

func TestEverydayNotes(t *testing.T) {
	for _, n := range everyday {
		for _, tag := range []string{"ja-JP", "ko-KR", "fr-FR", "ar-SA"} {
			j := job(t, tag)
			j.ask("return")
			j.decide(n.outcome, n.note)
			j.Profile.TimeZone = "UTC"
			reply, agent, _, err := Compose(j, "en-US")
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range n.says {
				if !strings.Contains(agent.Text, want) {
					t.Errorf("%s, %q: no %q in\n%s", tag, n.note, want, agent.Text)
				}
			}
			if strings.Join(reply.Left, "|") != strings.Join(n.left, "|") && !sameScript(noteLanguage(n.note), tag) {
				t.Errorf("%s, %q: left %q, want %q\n%s", tag, n.note, reply.Left, n.left, agent.Text)
			}
		}
	}
}

// A value of a note is read by the buyer, or its clause is named to the agent.
func TestNoValueOfANoteIsLost(t *testing.T) {
	facts := []string{"Parcel returned", "仓库发错了", "out of stock", "在庫切れ", "已发货", "Rückgabefrist abgelaufen"}
	values := []string{"YT1234567890CN", "12 EUR", "2026-03-20", "下周五", "14:30", "7"}
	for _, tag := range cultures {
		for _, fact := range facts {
			for _, x := range values {
				j := job(t, tag)
				j.ask("where-is-it")
				note := fact + " " + x
				j.decide(culture.Inform, note)
				l := compose(t, j)
				if len(l.Left) == 0 && !strings.Contains(l.Text, x) && !(strings.Contains(l.Text, "20") && (x == "下周五" || x == "2026-03-20")) {
					t.Errorf("%s, %q: lost in\n%s", tag, note, l.Text)
				}
			}
		}
	}
}

// A day the buyer names is told to the agent in the agent's language, or in quotes.
func TestADeadlineIsToldInTheLettersLanguage(t *testing.T) {
	for _, c := range []struct{ tag, deadline, agent, want string }{
		{"de-DE", "Freitag", "zh-Hans", "（3月13日（周五））"},
		{"de-DE", "Freitag", "en", "Friday, March 13."},
		{"ja-JP", "29日", "zh-Hans", "（3月29日（周日））"},
		{"de-DE", "Omas Geburtstag", "zh-Hans", "“Omas Geburtstag”"},
		{"de-DE", "Omas Geburtstag", "en", "“Omas Geburtstag”."},
	} {
		j := job(t, c.tag)
		j.ask("where-is-it")
		j.Signals.Deadline = c.deadline
		reply, agent, _, err := Compose(j, c.agent)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(agent.Text, c.want) || !strings.Contains(reply.Text, c.deadline) {
			t.Errorf("%s: no %q in\n%s\n---\n%s", c.tag, c.want, agent.Text, reply.Text)
		}
	}
}
