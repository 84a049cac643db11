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
	tag   string
	words index // terms that begin where a word begins
	inner index // terms that may begin inside a word
	glued bool  // words may begin behind Arabic particles: "والمحامي", "بالبنك"
}

// index holds terms by the first two runes of their first part, the second being 0 for
// a part of one rune. Of thousands of terms a text meets a few: a term is taken apart
// when a text begins like it.
type index map[[2]rune]*bucket

// bucket is the terms that begin alike, in the order they were added.
type bucket struct {
	written []written
	once    sync.Once
	terms   []term
}

var lexicons = sync.OnceValue(func() map[string]func() *lexicon {
	m := map[string]func() *lexicon{}
	files, err := fs.Glob(signalFiles, "signals/lexicon/*.yaml")
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		tag := strings.TrimSuffix(f[strings.LastIndexByte(f, '/')+1:], ".yaml")
		m[tag] = sync.OnceValue(func() *lexicon { return loadLexicon(tag, foldString) })
	}
	m[exactVietnamese] = sync.OnceValue(func() *lexicon {
		return loadLexicon("vi", func(s string) []rune { return foldExact(s).runes })
	})
	return m
})

// exactVietnamese is the Vietnamese lexicon with its accents, for texts that have them:
// without, "đèn" and "đến", "nổ" and "nó" are one word.
const exactVietnamese = "vi+accents"

func loadLexicon(tag string, fold func(string) []rune) *lexicon {
	l := readLexicon(tag, "lexicon/"+tag+".yaml", fold)
	if _, err := fs.Stat(signalFiles, "signals/tone/"+tag+".yaml"); err == nil {
		l.read("tone/"+tag+".yaml", fold)
	}
	return l
}

func readLexicon(tag, file string, fold func(string) []rune) *lexicon {
	l := &lexicon{tag: tag, words: make(index, 1024), inner: index{}}
	l.read(file, fold)
	return l
}

// read adds the words of a file.
func (l *lexicon) read(file string, fold func(string) []rune) {
	var words map[string]string
	mustLoad(file, &words)
	for _, concept := range slices.Sorted(maps.Keys(words)) { // one order of terms, always
		for rest := words[concept]; rest != ""; {
			var t string
			t, rest, _ = strings.Cut(rest, ",")
			if t = strings.TrimSpace(t); t != "" {
				l.add(concept, t, fold)
			}
		}
	}
}

func (l *lexicon) add(concept, text string, fold func(string) []rune) {
	into := l.words
	text, strict := strings.CutPrefix(text, "^")
	if text[0] == '~' {
		into, text = l.inner, text[1:]
	}
	key := begins(text, fold)
	b := into[key]
	if b == nil {
		b = &bucket{}
		into[key] = b
	}
	b.written = append(b.written, written{concept, text, strict, fold})
}

// begins is the first two folded runes of a term, the second 0 for a first part of one.
func begins(text string, fold func(string) []rune) (key [2]rune) {
	if len(text) > 1 && plain(text[0]) && plain(text[1]) { // by far the most
		return [2]rune{rune(text[0]), rune(text[1])}
	}
	first, _, _ := strings.Cut(text, " .. ")
	if i := strings.IndexByte(first, '~'); i >= 0 {
		first = first[:i]
	}
	n := 0
	for end := range first {
		if n++; n > 8 { // accents and vowel signs may fold to nothing
			first = first[:end]
			break
		}
	}
	copy(key[:], fold(first))
	return key
}

// all are the bucket's terms.
func (b *bucket) all() []term {
	if b == nil {
		return nil
	}
	b.once.Do(func() {
		b.terms = make([]term, len(b.written))
		for i, w := range b.written {
			b.terms[i] = w.term()
		}
		b.written = nil
	})
	return b.terms
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
		if len(l.inner) > 0 {
			out = l.inner.find(runes, i, to, out)
		}
	}
	return out
}

// find appends the terms that match at i, those of one rune last.
func (x index) find(runes []rune, i, to int, out []hit) []hit {
	if i+1 < to {
		out = matching(x[[2]rune{runes[i], runes[i+1]}].all(), runes, i, to, out)
	}
	return matching(x[[2]rune{runes[i]}].all(), runes, i, to, out)
}

func matching(terms []term, runes []rune, i, to int, out []hit) []hit {
	third := rune(-1)
	if i+2 < to {
		third = runes[i+2]
	}
	for j := range terms {
		if terms[j].third != 0 && terms[j].third != third {
			continue
		}
		if terms[j].strict && i > 0 && wordRune(runes[i-1]) {
			continue
		}
		if end, ok := terms[j].match(runes, i, to); ok {
			out = append(out, hit{terms[j].concept, i, end})
		}
	}
	return out
}
