package prompts

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/lang"
)

// CitationMark says that the words from Start to End (code points of the clean text, the
// end excluded) come from a snippet.
type CitationMark struct {
	ID         string
	Start, End int
}

// A marker is [[id]]; models also write it with full-width brackets or lose a bracket.
var marker = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[ \t\x{a0}]*(?:\[\[|【【|［［)([^\[\]【】［］\n]{1,200})(?:\]\]?|】】?|］］?)`)
})

// StripCitations takes the markers of knowledge passages out of text and returns what
// each stood behind: the sentence up to it. known are the ids that were given: with
// them, [id] and (id) count as markers too, and a mark with another id is dropped,
// though its marker goes as well.
func StripCitations(text string, known ...string) (clean string, marks []CitationMark) {
	var out strings.Builder
	var ends []cited
	at := 0
	for _, m := range markers(text, known) {
		out.WriteString(text[at:m.start])
		at = m.end
		ends = append(ends, cited{id: m.id, end: out.Len()})
	}
	out.WriteString(text[at:])
	clean = out.String()
	return clean, spans(clean, ends, known)
}

type found struct {
	id         string
	start, end int
}

func markers(text string, known []string) []found {
	var list []found
	for _, m := range pattern(known).FindAllStringSubmatchIndex(text, -1) {
		f := found{start: m[0], end: m[1]}
		for i := 2; i < len(m); i += 2 {
			if m[i] >= 0 {
				f.id = strings.TrimSpace(text[m[i]:m[i+1]])
			}
		}
		list = append(list, f)
	}
	return list
}

func pattern(known []string) *regexp.Regexp {
	if len(known) == 0 {
		return marker()
	}
	ids := make([]string, len(known))
	for i, id := range known {
		ids[i] = regexp.QuoteMeta(id)
	}
	return regexp.MustCompile(marker().String() + `|[ \t\x{a0}]*[\[(（［【](` + strings.Join(ids, "|") + `)[\])）］】]`)
}

type cited struct {
	id  string
	end int // byte of the clean text where the marker stood
}

func spans(clean string, ends []cited, known []string) []CitationMark {
	var marks []CitationMark
	sentences := lang.Sentences(clean, "")
	for _, c := range ends {
		if len(known) > 0 && !slices.Contains(known, c.id) {
			continue
		}
		start, end := sentenceAt(clean, sentences, c.end)
		marks = append(marks, CitationMark{
			ID:    c.id,
			Start: utf8.RuneCountInString(clean[:start]),
			End:   utf8.RuneCountInString(clean[:end]),
		})
	}
	return marks
}

// sentenceAt is the sentence a marker at byte at belongs to: the one it stands in, or
// the one just before it.
func sentenceAt(clean string, sentences []lang.Span, at int) (start, end int) {
	at = len(strings.TrimRight(clean[:at], " \n\t"))
	for _, s := range sentences {
		if s.Start < at && at <= s.End {
			return s.Start, s.End
		}
	}
	start = strings.LastIndex(clean[:at], "\n") + 1
	return start, at
}
