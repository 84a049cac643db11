package lang

import (
	"strings"

	"github.com/abadojack/whatlanggo"
)

// Detect guesses the language of text.
func Detect(text string) Guess {
	c := countScripts(text)
	name, n := c.main()
	if n == 0 {
		return Guess{Reason: "no letters"}
	}
	share := float64(n) / float64(c.total)
	switch name {
	case "Latn":
		if c.total < 4 {
			return Guess{Reason: "too short"}
		}
		return detectLatin(text)
	case "Hani":
		return Guess{Tag: hanVariant(text), Confidence: share, Shares: []Share{{hanVariant(text), share}}}
	}
	tag, ok := scriptLanguages[name]
	if !ok {
		return Guess{Reason: "a script we have no language for"}
	}
	if name == "Cyrl" && strings.ContainsAny(text, "іїєґІЇЄҐ") {
		tag = "uk"
	}
	return Guess{Tag: tag, Confidence: share, Shares: []Share{{tag, share}}}
}

// scriptLanguages is the language a script alone stands for.
var scriptLanguages = map[string]string{
	"Jpan": "ja", "Kore": "ko", "Cyrl": "ru", "Arab": "ar", "Hebr": "he", "Grek": "el", "Thai": "th", "Deva": "hi",
	"Beng": "bn", "Taml": "ta", "Telu": "te", "Gujr": "gu", "Geor": "ka", "Khmr": "km", "Laoo": "lo", "Mymr": "my",
}

func hanVariant(text string) string {
	if strings.ContainsAny(text, "這個們來說會對時國還沒請麼為與謝訂單貨電話嗎問題運費應該麼裡點") {
		return "zh-Hant"
	}
	return "zh-Hans"
}

func detectLatin(text string) Guess {
	i := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: latinCandidates})
	tag := i.Lang.Iso6391()
	g := Guess{Tag: tag, Confidence: min(i.Confidence, .95), Shares: []Share{{tag, 1}}}
	if tag == "" {
		return Guess{Reason: "too short"}
	}
	return g
}

var latinCandidates = map[whatlanggo.Lang]bool{
	whatlanggo.Eng: true, whatlanggo.Deu: true, whatlanggo.Fra: true, whatlanggo.Spa: true, whatlanggo.Ita: true,
	whatlanggo.Por: true, whatlanggo.Nld: true, whatlanggo.Pol: true, whatlanggo.Tur: true, whatlanggo.Swe: true,
	whatlanggo.Dan: true, whatlanggo.Nob: true, whatlanggo.Fin: true, whatlanggo.Ces: true, whatlanggo.Hun: true,
	whatlanggo.Ron: true, whatlanggo.Ind: true, whatlanggo.Vie: true,
}
