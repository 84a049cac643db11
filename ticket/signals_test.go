package ticket

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func example(t testing.TB, name string) *Ticket {
	f, err := os.Open(filepath.Join("../examples", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tk, _, err := Read(f, ReadOptions{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return tk
}

func kinds(s Signals) []string {
	var out []string
	for _, a := range s.Asks {
		out = append(out, a.Kind)
	}
	return out
}

func TestWhatTheExamplesSay(t *testing.T) {
	for _, c := range []struct {
		file, lang, emotion string
		asks                []string // at least these
		not                 []string // and none of these
		missing             []string
		hold                bool
		id, name            string
	}{
		{"late-parcel.ja.txt", "ja", "worried", []string{"where-is-it", "cancel", "refund"}, []string{"place-order", "size"}, nil, false, "NL-204817", "山本 早紀"},
		{"refund.de.txt", "de", "disappointed", []string{"refund"}, []string{"where-is-it"}, nil, false, "NL-198342", "Katrin Böhme"},
		{"return.ja.json", "ja", "calm", []string{"exchange", "return"}, nil, nil, false, "NL-205511", "佐藤 健一"},
		{"withdrawal.de.txt", "de", "calm", []string{"withdrawal"}, []string{"return", "cancel"}, nil, false, "NL-203960", "Jonas Weidner"},
		{"angry.en-US.txt", "en", "furious", []string{"where-is-it", "refund", "human"}, []string{"price"}, nil, false, "NL-187705", "Marcus Reed"},
		{"vague.en-GB.txt", "en", "calm", nil, []string{"refund"}, nil, false, "", "Gemma"},
		{"questions.fr.txt", "fr", "calm", []string{"product-question", "delivery-info", "customs"}, []string{"where-is-it"}, nil, false, "", "Camille Lefèvre"},
		{"mixed.es-MX.json", "es", "worried", []string{"customs"}, nil, nil, false, "NL-206033", "Mariana Robles"},
		{"plain-english.jp.json", "en", "calm", []string{"defect", "exchange"}, nil, nil, false, "NL-205024", "Haruka Mori"},
		{"injury.en-US.json", "en", "", nil, nil, nil, true, "NL-201188", "Dana Whitfield"},
		{"wrong-item.zh.txt", "zh-Hans", "worried", []string{"missing-or-wrong-item", "exchange", "return"}, nil, nil, false, "NL-206177", "林晓雯"},
		{"size.en-US.txt", "en", "calm", []string{"size", "availability"}, []string{"place-order"}, nil, false, "", "Tyler"},
		{"forwarded.en-GB.eml", "en", "", []string{"refund", "defect"}, nil, nil, false, "NL-200914", "Oliver Hartley"},
		{"review-threat.en.txt", "en", "", []string{"refund"}, nil, []string{"photos"}, true, "NL-202730", "K. Jansen"},
		{"customs.pt-BR.txt", "pt", "", []string{"customs"}, nil, []string{"cpf"}, false, "NL-205876", "Rafael Nogueira"},
	} {
		tk := example(t, c.file)
		s := Analyse(tk, "en", time.Time{})
		got := kinds(s)
		if s.Language.Tag != c.lang && !strings.HasPrefix(s.Language.Tag, c.lang+"-") {
			t.Errorf("%s: language %q, want %q", c.file, s.Language.Tag, c.lang)
		}
		if c.emotion != "" && s.Emotion.Label != c.emotion {
			t.Errorf("%s: emotion %s %v, want %s", c.file, s.Emotion.Label, s.Emotion.Evidence, c.emotion)
		}
		for _, k := range c.asks {
			if !slices.Contains(got, k) {
				t.Errorf("%s: asks %v, want %s among them", c.file, got, k)
			}
		}
		for _, k := range c.not {
			if slices.Contains(got, k) {
				t.Errorf("%s: asks %v, %s should not be among them", c.file, got, k)
			}
		}
		if !slices.Equal(s.Missing, c.missing) {
			t.Errorf("%s: missing %v, want %v", c.file, s.Missing, c.missing)
		}
		if s.Hold() != c.hold {
			t.Errorf("%s: hold %v, risks %+v", c.file, s.Hold(), s.Risks)
		}
		if c.id != "" && (len(s.OrderIDs) == 0 || s.OrderIDs[0] != c.id) || c.id == "" && len(s.OrderIDs) > 0 {
			t.Errorf("%s: order ids %v, want %q", c.file, s.OrderIDs, c.id)
		}
		if s.Name != c.name {
			t.Errorf("%s: name %q, want %q", c.file, s.Name, c.name)
		}
	}
}

func TestFeelingsHaveTheRightName(t *testing.T) {
	for _, c := range []struct{ label, text string }{
		{"calm", "Hello, could you tell me when my order NL-1002 will ship? Thanks!"},
		{"calm", "The zip broke after two days. I'd like a replacement please."},
		{"disappointed", "I am so disappointed. The jacket looks nothing like the photos."},
		{"angry", "Where the hell is my parcel?? You people are a joke."},
		{"grateful", "Thank you so much, the replacement arrived and it is perfect!"},
		{"desperate", "Please help, the wedding is on Saturday and I really need the tent, it's urgent!"},
		{"worried", "I'm a bit worried that the parcel got lost."},
		{"calm", "Guten Tag, wann wird meine Bestellung geliefert?"},
		{"angry", "Das ist eine Frechheit! Seit 6 Wochen warte ich und niemand antwortet."},
		{"furious", "ふざけないでください。何度連絡しても無視されています。もう二度と買いません。"},
		{"calm", "お世話になります。納期を教えていただけますか。"},
		{"furious", "你们这是骗人！半个月不发货，客服也不理人，垃圾店！"},
		{"calm", "请问什么时候能发货呢？谢谢"},
		{"angry", "C'est inadmissible, je veux être remboursé immédiatement !"},
		{"angry", "Son unos ladrones, devuélvanme mi dinero ya!!!"},
		{"angry", "환불 언제 되나요? 벌써 세 번째 문의입니다. 너무 화가 나네요."},
		{"angry", "هذا نصب واحتيال! أريد فلوسي فوراً"},
		{"angry", "Já é a terceira vez que escrevo e ninguém responde. Que descaso!"},
	} {
		e := Analyse(&Ticket{Text: c.text}, "en", time.Time{}).Emotion
		if e.Label != c.label || e.Label != "calm" && len(e.Evidence) == 0 {
			t.Errorf("%s %.2f %v, want %s: %s", e.Label, e.Intensity, e.Evidence, c.label, c.text)
		}
	}
}

func TestNonNativeWritersAreRecognised(t *testing.T) {
	if s := Analyse(example(t, "plain-english.jp.json"), "en", time.Time{}); !s.NonNative {
		t.Error("English from Japan is not a native's")
	}
	if s := Analyse(example(t, "size.en-US.txt"), "en", time.Time{}); s.NonNative {
		t.Error("a Texan is taken for a foreigner")
	}
}

func TestDeadlinesAreReadAsWritten(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"I need it by Friday at the latest. I ordered on Monday.", "Friday"},
		{"Bitte erstatten Sie bis zum 5. Dezember.", "5. Dezember"},
		{"29日までに届きますか。11月9日に発送済みです。", "29日"},
		{"11月28日までにお願いします。", "11月28日"},
		{"周五之前能到吗？", "周五"},
		{"I ordered on 3 November and it is Friday.", ""},
	} {
		if got := Analyse(&Ticket{Text: c.text}, "en", time.Time{}).Deadline; got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestPhotosAreNeverAskedForAWithdrawal(t *testing.T) {
	s := Analyse(&Ticket{Text: "Hiermit widerrufe ich meine Bestellung NL-1002. Die Jacke ist leider defekt angekommen."}, "en", time.Time{})
	if slices.Contains(s.Missing, "photos") {
		t.Errorf("missing %v", s.Missing)
	}
	s = Analyse(&Ticket{Text: "Die Jacke kam defekt an, was nun?"}, "en", time.Time{})
	if !slices.Equal(s.Missing, []string{"order-id", "photos"}) {
		t.Errorf("missing %v", s.Missing)
	}
}

func TestAngerRisesOverAThread(t *testing.T) {
	tk := &Ticket{Messages: []Message{
		{From: FromBuyer, Text: "Hello, when will my parcel arrive?"},
		{From: FromAgent, Text: "Soon."},
		{From: FromBuyer, Text: "It is still not here. This is ridiculous, you are ignoring me. I want my money back!!"},
	}}
	s := Analyse(tk, "en", time.Time{})
	if s.Emotion.Trend != "rising" || s.Repeated != 1 {
		t.Errorf("trend %q, repeated %d", s.Emotion.Trend, s.Repeated)
	}
}

func TestNotesAndOurOwnWordsAreNotTheBuyers(t *testing.T) {
	tk := &Ticket{Messages: []Message{
		{From: FromBuyer, Text: "Where is my tent?"},
		{From: FromNote, Text: "Buyer threatens a lawsuit, furious, wants a chargeback."},
		{From: FromAgent, Text: "I am sorry, we will refund you."},
	}}
	s := Analyse(tk, "en", time.Time{})
	if s.Hold() || s.Emotion.Label != "calm" || !slices.Equal(kinds(s), []string{"where-is-it"}) {
		t.Errorf("got %+v", s)
	}
}

func TestDataRequestsCarryTheirClock(t *testing.T) {
	tk := &Ticket{Text: "Please delete all personal data you hold about me.", Customer: Customer{Country: "DE"}}
	for _, lang := range []string{"en", "zh-Hans"} {
		s := Analyse(tk, lang, time.Time{})
		if len(s.Risks) != 1 || s.Risks[0].Kind != "data-request" || !strings.Contains(s.Risks[0].Deadline, "GDPR Art. 12(3)") || s.Risks[0].Advice == "" {
			t.Errorf("%s: %+v", lang, s.Risks)
		}
	}
}

// spans collects every span of the signals with its text.
func spans(s Signals) []Evidence {
	out := slices.Clone(s.Emotion.Evidence)
	for _, a := range s.Asks {
		out = append(out, Evidence{a.Text, a.Span})
	}
	for _, r := range s.Risks {
		out = append(out, r.Evidence...)
	}
	return out
}

// checkSpans holds the law: a span lies in BuyerText and shows what it says.
func checkSpans(t *testing.T, tk *Ticket, s Signals) {
	t.Helper()
	text := []rune(tk.BuyerText())
	for _, e := range spans(s) {
		if e.Span == nil {
			continue
		}
		from, to := e.Span[0], e.Span[1]
		if from < 0 || to > len(text) || from >= to {
			t.Fatalf("span %v of %d code points", *e.Span, len(text))
		}
		if got := strings.Join(strings.Fields(string(text[from:to])), " "); got != strings.Join(strings.Fields(e.Text), " ") {
			t.Fatalf("span %v shows %q, not %q", *e.Span, got, e.Text)
		}
	}
}

func TestSpansShowWhatTheySay(t *testing.T) {
	for _, c := range append(riskCases(t, "risks_words.jsonl"), riskCases(t, "risks_letters.jsonl")...) {
		tk := &Ticket{Text: "😀 İ " + c.Text}
		checkSpans(t, tk, Analyse(tk, "en", time.Time{}))
	}
}

func FuzzAnalyse(f *testing.F) {
	f.Add("Where is my order #123?\n\nOn Mon 2 Nov 2026 a@b.c wrote:\n> hi\n-- \nAnn")
	f.Add("荷物がまだ届きません。訴えます。")
	f.Add("ﬀİ\u0301\u0307 ｆｕｒｉｏｕｓ ß 中\u200b文 лайно!!! \xff")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			text = strings.ToValidUTF8(text, "\uFFFD")
		}
		tk := &Ticket{Text: text}
		checkSpans(t, tk, Analyse(tk, "zh-Hans", time.Time{}))
	})
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("From: a@b.c\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhi\r\n--b--"), "auto")
	f.Add([]byte(`{"id":1,"text":"x","messages":[{"from":"buyer","text":"y"}]}`), "json")
	f.Add([]byte("id,text\n1,\"a\nb\"\n"), "csv")
	f.Add([]byte(`{"tickets":[{"id":1,"comments":[{"body":"<p>x"}]}]}`), "zendesk")
	f.Fuzz(func(t *testing.T, raw []byte, format string) {
		if tk, _, err := Read(strings.NewReader(string(raw)), ReadOptions{Format: format}); err == nil {
			if !utf8.ValidString(tk.BuyerText()) && utf8.Valid(raw) {
				t.Fatal("the buyer's words are not valid UTF-8")
			}
		}
		n := 0
		for range ReadAll(strings.NewReader(string(raw)), StreamOptions{Format: format}) {
			if n++; n > len(raw)+10 {
				t.Fatal("more records than bytes")
			}
		}
	})
}

