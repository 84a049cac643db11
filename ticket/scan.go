package ticket

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/lang"
)

// scan is a text with the concepts its sentences name.
type scan struct {
	text      string
	folded    folded
	sentences []sentence
	named     map[string]bool // concepts named anywhere
	concepts  conceptSet      // those of them that rules name
}

// sentence is one sentence; bytes point into the text, runes into the folded text.
type sentence struct {
	from, to   int // bytes
	start, end int // folded runes
	hits       []hit
	concepts   conceptSet // what hits name that rules name, too
	text       *scan
}

// newScan reads text with the lexicons of tags.
func newScan(text, tag string, tags []string) *scan {
	exact := len(tags) > 0 && tags[0] == "vi" && accented(text)
	s := &scan{text: text, named: map[string]bool{}}
	if exact {
		s.folded = foldExact(text)
	} else {
		s.folded = fold(text)
	}
	use := lexiconsOf(tags, exact)
	cursor := indexer{text: text, at: s.folded.at}
	spans := short(text, lang.Sentences(text, tag))
	s.sentences = make([]sentence, 0, len(spans))
	var hits []hit
	for _, span := range spans {
		x := sentence{from: span.Start, to: span.End, text: s}
		x.start, x.end = cursor.rune(span.Start), cursor.rune(span.End)
		hits = hits[:0]
		for _, l := range use {
			hits = l.find(s.folded.runes, x.start, x.end, hits)
		}
		x.hits = slices.Clone(hits)
		if len(use) > 1 {
			slices.SortStableFunc(x.hits, func(a, b hit) int { return a.start - b.start })
		}
		if h, ok := x.swapped(); ok {
			x.hits = append(x.hits, h)
			slices.SortStableFunc(x.hits, func(a, b hit) int { return a.start - b.start })
		}
		s.name(&x, x.hits...)
		s.sentences = append(s.sentences, x)
	}
	if s.named["came"] || s.named["newone"] || s.named["promised"] || s.named["thanks"] {
		s.promises()
	}
	return s
}

// longestSentence is how many bytes are read as one sentence: rules hold every word of a
// sentence against every other, and somebody may send a megabyte without a full stop.
const longestSentence = 2000

// short cuts what is longer, at a space where there is one.
func short(text string, spans []lang.Span) []lang.Span {
	out := spans[:0:0]
	for _, x := range spans {
		for x.End-x.Start > longestSentence {
			end := x.Start + longestSentence
			for end > x.Start && !utf8.RuneStart(text[end]) {
				end--
			}
			if space := strings.LastIndexByte(text[x.Start:end], ' '); space > 0 {
				end = x.Start + space + 1
			}
			out = append(out, lang.Span{Start: x.Start, End: end})
			x.Start = end
		}
		out = append(out, x)
	}
	return out
}

// lexiconsOf are the lexicons of tags, that of Vietnamese with its accents where they count.
func lexiconsOf(tags []string, exact bool) (use []*lexicon) {
	for _, t := range tags {
		if exact && t == "vi" {
			t = exactVietnamese
		}
		if l, ok := lexicons()[t]; ok {
			use = append(use, l())
		}
	}
	return use
}

// name notes that a sentence names what hits name.
func (s *scan) name(x *sentence, hits ...hit) {
	for i := range hits {
		s.named[hits[i].concept] = true
	}
	set := ruleBooks().numbers.named(hits)
	x.concepts.join(&set)
	s.concepts.join(&set)
}

// indexer turns rising byte offsets into folded rune offsets.
type indexer struct {
	text        string
	at          []int
	byte, point int // how far we are
	folded      int
}

func (x *indexer) rune(offset int) int {
	offset = min(offset, len(x.text))
	if offset > x.byte {
		x.point += utf8.RuneCountInString(x.text[x.byte:offset])
		x.byte = offset
	}
	for x.folded < len(x.at)-1 && x.at[x.folded] < x.point {
		x.folded++
	}
	return x.folded
}

// words is the sentence as written, on one line.
func (s *scan) words(x sentence) string {
	return strings.Join(strings.Fields(s.text[x.from:x.to]), " ")
}

// span is the sentence in code points of the text, without space around it.
func (s *scan) span(x sentence) *[2]int {
	raw := s.text[x.from:x.to]
	lead := len(raw) - len(strings.TrimLeft(raw, " \t\n\r"))
	trimmed := strings.TrimSpace(raw)
	start := utf8.RuneCountInString(s.text[:x.from+lead])
	return &[2]int{start, start + utf8.RuneCountInString(trimmed)}
}

// bytes is where folded runes stand in the text.
func (s *scan) bytes(start, end int) (from, to int) {
	from = s.folded.bytes[start]
	to = s.folded.bytes[end-1]
	_, size := utf8.DecodeRuneInString(s.text[to:])
	return from, to + size
}

// evidence is the place of a hit as written.
func (s *scan) evidence(start, end int) Evidence {
	start, end = s.wholeWords(start, end)
	from, to := s.bytes(start, end)
	return Evidence{Text: s.text[from:to], Span: &[2]int{s.folded.at[start], s.folded.at[end-1] + 1}}
}

// wholeWords widens a range of runes to the words it cuts, in scripts that have spaces.
func (s *scan) wholeWords(start, end int) (int, int) {
	within := func(i int) bool { // a word goes on from rune i-1 to rune i
		r := s.folded.runes
		return i > 0 && i < len(r) && inWord(r[i-1]) && inWord(r[i])
	}
	for within(start) {
		start--
	}
	for within(end) {
		end++
	}
	return start, end
}

// inWord tells the letters of scripts that set spaces between words.
func inWord(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsMark(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// has tells whether the sentence names the concept.
func (x *sentence) has(concept string) bool {
	for i := range x.hits {
		if x.hits[i].concept == concept {
			return true
		}
	}
	return false
}

// near finds two concepts at most distance runes apart, and the range that holds both;
// ordered asks for a before b. Hits are in order, so only neighbours are looked at.
func (x *sentence) near(a, b []string, distance int, ordered bool) (int, int, bool) {
	for i := range x.hits {
		p := x.hits[i]
		first, second := contains(a, p.concept), !ordered && contains(b, p.concept)
		if !first && !second {
			continue
		}
		for j := i + 1; j < len(x.hits); j++ {
			q := x.hits[j]
			if q.start-p.end > distance {
				break
			}
			if first && contains(b, q.concept) || second && contains(a, q.concept) {
				return p.start, max(p.end, q.end), true
			}
		}
	}
	return 0, 0, false
}
