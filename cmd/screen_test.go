package cmd

import (
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/width"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/ticket"
)

// letters are texts in scripts that terminals find hard, each of two paragraphs.
func letters() map[string]string {
	return map[string]string{
		"en": "Hello Ann, thank you for writing about order NL-204817 🙏🏽; it left our warehouse on 3 November.\n\nSee https://shop.example/returns/how-to-send-something-back?order=NL-204817&language=en for more.",
		"ja": "山本 早紀 様、ご注文の「Stormline レインジャケット」（ご注文番号：NL-204817）がまだお手元に届いていないとのこと、承知いたしました。😔\n\n配送業者に調査を依頼いたしました。ｶﾀｶﾅも１２３も。",
		"zh": "您好！您反映订单 NL-206177（Stormline 冲锋衣）收到的商品有缺少，我们已经登记，会尽快为您核实。❤️\n\n感谢您的耐心等待，祝您生活愉快！",
		"ko": "안녕하세요, 고객님. 주문하신 상품(NL-204817)이 아직 도착하지 않아 불편을 드려 대단히 죄송합니다.\n\n택배사에 확인한 뒤 다시 안내해 드리겠습니다. 감사합니다.",
		"ar": "تحية طيبة، نعتذر منكم عن تأخر الطلب NL-20391، ونتفهم استياءكم. يمكنكم ترك الأمر لنا.\n\nسنكتب إليكم فور الانتهاء من التحقق من مكان الشحنة.",
		"he": "שלום, תודה שפנית אלינו בנוגע להזמנה NL-20391. אנחנו בודקים היכן החבילה.\n\nנחזור אליך בהקדם.",
		"th": "สวัสดีค่ะคุณลูกค้า ขอบคุณที่แจ้งให้เราทราบเรื่องคำสั่งซื้อหมายเลข NL-204817 ที่ยังไม่ได้รับสินค้า\n\nเรากำลังตรวจสอบกับบริษัทขนส่งอยู่ค่ะ น้ำหนักสินค้าครบถ้วน",
		"vi": "Cha\u0300o anh Nguye\u0302\u0303n, ca\u0309m o\u031bn anh \u0111a\u0303 lie\u0302n he\u0323\u0302 ve\u0300 \u0111o\u031bn ha\u0300ng NL-204817 👨\u200d👩\u200d👧 🇻🇳.\n\nChu\u0301ng to\u0302i \u0111ang kie\u0302\u0309m tra.",
	}
}

// full is a candidate that has all there is to show.
func full(tag, text string) *draft.Candidate {
	n := len([]rune(text))
	return &draft.Candidate{
		ID: "c1", Approach: "reassure-first", Engine: "endpoint", Model: "fake-1", Via: "pivot", Rank: 1, Repaired: []string{"reply"},
		Agent: draft.Side{Language: "en", Text: letters()["en"]}, Reply: draft.ReplyView{Language: tag, Subject: text[:strings.Index(text, "\n")], Text: text},
		Citations: []draft.Citation{{Snippet: "returns.md#eu", Title: text[:strings.Index(text, "\n")], Spans: draft.CitationSpans{Reply: &[2]int{0, n}}}},
		Findings: []check.Finding{
			{Rule: "facts/number", Severity: check.Error, Message: "The reply names a number that no source has.", MessageLang: "en", Suggestion: "Take it out, or say where it is from.",
				Where: []check.Where{{Side: check.Reply, Span: &[2]int{3, 9}}, {Side: check.Agent, Span: &[2]int{0, 5}}}},
			{Rule: "tone/long", Severity: check.Warning, Message: text, MessageLang: "en", Where: []check.Where{{Side: check.Reply, Span: &[2]int{0, n}}}},
			{Rule: "steps/no-time", Severity: check.Info, Message: "No time is named.", MessageLang: "en"},
		},
	}
}

