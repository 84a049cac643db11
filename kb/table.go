package kb

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// row is one line of a fact table.
type row struct {
	cells  map[string]string
	source string // "facts/shipping.csv:4"
}

// tables are the fact tables of a knowledge base by name.
type tables map[string][]row

// column says what the cells of a column hold; a table's columns are all it may have.
type column struct {
	name string
	is   func(string) error
	must bool
}

// tableColumns is the form of each table.
func tableColumns(name string) []column {
	switch name {
	case "shipping":
		return []column{{"to", isPlaces, true}, {"service", nil, false}, {"up_to_kg", isNumber, false}, {"fee", isMoney, true}, {"free_from", isMoney, false}}
	case "delivery":
		return []column{{"to", isPlaces, true}, {"service", nil, false}, {"from_days", isWhole, true}, {"to_days", isWhole, true}, {"calendar", isPlaces, false}, {"cutoff", isClock, false}, {"zone", isZone, false}}
	case "holidays":
		return []column{{"country", isPlaces, true}, {"date", isDay, true}, {"name", nil, false}}
	case "returns":
		return []column{{"market", isPlaces, true}, {"days", isWhole, true}, {"from", isStart, false}, {"sku", nil, false}}
	case "warranty":
		return []column{{"sku", nil, true}, {"months", isWhole, true}}
	case "sizes":
		return nil // its columns are the systems of sizes
	case "certificates":
		return []column{{"sku", nil, true}, {"kind", nil, true}, {"number", nil, false}, {"issuer", nil, false}, {"scope", nil, false}, {"expires", isDay, false}, {"file", nil, false}, {"markets", isPlaces, false}}
	case "hs":
		return []column{{"sku", nil, true}, {"country", isPlaces, true}, {"code", isHS, true}}
	case "duties":
		return []column{{"to", isPlaces, true}, {"terms", isTerms, true}, {"above", isMoney, false}, {"note", nil, false}}
	case "rates":
		return []column{{"from", isCurrency, true}, {"to", isCurrency, true}, {"rate", isNumber, true}, {"date", isDay, true}}
	}
	return nil
}

const tableNames = "shipping, delivery, holidays, returns, warranty, sizes, certificates, hs, duties, rates"

// readTables reads facts/*.yaml and facts/*.csv of a folder. A row that cannot be
// used is left out and named in a warning.
func readTables(dir string) (tables, []string) {
	t := tables{}
	var warnings []string
	files, err := os.ReadDir(filepath.Join(dir, "facts"))
	if errors.Is(err, fs.ErrNotExist) {
		return t, nil
	}
	if err != nil {
		return t, []string{"facts: " + err.Error()}
	}
	for _, f := range files {
		rel := path.Join("facts", f.Name())
		read := readTableYAML
		switch strings.ToLower(path.Ext(rel)) {
		case ".yaml", ".yml":
		case ".csv", ".tsv":
			read = readTableCSV
		default:
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(rel)))
		if err != nil {
			warnings = append(warnings, err.Error())
			continue
		}
		found, warned := read(rel, strings.TrimPrefix(string(data), "\ufeff"))
		warnings = append(warnings, warned...)
		for name, rows := range found {
			if name != "sizes" && tableColumns(name) == nil {
				warnings = append(warnings, fmt.Sprintf("%s: no table is called %q; there are %s", rel, name, tableNames))
				continue
			}
			for _, r := range rows {
				if err := r.check(tableColumns(name)); err != nil {
					warnings = append(warnings, r.source+": "+err.Error())
					continue
				}
				t[name] = append(t[name], r)
			}
		}
	}
	slices.Sort(warnings)
	return t, warnings
}

func readTableCSV(rel, text string) (tables, []string) {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.TrimLeadingSpace, r.Comment = -1, true, '#'
	if strings.HasSuffix(rel, ".tsv") {
		r.Comma = '\t'
	}
	var header []string
	var rows []row
	var warnings []string
	for {
		cells, err := r.Read()
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			warnings = append(warnings, fmt.Sprintf("%s:%d: %v", rel, broken.Line, broken.Err))
			continue
		}
		if err != nil {
			return tables{stem(rel): rows}, warnings
		}
		if header == nil {
			for _, c := range cells {
				header = append(header, strings.ToLower(strings.TrimSpace(c)))
			}
			continue
		}
		line, _ := r.FieldPos(0)
		one := row{cells: map[string]string{}, source: fmt.Sprintf("%s:%d", rel, line)}
		for i, c := range cells {
			if i < len(header) && strings.TrimSpace(c) != "" {
				one.cells[header[i]] = strings.TrimSpace(c)
			}
		}
		rows = append(rows, one)
	}
}

func readTableYAML(rel, text string) (tables, []string) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		return nil, []string{rel + ":" + strings.TrimPrefix(strings.TrimPrefix(err.Error(), "yaml: "), "line ")}
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, []string{rel + ":1: a table is its name and a list of rows, such as \"shipping: [{to: DE, fee: 4.90 EUR}]\""}
	}
	t := tables{}
	var warnings []string
	top := doc.Content[0].Content
	for i := 0; i+1 < len(top); i += 2 {
		for _, item := range top[i+1].Content {
			r := row{cells: map[string]string{}, source: fmt.Sprintf("%s:%d", rel, item.Line)}
			if item.Kind != yaml.MappingNode {
				warnings = append(warnings, r.source+": a row is a map, such as {to: DE, fee: 4.90 EUR}")
				continue
			}
			for k := 0; k+1 < len(item.Content); k += 2 {
				r.cells[item.Content[k].Value] = scalarOrList(item.Content[k+1])
			}
			t[top[i].Value] = append(t[top[i].Value], r)
		}
	}
	return t, warnings
}
