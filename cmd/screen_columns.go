package cmd

import (
	"fmt"
	"strings"
)

// beside sets two texts next to each other, paragraph beside paragraph where both have
// the same number.
func (s sheet) beside(left, right string, leftMarks, rightMarks []mark) []line {
	half := s.half()
	ls, rs := s.set(left, half, 0, leftMarks...), s.set(right, half, 0, rightMarks...)
	a, b := paragraphs(ls), paragraphs(rs)
	if len(a) != len(b) {
		a, b = [][]line{ls}, [][]line{rs}
	}
	var lines []line
	for i := range a {
		if i > 0 {
			lines = append(lines, s.pair(line{}, line{}))
		}
		for n := range max(len(a[i]), len(b[i])) {
			lines = append(lines, s.pair(at(a[i], n), at(b[i], n)))
		}
	}
	return lines
}

// half is the width of a column when two stand next to each other.
func (s sheet) half() int { return (s.width - 3) / 2 }

// pair is one line of two columns. On a terminal the cursor is moved to the second one:
// it stands where it should even when a terminal draws an emoji in another width than
// is known here.
func (s sheet) pair(left, right line) line {
	gap := strings.Repeat(" ", max(0, s.half()-left.wide)+1)
	if s.paint.place {
		gap += fmt.Sprintf("\x1b[%dG", s.half()+2)
	}
	l := line{left.text + gap + s.paint.as(dim, "│"), s.half() + 2}
	if right.wide > 0 {
		l = line{l.text + " " + right.text, l.wide + 1 + right.wide}
	}
	return l
}

// paragraphs splits lines at empty ones.
func paragraphs(lines []line) [][]line {
	var (
		out  [][]line
		open bool
	)
	for _, l := range lines {
		if l.wide == 0 {
			open = false
			continue
		}
		if !open {
			out = append(out, nil)
		}
		open = true
		out[len(out)-1] = append(out[len(out)-1], l)
	}
	return out
}

func at(lines []line, i int) line {
	if i < len(lines) {
		return lines[i]
	}
	return line{}
}
