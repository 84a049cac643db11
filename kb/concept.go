package kb

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed lexicon/concepts.txt
var conceptText string

// concept is a line of lexicon/concepts.txt that a word of a language stands in.
type concept struct {
	line  uint16
	lang  [2]byte
	trade bool // what shops and their customers talk about
}

// conceptTable gives the concepts of a word, folded, by its hash: looking up parts of
// words must not make strings of them.
var conceptTable = sync.OnceValue(func() map[term][]concept {
	table := make(map[term][]concept, 8192)
	line, trade := uint16(0), true
	for l := range strings.Lines(conceptText) {
		if l[0] == '#' {
			trade = !strings.HasPrefix(l, "# Everyday words")
			continue
		}
		line++
		in := [2]byte{'e', 'n'}
		for w := range strings.FieldsFuncSeq(l, func(r rune) bool { return r == ' ' || r == ':' || r == '\n' }) {
			if len(w) == 2 && w[0] < 0x80 {
				in = [2]byte{w[0], w[1]}
				continue
			}
			t := hashRunes(ideas, []rune(fold(w)))
			table[t] = append(table[t], concept{line, in, trade})
		}
	}
	return table
})

// longestConcept is the most characters a word of a script without spaces has in the
// table; a longer one is not found.
const longestConcept = 12

// eachConcept calls emit for the concepts of a run in a language, "" for any: "rat" is
// counsel to Germans.
func eachConcept(tag string, kind class, run []rune, emit func(concept)) {
	all := func(list []concept) {
		for _, c := range list {
			if len(tag) < 2 || string(c.lang[:]) == tag[:2] {
				emit(c)
			}
		}
	}
	table := conceptTable()
	if kind == classWord {
		wordConcepts(table, run, all)
		return
	}
	for i := 0; i < len(run); {
		step := 1
		for k := min(longestConcept, len(run)-i); k >= 1; k-- {
			if list, ok := table[hashRunes(ideas, run[i:i+k])]; ok {
				all(list)
				step = k
				break
			}
		}
		i += step
	}
}

// compoundPart is the least length of a word that is known inside a longer one
// ("Rücksendekosten", "Lieferzeit"); endings of up to maxEnding letters are taken off
// shorter ones too.
const (
	compoundPart = 6
	maxEnding    = 3
)

// wordConcepts looks a word up whole, then by its beginning, as long as enough of it is
// left to mean something in its script, then by its end.
func wordConcepts(table map[term][]concept, run []rune, emit func([]concept)) {
	least := 4
	switch first := run[0]; {
	case first >= 0xAC00: // Hangul
		least = 2
	case first >= firstNonLatin:
		least = 3
	case len(run) < 3:
		return
	}
	if len(run) > 4 && run[0] == 'ا' && run[1] == 'ل' {
		run = run[2:]
	}
	if list, ok := table[hashRunes(ideas, run)]; ok {
		emit(list)
		return
	}
	head := 0
	for k := len(run) - 1; k >= least && (k >= compoundPart || len(run)-k <= maxEnding); k-- {
		if list, ok := table[hashRunes(ideas, run[:k])]; ok {
			emit(list)
			head = k
			break
		}
	}
	for at := max(1, head); len(run)-at >= compoundPart; at++ {
		if list, ok := table[hashRunes(ideas, run[at:])]; ok {
			emit(list)
			return
		}
	}
}
