package compose

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/ticket"
	"github.com/parlance-cli/parlance/value"
)

// native is a rule learned from people who answer such mail.
type native struct {
	rule   string
	tag    string
	change func(*Job)
	has    []string // in the letter, in this order
	not    []string
}

var natives = []native{
	{"a calm withdrawal gets facts, not feelings", "de-DE", func(j *Job) { j.ask("withdrawal"); j.Ticket.CreatedAt = monday },
		[]string{"wir bestätigen den Eingang Ihres Widerrufs vom 9. März 2026"}, []string{"leid", "Vielen Dank", "behalten", "Rabatt", "%"}},
	{"a calm size question gets facts, not feelings", "en-US", func(j *Job) { j.ask("size") }, []string{"right size"}, []string{"sorry", "understand"}},
	{"a calm invoice request gets facts, not feelings", "en-GB", func(j *Job) { j.ask("invoice") }, []string{"invoice"}, []string{"sorry"}},
	{"what the ticket says is not asked for", "en-US", func(j *Job) {
		j.ask("defect")
		j.Signals.Missing = []string{"order-id", "photos"}
		j.Ticket.Attached = []ticket.Attachment{{Name: "a.jpg"}}
		j.decide(culture.Ask)
	}, nil, []string{"order number", "photo"}},
	{"no gender and no surname is guessed", "de-DE", func(j *Job) { j.ask("size"); j.Signals.Name = "Anna Müller" },
		[]string{"Guten Tag Anna Müller,"}, []string{"Frau", "Herr", "geehrte"}},
	{"a title the buyer signs with is kept", "en-GB", func(j *Job) { j.ask("size"); j.Signals.Name = "Dr Patel" }, []string{"Dear Dr Patel,"}, nil},
	{"a handle is no name", "en-US", func(j *Job) { j.ask("size"); j.Signals.Name = "shopper_1987" }, []string{"Hi,"}, []string{"shopper"}},
	{"what is not decided is not decided", "en-US", func(j *Job) { j.ask("refund"); j.feel("angry") },
		[]string{"We're looking at your request.", "You'll hear from us by"}, []string{"refunding", "can't"}},
	{"ids and amounts keep their script and currency", "ar-SA", func(j *Job) {
		j.ask("refund")
		j.decide(culture.Refund)
		j.Decision.Amount = &value.Money{Amount: "3000", Currency: "JPY"}
	}, []string{"\u2068NL-20391\u2069", "000"}, []string{"٣", "SAR"}},
	{"customs do not end the conversation", "en-US", func(j *Job) {
		j.ask("where-is-it")
		j.decide(culture.Wait, "parcel is at customs, another 5 days")
	}, []string{"customs", "5 days", "We'll write to you by"}, []string{"fault", "blame"}},
	{"days that may be gone or to come are not said", "en-US", func(j *Job) {
		j.ask("where-is-it")
		j.decide(culture.Wait, "parcel is at customs, 5 days")
	}, []string{"with customs", "We'll write to you by"}, []string{"5 days"}},
	{"shorthand is not pasted into a letter", "en-US", func(j *Job) {
		j.ask("refund")
		j.decide(culture.Refuse, "Photos show a scratch, not a defect.")
	}, []string{"I'm afraid we can't refund"}, []string{"Photos show"}},
	{"a charge that is the carrier's mistake is explained", "en-US", func(j *Job) {
		j.ask("customs")
		j.decide(culture.Inform, "DDP, carrier mistake, do not pay")
	}, []string{"included in our price", "carrier's side", "don't pay"}, []string{"putting the information together"}},
	{"an order stopped in time is no complaint", "de-DE", func(j *Job) {
		j.Signals.Asks = []ticket.Ask{{Kind: "cancel", Text: "Bitte stornieren, ich habe versehentlich zwei bestellt."},
			{Kind: "missing-or-wrong-item", Text: "Bitte stornieren, ich habe versehentlich zwei bestellt."},
			{Kind: "change-order", Text: "Oder lässt sich das ändern?"}}
		j.Signals.Missing = []string{"photos"}
	}, []string{"stornieren", "Zu der Änderung Ihrer Bestellung"}, []string{"leid", "Foto", "fehlt"}},
	{"money for goods that are back is not asked for again", "de-DE", func(j *Job) {
		j.Signals.Asks = []ticket.Ask{{Kind: "refund", Text: "Wann bekomme ich mein Geld?"}, {Kind: "where-is-it"}}
		j.Signals.SentBack = true
		j.Ticket.Text = "Ich habe die Jacke vor drei Wochen zurückgeschickt und immer noch kein Geld bekommen. Wann bekomme ich mein Geld?"
	}, []string{"zurückgesendet und warten auf die Erstattung", "Stand der Erstattung"}, []string{"Entschieden", "wie er ist", "wo sich Ihr Paket"}},
	{"no order number is asked of who has not ordered", "en-GB", func(j *Job) {
		j.Signals.Asks = []ticket.Ask{{Kind: "return", Text: "How long do I have to return it?", General: true}}
		j.Signals.OrderIDs, j.Signals.Missing = nil, []string{"order-id"}
	}, []string{"return terms"}, []string{"order number", "would like to return"}},
	{"several questions are answered in their order", "de-DE", func(j *Job) {
		j.Signals.Asks = []ticket.Ask{{Kind: "product-question", Text: "Ist das Zelt wasserdicht?"},
			{Kind: "payment", Text: "Kann ich auf Rechnung bezahlen?"}, {Kind: "delivery-info", Text: "Liefern Sie nach Wien?"}}
		j.Signals.OrderIDs, j.Signals.Missing, j.Signals.Stage = nil, []string{"order-id"}, "before-purchase"
		j.Snippets = []kb.Snippet{{ID: "zahlung.md", Title: "Zahlung", Language: "de", Text: "Sie können auf Rechnung bezahlen."}}
	}, []string{"vielen Dank für Ihre Fragen. Das können wir", "auf Rechnung bezahlen", "Zu Ihrer Frage zum Artikel und Ihrer Frage zur Lieferung"}, []string{"Bestellnummer"}},
	{"thanks are answered with thanks", "de-DE", func(j *Job) {
		j.feel("grateful")
		j.Signals.Stage, j.Signals.OrderIDs = "after-resolution", nil
	}, []string{"Rückmeldung", "Schön"}, []string{"genauer", "gehen der Sache nach", "Antwort erhalten"}},
	{"a replacement does not open with another question", "en-US", func(j *Job) {
		j.ask("where-is-it")
		j.decide(culture.Replace)
	}, []string{"received your message", "replacement"}, []string{"asking where", "checking where"}},
	{"what is refused is not promised an answer", "zh-CN", func(j *Job) { j.ask("refund", "defect"); j.decide(culture.Refuse) },
		[]string{"无法为您退款"}, []string{"一并答复"}},
	{"goods that came are not looked for", "zh-CN", func(j *Job) { j.ask("withdrawal", "where-is-it") }, []string{"退货申请"}, []string{"包裹目前的位置"}},
	{"a refusal asks for no photos that were sent", "ja-JP", func(j *Job) {
		j.ask("refund", "defect")
		j.Signals.Said = []string{"photos"}
		j.decide(culture.Refuse)
		j.Snippets = []kb.Snippet{{ID: "ja/faulty.md", Title: "返金と不良品", Language: "ja", Text: "注文番号と写真をお送りください。"}}
		j.Signals.Asks[0].Text = "写真も送りました。返金してください。"
	}, []string{"いたしかねます"}, []string{"写真"}},
	{"a rule nobody asked about is not quoted", "ja-JP", func(j *Job) {
		j.Signals.Asks = []ticket.Ask{{Kind: "customs", Text: "配達員の方から関税を請求されました。商品代金に含まれていないのでしょうか？"}}
		j.Snippets = []kb.Snippet{{ID: "ja/customs.md", Title: "関税と輸入消費税", Language: "ja", Text: "税関申告書に実際より低い金額や「ギフト」と記載することはできません。"}}
	}, []string{"関税"}, []string{"ギフト"}},
	{"the article about another jacket does not answer", "en-US", func(j *Job) {
		j.Signals.Asks = []ticket.Ask{{Kind: "size", Text: "Is the Stormline jacket in L right for a chest of 104 cm?"}}
		j.Signals.Products, j.Signals.OrderIDs = []string{"Stormline jacket"}, nil
		j.Ticket.Text = j.Signals.Asks[0].Text
		j.Snippets = []kb.Snippet{{ID: "sizes.md", Title: "Sizes of jackets", Language: "en", Text: "Size L of the Fjordlight jacket fits a chest of 100 to 106 cm."}}
	}, nil, []string{"Fjordlight"}},

	{"ja: apology first when they suffered", "ja-JP", func(j *Job) { j.ask("defect"); j.feel("angry") },
		[]string{"申し訳ございません", "承知いたしました"}, []string{"いつもご利用"}},
	{"ja: a question before buying opens with thanks", "ja-JP", func(j *Job) { j.ask("product-question") },
		[]string{"ありがとうございます"}, []string{"申し訳", "お詫び", "いつもご利用"}},
	{"ja: the full name with 様", "ja-JP", func(j *Job) { j.ask("size"); j.Signals.Name = "Taro Yamada" }, []string{"Taro Yamada 様"}, []string{"Yamada 様\n\nTaro"}},
	{"ja: 様 is not said twice, and nobody is お客様 様", "ja-JP", func(j *Job) { j.ask("size"); j.Signals.Name = "" }, []string{"お客様"}, []string{"お客様 様"}},
	{"ja: reason, then いたしかねます, then an alternative", "ja-JP", func(j *Job) { j.ask("refund"); j.decide(culture.Refuse, "item was used") },
		[]string{"使用された形跡", "いたしかねます", "いただけますと幸いです"}, []string{"できません", "無理", "お疲れ様", "ご苦労様"}},
	{"ja: no haggling over a part of the price", "ja-JP", func(j *Job) { j.ask("refund"); j.decide(culture.Partial) },
		[]string{"一部を返金いたします"}, []string{"いかがでしょうか", "ご納得"}},

	{"de: date and next step, no exclamation mark", "de-DE", func(j *Job) { j.ask("where-is-it"); j.feel("furious") },
		[]string{"Unsere Antwort erhalten Sie bis"}, []string{"!", "bald", "Kürze"}},
	{"de-CH: no withdrawal right from a language", "de-CH", func(j *Job) { j.ask("return"); j.decide(culture.Refuse) },
		[]string{"Grüsse"}, []string{"gesetzlichen Rechte", "ß", "14"}},
	{"de-AT: EU law, its own words", "de-AT", func(j *Job) {
		j.ask("defect")
		j.decide(culture.Refuse)
		j.Ticket.Order = &ticket.Order{ID: "1", PlacedAt: monday.AddDate(0, -2, 0)}
	}, []string{"gesetzlichen Rechte"}, []string{"Januar"}},

	{"en-GB: refusing faulty goods keeps the statutory rights", "en-GB", func(j *Job) { j.ask("defect"); j.decide(culture.Refuse) },
		[]string{"I'm afraid", "statutory rights"}, nil},
	{"en-GB: deleting data is acknowledged, identity checked, keeping explained", "en-GB", func(j *Job) { j.ask("data-request") },
		[]string{"received your request", "request comes from you", "kept by law", "why"}, []string{"sorry"}},

	{"fr: no guess at Madame or Monsieur, spaces before signs", "fr-FR", func(j *Job) {
		j.ask("where-is-it")
		j.feel("angry")
		j.Signals.Name, j.Approach = "Camille Durand", reassureFirst
	}, []string{"Bonjour Camille Durand,", "sur nous\u00a0: nous"}, []string{"Madame", "Monsieur", " :", " ;", " ?"}},
	{"fr-CA: no space before a semicolon", "fr-CA", func(j *Job) { j.ask("refund") }, []string{"demande; aucune"}, []string{"\u202f"}},
	{"fr: a final refusal names the mediator", "fr-FR", func(j *Job) { j.ask("refund"); j.decide(culture.Refuse) }, []string{"médiateur"}, nil},
	{"es-ES: never vosotros", "es-ES", func(j *Job) { j.ask("exchange"); j.feel("angry") }, []string{"Hola"}, []string{"vosotros", "vuestr"}},
	{"es-MX: a warmer opening", "es-MX", func(j *Job) { j.ask("exchange") }, []string{"Buen día, Ann:", "Muchas gracias"}, []string{"ordenador", "vosotros"}},
	{"pt-BR: the no, the reason, the alternative", "pt-BR", func(j *Job) { j.ask("refund"); j.decide(culture.Refuse, "item was used") },
		[]string{"não é possível", "sinais de uso", "Se houver algo"}, []string{"Prezad", "Sr(a)"}},
	{"pt-PT is not Brazilian", "pt-PT", func(j *Job) { j.ask("where-is-it") }, []string{"encomenda", "Estamos a verificar"}, []string{"você", "pedido", "verificando"}},

	{"ko: 하십시오체 for an apology, nothing cheerful after a refusal", "ko-KR", func(j *Job) { j.ask("refund"); j.feel("angry"); j.decide(culture.Refuse) },
		[]string{"죄송합니다", "어렵습니다"}, []string{"죄송해요", "미안", "좋은 하루", "양해", "당신"}},
	{"ko: the buyer is 고객님", "ko-KR", func(j *Job) { j.ask("size"); j.Signals.Name = "홍길동" }, []string{"홍길동 고객님"}, []string{"홍길동 씨"}},
	{"ko: customs needs the clearance code, never the resident number", "ko-KR", func(j *Job) { j.ask("customs"); j.Signals.Missing = []string{"pccc"} },
		[]string{"개인통관고유부호", "안전한"}, []string{"주민등록번호"}},
	{"zh-CN: 您, and no 亲", "zh-CN", func(j *Job) { j.ask("where-is-it"); j.Channel = "chat" }, []string{"您"}, []string{"亲", "你"}},
	{"zh-TW: its own words; thanks open the letter and do not close it", "zh-TW", func(j *Job) { j.ask("where-is-it") },
		[]string{"謝謝您的來信", "配送", "敬祝 順心"}, []string{"质", "快遞", "網絡", "您好，"}},
	{"ar: a salam is answered, not imposed", "ar-SA", func(j *Job) { j.ask("size"); j.Ticket.Text = "السلام عليكم" }, []string{"وعليكم السلام"}, nil},
	{"ar: no salam, none imposed; nobody's gender is guessed", "ar-SA", func(j *Job) { j.ask("size") }, []string{"تحية طيبة"}, []string{"السلام", "عزيزي", "سيدي", "سيدتي"}},

	{"a marketplace buyer is kept there, kindly", "en-US", func(j *Job) {
		j.ask("refund")
		j.Channel, j.Ticket.Text = "ebay", "Please send the details to my WhatsApp"
	}, []string{"glad to help you right here"}, []string{"http", "@"}},
	{"an injury gets one holding letter that admits nothing", "en-US", func(j *Job) {
		j.ask("refund", "defect")
		j.feel("angry")
		j.Holding = true
		j.Signals.Risks = []ticket.Risk{{Kind: "injury", Hold: true}}
	}, []string{"stop using the product and keep it", "personally"}, []string{"sorry", "refund", "fault", "replace"}},
	{"a CPF is asked for with its reason, and not by open mail", "pt-BR", func(j *Job) { j.ask("customs"); j.Signals.Missing = []string{"cpf"} },
		[]string{"alfândega exige o seu CPF", "canal seguro"}, []string{"cartão", "senha"}},
}

