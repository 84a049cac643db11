package draft

import (
	"strings"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/lang"
)

// across finds in one text what stands at span (code points) in the text it translates,
// or that translates it: the sentence at the same place of the same line, the whole line
// where its sentences were joined or parted, nil where the texts have other lines.
func across(span [2]int, from, to Side) *[2]int {
	theirs, ours := writtenLines(to.Text), writtenLines(from.Text)
	if len(theirs) != len(ours) {
		return nil
	}
	start := byteAt(from.Text, span[0])
	for i, line := range ours {
		if start < line.Start || start >= line.End {
			continue
		}
		here, there := sentencesIn(from, line), sentencesIn(to, theirs[i])
		for k, s := range here {
			if len(here) == len(there) && start >= s.Start && start < s.End {
				return points(to.Text, there[k])
			}
		}
		return points(to.Text, theirs[i])
	}
	return nil
}

// writtenLines are the lines of a text that say anything.
func writtenLines(text string) []lang.Span {
	var lines []lang.Span
	at := 0
	for l := range strings.Lines(text) {
		if t := strings.TrimSpace(l); t != "" {
			start := at + strings.Index(l, t)
			lines = append(lines, lang.Span{Start: start, End: start + len(t)})
		}
		at += len(l)
	}
	return lines
}

// sentencesIn are the sentences of one line, as spans of the whole text.
func sentencesIn(s Side, line lang.Span) []lang.Span {
	spans := lang.Sentences(s.Text[line.Start:line.End], s.Language)
	for i := range spans {
		spans[i].Start += line.Start
		spans[i].End += line.Start
	}
	return spans
}

func points(text string, s lang.Span) *[2]int {
	start := utf8.RuneCountInString(text[:s.Start])
	return &[2]int{start, start + utf8.RuneCountInString(text[s.Start:s.End])}
}

// byteAt is where the code point n of a text begins.
func byteAt(text string, n int) int {
	for at := range text {
		if n == 0 {
			return at
		}
		n--
	}
	return len(text)
}
