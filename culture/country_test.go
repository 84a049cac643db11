package culture

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// TestCountriesAreNamedAsInCLDR compares countries.tsv with the names of CLDR; with
// PARLANCE_UPDATE=1 it writes the file. The program itself does not link CLDR's tables:
// they weigh more than all else it knows of cultures.
func TestCountriesAreNamedAsInCLDR(t *testing.T) {
	var want strings.Builder
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			r, err := language.ParseRegion(string(a) + string(b))
			if err != nil || !r.IsCountry() || r.Canonicalize() != r || display.English.Regions().Name(r) == "" {
				continue
			}
			fmt.Fprintf(&want, "%s\t%s\t%s\t%s\n", r, display.English.Regions().Name(r), display.Chinese.Regions().Name(r), display.TraditionalChinese.Regions().Name(r))
		}
	}
	if os.Getenv("PARLANCE_UPDATE") != "" {
		if err := os.WriteFile("countries.tsv", []byte(want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if countriesTSV != want.String() {
		t.Error("countries.tsv is not what CLDR says; PARLANCE_UPDATE=1 writes it anew")
	}
}
