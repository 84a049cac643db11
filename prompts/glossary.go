package prompts

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/lang"
)

// Occurs tells whether a glossary term stands in text, in any case: at the beginning of
// a word, so that inflected forms count, or anywhere in scripts without word spaces.
func Occurs(term, text string) bool {
	term, text = strings.ToLower(strings.TrimSpace(term)), strings.ToLower(text)
	for at := 0; term != ""; {
		i := strings.Index(text[at:], term)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:at+i])
		first, _ := utf8.DecodeRuneInString(term)
		if unspaced(first) || unspaced(before) || !unicode.IsLetter(before) && !unicode.IsDigit(before) {
			return true
		}
		at += i + len(term)
	}
	return false
}

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Hangul)
}

// Wording is how a term is said in the language nearest to tag, or "".
func Wording(t brand.Term, tag string) string {
	if said, ok := t.Texts[tag]; ok {
		return said
	}
	have := make([]string, 0, len(t.Texts))
	for tag := range t.Texts {
		have = append(have, tag)
	}
	sort.Strings(have)
	nearest, _ := lang.Match(tag, have)
	return t.Texts[nearest]
}

// occurring are the terms that stand in text, in any of their languages.
func occurring(glossary []brand.Term, text string) []brand.Term {
	var list []brand.Term
	for _, t := range glossary {
		found := Occurs(t.Term, text)
		for _, said := range t.Texts {
			found = found || Occurs(said, text)
		}
		if found {
			list = append(list, t)
		}
	}
	return list
}

// kept are the terms that are never translated.
func kept(glossary []brand.Term) []string {
	var list []string
	for _, t := range glossary {
		if t.Keep {
			list = append(list, t.Term)
		}
	}
	return list
}

// wordings writes terms for a prompt: those that have something to say in a language.
func wordings(glossary []brand.Term, tag string) []string {
	var list []string
	for _, t := range glossary {
		if said := Wording(t, tag); !t.Keep && said != "" && said != t.Term {
			list = append(list, t.Term+" = "+said)
		}
	}
	return list
}
