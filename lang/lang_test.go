package lang

import "testing"

func TestMatchPicksWhatTheReaderReadsBest(t *testing.T) {
	for _, c := range []struct {
		says, tag string
		have      []string
		want      string
	}{
		{"Taiwan reads traditional characters", "zh-TW", []string{"zh-Hans", "zh-Hant"}, "zh-Hant"},
		{"Hong Kong too", "zh-HK", []string{"zh-Hans", "zh-Hant"}, "zh-Hant"},
		{"bare Chinese is simplified", "zh", []string{"zh-Hant", "zh-Hans"}, "zh-Hans"},
		{"the other script is better than nothing", "zh-TW", []string{"en", "zh-Hans"}, "zh-Hans"},
		{"Portugal takes the neutral one over the Brazilian", "pt-PT", []string{"pt-BR", "pt"}, "pt"},
		{"its own over the neutral one", "pt-PT", []string{"pt", "pt-PT", "pt-BR"}, "pt-PT"},
		{"bare Portuguese usually means Brazil", "pt", []string{"pt-PT", "pt-BR"}, "pt-BR"},
		{"Australia reads British rather than American", "en-AU", []string{"en-US", "en-GB"}, "en-GB"},
		{"Argentina reads Mexican rather than European Spanish", "es-AR", []string{"es-ES", "es-MX"}, "es-MX"},
		{"old code of Norwegian", "no", []string{"da", "nb"}, "nb"},
		{"nobody", "sv", []string{"da", "nb"}, ""},
		{"case and underscores do not matter", "ZH_hant_tw", []string{"zh-Hans", "zh-Hant"}, "zh-Hant"},
	} {
		got, ok := Match(c.tag, c.have)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s: Match(%q, %q) = %q, %v, want %q", c.says, c.tag, c.have, got, ok, c.want)
		}
	}
}

func TestNamesInEnglishChineseAndThemselves(t *testing.T) {
	for _, c := range []struct{ tag, in, want string }{
		{"ja", "en", "Japanese"}, {"ja", "ja", "日本語"}, {"ja", "zh-Hans", "日语"}, {"de-DE", "en", "German"},
		{"pt-BR", "en", "Brazilian Portuguese"}, {"zh-TW", "en", "Traditional Chinese"}, {"zh-TW", "zh-Hans", "繁体中文"},
		{"zh-Hant", "zh-Hant", "繁體中文"}, {"no", "en", "Norwegian"}, {"xx", "en", "xx"}, {"fr", "de", "French"},
		{"en", "en", "English"}, {"ja", "zh-CN", "日语"},
	} {
		if got := Name(c.tag, c.in); got != c.want {
			t.Errorf("Name(%q, %q) = %q, want %q", c.tag, c.in, got, c.want)
		}
	}
}

func TestScriptAndDirection(t *testing.T) {
	for _, c := range []struct {
		tag, script string
		rtl         bool
	}{
		{"ja", "Jpan", false}, {"zh-CN", "Hans", false}, {"zh-HK", "Hant", false}, {"ar-SA", "Arab", true}, {"he", "Hebr", true},
		{"ar-Latn", "Latn", false}, {"hi", "Deva", false}, {"de", "Latn", false}, {"sr-Latn-RS", "Latn", false}, {"fa-IR", "Arab", true},
	} {
		if Script(c.tag) != c.script || RTL(c.tag) != c.rtl {
			t.Errorf("%s: script %s, right to left %v; want %s, %v", c.tag, Script(c.tag), RTL(c.tag), c.script, c.rtl)
		}
	}
}

func TestSentencesAreCutWhereAReaderWould(t *testing.T) {
	for _, c := range []struct {
		says, tag, text string
		want            []string
	}{
		{"English titles and times", "en", "Dear Mr. Smith, it arrived at 5 p.m. yesterday. Is that ok? Yes!", []string{"Dear Mr. Smith, it arrived at 5 p.m. yesterday.", "Is that ok?", "Yes!"}},
		{"German ordinals and abbreviations", "de", "Am 3. März kam z.B. die Bestellung Nr. 5. Danke.", []string{"Am 3. März kam z.B. die Bestellung Nr. 5.", "Danke."}},
		{"amounts and addresses", "en", "I paid 3.50 EUR at shop.example.com. Thanks", []string{"I paid 3.50 EUR at shop.example.com.", "Thanks"}},
		{"Japanese quotes", "ja", "「届きません。」と言いました。返金してください！お願いします", []string{"「届きません。」と言いました。", "返金してください！", "お願いします"}},
		{"Chinese without spaces", "zh", "你好!我的包裹呢?等了三周。", []string{"你好!", "我的包裹呢?", "等了三周。"}},
		{"Hindi", "hi", "मेरा ऑर्डर कहाँ है? धन्यवाद। नमस्ते", []string{"मेरा ऑर्डर कहाँ है?", "धन्यवाद।", "नमस्ते"}},
		{"Arabic", "ar", "أين طلبي؟ شكرا لكم.", []string{"أين طلبي؟", "شكرا لكم."}},
		{"lines end sentences", "", "Hello\r\nwhere is it\n\n  Ann ", []string{"Hello", "where is it", "Ann"}},
		{"an ellipsis may go on", "en", "Well... maybe. And so… yes", []string{"Well... maybe.", "And so… yes"}},
		{"numbered list", "en", "1. First thing\n2. Second thing", []string{"1. First thing", "2. Second thing"}},
	} {
		var got []string
		for _, s := range Sentences(c.text, c.tag) {
			got = append(got, c.text[s.Start:s.End])
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: got %q, want %q", c.says, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: got %q, want %q", c.says, got[i], c.want[i])
			}
		}
	}
}
