package lang

import (
	"strings"
	"unicode/utf8"
)

// Style is a level of politeness finer than a Level, as far as the language has it:
// "polite" and "honorific" in Japanese, "haeyo" and "hasipsio" in Korean.
type Style struct {
	Span
	Name string
}

type stylesFile struct {
	Name    string `yaml:"name"`
	Pieces  string `yaml:"pieces"`  // anywhere
	Endings string `yaml:"endings"` // of words
}

// styleRules find the styles of a text.
type styleRules struct {
	pieces  map[rune][]stylePiece
	endings map[string]string // to the style
	longest int
}

type stylePiece struct{ text, style string }

func newStyleRules(files []stylesFile) *styleRules {
	if len(files) == 0 {
		return nil
	}
	r := &styleRules{pieces: map[rune][]stylePiece{}, endings: map[string]string{}}
	for _, f := range files {
		for _, w := range wordList(f.Pieces) {
			first, _ := utf8.DecodeRuneInString(w)
			r.pieces[first] = append(r.pieces[first], stylePiece{w, f.Name})
		}
		for _, w := range wordList(f.Endings) {
			w = strings.TrimPrefix(w, "-")
			r.endings[w] = f.Name
			r.longest = max(r.longest, len(w))
		}
	}
	for first := range r.pieces {
		longestFirst(r.pieces[first], func(p stylePiece) string { return p.text })
	}
	return r
}

// find lists the styles of a text in order.
func (r *styleRules) find(n normalised) []Style {
	var found []Style
	add := func(start, end int, name string) {
		found = append(found, Style{Span{n.origin(start), n.origin(end)}, name})
	}
	word := 0 // where the current word began
	for i := 0; i < len(n.lower); {
		c, size := utf8.DecodeRuneInString(n.lower[i:])
		for _, p := range r.pieces[c] {
			if strings.HasPrefix(n.lower[i:], p.text) {
				size = len(p.text)
				add(i, i+size, p.style)
				break
			}
		}
		if !isWordRune(c) {
			r.ending(n.lower[word:i], word, add)
			word = i + size
		}
		i += size
	}
	r.ending(n.lower[word:], word, add)
	return found
}

// ending looks up the longest ending of a word that begins at start.
func (r *styleRules) ending(word string, start int, add func(start, end int, name string)) {
	for cut := max(0, len(word)-r.longest); cut < len(word); cut++ {
		if name, ok := r.endings[word[cut:]]; ok {
			add(start+cut, start+len(word), name)
			return
		}
	}
}
