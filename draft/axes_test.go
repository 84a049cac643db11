package draft

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/ticket"
)

func read(t *testing.T, text string) *ticket.Ticket {
	t.Helper()
	tk, _, err := ticket.Read(strings.NewReader(text), ticket.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return tk
}

func resolve(t *testing.T, text string, flags, defaults Wanted) Axes {
	t.Helper()
	tk := read(t, text)
	a, err := Resolve(culture.Builtin(), tk, ticket.Analyse(tk, "en", time.Now()), flags, defaults)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

const (
	english  = "Hello, I ordered a tent two weeks ago and it has not arrived yet. Where is my order NL-118273?"
	german   = "Guten Tag, ich habe vor zwei Wochen ein Zelt bestellt und es ist noch nicht angekommen. Wo ist meine Bestellung NL-118273?"
	japanese = "二週間前にテントを注文しましたが、まだ届いておりません。注文番号NL-118273の荷物はどこにありますか。"
	chinese  = "您好，我两周前订购了一顶帐篷，到现在还没有收到。请问订单 NL-118273 现在在哪里？"
)

func TestEachAxisIsSettledOnItsOwn(t *testing.T) {
	cases := []struct {
		name                      string
		text                      string
		flags, defaults           Wanted
		culture, language, market string
		from                      string // of the culture
	}{
		{"an English ticket from Japan gets English in a Japanese manner", `{"text":"` + english + `","customer":{"country":"JP"}}`, Wanted{}, Wanted{}, "ja-JP", "en", "JP", "metadata:country"},
		{"German from Switzerland is under Swiss law", `{"text":"` + german + `","customer":{"country":"CH"}}`, Wanted{}, Wanted{}, "de-CH", "de", "CH", "metadata:country"},
		{"language alone settles no law", german, Wanted{}, Wanted{}, "de", "de", "", "language"},
		{"a locale is manner and law, not language", `{"text":"` + english + `","customer":{"locale":"ja-JP"}}`, Wanted{}, Wanted{}, "ja-JP", "en", "JP", "metadata:locale"},
		{"a place the buyer names is where the law is from", english + " I live in Zurich, Switzerland.", Wanted{}, Wanted{}, "en", "en", "CH", "language"},
		{"a flag outranks everything", `{"text":"` + english + `","customer":{"locale":"ja-JP"}}`, Wanted{Culture: "de-DE", Language: "de", Market: "AT"}, Wanted{}, "de-DE", "de", "AT", "flag"},
		{"the helpdesk's language is an explicit wish", `{"text":"` + english + `","customer":{"language":"de"}}`, Wanted{}, Wanted{}, "de", "de", "", "language"},
		{"settings come last", "ok", Wanted{}, Wanted{Culture: "zh-CN", Language: "zh-Hans", Market: "CN"}, "zh-CN", "zh-Hans", "CN", "config"},
		{"Chinese keeps its script", chinese, Wanted{}, Wanted{}, "zh-Hans", "zh-Hans", "", "language"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := resolve(t, c.text, c.flags, c.defaults)
			if a.Culture.Tag != c.culture || a.Language.Tag != c.language || a.Market.Tag != c.market || a.Culture.From != c.from {
				t.Errorf("got culture %s from %s, language %s from %s, market %q; want %s from %s, %s, %q",
					a.Culture.Tag, a.Culture.From, a.Language.Tag, a.Language.From, a.Market.Tag, c.culture, c.from, c.language, c.market)
			}
		})
	}
}

func TestUnknownTagsFromFlagsAreErrorsAndFromMetadataWarnings(t *testing.T) {
	tk := read(t, english)
	s := ticket.Analyse(tk, "en", time.Now())
	for flags, want := range map[Wanted]error{
		{Culture: "xq-ZZ"}: culture.ErrUnknown, {Culture: "not a tag"}: culture.ErrUnknown,
		{Language: "xq"}: culture.ErrLanguage, {Market: "Chian"}: culture.ErrCountry, {Market: "ZZ"}: culture.ErrCountry,
	} {
		if _, err := Resolve(culture.Builtin(), tk, s, flags, Wanted{}); !errors.Is(err, want) {
			t.Errorf("%+v: got %v, want %v", flags, err, want)
		}
		if err := flags.Sound(culture.Builtin()); !errors.Is(err, want) {
			t.Errorf("%+v: Sound says %v, want %v", flags, err, want)
		}
	}
	if err := (Wanted{Culture: "ja-JP", Language: "ja", Market: "Japan"}).Sound(culture.Builtin()); err != nil {
		t.Error(err)
	}
	if a := resolve(t, `{"text":"`+english+`","customer":{"country":"Germany"}}`, Wanted{}, Wanted{}); a.Market.Tag != "DE" {
		t.Errorf("a country by its name in the ticket: market %q, want DE", a.Market.Tag)
	}
	a := resolve(t, `{"text":"`+english+`","customer":{"locale":"xq-QQ","country":"ZZ"}}`, Wanted{}, Wanted{})
	if len(a.Warnings) == 0 || a.Language.Tag != "en" {
		t.Errorf("got %+v, want warnings and English", a)
	}
}

func TestMetadataThatContradictsTheTextIsAWarning(t *testing.T) {
	a := resolve(t, `{"text":"`+japanese+`","customer":{"language":"de"}}`, Wanted{}, Wanted{})
	if a.Language.Tag != "de" || len(a.Warnings) != 1 || a.Warnings[0].Kind != "language" {
		t.Errorf("got %s and %v, want de and one warning", a.Language.Tag, a.Warnings)
	}
}

func TestAGuessedLanguageAndAnUnknownChannelAreSaid(t *testing.T) {
	for _, c := range []struct{ text, channel, warned string }{
		{"ok 44", "", "language"},
		{english, "pigeon", "metadata"},
		{english, "WhatsApp", ""},
		{japanese, "", ""},
	} {
		a := resolve(t, `{"text":"`+c.text+`"}`, Wanted{Channel: c.channel}, Wanted{})
		got := ""
		for _, w := range a.Warnings {
			got += w.Kind
		}
		if got != c.warned {
			t.Errorf("%q on %q: warned of %q, want %q", c.text, c.channel, got, c.warned)
		}
	}
}
