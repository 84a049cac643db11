package compose

import (
	"slices"
	"testing"
)

func TestANoteIsNotCutAtAnAbbreviation(t *testing.T) {
	for note, want := range map[string][]string{
		"Das Paket liegt im Depot Nr. 5 in Leipzig. Es kommt morgen.": {"Das Paket liegt im Depot Nr. 5 in Leipzig", "Es kommt morgen"},
		"Das Fjell 2 ist ab 2. Dezember wieder lieferbar.":            {"Das Fjell 2 ist ab 2. Dezember wieder lieferbar"},
		"Die Jacke ist ca. 2 cm kürzer; bitte prüfen!":                {"Die Jacke ist ca. 2 cm kürzer", "bitte prüfen"},
		"是否已发货？ 仓库发错了。已补发":                                            {"是否已发货?", "仓库发错了", "已补发"},
		"": nil,
	} {
		if got := clauses(note); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", note, got, want)
		}
	}
}
