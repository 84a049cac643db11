package ticket

import (
	"embed"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/pack"
	"github.com/parlance-cli/parlance/say"
)

//go:embed signals/*.yaml signals/lexicon/*.yaml signals/tone/*.yaml signals/risk/*.yaml
var signalFiles embed.FS

// mustLoad decodes an embedded file; a mistake in it is a mistake of ours.
func mustLoad(name string, into any) {
	b, err := signalFiles.ReadFile("signals/" + name)
	if err == nil {
		err = pack.Decode(b, into)
	}
	if err != nil {
		panic(say.Errorf("signals/%s: %w", name, err))
	}
}

// lexicon holds the words of one language by concept.
//
// A file signals/lexicon/LANG.yaml maps concept names to terms separated by commas.
// A term is a word or phrase; "~" at an end means that the word may go on there
// ("paket~", "~paket", "negatywn~ opini~"); " .. " between parts allows a few words
// between them; "^" at the start asks for space or a mark before it, where words of the
// script may otherwise begin inside others.
type lexicon struct {
	words index // terms that begin where a word begins
	inner index // terms that may begin inside a word
	glued bool  // words may begin behind Arabic particles: "والمحامي", "بالبنك"
}

var lexicons = sync.OnceValue(func() map[string]func() *lexicon {
	m := map[string]func() *lexicon{}
	files, err := fs.Glob(signalFiles, "signals/lexicon/*.yaml")
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		tag := strings.TrimSuffix(f[strings.LastIndexByte(f, '/')+1:], ".yaml")
		m[tag] = sync.OnceValue(func() *lexicon { return loadLexicon(tag, foldRune) })
	}
	m[exactVietnamese] = sync.OnceValue(func() *lexicon { return loadLexicon("vi", foldCase) })
	return m
})

// exactVietnamese is the Vietnamese lexicon with its accents, for texts that have them:
// without, "đèn" and "đến", "nổ" and "nó" are one word.
const exactVietnamese = "vi+accents"

func loadLexicon(tag string, fold func(rune) [2]rune) *lexicon {
	l := newLexicon(fold)
	l.read("lexicon/" + tag + ".yaml")
	if _, err := fs.Stat(signalFiles, "signals/tone/"+tag+".yaml"); err == nil {
		l.read("tone/" + tag + ".yaml")
	}
	return l.sealed()
}

func newLexicon(fold func(rune) [2]rune) *lexicon {
	return &lexicon{words: index{fold: fold}, inner: index{fold: fold}}
}

// sealed is the lexicon when all its words are read.
func (l *lexicon) sealed() *lexicon {
	l.words.seal()
	l.inner.seal()
	return l
}

// read adds the words of a file.
func (l *lexicon) read(file string) {
	var words map[string]string
	mustLoad(file, &words)
	terms := 0
	for _, list := range words {
		terms += strings.Count(list, ",") + 1
	}
	l.words.terms = slices.Grow(l.words.terms, terms)
	for _, concept := range slices.Sorted(maps.Keys(words)) { // one order of terms, always
		for rest := words[concept]; rest != ""; {
			var t string
			t, rest, _ = strings.Cut(rest, ",")
			if t = strings.TrimSpace(t); t != "" {
				l.add(concept, t)
			}
		}
	}
}

func (l *lexicon) add(concept, text string) {
	text, strict := strings.CutPrefix(text, "^")
	into := &l.words
	if text[0] == '~' {
		into, text = &l.inner, text[1:]
	}
	into.add(written{concept, text, strict})
}

// hit is a place where a concept is named; start and end count runes of the folded text.
type hit struct {
	concept    string
	start, end int
}

// find returns where the terms of the lexicon stand in runes[from:to], in order.
func (l *lexicon) find(runes []rune, from, to int, out []hit) []hit {
	for i := from; i < to; i++ {
		if runes[i] == ' ' || runes[i] == '\n' {
			continue
		}
		if atWordStart(runes, i) || l.glued && behindParticle(runes, i) {
			out = l.words.find(runes, i, to, out)
		}
		if len(l.inner.terms) > 0 {
			out = l.inner.find(runes, i, to, out)
		}
	}
	return out
}
