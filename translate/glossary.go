package translate

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/say"
)

// ErrGlossary wraps every mistake in a glossary file; the text names file and line.
var ErrGlossary = errors.New("invalid glossary")

// ReadGlossary reads CSV or TSV: a header of language tags, with a column "keep" if
// wanted, then one term a line. The first column is the term as it is looked for. A term
// with anything but no, 0 or nothing in "keep" is never translated. name is for errors.
func ReadGlossary(r io.Reader, name string) ([]brand.Term, error) {
	all, err := io.ReadAll(r)
	if err != nil {
		return nil, say.Errorf("%w: %s: %w", ErrGlossary, name, err)
	}
	text := strings.TrimPrefix(string(all), "\ufeff")
	rows := csv.NewReader(strings.NewReader(text))
	rows.FieldsPerRecord = -1
	rows.LazyQuotes = true
	if first, _, _ := strings.Cut(text, "\n"); strings.Contains(first, "\t") {
		rows.Comma = '\t'
	}
	header, err := rows.Read()
	if err != nil || len(header) < 2 {
		return nil, say.Errorf("%w: %s:1: the first line names the languages, for example en,ja,keep", ErrGlossary, name)
	}
	var list []brand.Term
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, say.Errorf("%w: %s: %w", ErrGlossary, name, err)
		}
		if line, _ := rows.FieldPos(0); len(row) > len(header) {
			return nil, say.Errorf("%w: %s:%d: as many columns as the first line has: %d", ErrGlossary, name, line, len(header))
		}
		if t := termOf(header, row); t.Term != "" {
			list = append(list, t)
		}
	}
}

func termOf(header, row []string) brand.Term {
	t := brand.Term{Texts: map[string]string{}}
	for i, cell := range row {
		cell = strings.TrimSpace(cell)
		switch column := strings.TrimSpace(header[i]); {
		case i == 0:
			t.Term = cell
		case strings.EqualFold(column, "keep"):
			t.Keep = cell != "" && cell != "0" && !strings.EqualFold(cell, "no")
		case cell != "":
			t.Texts[column] = cell
		}
	}
	return t
}
