package kb

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/value"
)

// given reads "country=DE;kg=1.5".
func given(t *testing.T, s string) Given {
	t.Helper()
	var g Given
	at := func(v string) time.Time {
		parsed, err := time.Parse("2006-01-02T15:04Z", v)
		if err != nil {
			t.Fatal(err)
		}
		return parsed
	}
	for pair := range strings.SplitSeq(s, ";") {
		key, v, _ := strings.Cut(pair, "=")
		switch key {
		case "":
		case "country":
			g.Country = v
		case "kg":
			g.Kg = v
		case "service":
			g.Service = v
		case "total":
			amount, currency, _ := strings.Cut(v, " ")
			g.Total = &value.Money{Amount: amount, Currency: currency}
		case "sku":
			g.SKUs = strings.Fields(v)
		case "size":
			g.Size = v
		case "of":
			g.SizeOf = v
		case "to":
			g.SizeFor = v
		case "convert":
			g.Convert = v
		case "law":
			g.LawDays, g.LawFrom = map[string]int{"7": 7, "14": 14}[v], "delivery"
		case "zone":
			zone, err := time.LoadLocation(v)
			if err != nil {
				t.Fatal(err)
			}
			g.Zone = zone
		case "placed":
			g.PlacedAt = at(v)
		case "shipped":
			g.ShippedAt = at(v)
		case "delivered":
			g.DeliveredAt = at(v)
		case "now":
			g.Now = at(v)
		default:
			t.Fatalf("unknown input %q", key)
		}
	}
	return g
}

func TestFacts(t *testing.T) {
	b := opened(t, "testdata/shop")
	data, err := os.ReadFile("testdata/facts.tsv")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		cases++
		facts, missing := b.Facts(given(t, cells[1]), []string{cells[0]})
		got := "none"
		if len(facts) > 0 {
			got = facts[0].Value
			if facts[0].Source == "" || facts[0].Text == "" || facts[0].Inputs == nil {
				t.Errorf("%s: no source, formula or inputs: %+v", line, facts[0])
			}
		} else if len(missing) > 0 {
			got = "need " + strings.Join(missing[0].Need, ",")
		}
		if got != cells[2] {
			t.Errorf("%s of %s: got %s, want %s", cells[0], cells[1], got, cells[2])
		}
	}
	if cases < 300 {
		t.Errorf("%d cases", cases)
	}
}

func TestAnOrderOfSeveralArticlesNamesEach(t *testing.T) {
	b := opened(t, "testdata/shop")
	facts, _ := b.Facts(given(t, "sku=NL-HL-400 NL-RJ-031;delivered=2026-01-31T10:00Z"), []string{"warranty-end"})
	var got []string
	for _, f := range facts {
		got = append(got, f.ID+" "+f.Value+" "+f.Source)
	}
	want := []string{"warranty-end:NL-HL-400 2028-01-31 facts/warranty.csv:2", "warranty-end:NL-RJ-031 2029-01-31 facts/warranty.csv:4"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAMistakeInATableNamesItsLine(t *testing.T) {
	dir := write(t, map[string]string{
		"facts/shipping.csv":  "to,service,up_to_kg,fee\nDE,standard,five,4.90 EUR\nDE,standard,5,4.90 EUR\nDE,standard,31,1.000 EUR\n",
		"facts/misc.yaml":     "duties:\n  - {to: DE, terms: FOB}\n  - {to: DE, terms: DDP}\nwarrenty:\n  - {sku: A, months: 12}\n",
		"facts/warranty.yaml": "warranty:\n  - {sku: A, month: 12}\n",
	})
	b, warnings, err := Open(t.Context(), []string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`facts/misc.yaml: no table is called "warrenty"; there are ` + tableNames,
		`facts/misc.yaml:2: terms "FOB": DDP (we pay duties) or DAP (the buyer does)`,
		`facts/shipping.csv:2: up_to_kg "five": a number with a decimal point, such as 1.5`,
		`facts/shipping.csv:4: fee "1.000 EUR": amount "1.000 EUR" can be read in two ways: write "1000 EUR" or "1.00 EUR"`,
		`facts/warranty.yaml:2: no column is called "month"; there are sku, months`,
	}
	if !slices.Equal(warnings, want) {
		t.Errorf("got  %q\nwant %q", warnings, want)
	}
	if facts, _ := b.Facts(Given{Country: "DE", Kg: "1"}, []string{"shipping-fee"}); len(facts) != 1 || facts[0].Value != "4.90 EUR" {
		t.Errorf("the good row must still hold: %+v", facts)
	}
}
