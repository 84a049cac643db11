package value

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/pack"
)

//go:embed locales.yaml
var localesYAML []byte

// locale is how one locale writes; see locales.yaml.
type locale struct {
	Base       string            `yaml:"base"`
	Decimal    string            `yaml:"decimal"`
	Group      string            `yaml:"group"`
	MoneyGroup string            `yaml:"money_group"`
	MinGroup   int               `yaml:"min_group"` // digits before the first separator
	Indian     bool              `yaml:"indian"`    // 12,34,567
	Money      string            `yaml:"money"`     // ¤ the sign, # the number
	MoneyIn    map[string]string `yaml:"money_in"`  // by currency
	Date       string            `yaml:"date"`
	DateDay    string            `yaml:"date_day"`
	Months     []string          `yaml:"months"`
	Weekdays   []string          `yaml:"weekdays"`
	Time       string            `yaml:"time"`
	AmPm       []string          `yaml:"am_pm"`
	Symbols    map[string]string `yaml:"symbols"`

	parent *locale
}

// locales reads locales.yaml on first use and fills in what bases provide.
var locales = sync.OnceValue(func() map[string]*locale {
	var file struct {
		Locales map[string]*locale `yaml:"locales"`
	}
	if err := pack.Decode(localesYAML, &file); err != nil {
		panic(err) // our own file; TestLocales reads it
	}
	for tag, l := range file.Locales {
		if l.Base == "" && tag != "en-US" {
			l.parent = file.Locales["en-US"]
		}
	}
	for _, l := range file.Locales {
		if l.Base != "" {
			l.inherit(file.Locales[l.Base])
		}
		if l.MoneyGroup == "" {
			l.MoneyGroup = l.Group
		}
	}
	return file.Locales
})

// inherit takes from base what l leaves out.
func (l *locale) inherit(base *locale) {
	l.parent = base
	l.Indian = l.Indian || base.Indian
	if l.MoneyGroup == "" {
		l.MoneyGroup = base.MoneyGroup
		if base.MoneyGroup == "" {
			l.MoneyGroup = base.Group
		}
	}
	for _, f := range []struct{ have, base *string }{
		{&l.Decimal, &base.Decimal}, {&l.Group, &base.Group},
		{&l.Money, &base.Money}, {&l.Date, &base.Date},
		{&l.DateDay, &base.DateDay}, {&l.Time, &base.Time},
	} {
		if *f.have == "" {
			*f.have = *f.base
		}
	}
	if l.MinGroup == 0 {
		l.MinGroup = base.MinGroup
	}
	for _, f := range []struct{ have, base *[]string }{
		{&l.Months, &base.Months}, {&l.Weekdays, &base.Weekdays}, {&l.AmPm, &base.AmPm},
	} {
		if *f.have == nil {
			*f.have = *f.base
		}
	}
	if l.MoneyIn == nil {
		l.MoneyIn = base.MoneyIn
	}
}

// symbol is the sign this locale writes for a currency, else its code.
func (l *locale) symbol(currency string) string {
	for ; l != nil; l = l.parent {
		if s, ok := l.Symbols[currency]; ok {
			return s
		}
	}
	return currency
}

// nearest finds the locale a reader of tag expects.
func nearest(tag string) (string, *locale) {
	all := locales()
	language, region := subtags(tag)
	if language == "no" || language == "nn" {
		language = "nb"
	}
	for _, name := range []string{language + "-" + region, mainLocale(language, region)} {
		if l, ok := all[name]; ok {
			return name, l
		}
	}
	return "en-GB", all["en-GB"]
}

// decimalSign is "." or ",", whichever a reader of tag expects; "." when unknown.
func decimalSign(tag string) string {
	if tag == "" {
		return "."
	}
	_, l := nearest(tag)
	return l.Decimal
}

// subtags splits a tag into language and region; a script stands for the region
// where it decides the forms ("zh-Hant").
func subtags(tag string) (language, region string) {
	parts := strings.FieldsFunc(tag, func(r rune) bool { return r == '-' || r == '_' })
	if len(parts) == 0 {
		return "", ""
	}
	language = strings.ToLower(parts[0])
	for _, p := range parts[1:] {
		switch {
		case len(p) == 1: // an extension or private use follows
			return language, region
		case len(p) == 2 || len(p) == 3 && allDigits(p):
			return language, strings.ToUpper(p)
		case len(p) == 4:
			region = strings.ToUpper(p[:1]) + strings.ToLower(p[1:])
		}
	}
	return language, region
}

// mainLocale is the locale that stands for a language, or for a group of its regions.
func mainLocale(language, region string) string {
	switch language {
	case "zh":
		switch region {
		case "Hant":
			return "zh-TW"
		case "MO":
			return "zh-HK"
		}
	case "es":
		switch region {
		case "419", "GT", "HN", "NI", "PA", "PR", "SV", "DO":
			return "es-MX"
		case "UY", "PY":
			return "es-AR"
		}
	case "pt":
		switch region {
		case "AO", "MZ", "CV", "GW", "ST", "TL", "MO", "LU", "CH":
			return "pt-PT"
		}
	case "en":
		switch region {
		case "", "US", "PH", "PR":
			return "en-US"
		}
		return "en-GB"
	}
	return mainLocales[language]
}

// mainLocales is read-only.
var mainLocales = map[string]string{
	"de": "de-DE", "ja": "ja-JP", "zh": "zh-CN", "fr": "fr-FR", "es": "es-ES", "it": "it-IT",
	"pt": "pt-BR", "ko": "ko-KR", "nl": "nl-NL", "ar": "ar-EG", "hi": "hi-IN", "ru": "ru-RU",
	"pl": "pl-PL", "sv": "sv-SE", "fi": "fi-FI", "da": "da-DK", "nb": "nb-NO", "tr": "tr-TR",
	"th": "th-TH", "vi": "vi-VN", "id": "id-ID", "ms": "ms-MY", "cs": "cs-CZ", "uk": "uk-UA",
	"el": "el-GR", "ro": "ro-RO", "hu": "hu-HU", "he": "he-IL",
}
