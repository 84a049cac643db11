package cmd

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/clean"
)

// line is one line of a screen, painted, and the columns it takes.
type line struct {
	text string
	wide int
}

// mark is a piece of a text that stands out: bytes from, to.
type mark struct {
	from, to int
	style    style
}

// sheet is what a draft is laid out on.
type sheet struct {
	words words
	paint painter
	width int
}

const (
	narrowest = 40  // a narrower terminal breaks lines itself
	widest    = 200 // lines longer than that are not read
	measure   = 100 // the widest a text is set in one column
)

func newSheet(w words, p painter, width int) sheet {
	return sheet{w, p, min(max(width, narrowest), widest)}
}

// set lays out text in lines no wider than width. Text of a script that is written from
// right to left stands at the right edge.
func (s sheet) set(text string, width int, base style, marks ...mark) []line {
	var lines []line
	right := rightToLeft(text)
	for _, r := range rowsOf(text, width) {
		wide := columns(text[r.from:r.to])
		l := line{s.paintRow(text, r, base, marks), wide}
		if right && wide > 0 && wide < width {
			l = line{strings.Repeat(" ", width-wide) + l.text, width}
		}
		lines = append(lines, l)
	}
	return lines
}

// paintRow paints a row piece by piece, each in the sum of the styles that lie over it.
func (s sheet) paintRow(text string, r row, base style, marks []mark) string {
	edges := []int{r.from, r.to}
	for _, m := range marks {
		for _, at := range []int{m.from, m.to} {
			if at > r.from && at < r.to {
				edges = append(edges, at)
			}
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	var b strings.Builder
	for i := range len(edges) - 1 {
		st := base
		for _, m := range marks {
			if m.from <= edges[i] && edges[i] < m.to {
				st |= m.style
			}
		}
		b.WriteString(s.paint.as(st, text[edges[i]:edges[i+1]]))
	}
	return b.String()
}

// one is a single line, cut to the width of the sheet.
func (s sheet) one(st style, text string) line {
	text = fit(text, s.width)
	return line{s.paint.as(st, text), columns(text)}
}

// fit cuts text to a number of columns; what was cut is marked by "…".
func fit(text string, width int) string {
	for most := width; columns(text) > width && most > 0; most-- {
		text = cells().Truncate(text, most, "…")
	}
	return text
}

// hang sets text behind a label, later lines under the first.
func (s sheet) hang(label string, st style, margin int, text string, base style) []line {
	body := s.set(text, s.width-margin, base)
	for i := range body {
		head := strings.Repeat(" ", margin)
		if i == 0 {
			head = s.paint.as(st, label) + strings.Repeat(" ", max(0, margin-columns(label)))
		}
		body[i] = line{head + body[i].text, margin + body[i].wide}
	}
	return body
}

// shift moves lines to the right.
func shift(lines []line, by int) []line {
	out := make([]line, len(lines))
	for i, l := range lines {
		out[i] = l
		if l.wide > 0 {
			out[i] = line{strings.Repeat(" ", by) + l.text, by + l.wide}
		}
	}
	return out
}

// broken is a line for standard error, broken between words when that is a terminal.
func (a *app) broken(text string) string {
	if !a.terminal.err {
		return text
	}
	return strings.ReplaceAll(wrap(text, a.width-2), "\n", "\n  ")
}

// join is lines as text to print.
func join(lines []line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.text)
		b.WriteByte('\n')
	}
	return b.String()
}

// rightToLeft tells whether most letters of a text are written from right to left.
func rightToLeft(text string) bool {
	right, left := 0, 0
	for _, r := range text {
		switch {
		case r < 0x590 || r > 0x8ff && r < 0xfb1d:
			if unicode.IsLetter(r) {
				left++
			}
		case unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko):
			right++
		}
	}
	return right > left
}

// within turns a span of code points into bytes of the text as it is shown; false when
// nothing is left of it.
func within(text, onScreen string, span [2]int) (from, to int, ok bool) {
	start, end := byteAt(text, span[0]), byteAt(text, span[1])
	from = min(len(clean.Terminal(text[:start])), len(onScreen))
	to = min(len(clean.Terminal(text[:end])), len(onScreen))
	for from > 0 && from < len(onScreen) && !utf8.RuneStart(onScreen[from]) {
		from--
	}
	for to < len(onScreen) && !utf8.RuneStart(onScreen[to]) {
		to++
	}
	return from, to, from < to
}

// byteAt is the byte at which the n-th code point begins.
func byteAt(text string, n int) int {
	for i := range text {
		if n <= 0 {
			return i
		}
		n--
	}
	return len(text)
}
