package kb

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed lexicon/concepts.txt
var conceptText string

// concept is a line of lexicon/concepts.txt that a word of a language stands in.
type concept struct {
	line  uint16
	lang  [2]byte
	trade bool // what shops and their customers talk about
}

// lexicon is lexicon/concepts.txt, by the hashes of folded words: looking up parts of
// words must not make strings of them.
type lexicon struct {
	words  map[term][]concept
	last   map[term]bool       // last words of several that mean something together
	needs  map[uint16]bool     // lines of what customers ask for
	kin    map[uint16][]uint16 // needs whose articles help as well
	byName map[string]uint16   // lines by their English words
}

var concepts = sync.OnceValue(func() *lexicon {
	x := &lexicon{
		words: make(map[term][]concept, 8192), last: map[term]bool{},
		needs: map[uint16]bool{}, kin: map[uint16][]uint16{}, byName: map[string]uint16{},
	}
	line, section := uint16(0), ""
	kin := map[uint16][]string{}
	for l := range strings.Lines(conceptText) {
		if l[0] == '#' {
			section = strings.TrimSpace(l)
			continue
		}
		line++
		if section == "# Needs." {
			x.needs[line] = true
		}
		in := [2]byte{'e', 'n'}
		for w := range strings.FieldsFuncSeq(l, func(r rune) bool { return r == ' ' || r == ':' || r == '\n' }) {
			switch {
			case w[0] == '~':
				kin[line] = append(kin[line], w[1:])
				continue
			case len(w) == 2 && w[0] < utf8.RuneSelf:
				in = [2]byte{w[0], w[1]}
				continue
			}
			if x.byName[w] == 0 && in == [2]byte{'e', 'n'} {
				x.byName[w] = line
			}
			x.add(fold(w), concept{line, in, section != everyday})
		}
	}
	for of, names := range kin {
		for _, n := range names {
			x.kin[of] = append(x.kin[of], x.byName[n])
		}
	}
	return x
})

func (x *lexicon) add(word string, c concept) {
	t := hashRunes(ideas, []rune(word))
	x.words[t] = append(x.words[t], c)
	i := strings.LastIndexByte(word, '_')
	if i < 0 {
		return
	}
	x.last[hashRunes(ideas, []rune(word[i+1:]))] = true
	if before, not := strings.CutSuffix(word[:i], "nt"); not && c.lang == [2]byte{'e', 'n'} {
		x.add(before+"n"+word[i:], c) // "doesn't" is read as two words
	}
}

const everyday = "# Everyday words."

// reach is how far apart two words may stand that mean something together: "send it
// back" has one between.
const reach = 3

// phrases remembers the last words, for what several mean together.
type phrases struct {
	before [reach][]rune // folded, the nearest last
	buffer []rune
}

// add calls emit for what the word means together with the ones before it.
func (p *phrases) add(tag string, run []rune, emit func(concept)) {
	x := concepts()
	if x.last[hashRunes(ideas, run)] {
		for k := len(p.before) - 1; k >= 0; k-- {
			if p.joined(x, tag, p.before[k:k+1], run, emit) {
				break
			}
			if k > 0 && p.joined(x, tag, p.before[k-1:k+1], run, emit) {
				break
			}
		}
	}
	first := p.before[0]
	copy(p.before[:], p.before[1:])
	p.before[reach-1] = append(first[:0], run...)
}

func (p *phrases) joined(x *lexicon, tag string, before [][]rune, run []rune, emit func(concept)) bool {
	p.buffer = p.buffer[:0]
	for _, w := range before {
		if len(w) == 0 {
			return false
		}
		p.buffer = append(append(p.buffer, w...), '_')
	}
	p.buffer = append(p.buffer, run...)
	list := x.words[hashRunes(ideas, p.buffer)]
	return eachOf(list, tag, emit)
}

// eachOf calls emit for those of a list that belong to a language, and tells whether
// there were any.
func eachOf(list []concept, tag string, emit func(concept)) bool {
	any := false
	for _, c := range list {
		if len(tag) < 2 || string(c.lang[:]) == tag[:2] {
			emit(c)
			any = true
		}
	}
	return any
}

// longestConcept is the most characters a word of a script without spaces has in the
// table; a longer one is not found.
const longestConcept = 12

// eachConcept calls emit for the concepts of a run in a language, "" for any: "rat" is
// counsel to Germans.
func eachConcept(tag string, kind class, run []rune, emit func(concept)) {
	all := func(list []concept) bool { return eachOf(list, tag, emit) }
	table := concepts().words
	if kind == classWord {
		wordConcepts(table, run, all)
		return
	}
	for i := 0; i < len(run); {
		step := 1
		for k := min(longestConcept, len(run)-i); k >= 1; k-- {
			if all(table[hashRunes(ideas, run[i:i+k])]) {
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
func wordConcepts(table map[term][]concept, run []rune, emit func([]concept) bool) {
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
	if emit(table[hashRunes(ideas, run)]) {
		return
	}
	head := 0
	for k := len(run) - 1; k >= least && (k >= compoundPart || len(run)-k <= maxEnding); k-- {
		if emit(table[hashRunes(ideas, run[:k])]) {
			head = k
			break
		}
	}
	for at := max(1, head); len(run)-at >= compoundPart; at++ {
		if emit(table[hashRunes(ideas, run[at:])]) {
			return
		}
	}
	if head == 0 && len(run) > 3 && strings.ContainsRune(hebrewPrefixes, run[0]) {
		wordConcepts(table, run[1:], emit)
	}
}

// hebrewPrefixes are the little words that Hebrew writes onto the next: "the", "to", "in" …
const hebrewPrefixes = "הלבשמוכ"
