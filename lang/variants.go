package lang

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed variants.txt
var variantsTXT string

// variantSigns are what shows a variant of a language: words, and pairs of patterns.
type variantSigns struct {
	words map[string]string // to the variant
	pairs []variantPair
}

type variantPair struct {
	first, second pattern
	tag           string
}

var variants = sync.OnceValue(func() variantSigns {
	v := variantSigns{words: map[string]string{}}
	for line := range strings.Lines(variantsTXT) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0] == "#" {
			continue
		}
		for _, w := range f[1:] {
			first, second, pair := strings.Cut(w, "_")
			if !pair {
				v.words[w] = f[0]
				continue
			}
			v.pairs = append(v.pairs, variantPair{
				pattern{words: strings.Split(first, "|")}, pattern{words: strings.Split(second, "|")}, f[0],
			})
		}
	}
	return v
})

// variant adds the region the text shows, for languages whose variants a reader
// minds; a text that shows two shows none.
func variant(tag, text string) string {
	if tag != "pt" && tag != "es" {
		return tag
	}
	signs := variants()
	found, before := "", ""
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return scriptOf(r) == noScript }) {
		v := signs.words[w]
		for _, p := range signs.pairs {
			if v == "" && p.second.matches(w) && p.first.matches(before) {
				v = p.tag
			}
		}
		before = w
		if v == "" || baseTag(v) != tag {
			continue
		}
		if found != "" && found != v {
			return tag
		}
		found = v
	}
	if found == "" {
		return tag
	}
	return found
}
