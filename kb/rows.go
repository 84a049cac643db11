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
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	first, _, _ := strings.Cut(text, "\n")
	switch {
	case strings.HasSuffix(strings.ToLower(rel), ".tsv"):
		r.Comma = '\t'
	case strings.Contains(first, ";") && strings.Count(first, ";") >= strings.Count(first, ","):
		r.Comma = ';' // what a spreadsheet writes where the comma is the decimal sign
	}
	var header []string
	var found []article
	var warnings []string
	for {
		cells, err := r.Read()
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			warnings = append(warnings, fmt.Sprintf("%s:%d: %v", rel, broken.Line, broken.Err))
			continue
		}
		if err != nil {
			return found, warnings
		}
		line, _ := r.FieldPos(0)
		if header == nil {
			header = rowHeader(cells)
			if strings.EqualFold(header[0], strings.TrimSpace(cells[0])) {
				continue
			}
		}
		e := entry{}
		for i, c := range cells {
			if i < len(header) && strings.TrimSpace(c) != "" {
				e[header[i]] = strings.TrimSpace(c)
			}
		}
		if len(e) == 0 {
			continue
		}
		a, warned := e.article(rel, line)
		warnings = append(warnings, warned...)
		if a != nil {
			found = append(found, *a)
		}
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
