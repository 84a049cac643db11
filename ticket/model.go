package ticket

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// owners are the words before a thing somebody has: "my Northlight Trail 40". Articles of
// languages that capitalise nouns are fine, the name must look like a model anyway.
var owners = map[string]bool{
	"my": true, "our": true, "the": true, "this": true,
	"mein": true, "meine": true, "meinen": true, "meinem": true, "meiner": true, "unser": true, "unsere": true, "der": true, "die": true, "das": true, "den": true, "dem": true, "dieser": true, "diese": true,
	"mon": true, "ma": true, "mes": true, "le": true, "la": true, "ce": true, "cette": true,
	"mi": true, "mis": true, "el": true, "este": true, "esta": true,
	"mio": true, "mia": true, "il": true, "questo": true, "questa": true,
	"meu": true, "minha": true, "o": true, "a": true, "esse": true, "essa": true,
	"mijn": true, "onze": true, "de": true, "het": true, "deze": true,
	"min": true, "mitt": true, "mój": true, "moja": true, "moje": true, "mojej": true, "мой": true, "моя": true, "мою": true,
}

// grades are the words makers put behind a name.
var grades = map[string]bool{"pro": true, "max": true, "plus": true, "mini": true, "lite": true, "ultra": true, "xl": true, "gt": true, "evo": true, "neo": true, "ii": true, "iii": true, "iv": true}

// modelName is the name of a model in a sentence without a word for the goods: an owner,
// capitalised words, and a number or a grade ("my Northlight Trail 40", "der Trailrunner
// Pro"). Dates, addresses and order numbers look alike and are none.
func (x *sentence) modelName() string {
	words := strings.Fields(x.text.text[x.from:x.to])
	for i := 0; i+2 < len(words); i++ {
		if !owners[strings.ToLower(words[i])] {
			continue
		}
		if name := modelOf(words[i+1:]); name != "" {
			return name
		}
	}
	return ""
}

func modelOf(words []string) string {
	var name []string
	model := false
	for _, w := range words[:min(5, len(words))] {
		bare := strings.TrimRight(w, ".,;:!?)")
		r, _ := utf8.DecodeRuneInString(bare)
		number := unicode.IsDigit(r)
		if bare == "" || strings.ContainsFunc(bare, notProduct) || !unicode.IsUpper(r) && !number || len(name) == 0 && (number || commonCapital(bare) || len(bare) < 3) {
			break
		}
		if len(idSpans(bare)) > 0 && (len(bare) > 4 || !number) || commonCapital(bare) {
			return "" // an order number, a month
		}
		name = append(name, bare)
		model = model || number || grades[strings.ToLower(bare)]
		if bare != w {
			break
		}
	}
	if !model || len(name) < 2 || addressLike(name) {
		return ""
	}
	return strings.Join(name, " ")
}

// addressLike tells a street and its number, a hall and its gate.
func addressLike(name []string) bool {
	return slices.ContainsFunc(name, func(w string) bool {
		low := strings.ToLower(w)
		for _, of := range [...]string{"street", "strasse", "straße", "str", "road", "avenue", "gate", "terminal", "packstation", "room", "floor", "zone", "windows", "android", "ios", "day", "week", "version", "article", "artikel", "order", "bestellung", "auftrag", "invoice", "rechnung", "iphone", "galaxy"} {
			if low == of || len(of) > 5 && strings.HasSuffix(low, of) {
				return true
			}
		}
		return false
	})
}
