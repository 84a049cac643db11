package mask

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/pack"
)

//go:embed data/cues.yaml
var cueData []byte

// cue is a word found in a text that says what the thing next to it is.
type cue struct {
	start, end int
	kind       string
}

// entry is a word of the lexicon.
type entry struct {
	text   string
	kind   string
	prefix bool // also matches with an ending
	loose  bool // matches inside a run of letters: scripts without spaces
}

// words2 finds entries by their first two characters.
type words2 map[string][]entry

// lexicon is all cue words there are, for numbers, ids and names alike.
var lexicon = sync.OnceValue(buildLexicon)

func buildLexicon() words2 {
	var kinds map[string]map[string]string
	if err := pack.Decode(cueData, &kinds); err != nil {
		panic(err) // our own data; TestCuesLoad shows it
	}
	lex := words2{}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		for _, list := range kinds[kind] {
			for text := range strings.SplitSeq(list, ",") {
				lex.add(strings.TrimSpace(text), kind)
			}
		}
	}
	for _, k := range idKinds() {
		for text := range strings.SplitSeq(k.Words, ",") {
			lex.add(strings.TrimSpace(text), k.cue)
		}
	}
	return lex
}

func (lex words2) add(text, kind string) {
	if text == "" {
		return
	}
	whole := strings.HasSuffix(text, "!")
	text = newView(strings.TrimSuffix(text, "!")).text
	e := entry{text: text, kind: kind}
	last, _ := utf8.DecodeLastRuneInString(text)
	e.loose = loose(last)
	e.prefix = !whole && utf8.RuneCountInString(text) >= 5 && unicode.IsLetter(last)
	key := firstTwo(text)
	if !slices.Contains(lex[key], e) {
		lex[key] = append(lex[key], e)
	}
}

// loose says that words with r need no space before them, or carry prefixes.
func loose(r rune) bool {
	return r >= 0x590 && r < 0x1100 || r >= 0x1780 && r < 0x1880 || r >= 0x3040 && r < 0xd7b0
}

func firstTwo(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	_, m := utf8.DecodeRuneInString(s[n:])
	return s[:n+m]
}

// find lists the cues of a view in order; of those that begin at the same place, the
// longest.
func (lex words2) find(s string) []cue {
	var out []cue
	inWord := false
	for i, r := range s {
		letter := r < utf8.RuneSelf && isAlnum(byte(r)) || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.Is(unicode.M, r))
		if letter && (!inWord || loose(r)) {
			out = lex.at(out, s, i)
		}
		inWord = letter && !loose(r) && !isDigitRune(r)
	}
	return out
}

func isDigitRune(r rune) bool { return r >= '0' && r <= '9' }

// at appends the longest cue that begins at i, once for each of its kinds.
func (lex words2) at(out []cue, s string, i int) []cue {
	first, longest := len(out), 0
	covered := 0 // "code" in "sort code" says nothing of its own
	if first > 0 {
		covered = out[first-1].end
	}
	for _, e := range lex[firstTwo(s[i:])] {
		n := len(e.text)
		// The last byte tells nearly all of them apart, and is cheaper than the whole.
		if n < longest || i+n <= covered || i+n > len(s) || s[i+n-1] != e.text[n-1] || s[i:i+n] != e.text {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(s[i+n:]); !e.loose && !e.prefix && unicode.IsLetter(next) && !loose(next) {
			continue
		}
		if n > longest {
			out, longest = out[:first], n
		}
		out = append(out, cue{i, i + n, e.kind})
	}
	return out
}

// reach is how far before a number, in bytes, the word that names it may stand.
const reach = 48

// upto is the number of cues that begin before pos.
func (s *scan) upto(pos int) int {
	n, _ := slices.BinarySearchFunc(s.cues, pos, func(c cue, pos int) int { return c.start - pos })
	return n
}

// before is the kind of the nearest cue that ends in front of pos, in its sentence,
// and how far it is; "" when there is none.
func (s *scan) before(pos int) (kind string, gap int) {
	return s.beforeFrom(s.upto(pos), pos)
}

// beforeFrom is before when it is known how many cues begin before pos.
func (s *scan) beforeFrom(upto, pos int) (kind string, gap int) {
	for i := upto - 1; i >= 0; i-- {
		c := s.cues[i]
		if pos-c.start > reach+longestCue {
			return "", 0
		}
		if c.end <= pos && pos-c.end <= reach && !strings.Contains(s.text[c.end:pos], "\n\n") {
			return c.kind, pos - c.end
		}
	}
	return "", 0
}

// longestCue is more bytes than any cue has; TestCuesLoad holds it against the data.
const longestCue = 64

// cued says that a cue of the kind stands within gap bytes before pos.
func (s *scan) cued(pos, gap int, kind string) bool { return s.cuedFrom(s.upto(pos), pos, gap, kind) }

// cuedFrom is cued when it is known how many cues begin before pos.
func (s *scan) cuedFrom(upto, pos, gap int, kind string) bool {
	for i := upto - 1; i >= 0; i-- {
		c := s.cues[i]
		if pos-c.start > gap+longestCue {
			return false
		}
		if c.end <= pos && pos-c.end <= gap && c.kind == kind {
			return true
		}
	}
	return false
}

// after says that a cue of the kind begins within gap bytes after pos.
func (s *scan) after(pos, gap int, kind string) bool {
	for _, c := range s.cues[s.upto(pos):] {
		if c.start-pos > gap {
			return false
		}
		if c.kind == kind {
			return true
		}
	}
	return false
}
