package compose

import (
	"slices"
	"strings"
	"unicode"

	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/ticket"
)

// ofProduct tells whether a snippet may answer an ask about a product: the article
// about another jacket says nothing of this one.
func (d *drafting) ofProduct(s *kb.Snippet, a ticket.Ask) bool {
	aboutOne := slices.Contains([]string{"size", "product-question", "availability", "price", "warranty", "certificate"}, a.Kind)
	said := strings.ToLower(s.Title + " " + s.Text)
	inMessage, inAsk := d.job.said, strings.ToLower(a.Text)
	if aboutOne && slices.ContainsFunc(calledByName(a.Text, d.job.Language), func(name string) bool { return !strings.Contains(said, strings.ToLower(name)) }) {
		return false
	}
	for _, product := range d.job.Signals.Products {
		for _, name := range properNames(product, d.job.Language) {
			name = strings.ToLower(name)
			if named := aboutOne && strings.Contains(inMessage, name) || strings.Contains(inAsk, name); named && !strings.Contains(said, name) {
				return false
			}
		}
	}
	return true
}

// calledByName are the names in a question about a product: capitals where a language
// has them for names alone, Latin letters where it is written in others.
func calledByName(text, tag string) []string {
	const short = 4
	if sameBase(tag, "de") {
		return nil // every noun has a capital
	}
	latin := lang.Script(tag) == "Latn"
	var names []string
	begins := true
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool {
		return !unicode.In(r, unicode.Latin) && !unicode.IsDigit(r) && !strings.ContainsRune(".?!:", r)
	}) {
		bare := strings.Trim(word, ".?!:")
		name := len(bare) >= short && unicode.IsUpper([]rune(bare)[0]) && unicode.IsLower([]rune(bare)[1])
		if name && !(latin && begins) {
			names = append(names, bare)
		}
		begins = bare != word || bare == "" || strings.Trim(bare, "0123456789") == ""
	}
	return names
}

func holdsAny(text string, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return strings.Contains(text, name) })
}

// properNames are the words of a product's name that tell it from others: "Polar",
// "400" of "Polar 400 headlamp". German capitals tell nothing, so it is the last one.
func properNames(product, tag string) []string {
	var names []string
	last := ""
	for _, word := range strings.FieldsFunc(product, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		first, digit := []rune(word)[0], strings.ContainsAny(word, "0123456789")
		switch {
		case digit:
			names = append(names, word)
		case unicode.IsUpper(first) && len(word) > 2 && first < 0x250:
			if last = word; !sameBase(tag, "de") {
				names = append(names, word)
			}
		}
	}
	if sameBase(tag, "de") && last != "" {
		names = append(names, last)
	}
	return names
}

// names tells whether a title speaks of an ask, by the language's words for it.
func (d *drafting) names(title, kind string) bool {
	low := strings.ToLower(title)
	about := func(kind string) bool { return hasAny(low, strings.Fields(d.buyer.language.About[kind])) }
	if kind == "change-order" && about("change-address") {
		return false // "changing the address" names the address
	}
	return about(ofTicket(kind))
}
