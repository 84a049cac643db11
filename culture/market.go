package culture

import (
	"slices"
	"strings"
)

// Market is the consumer law and trade practice of a country.
type Market struct {
	Country        string // ISO 3166
	WithdrawalDays int    // 0: no number may be promised
	WithdrawalFrom string // "delivery"
	Conditional    bool   // depends on the shop's own terms: never promised
	Guarantee      bool   // the law protects buyers of faulty goods whatever a shop decides
	Facts          []Fact // topic withdrawal, warranty, data-request, mediator …
}

// marketFile is one markets/CC.yaml; EU.yaml is the parent of the member states.
type marketFile struct {
	Country        string `yaml:"country"`
	Parent         string `yaml:"parent,omitempty"`
	WithdrawalDays int    `yaml:"withdrawal_days,omitempty"`
	WithdrawalFrom string `yaml:"withdrawal_from,omitempty"`
	Conditional    bool   `yaml:"conditional,omitempty"`
	Guarantee      bool   `yaml:"guarantee,omitempty"`
	Facts          []Fact `yaml:"facts,omitempty"`
}

// ResolveMarket returns what we know of a country (ISO 3166 code); a country we know
// nothing of is an empty Market, and false.
func ResolveMarket(country string) (Market, bool) {
	m, ok, _ := builtin().Market(country) // our own files are read by a test
	return m, ok
}

// Market is ResolveMarket over this library; the error names a broken user file.
func (b *Library) Market(country string) (Market, bool, error) {
	country = strings.ToUpper(strings.TrimSpace(country))
	if country == "UK" {
		country = "GB" // what sellers write; ISO reserves it for the same country
	}
	m := Market{Country: country}
	t, err := b.tables()
	if err != nil {
		return m, false, err
	}
	seen := []string{}
	for name := country; name != "" && !slices.Contains(seen, name) && b.exists("markets", name); {
		seen = append(seen, name)
		layers, err := files[marketFile](b, "markets", name)
		if err != nil {
			return m, false, err
		}
		name = ""
		for _, f := range layers {
			m.add(f, t)
			name = first(name, f.Parent)
		}
	}
	return m, len(seen) > 0, nil
}

// Markets names the countries we know the law of.
func (b *Library) Markets() []string { return b.names("markets") }

func (m *Market) add(f marketFile, t *tables) {
	if m.WithdrawalDays == 0 {
		m.WithdrawalDays, m.WithdrawalFrom = f.WithdrawalDays, f.WithdrawalFrom
	}
	m.Conditional = m.Conditional || f.Conditional
	m.Guarantee = m.Guarantee || f.Guarantee
	m.Facts = append(m.Facts, newTopics(m.Facts, f.Facts, t)...)
}
