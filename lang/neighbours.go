package lang

import (
	_ "embed"
	"slices"
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
	letters, others string // its own, and such as it never has, none of them ASCII
	perMille        int
}

// relativesBook is neighbours.txt: the languages, and by word those that it speaks for.
var relativesBook = sync.OnceValue(func() (book struct {
	list  []relative
	words map[string][]int
}) {
	book.words = map[string][]int{}
	for line := range strings.Lines(neighboursTXT) {
		f := strings.Fields(line)
		if len(f) < 5 || f[0] == "#" {
			continue
		}
		n, _ := strconv.Atoi(f[3])
		for _, w := range f[5:] {
			if at := book.words[w]; !slices.Contains(at, len(book.list)) {
				book.words[w] = append(at, len(book.list))
			}
		}
		book.list = append(book.list, relative{tag: f[0], taken: f[1], letters: f[2], perMille: n, others: f[4]})
	}
	return book
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
	letters, words := countLetters(text), countWords(text)
	for i, r := range relativesBook().list {
		if r.takenFor(g.Tag) && !letters.hasAny(r.others) && (r.byLetters(letters) || words.speakFor(i)) {
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

func (r relative) byLetters(l letterCounts) bool {
	own := 0
	for _, c := range l.special {
		if strings.ContainsRune(r.letters, c.letter) && scriptOf(c.letter) != noScript {
			own += c.times
		}
	}
	const chance = 2 // one such letter may stand in a name
	return own >= chance && own*1000 >= r.perMille*l.all
}

// letterCounts are the letters of a text: how many there are, and how often each
// character beyond ASCII stands there.
type letterCounts struct {
	all     int
	special []letterCount
}

type letterCount struct {
	letter rune
	times  int
}

func countLetters(text string) (l letterCounts) {
	for _, c := range text {
		if scriptOf(c) != noScript {
			l.all++
		}
		if c < 0x80 {
			continue
		}
		i := slices.IndexFunc(l.special, func(s letterCount) bool { return s.letter == c })
		if i < 0 {
			i, l.special = len(l.special), append(l.special, letterCount{letter: c})
		}
		l.special[i].times++
	}
	return l
}

func (l letterCounts) hasAny(of string) bool {
	return slices.ContainsFunc(l.special, func(c letterCount) bool { return strings.ContainsRune(of, c.letter) })
}

// wordCounts are how many words a text has, and how many speak for each of the relatives.
type wordCounts struct {
	all int
	own map[int]int
}

func countWords(text string) wordCounts {
	w := wordCounts{own: map[int]int{}}
	book := relativesBook()
	for word := range strings.FieldsFuncSeq(text, func(c rune) bool { return scriptOf(c) == noScript }) {
		w.all++
		for _, r := range book.words[word] {
			w.own[r]++
		}
	}
	return w
}

// speakFor tells whether a third of the words are those of a relative.
func (w wordCounts) speakFor(relative int) bool {
	own := w.own[relative]
	return own >= 3 && own*3 >= w.all
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
