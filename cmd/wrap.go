package cmd

import (
	"cmp"
	"os"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/mattn/go-runewidth"

	"github.com/parlance-cli/parlance/clean"
)

// cells measures text in terminal columns. Characters of ambiguous width (“ ─ ✗) are
// narrow in every terminal but those set up otherwise, whose users say so in
// RUNEWIDTH_EASTASIAN=1; the locale says nothing about it.
var cells = sync.OnceValue(func() *runewidth.Condition {
	return &runewidth.Condition{EastAsianWidth: os.Getenv("RUNEWIDTH_EASTASIAN") == "1", StrictEmojiNeutral: true}
})

// columns is how many terminal columns a text takes at most. A sign that is made a
// picture by a selector (❤️) takes two in new terminals and one in old ones.
func columns(s string) int {
	n := cells().StringWidth(s)
	if !strings.Contains(s, picture) {
		return n
	}
	last := 0
	for _, r := range s {
		if w := cells().RuneWidth(r); w > 0 {
			last = w
		} else if string(r) == picture && last == 1 {
			n, last = n+1, 2
		}
	}
	return n
}

// picture is the selector that makes a sign a picture.
const picture = "\ufe0f"

// visible is text as it goes on a screen: nothing that drives a terminal, no tabs, whose
// width depends on where they stand, and no empty lines at the end. A text without
// hostile characters keeps its offsets.
func visible(s string) string {
	return strings.TrimRight(strings.ReplaceAll(clean.Terminal(s), "\t", " "), "\n")
}

// row is a piece of a text that stands on one line: bytes from, to.
type row struct{ from, to int }

// rowsOf breaks text into rows no wider than width, as a careful typesetter of its
// script would.
func rowsOf(text string, width int) []row {
	var rows []row
	width, at := max(width, 10), 0
	for line := range strings.SplitSeq(text, "\n") {
		from := 0
		for {
			cut := breakAt(line[from:], width)
			if from+cut == len(line) {
				rows = append(rows, row{at + from, at + len(strings.TrimRight(line, " "))})
				break
			}
			part := strings.TrimRight(line[from:from+cut], " ")
			rows = append(rows, row{at + from, at + from + len(part)})
			from += cut
			from += len(line[from:]) - len(strings.TrimLeft(line[from:], " "))
		}
		if last := &rows[len(rows)-1]; last.to < last.from {
			last.to = last.from
		}
		at += len(line) + 1
	}
	return rows
}

// wrap is rowsOf as text.
func wrap(s string, width int) string {
	s = strings.TrimRight(s, "\n")
	var lines []string
	for _, r := range rowsOf(s, width) {
		lines = append(lines, s[r.from:r.to])
	}
	return strings.Join(lines, "\n")
}

// breakAt is the byte at which a line is broken, len(line) when it fits. A good place
// is after a space or between characters of a script without spaces; where there is none
// in the second half of the line any boundary between characters will do.
func breakAt(line string, width int) int {
	used, good, goodAt, fair, hard := 0, 0, 0, 0, 0
	var last rune
	for g := graphemes.FromString(line); g.Next(); {
		c := g.Value()
		r, _ := utf8.DecodeRuneInString(c)
		w := columns(c)
		switch at := g.Start(); {
		case at == 0 || forbidden(last, r):
		case last == ' ' || breaksBefore(last, r):
			good, goodAt = at, used
		case spaceless(r) && spaceless(last):
			fair, hard = at, at
		default:
			hard = at
		}
		if used+w > width && c != " " {
			switch {
			case good > 0 && (goodAt*2 >= width || fair == 0):
				return good
			case fair > 0:
				return fair
			}
			return cmp.Or(hard, g.Start(), len(c)) // a single character may be wider than the line
		}
		used += w
		last, _ = utf8.DecodeLastRuneInString(c)
		if !unicode.IsGraphic(last) || unicode.IsMark(last) {
			last = r
		}
	}
	return len(line)
}

// forbidden tells whether a line must not end with a and begin with b.
func forbidden(a, b rune) bool {
	return b == ' ' || closing(b) || unicode.In(a, unicode.Ps, unicode.Pi)
}

// breaksBefore tells whether a line may begin with b, after a and without a space:
// between characters of Chinese and Japanese, and before a vowel that begins a syllable
// in Thai and Lao.
func breaksBefore(a, b rune) bool {
	if unicode.Is(unicode.Hangul, a) && unicode.Is(unicode.Hangul, b) {
		return false // Korean breaks between words
	}
	if b >= 'เ' && b <= 'ไ' || b >= 'ເ' && b <= 'ໄ' {
		return unicode.In(a, unicode.Thai, unicode.Lao)
	}
	return wide(a) || wide(b)
}

func wide(r rune) bool {
	return r >= 0x1100 && cells().RuneWidth(r) == 2
}

// spaceless tells whether words of a rune's script are written without spaces, or may
// be broken anywhere at need.
func spaceless(r rune) bool {
	return unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Hangul)
}

// closing tells whether a character must not begin a line.
func closing(r rune) bool {
	return unicode.In(r, unicode.Pe, unicode.Pf) || strings.ContainsRune("、。，．・：；？！ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:!?～…％%”’ะาำๆฯ،؛؟।", r)
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-columns(s)))
}

func indent(s string) string { return "  " + strings.ReplaceAll(s, "\n", "\n  ") }
