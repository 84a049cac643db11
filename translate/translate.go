// Package translate carries a reply into the buyer's language and keeps its values: it
// says beforehand what must stand in the translation as it is, and afterwards takes off
// what a model put around its answer, restores what was hidden, and names what is
// missing or new. It asks no model: that is package draft's.
package translate

import (
	"sort"
	"strings"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/prompts"
	"github.com/parlance-cli/parlance/value"
)

// Options say what to protect.
type Options struct {
	From, To string
	Glossary []brand.Term // the brand's and others; only terms that occur are used
	Keep     []string     // names of products and people, and whatever else must stay
	Markers  bool         // hide what must stay behind {#1}, for models that mangle it
}

// Prepared is a text ready to be translated.
type Prepared struct {
	Text  string       // what the model is to see
	Keep  []string     // what must appear in the answer as it is: markers where there are, else values
	Terms []brand.Term // of the glossary, those that occur

	source string
	to     string
	values []kept
	hidden map[string]string // marker → value
}

// kept is a value that must appear, and how often.
type kept struct {
	text  string
	times int
}

// Kind says what is wrong with an answer.
type Kind string

// The kinds of problem.
const (
	Empty        Kind = "empty"        // nothing is left of the answer
	Untranslated Kind = "untranslated" // it is the source again
	Missing      Kind = "missing"      // a protected value is not there
	Repeated     Kind = "repeated"     // it is there more often than in the source
	Added        Kind = "added"        // a link, address or placeholder that the source has not
	Marker       Kind = "marker"       // a marker nobody issued
	Unheeded     Kind = "term"         // a glossary term is not rendered as agreed
)

// Problem is one thing wrong with an answer.
type Problem struct {
	Kind  Kind
	Value string
}

// String says it in English, for a repair prompt or a log.
func (p Problem) String() string {
	switch p.Kind {
	case Empty:
		return "the answer is empty"
	case Untranslated:
		return "the answer is the source text, not a translation"
	case Missing:
		return "“" + p.Value + "” is missing"
	case Repeated:
		return "“" + p.Value + "” appears more often than in the source"
	case Added:
		return "“" + p.Value + "” is not in the source"
	case Marker:
		return "the marker “" + p.Value + "” is not in the source"
	}
	return "the agreed wording “" + p.Value + "” is not used"
}

// Prepare finds what must stay as it is in text: links, addresses, ids, placeholders,
// glossary terms that are kept, and o.Keep. Amounts, dates and numbers are not among
// them, because they take the form of the language; comparing those is for the checks.
func Prepare(text string, o Options) Prepared {
	p := Prepared{Text: text, source: text, to: o.To}
	for _, t := range o.Glossary {
		if prompts.Occurs(t.Term, text) {
			p.Terms = append(p.Terms, t)
		}
	}
	spans := protected(text, o, p.Terms)
	p.values = counted(text, spans)
	if o.Markers {
		p.hide(text, spans)
		return p
	}
	for _, v := range p.values {
		p.Keep = append(p.Keep, v.text)
	}
	return p
}

type span struct{ start, end int }

// protected is where the values stand, without overlap: of two that do, the longer one.
func protected(text string, o Options, terms []brand.Term) []span {
	var all []span
	for _, v := range value.Find(text, o.From) {
		switch v.Kind {
		case value.Link, value.Email, value.ID, value.Placeholder:
			all = append(all, span{v.Start, v.End})
		}
	}
	names := append([]string(nil), o.Keep...)
	for _, t := range terms {
		if t.Keep {
			names = append(names, t.Term)
		}
	}
	for _, name := range names {
		all = append(all, places(text, name)...)
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].end-all[i].start > all[j].end-all[j].start })
	var chosen []span
	for _, s := range all {
		if !overlaps(chosen, s) {
			chosen = append(chosen, s)
		}
	}
	sort.Slice(chosen, func(i, j int) bool { return chosen[i].start < chosen[j].start })
	return chosen
}

func overlaps(chosen []span, s span) bool {
	for _, c := range chosen {
		if s.start < c.end && c.start < s.end {
			return true
		}
	}
	return false
}

// places is where name stands in text, in its exact spelling.
func places(text, name string) []span {
	var list []span
	for at := 0; name != ""; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			break
		}
		list = append(list, span{at + i, at + i + len(name)})
		at += i + len(name)
	}
	return list
}

func counted(text string, spans []span) []kept {
	var list []kept
	index := map[string]int{}
	for _, s := range spans {
		v := text[s.start:s.end]
		if i, ok := index[v]; ok {
			list[i].times++
			continue
		}
		index[v] = len(list)
		list = append(list, kept{v, 1})
	}
	return list
}
