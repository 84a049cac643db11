package culture

import (
	"maps"
	"slices"
	"strings"
)

// Speller writes wordings the way the variants that hold do: ss for ß in Switzerland,
// du for Sie where the brand says so. It is for wordings, before values are put in.
func (l *Language) Speller(holds map[string]bool) func(string) string {
	pairs := l.pairs(holds)
	if len(pairs) == 0 {
		return func(text string) string { return text }
	}
	r := strings.NewReplacer(pairs...)
	return func(text string) string {
		if text == "" {
			return ""
		}
		return strings.TrimPrefix(r.Replace("^"+text), "^") // "^" in a pair is the beginning
	}
}

// pairs are those of the variants that hold, then those of the language; of two for
// the same place the first is used, so the longest come first.
func (l *Language) pairs(holds map[string]bool) []string {
	names := slices.Sorted(maps.Keys(l.Spelling))
	slices.Reverse(names) // "" comes last
	var pairs []string
	for _, name := range names {
		if name != "" && !holds[name] {
			continue
		}
		froms := slices.Sorted(maps.Keys(l.Spelling[name]))
		slices.SortStableFunc(froms, func(a, b string) int { return len(b) - len(a) })
		for _, from := range froms {
			pairs = append(pairs, from, l.Spelling[name][from])
		}
	}
	return pairs
}
