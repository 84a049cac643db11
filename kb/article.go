package kb

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/say"
)

// article is one file, or one entry of a file that holds many.
type article struct {
	path          string // relative to its folder, with slashes: "de/returns.md"
	id            string // what translation_of of others may name
	title         string
	lang          string // BCP 47, "" when neither said nor seen
	translationOf string
	url           string
	markets       []string // ISO 3166 or EU, EEA; empty means every market
	from, until   time.Time
	internal      bool
	tags          []string
	sections      []chunk
	entry         bool   // one of several in its file
	anchor        string // of an entry

	file         int    // in the catalogue
	group        string // of its translations
	grouped      bool   // there are others in the group
	first, count int    // its chunks in the base
}

// chunk is the part of an article under one heading.
type chunk struct {
	article int
	anchor  string // "" for an article's first part
	title   string // article title and headings, joined by " › "
	text    string
	line    int      // in the file, from 1
	markets []string // of the section alone; nil means the article's

	textAt, textLen int // in an image
}

// id names the chunk: "returns.md#eu", or "faq.csv#12-eu" in an article that is itself
// one of a file.
func (c *chunk) id(a *article) string {
	switch {
	case c.anchor == "":
		return a.path
	case a.entry:
		return a.path + "-" + c.anchor
	}
	return a.path + "#" + c.anchor
}

func (c *chunk) source(a *article) string {
	file, _, _ := strings.Cut(a.path, "#")
	return fmt.Sprintf("%s:%d", file, c.line)
}

// valid tells whether the article holds at this time; the zero time asks nothing.
func (a *article) valid(at time.Time) bool {
	return at.IsZero() || !at.Before(a.from) && (a.until.IsZero() || at.Before(a.until))
}

// answers tells whether what is restricted to markets may answer a buyer of market.
func answers(markets []string, market string) bool {
	if len(markets) == 0 || market == AnyMarket {
		return true
	}
	return market != "" && slices.ContainsFunc(markets, func(m string) bool { return inMarket(market, m) })
}

// The member states of the European Union, and what the EEA adds to them.
const (
	euMembers  = " AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK EU "
	eeaMembers = " IS LI NO EEA "
)

// inMarket tells whether country belongs to market, which is a country or a union.
func inMarket(country, market string) bool {
	country = countryCode(country)
	switch market {
	case "EU":
		return strings.Contains(euMembers, " "+country+" ")
	case "EEA":
		return strings.Contains(euMembers+eeaMembers, " "+country+" ")
	}
	return country == market
}

// countryCode takes the names people write for the codes ISO has.
func countryCode(s string) string {
	s = strings.ToUpper(strings.TrimSpace(s))
	switch s {
	case "UK":
		return "GB"
	case "EL":
		return "GR"
	}
	return s
}

// set fills one property from front matter or a column; a value that cannot be read
// is an error that says what would be right. Unknown keys belong to other programs
// and are passed over.
func (a *article) set(key string, values []string) error {
	one := ""
	if len(values) > 0 {
		one = values[0]
	}
	switch strings.ToLower(strings.ReplaceAll(key, "-", "_")) {
	case "title":
		a.title = one
	case "lang", "language", "locale":
		a.lang = canonicalTag(one)
	case "id":
		a.id = one
	case "translation_of":
		a.translationOf = one
	case "url", "html_url":
		a.url = one
	case "market", "markets", "country", "countries":
		for _, v := range values {
			for _, m := range strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
				a.markets = append(a.markets, countryCode(m))
			}
		}
	case "valid_from":
		return a.day(&a.from, key, one, 0)
	case "valid_until":
		return a.day(&a.until, key, one, 1) // the last day still counts
	case "visibility":
		switch strings.ToLower(one) {
		case "internal", "private", "agents":
			a.internal = true
		case "public", "":
		default:
			a.internal = true
			return say.Errorf("visibility %q is neither public nor internal; taken as internal", one)
		}
	case "tags":
		a.tags = values
	}
	return nil
}

func (a *article) day(t *time.Time, key, s string, plus int) error {
	if s == "" {
		return nil
	}
	if len(s) > 10 {
		s = s[:10]
	}
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return say.Errorf("%s %q is not a date such as 2026-12-31", key, s)
	}
	*t = d.AddDate(0, 0, plus)
	return nil
}

// canonicalTag writes a language tag the usual way: "pt_br" is "pt-BR", "zh-cn" the
// script Chinese readers of that place use.
func canonicalTag(s string) string {
	parts := strings.FieldsFunc(strings.TrimSpace(s), func(r rune) bool { return r == '-' || r == '_' })
	for i, p := range parts {
		switch {
		case i == 0:
			parts[i] = strings.ToLower(p)
		case len(p) == 2:
			parts[i] = strings.ToUpper(p)
		case len(p) == 4:
			parts[i] = strings.ToUpper(p[:1]) + strings.ToLower(p[1:])
		}
	}
	switch tag := strings.Join(parts, "-"); tag {
	case "zh", "zh-CN", "zh-SG":
		return "zh-Hans"
	case "zh-TW", "zh-HK", "zh-MO":
		return "zh-Hant"
	default:
		return tag
	}
}
