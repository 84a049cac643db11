package lang

import "strings"

// parts are the subtags of a BCP 47 tag that matter here, in their usual case.
type parts struct{ base, script, region string }

// aliases are codes for languages we know under another one.
var aliases = map[string]string{
	"no": "nb", "nn": "nb", "iw": "he", "in": "id", "tl": "fil", "cmn": "zh", "yue": "zh", "msa": "ms", "zsm": "ms",
}

// parse reads a tag leniently: case, underscores and unknown subtags do not matter.
func parse(tag string) parts {
	var p parts
	for i, s := range strings.FieldsFunc(tag, func(r rune) bool { return r == '-' || r == '_' }) {
		switch {
		case i == 0:
			p.base = strings.ToLower(s)
			if p.base == "yue" {
				p.script = "Hant"
			}
			if a, ok := aliases[p.base]; ok {
				p.base = a
			}
		case len(s) == 4 && p.script == "":
			p.script = strings.ToUpper(s[:1]) + strings.ToLower(s[1:])
		case (len(s) == 2 || len(s) == 3) && p.region == "":
			p.region = strings.ToUpper(s)
		case len(s) == 1: // an extension begins: nothing after it names the language
			return p
		}
	}
	return p
}

// scripts of languages not written in Latin letters.
var scripts = map[string]string{
	"am": "Ethi", "ar": "Arab", "be": "Cyrl", "bg": "Cyrl", "bn": "Beng", "ckb": "Arab", "el": "Grek", "fa": "Arab",
	"gu": "Gujr", "he": "Hebr", "hi": "Deva", "hy": "Armn", "ja": "Jpan", "ka": "Geor", "kk": "Cyrl", "km": "Khmr",
	"kn": "Knda", "ko": "Kore", "lo": "Laoo", "mk": "Cyrl", "ml": "Mlym", "mn": "Cyrl", "mr": "Deva", "my": "Mymr",
	"ne": "Deva", "pa": "Guru", "ps": "Arab", "ru": "Cyrl", "si": "Sinh", "sr": "Cyrl", "ta": "Taml", "te": "Telu",
	"th": "Thai", "uk": "Cyrl", "ur": "Arab", "yi": "Hebr",
}

// Script is the ISO 15924 script that tag is written in ("Jpan", "Hans", "Arab",
// "Latn").
func Script(tag string) string {
	p := parse(tag)
	if p.script != "" {
		return p.script
	}
	if p.base == "zh" {
		switch p.region {
		case "TW", "HK", "MO":
			return "Hant"
		}
		return "Hans"
	}
	if s, ok := scripts[p.base]; ok {
		return s
	}
	return "Latn"
}

// RTL tells whether tag is written right to left.
func RTL(tag string) bool {
	switch Script(tag) {
	case "Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm":
		return true
	}
	return false
}

// families are regions whose readers share a written standard: the first is the one
// the others fall back on.
var families = map[string][][]string{
	"en": {{"US", "PH", "PR"}, {"GB", "AU", "NZ", "IE", "IN", "ZA", "SG", "HK", "MY", "CA", "KE", "NG", "PK"}},
	"es": {{"ES"}, {"MX", "AR", "CO", "CL", "PE", "VE", "EC", "GT", "CR", "UY", "PA", "DO", "US", "419"}},
	"pt": {{"BR"}, {"PT", "AO", "MZ", "CV", "MO"}},
	"fr": {{"FR", "BE", "CH", "LU"}, {"CA"}},
	"de": {{"DE", "AT", "LU", "IT"}, {"CH", "LI"}},
	"zh": {{"CN", "SG", "MY"}, {"TW"}, {"HK", "MO"}},
}

// family is the index of the written standard of region within language base, -1 when
// the region is unknown or none was named.
func family(base, region string) int {
	for i, f := range families[base] {
		for _, r := range f {
			if r == region {
				return i
			}
		}
	}
	return -1
}

// Match picks the entry of have that a reader of tag reads best ("zh-TW" takes
// "zh-Hant" over "zh-Hans", "pt-PT" never takes "pt-BR" over "pt"), or false when
// none is in that language. The first of equals wins.
func Match(tag string, have []string) (string, bool) {
	best, at := 0, -1
	for i, h := range have {
		if s := affinity(tag, h); s > best {
			best, at = s, i
		}
	}
	if at < 0 {
		return "", false
	}
	return have[at], true
}

// affinity says how well a reader of want reads have; 0 is not at all.
func affinity(want, have string) int {
	w, h := parse(want), parse(have)
	if w.base == "" || w.base != h.base {
		return 0
	}
	score := 1
	if Script(want) == Script(have) {
		score += 100
	}
	switch {
	case w.region == h.region:
		score += 50
	case h.region == "":
		score += 40
	case w.region == "":
		// Any region will do, rather the one the bare language usually means.
		if family(w.base, h.region) == 0 {
			score += 20
			if families[w.base][0][0] == h.region {
				score += 5
			}
		}
	case family(w.base, w.region) >= 0 && family(w.base, w.region) == family(h.base, h.region):
		score += 45
	}
	return score
}
