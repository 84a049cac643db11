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
	line uint16
	lang [2]byte
}

// conceptTable gives the concepts of a word, folded.
var conceptTable = sync.OnceValue(func() map[string][]concept {
	table := make(map[string][]concept, 8192)
	line := uint16(0)
	for l := range strings.Lines(conceptText) {
		if l[0] == '#' {
			continue
		}
		line++
		in := [2]byte{'e', 'n'}
		for w := range strings.FieldsFuncSeq(l, func(r rune) bool { return r == ' ' || r == ':' || r == '\n' }) {
			if len(w) == 2 && w[0] < 0x80 {
				in = [2]byte{w[0], w[1]}
				continue
			}
			w = fold(w)
			table[w] = append(table[w], concept{line, in})
		}
	}
	return table
})

// longestConcept is the most characters a word of a script without spaces has in the
// table; a longer one is not found.
const longestConcept = 12

// eachConcept calls emit for the concepts of a run in a language, "" for any: "rat" is
// counsel to Germans.
func eachConcept(tag string, kind class, run []rune, emit func(line uint16)) {
	all := func(list []concept) {
		for _, c := range list {
			if len(tag) < 2 || string(c.lang[:]) == tag[:2] {
				emit(c.line)
			}
		}
	}
	table := conceptTable()
	if kind == classWord {
		all(wordConcept(table, run))
		return
	}
	for i := 0; i < len(run); {
		step := 1
		for k := min(longestConcept, len(run)-i); k >= 1; k-- {
			if list, ok := table[string(run[i:i+k])]; ok {
				all(list)
				step = k
				break
			}
		}
		i += step
	}
}

// wordConcept looks a word up with up to three letters of ending taken off, as long
// as enough of it is left to mean something in its script.
func wordConcept(table map[string][]concept, run []rune) []concept {
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
