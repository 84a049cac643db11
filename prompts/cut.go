package prompts

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/lang"
)

// size measures a text: in tokens, or in code points.
type size func(string) int

// headTail keeps the start and the end of text, whole sentences, within limit, and says
// in between how much is missing. Three fifths go to the start: buyers say first what
// happened and last what they want.
func headTail(text, tag string, limit int, of size) (string, bool) {
	if of(text) <= limit {
		return text, false
	}
	units := sentences(text, tag)
	limit -= of(leftOut(len(text)))
	head, spent := 0, 0
	for head < len(units) && spent+of(units[head]) <= limit*3/5 {
		spent += of(units[head])
		head++
	}
	tail := len(units)
	for tail > head && spent+of(units[tail-1]) <= limit {
		spent += of(units[tail-1])
		tail--
	}
	if tail == head {
		return text, false
	}
	missing := utf8.RuneCountInString(strings.Join(units[head:tail], ""))
	return strings.TrimRight(strings.Join(units[:head], ""), " \n") + "\n" + leftOut(missing) + "\n" +
		strings.TrimLeft(strings.Join(units[tail:], ""), " \n"), true
}

// head keeps whole sentences from the start of text within limit.
func head(text, tag string, limit int, of size) (string, bool) {
	if of(text) <= limit {
		return text, false
	}
	var kept strings.Builder
	spent := of(" […]")
	for _, unit := range sentences(text, tag) {
		if spent += of(unit); spent > limit {
			break
		}
		kept.WriteString(unit)
	}
	if kept.Len() == 0 {
		return "", true
	}
	return strings.TrimRight(kept.String(), " \n") + " […]", true
}

func leftOut(characters int) string {
	return fmt.Sprintf("[… %d characters left out …]", characters)
}

const longestSentence = 300 // code points: a text without stops is cut there

// sentences cuts text into pieces that give the text again when joined: sentences with
// what stands before them, none longer than longestSentence.
func sentences(text, tag string) []string {
	var units []string
	at := 0
	for _, s := range lang.Sentences(text, tag) {
		if s.End > at && s.End <= len(text) {
			units = appendShort(units, text[at:s.End])
			at = s.End
		}
	}
	if at < len(text) {
		units = appendShort(units, text[at:])
	}
	return units
}

func appendShort(units []string, unit string) []string {
	for utf8.RuneCountInString(unit) > longestSentence {
		n := prefix(unit, longestSentence)
		if space := strings.LastIndexAny(unit[:n], " \n\t"); space > 0 {
			n = space + 1
		}
		units, unit = append(units, unit[:n]), unit[n:]
	}
	return append(units, unit)
}

// prefix is the number of bytes of the first n code points.
func prefix(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}
