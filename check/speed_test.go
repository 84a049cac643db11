package check

import "testing"

// replies are letters of the usual length.
var replies = []Text{
	{"en", "Hello Ann Lee,\n\nthank you for your message about order NL-20391. I am sorry that the Tarn 30 has not arrived yet.\n\nThe parcel left our warehouse on 3 March and is at customs now. We have asked the carrier where it is and will write to you by Wednesday, 11 March.\n\nIf it arrives before then, please let us know.\n\nKind regards\nNorthlight"},
	{"de", "Guten Tag Anna Müller,\n\nvielen Dank für Ihre Nachricht zur Bestellung NL-20391. Es tut uns leid, dass die Lampe noch nicht angekommen ist.\n\nDas Paket hat unser Lager am 3. März verlassen und liegt jetzt beim Zoll. Wir haben beim Zusteller nachgefragt und melden uns bis Mittwoch, 11. März bei Ihnen.\n\nFreundliche Grüße\nNorthlight"},
	{"ja", "山田太郎様\n\nこの度はお問い合わせいただき、ありがとうございます。ご注文 NL-20391 の商品がまだ届いていないとのこと、ご迷惑をおかけし申し訳ございません。\n\n荷物は3月3日に発送し、現在は税関にございます。配送業者に状況を確認しており、3月11日（水）までに改めてご連絡いたします。\n\nよろしくお願いいたします。\nNorthlight"},
	{"zh-Hans", "您好，\n\n感谢您关于订单 NL-20391 的来信。商品至今没有送到，给您带来不便，非常抱歉。\n\n包裹已于3月3日发出，目前在海关。我们已联系物流公司查询，最晚3月11日（星期三）给您答复。\n\n此致\nNorthlight"},
}

func (t Text) input() Input {
	return Input{
		Reply: t, Buyer: Text{"en", "Where is my order NL-20391? I have been waiting for two weeks."},
		Sources: []Source{{Name: "ticket", Text: "Where is my order NL-20391? 3 March 11"}}, AgentLang: "en", Channel: "email",
	}
}

// BenchmarkRun prints replies per second: every rule, facts and security included.
func BenchmarkRun(b *testing.B) {
	for _, t := range replies {
		b.Run(t.Language, func(b *testing.B) {
			in := t.input()
			for b.Loop() {
				Run(in)
			}
		})
	}
}

// BenchmarkManner is the rules of rules/*.yaml alone.
func BenchmarkManner(b *testing.B) {
	for _, t := range replies {
		b.Run(t.Language, func(b *testing.B) {
			in := t.input()
			for b.Loop() {
				runRules(in)
			}
		})
	}
}

// BenchmarkCold reads the rules anew each time, as the first reply of a process does.
func BenchmarkCold(b *testing.B) {
	in := replies[0].input()
	for b.Loop() {
		rules, err := readRules(ruleFiles)
		if err != nil {
			b.Fatal(err)
		}
		run(rules, in)
	}
}