func TestEveryWordOfTheLexiconsIsUsed(t *testing.T) {
	used, named := map[string]bool{}, map[string]bool{}
	for _, c := range []string{"question", "want", "neg", "if", "anger1", "anger2", "anger3", "worry", "sad", "thanks", "joy",
		"desperate", "sarcasm", "praise", "goods", "nonnative", "formal", "informal", "photo", "track", "by", "late", "wait",
		"stage-before", "stage-again", "stage-loyal", "stage-solved", "you", "gripe", "day",
		"unwanted", "unwanted-after", "refused", "isnt", "unable", "gotten", "colour", "iamin", "iamin-after",
		"came", "newone", "short", "hoped", "oldone", "promised", "offer", "once-more", "pleasantry"} {
		used[c] = true
	}
	written := [][]kindRules{ruleBooks().asks, ruleBooks().otherwise, ruleBooks().risks}
	for _, more := range []map[string][]rule{ruleBooks().general, ruleBooks().facts} {
		for _, rules := range more {
			written = append(written, []kindRules{{rules: rules}})
		}
	}
	for _, set := range written {
		for _, k := range set {
			named[k.kind] = true
			for _, r := range k.rules {
				for _, alt := range r.all {
					for _, c := range alt {
						used[c] = true
					}
				}
				for _, p := range append(slices.Clone(r.near), r.order...) {
					for _, c := range append(slices.Clone(p[0]), p[1]...) {
						used[c] = true
					}
				}
				for _, c := range slices.Concat(r.never, r.about, r.apart) {
					used[c] = true
				}
			}
		}
	}
	en := loadConcepts(t, "en")
	for c := range used {
		if _, ok := en[c]; !ok && !named[c] && c != awaited && c != settled {
			t.Errorf("English has no words for %q", c)
		}
	}
	used["refused-final"], used["isnt-after"] = true, true // English says no before the verb
	files, err := fs.Glob(signalFiles, "signals/lexicon/*.yaml")
	if err != nil || len(files) < 20 {
		t.Fatal(len(files), err)
	}
	for _, f := range files {
		tag := strings.TrimSuffix(filepath.Base(f), ".yaml")
		for c := range loadConcepts(t, tag) {
			if !used[c] && !named[c] {
				t.Errorf("%s: nothing reads %q", tag, c)
			}
		}
		lexicons()[tag]()
	}
}

