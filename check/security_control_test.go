package check

import (
	"slices"
	"testing"
)

// TestArabicIsolatesAroundNumbersAreNoControlCharacters: what keeps an id in its place is
// fine in a reply written from right to left; everything else that moves text is not.
func TestArabicIsolatesAroundNumbersAreNoControlCharacters(t *testing.T) {
	for name, c := range map[string]struct {
		lang, reply string
		want        bool
	}{
		"an id and a product":        {"ar", "طلبكم \u2068NL-207655\u2069 (\u2068Polar 400\u2069) وصل ناقصًا، ونحن نتحقق من ذلك.", false},
		"a signature on two lines":   {"ar-SA", "نحن نتحقق من طلبكم وسنكتب إليكم قريبًا جدًا.\n\n\u2068Northlight Outdoor\u2069\n\u2068Customer Care\u2069", false},
		"Hebrew":                     {"he", "ההזמנה \u2068NL-207655\u2069 בדרך אליכם, ונעדכן בקרוב.", false},
		"marks alone":                {"ar", "طلبكم \u200eNL-207655\u200e في الطريق إليكم الآن.", false},
		"an override in Arabic":      {"ar", "طلبكم \u202eNL-207655\u202c وصل ناقصًا، ونحن نتحقق من ذلك.", true},
		"an isolate that never ends": {"ar", "طلبكم \u2068NL-207655 وصل ناقصًا، ونحن نتحقق من ذلك.", true},
		"an end without a start":     {"ar", "طلبكم NL-207655\u2069 وصل ناقصًا، ونحن نتحقق من ذلك.", true},
		"an override in an isolate":  {"ar", "طلبكم \u2068NL\u202e207655\u2069 وصل ناقصًا، ونحن نتحقق من ذلك.", true},
		"over a line end":            {"ar", "طلبكم \u2068NL-207655\n(Polar 400)\u2069 وصل ناقصًا، ونحن نتحقق.", true},
		"an English reply":           {"en", "Your order \u2068NL-207655\u2069 is on its way to you now.", true},
		"English called Arabic":      {"ar", "Your order \u2068NL-207655\u2069 is on its way to you now.", true},
	} {
		if got := slices.Contains(rulesOf(shop(c.lang, "", c.reply)), "security/control"); got != c.want {
			t.Errorf("%s: security/control is %v, want %v", name, got, c.want)
		}
	}
}
