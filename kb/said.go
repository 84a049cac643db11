package kb

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Said is what is known, and what the buyer's own words add where the order is silent: an
// article by its number, a weight, a size in a named system, another currency. Words that
// can be read in two ways add nothing.
func (b *Base) Said(g Given, text string) Given {
	if b == nil || len(b.tables) == 0 {
		return g
	}
	text = norm.NFKC.String(text)
	words := strings.FieldsFunc(text, func(r rune) bool {
		return !(r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) || strings.ContainsRune("-_/.", r))
	})
	for i := range words {
		words[i] = strings.Trim(words[i], "-_/.")
	}
	if len(g.SKUs) == 0 {
		g.SKUs = b.skusIn(words)
	}
	if g.Kg == "" {
		g.Kg = weightIn(text)
	}
	if g.Size == "" {
		g.Size, g.SizeOf, g.SizeFor = b.sizeIn(words)
	}
	if g.Convert == "" && g.Total != nil {
		g.Convert = b.currencyIn(words, g.Total.Currency)
	}
	return g
}

// shortestPattern is the least a pattern such as NL-* must say to find articles by it.
const shortestPattern = 3

// skusIn are the words that name an article of any table, each once.
func (b *Base) skusIn(words []string) []string {
	var found []string
	seen := map[string]bool{}
	for _, w := range words {
		upper := strings.ToUpper(w)
		if seen[upper] || countDigits(w) == 0 {
			continue
		}
		seen[upper] = true
		if b.isSKU(upper) {
			found = append(found, upper)
		}
	}
	return found
}

func (b *Base) isSKU(upper string) bool {
	for _, rows := range b.tables {
		for _, r := range rows {
			pattern := strings.ToUpper(r.cells["sku"])
			start, open := strings.CutSuffix(pattern, "*")
			if pattern == upper && pattern != "" || open && len(start) >= shortestPattern && len(upper) > len(start) && strings.HasPrefix(upper, start) {
				return true
			}
		}
	}
	return false
}

// A weight in kilograms, by the names buyers write.
var kilograms = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|[^\d.,])(\d{1,4}(?:[.,]\d{1,3})?)\s*(?:kgs?|kilos?|kilograms?|kilogramm|kilogrammes?|кг|公斤|千克|キロ|킬로그램|킬로|กก|กิโลกรัม|กิโล|كجم|كغ|ק"ג|किलो)(?:[^\p{Latin}]|$)`)
})

// weightIn is the one weight a text names, as a decimal.
func weightIn(text string) string {
	one := ""
	for _, m := range kilograms().FindAllStringSubmatch(text, -1) {
		kg := strings.ReplaceAll(m[1], ",", ".")
		if one != "" && one != kg {
			return ""
		}
		one = kg
	}
	return one
}

// sizeIn reads "EU M", "EU size M", "M (EU)" by the columns and cells of the size table;
// another system that is named is the one asked for.
func (b *Base) sizeIn(words []string) (size, of, to string) {
	systems := map[string]bool{}
	for _, r := range b.tables["sizes"] {
		for column := range r.cells {
			systems[column] = column != "sku"
		}
	}
	for i, w := range words {
		system := strings.ToLower(w)
		if !systems[system] || strings.ToUpper(w) != w { // "us" and "it" are words
			continue
		}
		if cell := b.sizeNear(words, i, system); cell != "" && of == "" {
			size, of = cell, system
		} else if system != of && (to == "" || to == system) {
			to = system
		}
	}
	if of == "" {
		return "", "", ""
	}
	return size, of, to
}

// sizeNear is the size beside the system named by word i: behind it, one word between
// them or none, or right before it.
func (b *Base) sizeNear(words []string, i int, system string) string {
	for _, k := range []int{i + 1, i + 2, i - 1} {
		if k < 0 || k >= len(words) {
			continue
		}
		for _, r := range b.tables["sizes"] {
			if words[k] != "" && strings.EqualFold(r.cells[system], words[k]) {
				return r.cells[system]
			}
		}
	}
	return ""
}

// currencyIn is the one currency a text names that the shop has a rate for.
func (b *Base) currencyIn(words []string, from string) string {
	one := ""
	for _, w := range words {
		for _, r := range b.tables["rates"] {
			if r.cells["from"] != from || r.cells["to"] != w || w == from || w == one {
				continue
			}
			if one != "" {
				return ""
			}
			one = w
		}
	}
	return one
}