func TestWhatNativesWouldFindWrong(t *testing.T) {
	for _, n := range natives {
		j := job(t, n.tag)
		n.change(&j)
		text := compose(t, j).Text
		at := 0
		for _, want := range n.has {
			i := strings.Index(text[at:], want)
			if i < 0 {
				t.Errorf("%s: no %q, or not in this order, in\n%s", n.rule, want, text)
				break
			}
			at += i + len(want)
		}
		for _, not := range n.not {
			if strings.Contains(text, not) {
				t.Errorf("%s: %q in\n%s", n.rule, not, text)
			}
		}
	}
}

// A no that is called temporary is a lie, and no phrase may claim what only a
// certificate can.
func TestNoPhraseSaysWhatNoneMaySay(t *testing.T) {
	refusals := []string{"temporar", "vorübergehend", "zurzeit", "暂时", "暫時", "一時的", "일시", "por el momento", "pour le moment", "no momento", "مؤقت"}
	anywhere := []string{"CE certified", "FDA", "100 %", "100%", "CE-zertifiziert", "CE认证", "guaranteed", "garantiert", "いつもご利用", "お疲れ様", "ご苦労様", "亲，", "亲~", "亲们",
		"Prezado", "ODR"}
	for _, tag := range culture.Builtin().Languages() {
		l, _, err := culture.Builtin().Language(tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range l.Keys() {
			for _, text := range l.Wordings(key) {
				has := func(w string) bool { return strings.Contains(text, w) }
				if strings.HasPrefix(key, "solve.refuse") && slices.ContainsFunc(refusals, has) {
					t.Errorf("%s %s: a temporary no: %q", tag, key, text)
				}
				if slices.ContainsFunc(anywhere, has) {
					t.Errorf("%s %s: %q", tag, key, text)
				}
			}
		}
	}
}

func TestOneShortApologyInAmerica(t *testing.T) {
	for _, kind := range kinds {
		j := job(t, "en-US")
		j.ask(kind)
		j.feel("angry")
		j.Signals.Repeated = 2
		if n := strings.Count(compose(t, j).Text, "sorry"); n > 1 {
			t.Errorf("%s: sorry %d times", kind, n)
		}
	}
}

// A brand that says du or tú says it in every sentence: a mixed letter is worse than a
// stiff one.
func TestAnInformalBrandIsNeverMixed(t *testing.T) {
	formal := map[string]*regexp.Regexp{
		"de":      regexp.MustCompile(`\b(Sie|Ihnen|Ihr|Ihre|Ihren|Ihrem|Ihrer|Ihres)\b`),
		"es":      regexp.MustCompile(`\b(usted|[Ll]e [a-z]|su (pedido|mensaje|cuenta|consulta|solicitud|paquete|número|contraseña|enfado|molestia|plazo))\b`),
		"zh-Hans": regexp.MustCompile(`您`),
		"zh-Hant": regexp.MustCompile(`您`),
	}
	for _, tag := range []string{"de-DE", "es-ES", "es-MX", "zh-CN", "zh-TW"} {
		j := job(t, tag)
		j.Brand.Register = map[string]string{tag: "informal"}
		l, _, err := culture.Builtin().Language(j.Language)
		if err != nil {
			t.Fatal(err)
		}
		if err := complete(&j); err != nil {
			t.Fatal(err)
		}
		v, err := speak(j, j.Language)
		if err != nil || !v.holds["informal"] {
			t.Fatalf("%s: %v %v", tag, err, v.holds)
		}
		for _, key := range l.Keys() {
			for _, w := range l.Wordings(key) {
				if said := v.spell(w); formal[l.Tag].MatchString(said) {
					t.Errorf("%s %s: %q", tag, key, said)
				}
			}
		}
	}
}

// The agent reads an article's version in their own language, where there is one.
func TestTheAgentReadsTheArticleInTheirLanguage(t *testing.T) {
	j := job(t, "de-DE")
	j.Signals.Asks = []ticket.Ask{{Kind: "payment", Text: "Wurde die Zahlung doppelt abgebucht, oder verschwindet das?"}}
	j.Snippets = []kb.Snippet{{ID: "de/payment.md#twice", Title: "Zahlung", Language: "de", Text: "Eine doppelt abgebuchte Zahlung verschwindet nach 7 Tagen."}}
	j.Article = func(id string) (kb.Snippet, bool) {
		return kb.Snippet{ID: id, Language: "en", Text: "A second charge disappears within 7 days."}, id == "payment.md#twice"
	}
	reply, agent, _, err := Compose(j, "en")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(reply.Text, "verschwindet nach 7 Tagen") || !strings.Contains(agent.Text, "A second charge disappears") || strings.Contains(agent.Text, "Quoted") {
		t.Errorf("%s\n---\n%s", reply.Text, agent.Text)
	}
}
