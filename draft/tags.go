package draft

import (
	"strings"

	"golang.org/x/text/language"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/lang"
)

// replyLanguage turns a tag into a language to write: "ja-JP" is "ja", Chinese keeps
// its script, Portuguese its variety.
func replyLanguage(tag string) (string, error) {
	t, err := language.Parse(strings.ReplaceAll(tag, "_", "-"))
	if err != nil {
		return "", culture.NoLanguage(tag)
	}
	base, _ := t.Base()
	script, _ := t.Script()
	region, confidence := t.Region()
	switch b := base.String(); {
	case b == "zh" || b == "cmn" || b == "yue":
		return "zh-" + script.String(), nil
	case confidence == language.Exact && (b == "pt" || b == "es" || b == "fr" && region.String() == "CA"):
		return b + "-" + region.String(), nil // varieties that are written differently
	case b == "und":
		return "", culture.NoLanguage(tag)
	default:
		return b, nil
	}
}

// AgentLanguage is the language to show an agent: what they asked for, else their
// locale's, else English. A wish we cannot parse counts as none.
func AgentLanguage(wish, locale string) string {
	for _, tag := range []string{wish, locale} {
		if tag == "" {
			continue
		}
		if l, err := replyLanguage(tag); err == nil {
			return l
		}
	}
	return "en"
}

func sameLanguage(a, b string) bool {
	x, _, _ := strings.Cut(a, "-")
	y, _, _ := strings.Cut(b, "-")
	return x == y && (x != "zh" || lang.Script(a) == lang.Script(b))
}

// region is the country a tag names, or "".
func region(tag string) string {
	t, err := language.Parse(strings.ReplaceAll(tag, "_", "-"))
	if err != nil {
		return ""
	}
	r, confidence := t.Region()
	if confidence != language.Exact || !r.IsCountry() {
		return ""
	}
	return r.String()
}

// withRegion completes a bare language from a locale field by the country.
func withRegion(locale, country string) string {
	if locale == "" || country == "" || region(locale) != "" {
		return strings.ReplaceAll(locale, "_", "-")
	}
	return locale + "-" + country
}

// countryCulture is the culture of a country: the written language's where it is
// spoken there ("de" in CH), else that of the country's own language.
func countryCulture(country, written string) string {
	if country == "" {
		return ""
	}
	base, _, _ := strings.Cut(written, "-")
	if spoken[country] != nil {
		for _, l := range spoken[country] {
			if l == base {
				return base + "-" + country
			}
		}
	}
	own, _ := language.Make("und-" + country).Base()
	return own.String() + "-" + country
}

// spoken lists countries where a buyer may well be at home in one of several
// languages. It only chooses between manners; no law hangs on it.
var spoken = map[string][]string{
	"CH": {"de", "fr", "it"}, "BE": {"nl", "fr", "de"}, "CA": {"en", "fr"}, "LU": {"fr", "de"}, "FI": {"fi", "sv"},
	"SG": {"en", "zh", "ms", "ta"}, "HK": {"zh", "en"}, "IE": {"en", "ga"}, "IN": {"hi", "en"}, "ZA": {"en", "af", "zu"},
	"NZ": {"en", "mi"}, "PH": {"en", "fil"}, "AE": {"ar", "en"},
}
