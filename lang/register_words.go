package lang

import (
	"github.com/parlance-cli/parlance/say"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// wordRules judge languages written in words.
type wordRules struct {
	cased   bool
	words   map[string]kind
	endings map[string]kind   // by ending
	finals  map[string]kind   // by ending of a sentence's last word
	longest int               // bytes of the longest ending
	starts  map[string][]rule // phrases by their first word
	loose   []rule            // phrases whose first word is a pattern
}

// rule is a phrase that shows something.
type rule struct {
	words  []pattern
	first  bool // only at the start of a sentence
	last   bool // only before a pause
	kind   kind
	source string
}

// pattern is one word of a phrase: alternatives separated by |, each a word, a
// beginning x*, an ending *x, or * for any word; ! before the pattern turns it round.
type pattern struct {
	words []string
	not   bool
}

func (p pattern) matches(word string) bool {
	for _, w := range p.words {
		switch {
		case w == "*", w == word:
			return !p.not
		case w[0] == '*' && strings.HasSuffix(word, w[1:]) && len(word) > len(w)-1:
			return !p.not
		case w[len(w)-1] == '*' && strings.HasPrefix(word, w[:len(w)-1]):
			return !p.not
		}
	}
	return p.not
}

func newWordRules(f registerFile) (*wordRules, error) {
	r := &wordRules{cased: f.Cased, words: map[string]kind{}, endings: map[string]kind{}, finals: map[string]kind{}, starts: map[string][]rule{}}
	for _, v := range f.Verbs {
		if err := r.addVerbs(v); err != nil {
			return nil, err
		}
	}
	f.each(r.add)
	for first := range r.starts {
		longestFirst(r.starts[first], func(r rule) string { return r.source })
	}
	longestFirst(r.loose, func(r rule) string { return r.source })
	return r, nil
}

func (r *wordRules) addVerbs(v verbFile) error {
	k, ok := kinds[v.Kind]
	if !ok {
		return say.Errorf("verbs of unknown kind %q", v.Kind)
	}
	except := map[string]bool{}
	for _, w := range wordList(v.Except) {
		except[w] = true
	}
	for _, s := range wordList(v.Stems) {
		for _, e := range wordList(v.Endings) {
			if form := s + strings.TrimPrefix(e, "-"); !except[form] {
				r.words[form] = k
			}
		}
	}
	return nil
}

func (r *wordRules) add(s signFile, k kind) {
	for _, w := range wordList(s.Words) {
		r.words[w] = k
	}
	for _, e := range wordList(s.Endings) {
		e, last := strings.CutSuffix(strings.TrimPrefix(e, "-"), "$")
		if last {
			r.finals[e] = k
		} else {
			r.endings[e] = k
		}
		r.longest = max(r.longest, len(e))
	}
	for line := range strings.Lines(norm.NFC.String(s.Phrases)) {
		if line = strings.TrimSpace(line); line != "" {
			r.addPhrase(line, k)
		}
	}
}

func (r *wordRules) addPhrase(line string, k kind) {
	p := rule{kind: k, source: line}
	p.first = strings.HasPrefix(line, "^")
	p.last = strings.HasSuffix(line, "$")
	for _, w := range strings.Fields(strings.TrimSuffix(strings.TrimPrefix(line, "^"), "$")) {
		not := strings.HasPrefix(w, "!")
		p.words = append(p.words, pattern{strings.Split(strings.TrimPrefix(w, "!"), "|"), not})
	}
	head := p.words[0]
	for _, w := range head.words {
		if head.not || strings.Contains(w, "*") {
			r.loose = append(r.loose, p)
			return
		}
	}
	for _, w := range head.words {
		r.starts[w] = append(r.starts[w], p)
	}
}

// word is a word of a text with its place in the normalised text.
type word struct {
	text       string
	raw        string // as written
	start, end int
	pause      int // before it: 0 none, 1 a comma, 2 the start of a sentence
}

func (r *wordRules) judge(n normalised) Verdict {
	words := r.split(n)
	var signs []sign
	for i := 0; i < len(words); {
		k, taken := r.at(words, i)
		if taken == 0 {
			i++
			continue
		}
		if k != shield {
			signs = append(signs, sign{Span{n.origin(words[i].start), n.origin(words[i+taken-1].end)}, k})
		}
		i += taken
	}
	return verdict(signs)
}

// at tells what begins at word i and how many words it takes; 0 for nothing.
func (r *wordRules) at(words []word, i int) (kind, int) {
	w := words[i].text
	for _, p := range r.starts[w] {
		if p.matches(words, i) {
			return p.kind, len(p.words)
		}
	}
	for _, p := range r.loose {
		if p.matches(words, i) {
			return p.kind, len(p.words)
		}
	}
	if raw := words[i].raw; raw != w && words[i].pause < 2 {
		if k, ok := r.words[raw]; ok { // Lei in the middle of a sentence is no "she"
			return k, 1
		}
	}
	if k, ok := r.words[w]; ok {
		return k, 1
	}
	return r.ending(w, i+1 == len(words) || words[i+1].pause > 1)
}

// ending looks up the longest ending of a word, which may be all of it when it is the
// last of its sentence.
func (r *wordRules) ending(w string, last bool) (kind, int) {
	const word = 9 // bytes from which on an ending may stand alone: 입니다 after a bracket
	for cut := max(0, len(w)-r.longest); cut < len(w); cut++ {
		if !utf8.RuneStart(w[cut]) {
			continue
		}
		if k, ok := r.endings[w[cut:]]; ok && (cut > 0 || len(w) >= word) {
			return k, 1
		}
		if k, ok := r.finals[w[cut:]]; ok && last {
			return k, 1
		}
	}
	return shield, 0
}

func (p rule) matches(words []word, i int) bool {
	end := i + len(p.words)
	if end > len(words) || p.first && words[i].pause < 2 || p.last && end < len(words) && words[end].pause == 0 {
		return false
	}
	for j, w := range p.words {
		if j > 0 && words[i+j].pause > 0 || !w.matches(words[i+j].text) {
			return false
		}
	}
	return true
}

// split cuts a text into words: letters, marks and digits, with an apostrophe that
// follows them.
func (r *wordRules) split(n normalised) []word {
	text := n.lower
	if r.cased {
		text = n.text
	}
	words := make([]word, 0, len(text)/4+1)
	start, pause := -1, 2
	for i, c := range text {
		switch {
		case isWordRune(c):
			if start < 0 {
				start = i
			}
			continue
		case start >= 0 && c == '\'':
			words = append(words, word{text[start : i+1], n.text[start : i+1], start, i + 1, pause})
			start, pause = -1, 0
			continue
		case start >= 0:
			words = append(words, word{text[start:i], n.text[start:i], start, i, pause})
			start, pause = -1, 0
		}
		pause = max(pause, pauseOf(c))
	}
	if start >= 0 {
		words = append(words, word{text[start:], n.text[start:], start, len(text), pause})
	}
	return words
}

func isWordRune(c rune) bool {
	if c < 0x80 {
		return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
	}
	if c >= 0x3130 && c <= 0x318F {
		return false // ㅋㅋ, ㅠㅠ: laughter and tears end a sentence
	}
	return unicode.IsLetter(c) || unicode.IsMark(c) || unicode.IsDigit(c)
}

// pauseOf is how far a character sets words apart.
func pauseOf(c rune) int {
	switch c {
	case ' ', '-', '\'', '\t', '*', '_', '’', '@', '#':
		return 0
	case ',', '،', '、', '/', '(', ')', ';', '؛':
		return 1
	case '"', '“', '”', '„', '«', '»':
		return 2
	}
	if unicode.IsSpace(c) && c != '\n' && c != '\r' {
		return 0
	}
	return 2
}