func loadConcepts(t *testing.T, tag string) map[string]string {
	t.Helper()
	var m map[string]string
	mustLoad("lexicon/"+tag+".yaml", &m)
	return m
}

func TestAPastedTableIsNoTrap(t *testing.T) {
	for _, unit := range []string{"not arrive parcel refund my lamp NL-1234 lawyer ", "荷物が届かない返金弁護士リュック", "12345 ", "\"x\" ", "> q\n"} {
		tk := &Ticket{Text: strings.Repeat(unit, 300000/len(unit))}
		checkSpans(t, tk, Analyse(tk, "en", time.Time{})) // quadratic work would time the test out
	}
}

func BenchmarkAnalyse(b *testing.B) {
	for _, name := range []string{"angry.en-US.txt", "late-parcel.ja.txt"} {
		text := example(b, name).Text
		for len(text) < 2000 {
			text += "\n\n" + text
		}
		cut := 2000
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		tk := &Ticket{Text: text[:cut]}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Analyse(tk, "en", time.Time{})
			}
		})
	}
}

func TestSignalsFitTheContract(t *testing.T) {
	s := Analyse(example(t, "injury.en-US.json"), "en", time.Time{})
	b, err := json.Marshal(s.Risks[0])
	if err != nil || !strings.HasPrefix(string(b), `{"kind":"injury","hold":true,"evidence":[{"text":"`) {
		t.Errorf("%s, %v", b, err)
	}
}

