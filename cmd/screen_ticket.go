package cmd

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/ticket"
)

// clue is a kind of thing a ticket's words tell: how it stands out on a terminal, and
// the brackets it is put in where nothing can stand out.
type clue struct {
	label       string
	style       style
	open, close string
}

func clues() (asks, feelings, risks clue) {
	return clue{"mark-asks", underline, "[", "]"}, clue{"mark-feelings", bold, "{", "}"}, clue{"mark-risks", reverse, "<", ">"}
}

// told is a piece of the ticket that tells something: bytes from, to.
type told struct {
	from, to int
	clue
}

// buyersWords lays out the buyer's own words with what they tell in place, and says first how
// that is marked.
func (s sheet) buyersWords(t *draft.TicketView, subject, text string) []line {
	onScreen := visible(text)
	found := toldBy(t, text, onScreen)
	lines := []line{s.one(bold, s.words.label("mark-title"))}
	if legend := s.legend(found); legend != "" {
		lines = append(lines, line{legend, columns(legend)})
	}
	lines = append(lines, line{})
	if subject != "" {
		label := s.words.label("subject")
		lines = append(append(lines, s.hang(label, dim, columns(label), clean.Line(subject, 300), 0)...), line{})
	}
	width := min(s.width, measure)
	if !s.paint.strokes {
		return append(lines, s.set(bracketed(onScreen, found), width, 0)...)
	}
	var marks []mark
	for _, f := range found {
		marks = append(marks, mark{f.from, f.to, f.style})
	}
	return append(lines, s.set(onScreen, width, 0, marks...)...)
}

// legend shows each kind that was found as it is marked.
func (s sheet) legend(found []told) string {
	var parts []string
	asks, feelings, risks := clues()
	for _, kind := range []clue{asks, feelings, risks} {
		if !slices.ContainsFunc(found, func(f told) bool { return f.label == kind.label }) {
			continue
		}
		word := s.words.label(kind.label)
		if !s.paint.strokes {
			word = kind.open + word + kind.close
		}
		parts = append(parts, s.paint.as(kind.style, word))
	}
	return strings.Join(parts, "  ")
}

// toldBy is what a ticket's signals point at in its text, each piece once.
func toldBy(t *draft.TicketView, text, onScreen string) []told {
	asks, feelings, risks := clues()
	var found []told
	add := func(kind clue, span *[2]int) {
		if span == nil {
			return
		}
		if from, to, ok := within(text, onScreen, *span); ok && !slices.Contains(found, told{from, to, kind}) {
			found = append(found, told{from, to, kind})
		}
	}
	evidence := func(kind clue, list []ticket.Evidence) {
		for _, e := range list {
			add(kind, e.Span)
		}
	}
	for _, a := range t.Asks {
		add(asks, a.Span)
	}
	evidence(feelings, t.Emotion.Evidence)
	for _, r := range t.Risks {
		evidence(risks, r.Evidence)
	}
	return found
}

// bracketed puts brackets around what was told, the inner ones inside.
func bracketed(text string, found []told) string {
	type bracket struct {
		at, size int // of the piece: a larger one opens first and closes last
		closes   bool
		text     string
	}
	var list []bracket
	for _, f := range found {
		list = append(list, bracket{f.from, f.to - f.from, false, f.open}, bracket{f.to, f.to - f.from, true, f.close})
	}
	slices.SortStableFunc(list, func(a, b bracket) int {
		switch {
		case a.at != b.at:
			return cmp.Compare(a.at, b.at)
		case a.closes != b.closes && a.closes:
			return -1
		case a.closes != b.closes:
			return 1
		case a.closes:
			return cmp.Compare(a.size, b.size)
		}
		return cmp.Compare(b.size, a.size)
	})
	var b strings.Builder
	last := 0
	for _, x := range list {
		b.WriteString(text[last:x.at] + x.text)
		last = x.at
	}
	return b.String() + text[last:]
}