func ticketOf(text string) *draft.TicketView {
	n := len([]rune(text))
	return &draft.TicketView{
		Gloss: &draft.Gloss{Language: "en", Text: letters()["en"]}, Language: draft.Axis{Tag: "ar"}, Culture: draft.Axis{Tag: "ar-SA"}, Market: draft.Axis{Tag: "SA"},
		Channel: draft.ChannelView{Name: "email"}, Emotion: ticket.Emotion{Label: "angry", Intensity: 0.6, Evidence: []ticket.Evidence{{Text: "x", Span: &[2]int{4, 8}}}},
		Asks:   []ticket.Ask{{Kind: "where-is-it", Text: text, Span: &[2]int{0, n / 2}}, {Kind: "refund", Text: "?", Span: &[2]int{n / 2, n}}},
		Orders: []string{"NL-204817"}, Products: []string{text[:strings.Index(text, "\n")]}, Missing: []string{"photos"}, Deadline: "2026-11-29",
		Risks: []ticket.Risk{{Kind: "legal", Hold: true, Advice: text, Evidence: []ticket.Evidence{{Text: text, Span: &[2]int{2, 7}}}, Collect: []string{"names"}}},
		Buyer: draft.BuyerView{Name: text[:strings.IndexAny(text, ",， ،、")], NonNative: true, Stage: ticket.StageWaiting, Repeated: 2},
	}
}

// screens are all that is laid out, by name.
func screens(s sheet, tag, text string) map[string][]line {
	c, view := full(tag, text), ticketOf(text)
	doc := &draft.Document{Ticket: view, Candidates: []draft.Candidate{*c, *c}, Snippets: []kb.Snippet{}}
	all := map[string][]line{
		"gist": s.gist(view), "gloss": s.gloss(view.Gloss), "candidate": s.candidate(c, "1"), "words": s.buyersWords(view, text, text),
		"failure":  s.failure("c1", draft.Event{Candidate: "c1", Error: &draft.Failure{Message: text, Hint: text}}),
		"standing": {s.standing(c)},
	}
	ch := newChooser(s, doc, text)
	ch.message = text
	for name, keys := range map[string][]key{"chooser": nil, "tab": {{name: "tab"}}, "tab tab": {{name: "tab"}, {name: "tab"}}, "help": {{text: "?"}}, "decisions": {{text: "r"}}, "typing": {{text: "r"}, {text: "i"}, {text: text}}} {
		for _, k := range keys {
			ch.press(k)
		}
		for _, l := range ch.frame(s.width, 24) {
			all[name] = append(all[name], line{text: l})
		}
		ch.over, ch.show, ch.entry = overNothing, showReply, entry{}
	}
	p := newProgress(s.words, time.Now)
	p.note(draft.Event{Type: "delta", Candidate: "c1", Side: "reply", Text: text})
	for _, l := range p.lines(s.width) {
		all["progress"] = append(all["progress"], line{text: l})
	}
	return all
}

var escapes = regexp.MustCompile(`\x1b\[[0-9;?]*[A-Za-z]`)

// cellsOf measures a line by Unicode's own tables, not by the library the program uses.
func cellsOf(s string) int {
	n, last := 0, rune(0)
	wide := 0
	for _, r := range escapes.ReplaceAllString(s, "") {
		w := 1
		switch k := width.LookupRune(r).Kind(); {
		case last == 0x200d, unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf), r >= 0x1f3fb && r <= 0x1f3ff:
			w = 0
		case k == width.EastAsianWide, k == width.EastAsianFullwidth:
			w = 2
		}
		if r == 0xfe0f && wide == 1 {
			w = 1
		}
		n, last, wide = n+w, r, w
	}
	return n
}

func TestNoLineIsWiderThanTheTerminal(t *testing.T) {
	for tag, text := range letters() {
		for w := 60; w <= 200; w++ {
			s := newSheet([]words{english(), chinese()}[w%2], painter{colour: w/2%2 == 0, strokes: w/2%2 == 0}, w)
			for screen, lines := range screens(s, tag, text) {
				for _, l := range lines {
					if got := cellsOf(l.text); got > w {
						t.Fatalf("%s at %d (%s): a line of %d columns: %q", screen, w, tag, got, l.text)
					}
				}
			}
		}
	}
}

