package kb

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A term is known by its hash alone: 64 bits make a collision among millions of terms
// unlikely enough to ignore, and neither memory nor disk holds the words.
type term uint64

// field is the kind of term; each kind is weighed apart.
type field uint8

const (
	words  field = iota // words; for scripts without spaces, pairs of characters
	grams               // pieces of words, for endings, compounds and slips of the pen
	sounds              // what a foreign reader hears: names across scripts
	ideas               // everyday lines of lexicon/concepts.txt: words across languages
	trade               // its lines of shop words
	fields
)

// gramSizes are the lengths of n-grams in alphabetic scripts.
var gramSizes = [...]int{3, 4}

// emitter receives the terms of a text. common says that the word a term comes from
// says little about the text.
type emitter func(f field, t term, common bool)

// everyTerm adds sounds and ideas; tag is the language of text, "" when unknown.
func everyTerm(text, tag string, emit emitter) { everyTermAndWord(text, tag, emit, nil) }

// everyTermAndWord also calls onWord for the words of scripts with spaces, folded.
func everyTermAndWord(text, tag string, emit emitter, onWord func([]rune)) {
	l := lexer{common: commonTerms(), across: true, tag: tag, emit: emit, onWord: onWord}
	l.read(text)
}

// lexer gathers runs of characters of one class.
type lexer struct {
	common map[term]bool
	across bool
	tag    string
	emit   emitter
	onWord func(run []rune) // nil: nobody asks for the words themselves
	onIdea func(concept)    // nil: nobody asks for the ideas themselves
	onRun  func(run []rune) // nil: nobody asks for the runs of letters of every script

	run    []rune
	joined []rune // Chinese and Japanese: an idea may be written in characters and kana
	before phrases
	class  class
	upper  bool // the run began with a capital, as names do
}

func (l *lexer) read(text string) {
	if !norm.NFKC.IsNormalString(text) {
		text = norm.NFKC.String(text)
	}
	for _, r := range text {
		l.take(r)
	}
	l.flush()
	l.flushJoined()
}

func (l *lexer) take(r rune) {
	folded := foldRune(r)
	if folded < 0 {
		return
	}
	c := classOf(folded)
	if c != l.class || c == classNone {
		l.flush()
		if c != classHan && c != classKana {
			l.flushJoined()
		}
		l.class = c
	}
	if c == classNone {
		return
	}
	if len(l.run) == 0 {
		l.upper = r != folded && unicode.IsUpper(r)
	}
	l.run = append(l.run, folded)
}

func (l *lexer) flush() {
	if len(l.run) == 0 {
		return
	}
	if l.onRun != nil {
		l.onRun(l.run)
	}
	if l.class == classWord {
		if l.onWord != nil {
			l.onWord(l.run)
		}
		l.word()
	} else {
		l.spaceless()
	}
	if l.across {
		l.acrossTerms()
	}
	l.run = l.run[:0]
}

// word emits a word and its n-grams, the edges marked.
func (l *lexer) word() {
	t := hashRunes(words, l.run)
	common := l.common[t]
	l.emit(words, t, common)
	var space [48]rune
	padded := append(append(append(space[:0], '_'), l.run...), '_')
	for _, size := range gramSizes {
		if len(padded) <= size {
			l.emit(grams, hashRunes(grams, padded), common)
			return // the longer ones would be the same
		}
		for i := 0; i+size <= len(padded); i++ {
			l.emit(grams, hashRunes(grams, padded[i:i+size]), common)
		}
	}
}

// spaceless emits pairs and triples of characters, and single Han characters, which
// are words.
func (l *lexer) spaceless() {
	run := l.run
	if len(run) == 1 {
		t := hashRunes(words, run)
		l.emit(words, t, l.common[t])
		l.emit(grams, hashRunes(grams, run), l.common[t])
		return
	}
	common := false
	for i := range run {
		if i+2 <= len(run) {
			t := hashRunes(words, run[i:i+2])
			common = l.common[t]
			l.emit(words, t, common)
		}
		if i+3 <= len(run) {
			l.emit(grams, hashRunes(grams, run[i:i+3]), common)
		}
		if l.class == classHan {
			l.emit(grams, hashRunes(grams, run[i:i+1]), common)
		}
	}
}

// soundSize is the length of n-grams of heard consonants.
const soundSize = 4

func (l *lexer) acrossTerms() {
	switch l.class {
	case classHan, classKana:
		l.joined = append(l.joined, l.run...)
	case classWord:
		l.before.add(l.tag, l.run, l.idea)
		eachConcept(l.tag, l.class, l.run, l.idea)
	default:
		eachConcept(l.tag, l.class, l.run, l.idea)
	}
	if len(l.run) < 3 || l.run[0] < firstNonLatin && !l.upper {
		return // of Latin words only names are written by ear elsewhere
	}
	eachSkeleton(l.run, func(heard []rune) {
		l.emit(sounds, hashRunes(sounds, heard), false)
		for i := 0; len(heard) > soundSize && i+soundSize <= len(heard); i++ {
			l.emit(sounds, hashRunes(sounds, heard[i:i+soundSize]), false)
		}
	})
}

func (l *lexer) flushJoined() {
	if len(l.joined) > 0 {
		eachConcept(l.tag, classHan, l.joined, l.idea)
		l.joined = l.joined[:0]
	}
}

func (l *lexer) idea(c concept) {
	if l.onIdea != nil {
		l.onIdea(c)
	}
	f := ideas
	if c.trade {
		f = trade
	}
	l.emit(f, ideaTerm(f, c.line), false)
}

func ideaTerm(f field, line uint16) term { return hashRunes(f, []rune{rune(line)}) }

func hashRunes(f field, run []rune) term {
	h := uint64(14695981039346656037) ^ uint64(f)*0x9E3779B97F4A7C15
	for _, r := range run {
		h = (h ^ uint64(r)) * 1099511628211
	}
	h ^= h >> 32 // FNV's low bits carry most, the store sorts by the high ones
	return term(h * 0x9E3779B97F4A7C15)
}
