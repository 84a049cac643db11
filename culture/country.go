package culture

import (
	_ "embed"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/say"
)

// ErrCountry is returned for what names no country; the error's text names the nearest.
var ErrCountry = errors.New("unknown country")

// ErrLanguage is returned for what names no language; the error's text names the nearest.
var ErrLanguage = errors.New("unknown language")

// NoLanguage is the error for a tag that names no language.
func NoLanguage(tag string) error {
	asked := strings.ToLower(strings.TrimSpace(tag))
	best, distance := "", tolerance(asked)+1
	for _, profile := range List() {
		base, _, _ := strings.Cut(profile, "-")
		for _, spelt := range []string{base, lang.Name(base, "en"), lang.Name(base, "zh-Hans"), lang.Name(base, base)} {
			if d := lang.Distance(asked, strings.ToLower(spelt)); d < distance {
				best, distance = base, d
			}
		}
	}
	if best == "" {
		return say.Errorf("%w %q: expected a tag such as ja", ErrLanguage, tag)
	}
	return say.Errorf("%w %q: the nearest is %s", ErrLanguage, tag, best)
}

// Country is the ISO 3166 code of a country, from a code ("jp", "JPN", "UK") or from its
// name in English or Chinese ("Japan", "日本").
func Country(name string) (string, error) {
	name = strings.TrimSpace(name)
	if r, err := language.ParseRegion(name); err == nil && r.IsCountry() {
		return r.Canonicalize().String(), nil
	}
	if code, ok := countryNames()[strings.ToLower(name)]; ok {
		return code, nil
	}
	best, distance := "", tolerance(name)+1
	for _, full := range slices.Sorted(maps.Keys(countryNames())) { // in order: of two equally near always the same
		d := lang.Distance(strings.ToLower(name), full)
		if d == 2 && swapped(strings.ToLower(name), full) {
			d = 1
		}
		if d < distance {
			best, distance = countryNames()[full], d
		}
	}
	if best == "" {
		return "", say.Errorf("%w %q: expected a code such as JP", ErrCountry, name)
	}
	return "", say.Errorf("%w %q: the nearest is %s (%s)", ErrCountry, name, best, countryName(best))
}

// swapped tells words of the same letters: "chian" and "china".
func swapped(a, b string) bool {
	x, y := []rune(a), []rune(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// tolerance is how many letters may differ before a suggestion is far-fetched.
func tolerance(word string) int { return (len(word) - 1) / 2 }

// countries.tsv holds code, English, simplified and traditional Chinese name, after CLDR.
//
//go:embed countries.tsv
var countriesTSV string

// countryNames are the codes by what people call the countries. Only what is no code
// needs them.
var countryNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{ // what CLDR spells otherwise
		"england": "GB", "holland": "NL", "america": "US", "korea": "KR", "turkey": "TR", "香港": "HK", "澳门": "MO", "澳門": "MO",
	}
	for line := range strings.Lines(countriesTSV) {
		code, rest, _ := strings.Cut(strings.TrimSpace(line), "\t")
		for name := range strings.SplitSeq(rest, "\t") {
			names[strings.ToLower(name)] = code
		}
	}
	return names
})

// countryName is the English name of a country, "" when there is none.
func countryName(code string) string {
	_, rest, _ := strings.Cut("\n"+countriesTSV, "\n"+code+"\t")
	name, _, _ := strings.Cut(rest, "\t")
	return name
}
