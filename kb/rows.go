package kb

import (
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
)

// readRows reads a table of articles: a header names the columns, each row is an
// entry. A table without a known header is questions and answers in two columns.
func readRows(rel, text string) ([]article, []string) {
	t := rowReader{rel: rel, comma: ','}
	first, _, _ := strings.Cut(text, "\n")
	switch {
	case strings.HasSuffix(strings.ToLower(rel), ".tsv"):
		t.comma = '\t'
	case strings.Contains(first, ";") && strings.Count(first, ";") >= strings.Count(first, ","):
		t.comma = ';' // what a spreadsheet writes where the comma is the decimal sign
	}
	for text != "" {
		text = t.read(text)
	}
	return t.found, t.warnings
}

// rowReader gathers the entries of a table.
type rowReader struct {
	rel      string
	comma    rune
	header   []string
	before   int // lines before the text being read
	found    []article
	warnings []string
}

// read takes the rows of a text. Where a quotation mark is never closed, it would
// swallow all that follows: its line is taken without marks, and what is returned is
// the rest, to be read.
func (t *rowReader) read(text string) string {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes, r.Comma = -1, true, t.comma
	for {
		start := r.InputOffset()
		cells, err := r.Read()
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			t.warnings = append(t.warnings, fmt.Sprintf("%s:%d: %v", t.rel, t.before+broken.Line, broken.Err))
			continue
		}
		if err != nil {
			return ""
		}
		line, _ := r.FieldPos(0)
		raw := strings.TrimLeft(text[start:r.InputOffset()], "\r\n")
		if r.InputOffset() == int64(len(text)) && strings.Count(raw, `"`)%2 == 1 && strings.Contains(strings.TrimSpace(raw), "\n") {
			t.warnings = append(t.warnings, fmt.Sprintf("%s:%d: a quotation mark is opened and never closed; the line is read without it", t.rel, t.before+line))
			own, rest, _ := strings.Cut(raw, "\n")
			t.row(strings.Split(strings.ReplaceAll(own, `"`, ""), string(t.comma)), t.before+line)
			t.before += line
			return rest
		}
		t.row(cells, t.before+line)
	}
}

func (t *rowReader) row(cells []string, line int) {
	if t.header == nil {
		t.header = rowHeader(cells)
		if strings.EqualFold(t.header[0], strings.TrimSpace(cells[0])) {
			return
		}
	}
	e := entry{}
	for i, c := range cells {
		if i < len(t.header) && strings.TrimSpace(c) != "" {
			e[t.header[i]] = strings.TrimSpace(c)
		}
	}
	if len(e) == 0 {
		return
	}
	a, warned := e.article(t.rel, line)
	t.warnings = append(t.warnings, warned...)
	if a != nil {
		t.found = append(t.found, *a)
	}
}

// rowHeader reads column names, or says that there are none.
func rowHeader(cells []string) []string {
	names := make([]string, len(cells))
	known := 0
	for i, c := range cells {
		names[i] = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(c), " ", "_"))
		for _, keys := range [][]string{titleKeys(), textKeys(), questionKeys(), {"id", "lang", "language", "locale", "term"}} {
			for _, k := range keys {
				if names[i] == k {
					known++
				}
			}
		}
	}
	if known == 0 {
		return []string{"question", "answer"}
	}
	return names
}
