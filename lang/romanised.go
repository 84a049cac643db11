package lang

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

//go:embed romanised.txt
var romanisedTXT string

// romanisedWord is a word of a language that usually has another script.
type romanisedWord struct {
	tag    string
	strong bool // rare in other languages
}

var romanisedWords = sync.OnceValue(func() map[string][]romanisedWord {
	table, known := map[string][]romanisedWord{}, map[string]bool{}
	for line := range strings.Lines(romanisedTXT) {
		f := strings.Fields(line)
		if len(f) < 3 || f[0] == "#" {
			continue
		}
		for _, w := range f[2:] {
			if known[f[0]+w] {
				continue
			}
			known[f[0]+w] = true
			table[w] = append(table[w], romanisedWord{f[0], f[1] == "strong"})
		}
	}
	return table
})

// mixed is how sure romanised text can be: most of it has English in it.
const mixed = .89

// romanised recognises Hindi, Arabic, Japanese, Korean and Russian in Latin letters by
// their commonest words: at least two strong ones, and half of all words known.
func romanised(text string, whole segment) (Guess, bool) {
	if whole.main() != latinScript {
		return Guess{}, false
	}
	strong, known, total := map[string]int{}, map[string]int{}, 0
	table := romanisedWords()
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' }) {
		if w = strings.Trim(w, "'"); w == "" || w[0] <= '9' && strings.Trim(w, "0123456789") == "" {
			continue
		}
		if total++; total > 400 {
			break
		}
		for _, r := range table[w] {
			known[r.tag]++
			if r.strong {
				strong[r.tag]++
			}
		}
	}
	best := ""
	for tag, n := range strong {
		if n > strong[best] || n == strong[best] && (known[tag] > known[best] || known[tag] == known[best] && tag < best) {
			best = tag
		}
	}
	share := float64(known[best]) / float64(max(1, total))
	enough := strong[best] >= 2 && share >= .45 || strong[best] >= 3 && share >= .4 || strong[best] >= 4 && share >= .38 || strong[best] == total && total > 0
	if best == "" || !enough {
		return Guess{}, false
	}
	confidence := min(mixed, .5+.08*float64(strong[best])+.25*share)
	return Guess{Tag: best, Confidence: confidence, Romanised: true, Shares: []Share{{best, 1}}, Reason: "in Latin letters"}, true
}
