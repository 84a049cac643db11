package cmd

import "strings"

// style is how a piece of text stands out. The colours are the two of the sixteen that
// read on a white and on a black background in every common palette; see
// docs/decisions/terminal.md. Nothing is told by colour alone.
type style uint8

const (
	bold style = 1 << iota
	dim
	underline
	reverse
	red     // errors, and tickets a person answers first
	magenta // warnings
)

var strokes = [...]struct {
	of   style
	code string
}{{bold, "1"}, {dim, "2"}, {underline, "4"}, {reverse, "7"}}

var colours = [...]struct {
	of   style
	code string
}{{red, "31"}, {magenta, "35"}}

// painter paints text for a terminal. The zero painter leaves text alone.
type painter struct {
	colour  bool // red and magenta
	strokes bool // bold, dim, underline, reverse
	place   bool // the cursor may be moved within a line
}

// painter is what standard output and the user want. NO_COLOR takes the colours and
// leaves the strokes, as no-color.org has it; a dumb terminal gets neither.
func (a *app) painter() painter {
	vt := a.terminal.out && a.getenv("TERM") != "dumb" && speaksVT(a.out)
	switch a.global.color {
	case "always":
		return painter{true, true, vt}
	case "never":
		return painter{}
	}
	return painter{vt && a.getenv("NO_COLOR") == "", vt, vt}
}

func (p painter) as(st style, s string) string {
	if st == 0 || s == "" || !p.strokes && !p.colour {
		return s
	}
	var codes []string
	for _, x := range strokes {
		if p.strokes && st&x.of != 0 {
			codes = append(codes, x.code)
		}
	}
	for _, x := range colours {
		if p.colour && st&x.of != 0 {
			codes = append(codes, x.code)
		}
	}
	if len(codes) == 0 {
		return s
	}
	return "\x1b[" + strings.Join(codes, ";") + "m" + s + "\x1b[0m"
}

func (p painter) bold(s string) string { return p.as(bold, s) }
func (p painter) dim(s string) string  { return p.as(dim, s) }
func (p painter) red(s string) string  { return p.as(red, s) }

// yellow is the colour of warnings; yellow itself cannot be read on white.
func (p painter) yellow(s string) string { return p.as(magenta, s) }
