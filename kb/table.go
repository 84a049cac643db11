package kb

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/parlance-cli/parlance/say"
	"github.com/parlance-cli/parlance/value"
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

func scalarOrList(n *yaml.Node) string {
	if n.Kind != yaml.SequenceNode {
		return n.Value
	}
	var all []string
	for _, item := range n.Content {
		all = append(all, item.Value)
	}
	return strings.Join(all, " ")
}

func (r row) check(columns []column) error {
	if columns == nil {
		return nil
	}
	for key := range r.cells {
		if !slices.ContainsFunc(columns, func(c column) bool { return c.name == key }) {
			var names []string
			for _, c := range columns {
				names = append(names, c.name)
			}
			return say.Errorf("no column is called %q; there are %s", key, strings.Join(names, ", "))
		}
	}
	for _, c := range columns {
		cell, have := r.cells[c.name]
		if !have && c.must {
			return say.Errorf("%s is missing", c.name)
		}
		if have && c.is != nil {
			if err := c.is(cell); err != nil {
				return say.Errorf("%s %q: %w", c.name, cell, err)
			}
		}
	}
	return nil
}

// places are the countries or unions of a cell; "*" is every other country.
func places(cell string) []string {
	var all []string
	for p := range strings.FieldsFuncSeq(cell, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '/' }) {
		all = append(all, countryCode(p))
	}
	return all
}

func isPlaces(s string) error {
	for _, p := range places(s) {
		if p != "*" && len(p) != 2 && p != "EEA" {
			return errors.New("ISO 3166 countries, EU, EEA or *, such as \"DE AT\"")
		}
	}
	return nil
}

func isNumber(s string) error {
	if r, ok := new(big.Rat).SetString(s); !ok || r.Sign() < 0 {
		return errors.New("a number with a decimal point, such as 1.5")
	}
	return nil
}

func isWhole(s string) error {
	if n, err := strconv.Atoi(s); err != nil || n < 0 {
		return errors.New("a whole number, such as 14")
	}
	return nil
}

func isMoney(s string) error {
	if _, err := value.ParseMoney(s); err != nil {
		return errors.New("an amount and its currency, such as \"4.90 EUR\"")
	}
	return nil
}

func isCurrency(s string) error {
	if len(s) != 3 || strings.ToUpper(s) != s {
		return errors.New("an ISO 4217 currency, such as EUR")
	}
	return nil
}

func isDay(s string) error {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return errors.New("a day such as 2026-12-31")
	}
	return nil
}

func isClock(s string) error {
	if _, err := time.Parse("15:04", s); err != nil {
		return errors.New("a time of day such as 12:00")
	}
	return nil
}

func isZone(s string) error {
	if _, err := time.LoadLocation(s); err != nil {
		return errors.New("an IANA time zone such as Europe/Amsterdam")
	}
	return nil
}

func isStart(s string) error {
	if s != "delivery" && s != "order" {
		return errors.New("delivery or order")
	}
	return nil
}

func isTerms(s string) error {
	if s != "DDP" && s != "DAP" {
		return errors.New("DDP (we pay duties) or DAP (the buyer does)")
	}
	return nil
}

func isHS(s string) error {
	digits := strings.ReplaceAll(s, ".", "")
	if _, err := strconv.Atoi(digits); err != nil || len(digits) < 6 || len(digits) > 12 {
		return errors.New("6 to 12 digits, such as 6201.40")
	}
	return nil
}
