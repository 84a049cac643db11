package cmd

import (
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
)

// columns is how many terminal columns a text takes.
func columns(s string) int { return runewidth.StringWidth(s) }

// wrap breaks lines at spaces, and between characters of scripts that have none, so
// that none is wider than width.
func wrap(s string, width int) string {
	var lines []string
	for line := range strings.SplitSeq(strings.TrimRight(s, "\n"), "\n") {
		lines = append(lines, wrapLine(line, max(width, 10))...)
	}
	return strings.Join(lines, "\n")
}

func wrapLine(line string, width int) []string {
	var lines []string
	for columns(line) > width {
		cut := breakAt(line, width)
		lines = append(lines, strings.TrimRight(line[:cut], " "))
		line = strings.TrimLeft(line[cut:], " ")
	}
	return append(lines, line)
}

// breakAt is the byte at which a line that is too wide is broken: after the last space
// or between two wide characters that fit, never before closing or after opening punctuation; else in
// the middle of the word.
func breakAt(line string, width int) int {
	used, best, hard := 0, 0, len(line)
	wide, opens := false, false
	for i, r := range line {
		w := runewidth.RuneWidth(r)
		if used+w > width {
			hard = i
			break
		}
		now := w == 2
		if i > 0 && (wide || now) && !closing(r) && !opens {
			best = i
		}
		wide, opens = now, unicode.In(r, unicode.Ps, unicode.Pi)
		used += w
		if r == ' ' {
			best = i + 1
		}
	}
	if best == 0 {
		best = hard
	}
	return max(best, 1)
}

// closing tells whether a character must not begin a line.
func closing(r rune) bool {
	return unicode.In(r, unicode.Pe, unicode.Pf) || strings.ContainsRune("、。，．・：；？！ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:!?", r)
}

// columnsText sets two texts side by side, paragraph beside paragraph.
func columnsText(left, right string, width int) string {
	half := (width - 3) / 2
	var b strings.Builder
	ls, rs := strings.Split(strings.TrimSpace(left), "\n\n"), strings.Split(strings.TrimSpace(right), "\n\n")
	if len(ls) != len(rs) { // nothing to align
		ls, rs = []string{left}, []string{right}
	}
	for i := range ls {
		a, c := strings.Split(wrap(ls[i], half), "\n"), strings.Split(wrap(rs[i], half), "\n")
		for row := range max(len(a), len(c)) {
			b.WriteString(strings.TrimRight(pad(at(a, row), half)+" │ "+at(c, row), " ") + "\n")
		}
		if i < len(ls)-1 {
			b.WriteString(pad("", half) + " │\n")
		}
	}
	return b.String()
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-columns(s)))
}
