package lang

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed neighbours.txt
var neighboursTXT string

// relative is a language without a table, and how its letters show it.
type relative struct {
	tag, taken      string // itself, and what it is taken for
	letters, others string // its own, and such as it never has
	perMille        int
	words           map[string]bool
}

var relatives = sync.OnceValue(func() []relative {
	var list []relative
	for line := range strings.Lines(neighboursTXT) {
		f := strings.Fields(line)
		if len(f) < 5 || f[0] == "#" {
			continue
		}
		n, _ := strconv.Atoi(f[3])
		r := relative{tag: f[0], taken: f[1], letters: f[2], perMille: n, others: f[4], words: map[string]bool{}}
		for _, w := range f[5:] {
			r.words[w] = true
		}
		list = append(list, r)
	}
	return list
})

// neighbour corrects a guess for a language without a table of its own when letters
// give it away.
func neighbour(g Guess, text string) Guess {
	switch Script(g.Tag) {
	case "Latn", "Cyrl":
	default:
		return g
	}
	text = strings.ToLower(firstBytes(text, 1200)) // enough to see letters by
	var words []string
	for _, r := range relatives() {
		if !r.takenFor(g.Tag) {
			continue
		}
		if words == nil {
			words = strings.FieldsFunc(text, func(c rune) bool { return scriptOf(c) == noScript })
		}
		if r.shows(text, words) {
			g.Tag, g.Confidence, g.Reason = r.tag, min(g.Confidence, .9), "by a few letters and words"
			g.Shares = []Share{{r.tag, 1}}
			return g
		}
	}
	return g
}

func (r relative) takenFor(tag string) bool {
	for t := range strings.SplitSeq(r.taken, "|") {
		if t == tag || t == "*" {
			return true
		}
	}
	return false
}

func (r relative) shows(text string, words []string) bool {
	if r.others != "-" && strings.ContainsAny(text, r.others) {
		return false
	}
	return r.byLetters(text) || r.byWords(words)
}

// byWords tells whether a third of the words are its own.
func (r relative) byWords(words []string) bool {
	own := 0
	for _, w := range words {
		if r.words[w] {
			own++
		}
	}
	return own >= 3 && own*3 >= len(words)
}

func (r relative) byLetters(text string) bool {
	if !strings.ContainsAny(text, r.letters) {
		return false
	}
	own, all := 0, 0
	for _, c := range text {
		if scriptOf(c) == noScript {
			continue
		}
		all++
		if strings.ContainsRune(r.letters, c) {
			own++
		}
	}
	const chance = 2 // one such letter may stand in a name
	return own >= chance && own*1000 >= r.perMille*all
}

// firstBytes is the start of text, at most n bytes, cut between characters.
func firstBytes(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}
