package ticket

import (
	"regexp"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/pattern"
)

// places is signals/places.yaml as a lexicon whose concepts are country codes.
var places = sync.OnceValue(func() *lexicon {
	var byCode map[string]string
	mustLoad("places.yaml", &byCode)
	l := newLexicon(foldRune)
	for code, names := range byCode {
		for n := range strings.SplitSeq(names, ",") {
			l.add(code, strings.TrimSpace(n))
		}
	}
	return l.sealed()
})

// ownPostcodes tell by country a text with a postcode of a form that no other has. Each
// looks for something easy to find first.
var ownPostcodes = [...]struct { // read-only
	country string
	in      func(text string) bool
}{
	{"GB", func(text string) bool { return inward(text) && britishPostcode().MatchString(text) }},
	{"JP", func(text string) bool { return japanesePostcode().Match(text) }},
	{"BR", func(text string) bool {
		return longestNumber(text) >= 8 && brazilianPostcode().Match(pattern.Fold(text))
	}},
}

var (
	britishPostcode = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\b(?:[A-Z]{1,2}[0-9][A-Z0-9]?) [0-9][A-Z]{2}\b`)
	})
	japanesePostcode  = sync.OnceValue(func() *pattern.Pattern { return pattern.New(`〒\s?\d{3}-?\d{4}`, true) })
	brazilianPostcode = sync.OnceValue(func() *pattern.Pattern { return pattern.New(`\bcep:?\s?\d{5}-?\d{3}\b`, false) })
)

// inward tells a text with the second half of a British postcode: " 2AB".
func inward(text string) bool {
	capital := func(i int) bool { return 'A' <= text[i] && text[i] <= 'Z' }
	for i := 1; i+2 < len(text); i++ {
		if '0' <= text[i] && text[i] <= '9' && text[i-1] == ' ' && capital(i+1) && capital(i+2) {
			return true
		}
	}
	return false
}

// besideHere is how many folded runes a place may stand from "I live in".
const besideHere = 12

// country is where the buyer plainly says they are: "I'm in Ohio", a postcode beside or of
// a country, a line of the signature that is a place. "" when nothing says so, or when two
// places disagree. Where a parcel was seen, and where we might ship to, say nothing.
func (a *analysis) country() string {
	found := ""
	agree := true
	add := func(code string) {
		agree = agree && (found == "" || found == code)
		found = code
	}
	for _, x := range a.scan.sentences {
		if !x.has("iamin") && !x.has("iamin-after") && !strings.ContainsAny(a.text[x.from:x.to], "0123456789") {
			continue
		}
		for _, p := range places().find(a.scan.folded.runes, x.start, x.end, nil) {
			if a.scan.capital(p) && a.scan.here(&x, p) {
				add(p.concept)
			}
		}
	}
	for _, p := range ownPostcodes {
		if p.in(a.text) {
			add(p.country)
		}
	}
	if len(a.parts) > 0 {
		for line := range strings.Lines(a.parts[len(a.parts)-1].Signature) {
			if code := placeLine(strings.TrimSpace(line)); code != "" {
				add(code)
			}
		}
	}
	if !agree {
		return ""
	}
	return found
}

// capital keeps "us" and "cork" from being places: Latin names begin with a capital.
func (s *scan) capital(p hit) bool {
	w := s.evidence(p.start, p.end).Text
	return w[0] >= 0x80 || w[0] < 'a' || w[0] > 'z' || strings.HasPrefix(w, "the ") || strings.HasPrefix(w, "den ")
}

// here tells a place with "I live in" right before it, "に住んで" right behind it, or a
// postcode before it ("8001 Zürich, Schweiz" begins with one).
func (s *scan) here(x *sentence, p hit) bool {
	for _, h := range x.hits {
		if h.concept == "iamin" && p.start >= h.end && p.start-h.end <= besideHere ||
			h.concept == "iamin-after" && h.start >= p.end && h.start-p.end <= 4 {
			return true
		}
	}
	before := string(s.folded.runes[max(x.start, p.start-24):p.start])
	return beforePlace().MatchString(before)
}

// beforePlace is a postcode, with or without a town between it and the country.
var beforePlace = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[ \n])[a-z]{0,2}-?\d{4,6},? (?:[^\d\n.!?]{2,14}, ?)?$`)
})

// placeLine is the country of a line that is one place, or a town and its country.
func placeLine(line string) string {
	if line == "" || len(line) > 60 {
		return ""
	}
	folded := foldString(line, foldRune)
	code := ""
	covered := 0
	for _, h := range places().find(folded, 0, len(folded), nil) {
		if h.start < covered {
			continue
		}
		if strings.Trim(string(folded[covered:h.start]), " ,-/") != "" && h.start != 0 && covered > 0 || code != "" && code != h.concept {
			return ""
		}
		if covered == 0 && h.start > 0 && folded[h.start-1] != ' ' {
			return ""
		}
		if covered == 0 && h.start > 0 && !strings.Contains(string(folded[:h.start]), ",") {
			return ""
		}
		code, covered = h.concept, h.end
	}
	if covered != len(folded) {
		return ""
	}
	return code
}