func TestNothingOfATextIsLost(t *testing.T) {
	squeeze := func(s string) string { return strings.Join(strings.Fields(escapes.ReplaceAllString(s, "")), "") }
	for tag, text := range letters() {
		for w := 60; w <= 200; w += 7 {
			s := newSheet(english(), painter{}, w)
			if got := squeeze(join(s.set(text, w, 0))); got != squeeze(text) {
				t.Errorf("%s at %d: got\n%s\nwant\n%s", tag, w, got, squeeze(text))
			}
			var left, right strings.Builder
			for _, l := range s.beside(text, letters()["en"], nil, nil) {
				a, b, _ := strings.Cut(l.text, "│")
				left.WriteString(a)
				right.WriteString(b)
			}
			if squeeze(left.String()) != squeeze(text) || squeeze(right.String()) != squeeze(letters()["en"]) {
				t.Errorf("%s at %d beside: got\n%s\n%s", tag, w, left.String(), right.String())
			}
		}
	}
}

func TestColumnsAreStraight(t *testing.T) {
	for tag, text := range letters() {
		for w := 60; w <= 200; w++ {
			s := newSheet(english(), painter{}, w)
			for _, l := range s.beside(text, letters()["en"], nil, nil) {
				left, _, found := strings.Cut(l.text, "│")
				if !found || cellsOf(left) != s.half()+1 {
					t.Fatalf("%s at %d: the second column begins at %d, want %d: %q", tag, w, cellsOf(left), s.half()+1, l.text)
				}
				if right := tag == "ar" || tag == "he"; right && strings.TrimSpace(left) != "" && strings.HasSuffix(left, "  ") {
					t.Fatalf("%s at %d: not at the right edge: %q", tag, w, l.text)
				}
			}
		}
	}
}

func TestNoLineBeginsWithAMark(t *testing.T) {
	for tag, text := range letters() {
		for w := 20; w <= 100; w++ {
			for _, r := range rowsOf(text, w) {
				first, _ := firstRune(text[r.from:r.to])
				if unicode.In(first, unicode.Mn, unicode.Me) || closing(first) || first == 0x200d {
					t.Fatalf("%s at %d: a line begins with %U: %q", tag, w, first, text[r.from:r.to])
				}
			}
		}
	}
}

func firstRune(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return ' ', false
}

// TestEveryFindingIsShown: severity by sign and word, rule, message, place, advice.
func TestEveryFindingIsShown(t *testing.T) {
	c := full("ja", letters()["ja"])
	got := join(newSheet(english(), painter{}, 160).candidate(c, "1"))
	for _, want := range []string{"✗ error facts/number: The reply names a number", "in the reply: “山本 [早紀 様、ご]注文", "in your text: “[Hello]", "→ Take it out", "! warning tone/long", "· note steps/no-time: No time", "✗ 1 error  ! 1 warning  · 1 note", "based on returns.md#eu"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	got = join(newSheet(chinese(), painter{}, 160).candidate(c, "1"))
	if !strings.Contains(got, "✗ 错误 facts/number：") {
		t.Errorf("not in Chinese:\n%s", got)
	}
}

func TestNothingDrivesTheTerminal(t *testing.T) {
	hostile := "a\x1b[2J\x1b]0;x\x07\u202eevil\u2066 b\r\nc\n\nd,"
	for name, lines := range screens(newSheet(english(), painter{}, 80), "en", hostile) {
		for _, l := range lines {
			if strings.ContainsAny(strings.ReplaceAll(l.text, "\x1b["+"23G", ""), "\x07\r\u202e\u2066") || strings.Contains(l.text, "\x1b[2J") {
				t.Errorf("%s: %q", name, l.text)
			}
		}
	}
}
