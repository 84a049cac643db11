package cmd

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// block is a few lines at the bottom of a terminal that are drawn anew in place. Lines
// that did not change are not written, and an update is a single write which terminals
// that know synchronized output show at once: nothing flickers. The cursor rests below
// the block; it is never hidden, so that an end at any moment leaves a usable terminal.
type block struct {
	out   io.Writer
	width func() int // of the terminal, now
	lines []string   // on the screen
}

// Synchronized output: a terminal that does not know it ignores it.
const (
	syncBegin = "\x1b[?2026h"
	syncEnd   = "\x1b[?2026l"
)

// draw makes the block these lines. They are cut to the terminal's width.
func (b *block) draw(lines []string) error {
	width := b.width()
	for i, l := range lines {
		lines[i] = fit(l, width-1) // the last column makes some terminals break the line
	}
	if slices.Equal(lines, b.lines) && b.height(width) == len(lines) {
		return nil
	}
	var s strings.Builder
	s.WriteString(syncBegin)
	if len(lines) < len(b.lines) || b.height(width) != len(b.lines) { // shrunk, or broken by a narrower window
		s.WriteString(b.erasure(width))
		b.lines = nil
	}
	if n := len(b.lines); n > 0 {
		fmt.Fprintf(&s, "\x1b[%dA", n)
	}
	for i, l := range lines {
		if i >= len(b.lines) || b.lines[i] != l {
			s.WriteString("\r" + l + "\x1b[K")
		}
		s.WriteString("\r\n")
	}
	s.WriteString(syncEnd)
	b.lines = slices.Clone(lines)
	_, err := io.WriteString(b.out, s.String())
	return err
}

// print writes text that stays above the block.
func (b *block) print(text string) error {
	lines := b.lines
	out := b.erasure(b.width()) + text
	b.lines = nil
	if lines == nil {
		_, err := io.WriteString(b.out, out)
		return err
	}
	for _, l := range lines {
		out += fit(l, b.width()-1) + "\x1b[K\r\n"
	}
	b.lines = lines
	_, err := io.WriteString(b.out, syncBegin+out+syncEnd)
	return err
}

// clear takes the block away.
func (b *block) clear() {
	if out := b.erasure(b.width()); out != "" {
		io.WriteString(b.out, out)
	}
	b.lines = nil
}

func (b *block) erasure(width int) string {
	if len(b.lines) == 0 {
		return ""
	}
	return fmt.Sprintf("\x1b[%dA\r\x1b[J", b.height(width))
}

// height is how many lines the block takes on a terminal that may have become narrower.
func (b *block) height(width int) int {
	n := 0
	for _, l := range b.lines {
		n += max(1, (columns(l)+width-1)/max(width, 1))
	}
	return n
}
