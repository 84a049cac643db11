package kb

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed lexicon/concepts.txt
var conceptText string

// conceptTable gives the lines of lexicon/concepts.txt a word stands in.
var conceptTable = sync.OnceValue(func() map[string][]uint16 {
	table := make(map[string][]uint16, 8192)
	n := uint16(0)
	for l := range strings.Lines(conceptText) {
		if l[0] == '#' {
			continue
		}
		n++
		for w := range strings.FieldsFuncSeq(l, func(r rune) bool { return r == ' ' || r == ':' || r == '\n' }) {
			if len(w) == 2 && w[0] < 0x80 {
				continue // a language code
			}
			w = fold(w)
			table[w] = append(table[w], n)
		}
	}
	return table
})

// longestConcept is the most characters a word of a script without spaces has in the
// table; a longer one is not found.
const longestConcept = 12

// eachConcept calls emit for the concepts of a run.
func eachConcept(kind class, run []rune, emit func(uint16)) {
	table := conceptTable()
	if kind == classWord {
		for _, c := range wordConcept(table, run) {
			emit(c)
		}
		return
	}
	for i := 0; i < len(run); {
		step := 1
		for k := min(longestConcept, len(run)-i); k >= 1; k-- {
			if list, ok := table[string(run[i:i+k])]; ok {
				for _, c := range list {
					emit(c)
				}
				step = k
				break
			}
		}
		i += step
	}
}

// wordConcept looks a word up with up to three letters of ending taken off, as long
// as enough of it is left to mean something in its script.
func wordConcept(table map[string][]uint16, run []rune) []uint16 {
	least := 4
	switch first := run[0]; {
	case first >= 0xAC00: // Hangul
		least = 2
	case first >= firstNonLatin:
		least = 3
	case len(run) < 3:
		return nil
	}
	if len(run) > 4 && run[0] == 'ا' && run[1] == 'ل' {
		run = run[2:]
	}
	for cut := 0; cut <= 3; cut++ {
		k := len(run) - cut
		if cut > 0 && k < least {
			return nil
		}
		if list, ok := table[string(run[:k])]; ok {
			return list
		}
	}
	return nil
}
