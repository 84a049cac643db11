package lang

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"
)

// hanTable says of each character how well it fits simplified Chinese, traditional
// Chinese and Japanese.
type hanTable struct {
	first, last rune
	values      string
}

// hanLangs are in the order of the values.
var hanLangs = [3]string{"zh-Hans", "zh-Hant", "ja"}

var han = sync.OnceValue(func() hanTable {
	head, rest, _ := strings.Cut(hanBin, "\n")
	t := hanTable{values: rest}
	if _, err := fmt.Sscanf(head, "han1 %d %d", &t.first, &t.last); err != nil {
		panic("lang: model: " + err.Error()) // our own file
	}
	return t
})

// add adds how far each of hanLangs is behind in a character, in steps.
func (t hanTable) add(r rune, to *[3]float64) {
	if r < t.first || r > t.last {
		return
	}
	at := 2 * int(r-t.first)
	lo, hi := t.values[at], t.values[at+1]
	if hi>>4 == 0 {
		return // nobody's
	}
	to[0] += float64(lo & 15)
	to[1] += float64(lo >> 4)
	to[2] += float64(hi & 15)
}

//go:embed hanwords.txt
var hanWordsTXT string

// hanWords are compounds by their first character.
var hanWords = sync.OnceValue(func() map[rune][]hanWord {
	table := map[rune][]hanWord{}
	for line := range strings.Lines(hanWordsTXT) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		for _, w := range words[1:] {
			first, _ := utf8.DecodeRuneInString(w)
			table[first] = append(table[first], hanWord{w, words[0] == "ja"})
		}
	}
	return table
})

type hanWord struct {
	text     string
	japanese bool
}

// addWords adds what the compounds in text tell.
func addHanWords(text string, to *[3]float64) {
	table := hanWords()
	for i, r := range text {
		for _, w := range table[r] {
			if strings.HasPrefix(text[i:], w.text) {
				worth := float64(4 * (utf8.RuneCountInString(w.text)))
				if w.japanese {
					to[0] += worth
					to[1] += worth
				} else {
					to[2] += worth
				}
			}
		}
	}
}
