package translate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/translate"
)

func TestUnwrapTakesOffWhatIsNotTheAnswer(t *testing.T) {
	reply := "Hallo Taro Yamada,\n\nIhre Lampe kommt morgen.\n\nIhr Kundendienst"
	for name, answer := range map[string]string{
		"nothing to take off":         reply,
		"an English preface":          "Here is the German translation:\n\n" + reply,
		"a chatty preface":            "Sure! Here's the translated reply:\n" + reply,
		"a preface in bold":           "**Translation:**\n\n" + reply,
		"a German preface":            "Hier ist die Übersetzung:\n\n" + reply,
		"a Japanese preface":          "以下は翻訳です：\n\n" + reply,
		"a Chinese preface":           "好的，以下是译文：\n" + reply,
		"a code fence":                "```\n" + reply + "\n```",
		"a code fence with a name":    "```text\n" + reply + "\n```",
		"quotation marks":             "“" + reply + "”",
		"preface, fence and quotes":   "Translation:\n```\n\"" + reply + "\"\n```",
		"a translator's note":         reply + "\n\nNote: I kept the formal address in the translation.",
		"a note after a rule":         reply + "\n\n---\n\n**Translation note:** placeholders were kept as in the original.",
		"reasoning":                   "<think>Formal, so Sie.</think>\n" + reply,
		"echoed fence lines":          "<<text 0123456789abcdef>>\n" + reply + "\n<<end of text 0123456789abcdef>>",
		"carriage returns and spaces": "\r\n " + strings.ReplaceAll(reply, "\n", "\r\n") + "\r\n",
	} {
		if got := translate.Unwrap(answer); got != reply {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestUnwrapLeavesReplies(t *testing.T) {
	for _, reply := range []string{
		"Here is your tracking number:\n4411-2222",
		"Voici les étapes :\n1. Ouvrez la page.",
		"“Late” is the word you used, and you are right to call it “late”",
		"「ログインできません」とのことですが、確認いたします。",
		"Sure, we can help:\nplease send a photo.",
		"ご返信ありがとうございます。\n\n注：営業日は平日のみです。",
		"Hello,\n\nhere is what we do.\n\nNote: the office is closed on Monday.",
		"Betreff: Ihre Bestellung\n\nGuten Tag,",
	} {
		if got := translate.Unwrap(reply); got != reply {
			t.Errorf("%q became %q", reply, got)
		}
	}
}

func TestMarkersHideAndRestore(t *testing.T) {
	text := "Your Glow Lamp is fine. The Glow Lamp by Lumen stays {#1} as it is."
	p := translate.Prepare(text, translate.Options{From: "en", To: "de", Keep: []string{"Glow Lamp", "Lumen"}, Markers: true})
	if strings.Contains(p.Text, "Lumen") || strings.Contains(p.Text, "Lamp") {
		t.Fatalf("not hidden: %q", p.Text)
	}
	got, problems := p.Finish(p.Text)
	if got != text {
		t.Errorf("got %q", got)
	}
	for _, q := range problems {
		if q.Kind != translate.Untranslated {
			t.Errorf("problem %v", q)
		}
	}
	mangled := strings.NewReplacer("{#2}", "｛＃２｝", "{#3}", "{ # 3 }").Replace(p.Text)
	if got, _ := p.Finish(mangled); got != text {
		t.Errorf("mangled markers: got %q", got)
	}
	got, problems = p.Finish(p.Text + " {#99}")
	if strings.Contains(got, "{#99}") || !has(problems, translate.Marker) {
		t.Errorf("a marker of nobody's reached the buyer: %q %v", got, problems)
	}
}

func TestFinishNamesWhatIsMissingAndMendsWhatIsMangled(t *testing.T) {
	p := translate.Prepare("Order AB-118 of Glow Lamp", translate.Options{From: "en", To: "ja", Keep: []string{"AB-118", "Glow Lamp"}})
	if got, problems := p.Finish("Glow Lamp（ご注文番号ＡＢ－１１８）"); got != "Glow Lamp（ご注文番号AB-118）" || len(problems) > 0 {
		t.Errorf("got %q %v", got, problems)
	}
	if _, problems := p.Finish("Glow Lamp（ご注文番号AB-1180）"); !has(problems, translate.Missing) {
		t.Errorf("a longer number passed: %v", problems)
	}
	if _, problems := p.Finish("ご注文のランプ"); len(problems) != 2 {
		t.Errorf("got %v", problems)
	}
	if _, problems := p.Finish("```\n```"); !has(problems, translate.Empty) && !has(problems, translate.Missing) {
		t.Errorf("an empty answer passed: %v", problems)
	}
}

func TestGlossaryTermsMayInflect(t *testing.T) {
	glossary := []brand.Term{
		{Term: "return label", Texts: map[string]string{"de": "Rücksendeetikett", "ja": "返品ラベル"}},
		{Term: "voucher", Texts: map[string]string{"de": "Gutschein"}},
	}
	p := translate.Prepare("Print both return labels.", translate.Options{From: "en", To: "de", Glossary: glossary})
	if len(p.Terms) != 1 {
		t.Fatalf("terms %v", p.Terms)
	}
	if _, problems := p.Finish("Drucken Sie beide Rücksendeetiketten aus."); has(problems, translate.Unheeded) {
		t.Errorf("plural refused: %v", problems)
	}
	if _, problems := p.Finish("Drucken Sie beide Retourenscheine aus."); !has(problems, translate.Unheeded) {
		t.Error("another word passed")
	}
}

func TestFilterShowsWhatFinishKeeps(t *testing.T) {
	p := translate.Prepare("Your Glow Lamp", translate.Options{From: "en", To: "de", Keep: []string{"Glow Lamp"}, Markers: true})
	for _, answer := range []string{
		"Ihre {#1} kommt.\n\nGruß",
		"Here is the translation:\n\nIhre {#1} kommt.\n\nGruß",
		"Sure! Here is the translation:\n```\nIhre {#1} kommt.\n\nGruß\n```",
		"“Ihre {#1} kommt.\n\nGruß”",
		"<think>\nhm\n</think>\n\nIhre {#1} kommt.\n\nGruß\n",
		"<<text 0123456789abcdef>>\nIhre {#1} kommt.\n\nGruß\n<<end of text 0123456789abcdef>>",
		"Ihre {#1}",
	} {
		want, _ := p.Finish(answer)
		for size := 1; size < 9; size++ {
			f, shown := p.Filter(), ""
			for piece := range slices.Chunk([]rune(answer), size) {
				shown += f.Write(string(piece))
			}
			if shown += f.Close(); shown != want {
				t.Errorf("%q in pieces of %d: shown %q, want %q", answer, size, shown, want)
			}
		}
	}
}

func TestAQuotationStaysOne(t *testing.T) {
	p := translate.Prepare("“It is late”, you write.", translate.Options{From: "en", To: "de"})
	if got, _ := p.Finish("„Es ist spät“"); got != "„Es ist spät“" {
		t.Errorf("got %q", got)
	}
}

func has(problems []translate.Problem, kind translate.Kind) bool {
	return slices.ContainsFunc(problems, func(p translate.Problem) bool { return p.Kind == kind })
}

func FuzzUnwrapOnlyTakesAway(f *testing.F) {
	f.Add("Translation:\n“a”")
	f.Add("```\n```")
	f.Add("\n\n:")
	f.Fuzz(func(t *testing.T, answer string) {
		got := translate.Unwrap(answer)
		if !strings.Contains(strings.ReplaceAll(answer, "\r\n", "\n"), got) && !strings.Contains(answer, "<<") {
			t.Errorf("%q is not part of %q", got, answer)
		}
	})
}

func FuzzMarkersComeBack(f *testing.F) {
	f.Add("order AB-118 at https://a.example/x?y=1", "AB-118")
	f.Add("{#1} {#2}", "{#1}")
	f.Fuzz(func(t *testing.T, text, name string) {
		p := translate.Prepare(text, translate.Options{From: "en", To: "de", Keep: []string{name}, Markers: true})
		f := p.Filter()
		f.Write(p.Text)
		f.Close()
		got, _ := p.Finish(p.Text)
		if want := translate.Unwrap(text); translate.Unwrap(p.Text) == p.Text && got != want && got != text {
			t.Errorf("%q became %q", text, got)
		}
	})
}
