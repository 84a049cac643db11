package ticket

import (
	"io/fs"
	"strings"
	"sync"
)

// riskLexicons are the words of signals/risk, by language: what holds a ticket and what
// only looks like it. Names that are the same everywhere are in international.yaml.
var riskLexicons = sync.OnceValue(func() map[string]func() *lexicon {
	m := map[string]func() *lexicon{}
	files, err := fs.Glob(signalFiles, "signals/risk/*.yaml")
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		tag := strings.TrimSuffix(f[strings.LastIndexByte(f, '/')+1:], ".yaml")
		m[tag] = sync.OnceValue(func() *lexicon { return loadRiskWords(tag, foldRune) })
	}
	m[exactVietnamese] = sync.OnceValue(func() *lexicon { return loadRiskWords("vi", foldCase) })
	return m
})

func loadRiskWords(tag string, fold func(rune) [2]rune) *lexicon {
	l := newLexicon(fold)
	l.read("risk/" + tag + ".yaml")
	l.read("risk/international.yaml")
	l.glued = tag == "ar"
	return l.sealed()
}