// TestAnAnswerToOurQuestionIsNoRepeatedContact: a buyer who gives the number we asked for
// is at their first contact; one who writes again is not, and the risk shows what it
// rests on.
func TestAnAnswerToOurQuestionIsNoRepeatedContact(t *testing.T) {
	thread := func(agent, second string) *Ticket {
		return &Ticket{Messages: []Message{
			{From: FromBuyer, Text: "Hola, hice un pedido y pide pagar derechos de aduana. Qué significa?"},
			{From: FromAgent, Text: agent},
			{From: FromBuyer, Text: second},
		}, Customer: Customer{Locale: "es-MX"}}
	}
	answered := Analyse(thread("¿Me comparte su número de pedido, por favor?", "Sí, es el NL-206033. ¿Cuánto tengo que pagar?"), "en", time.Now())
	if answered.Repeated != 0 || slices.ContainsFunc(answered.Risks, func(r Risk) bool { return r.Kind == "repeated" }) {
		t.Errorf("repeated %d, risks %+v", answered.Repeated, answered.Risks)
	}
	again := Analyse(thread("Lo revisamos.", "El pedido es el NL-206033. ¿Cuánto tengo que pagar?"), "en", time.Now())
	if again.Repeated != 1 || again.Stage == StageFirst {
		t.Errorf("repeated %d at stage %s", again.Repeated, again.Stage)
	}
	for _, r := range again.Risks {
		if r.Kind == "repeated" && (len(r.Evidence) == 0 || !strings.Contains(r.Evidence[0].Text, "hice un pedido")) {
			t.Errorf("the risk shows nothing that it rests on: %+v", r)
		}
	}
}
