package say

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Text tells what is already put together in English, alone or as "place: what; what
// else". What it does not know it leaves as it is: a server's words, a name.
func (s *Speaker) Text(english string) string {
	if s == nil || english == "" {
		return english
	}
	if other, known := s.whole(english); known > 0 {
		return other
	}
	return s.parts(english)
}

// whole tells a text that is one entry, and says how many letters of it were known.
func (s *Speaker) whole(english string) (other string, known int) {
	if other, ok := s.said[english]; ok {
		return other, len(english)
	}
	for _, f := range s.formats {
		if values, ok := match(f.en, english); ok {
			return s.fill(f.other, values), f.letters
		}
	}
	return english, 0
}

var between = []string{": ", "; "}

// parts tells a text cut at colons and semicolons, so that as much as possible of it is
// known.
func (s *Speaker) parts(english string) string {
	cuts := []int{0} // where parts begin
	for i := range english {
		if i > 0 && slices.ContainsFunc(between, func(b string) bool { return strings.HasPrefix(english[i:], b) }) {
			cuts = append(cuts, i+2)
		}
	}
	if len(cuts) == 1 || len(cuts) > 12 { // a server's long text
		return english
	}
	cuts = append(cuts, len(english)+2)
	type ending struct {
		text  string
		known int
	}
	best := make([]ending, len(cuts)) // of the text from each cut on
	for from := len(cuts) - 2; from >= 0; from-- {
		for to := from + 1; to < len(cuts); to++ {
			part := english[cuts[from] : cuts[to]-2]
			told, known := part, 0
			if strings.Contains(part, " ") {
				told, known = s.whole(part)
			}
			if known == 0 && to > from+1 {
				continue
			}
			known += best[to].known
			if to < len(cuts)-1 {
				told += english[cuts[to]-2:cuts[to]] + best[to].text
			}
			if to == from+1 || known > best[from].known {
				best[from] = ending{told, known}
			}
		}
	}
	if best[0].known == 0 {
		return english
	}
	return s.punctuate(best[0].text)
}

// punctuate sets the marks between parts as the language has them, after its own words.
func (s *Speaker) punctuate(text string) string {
	return afterOurs().ReplaceAllStringFunc(text, func(m string) string {
		return strings.NewReplacer(": ", s.stop, "; ", s.separate).Replace(m)
	})
}

var afterOurs = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[\p{Han}”）][:;] |[:;] \p{Han}`) })

func (s *Speaker) fill(list []piece, values map[int]string) string {
	var b strings.Builder
	for _, p := range list {
		if p.verb == 0 {
			b.WriteString(p.text)
		} else {
			b.WriteString(s.phrase(values[p.arg]))
		}
	}
	return b.String()
}

// NonEmpty is what there is of a list: parts of a line, some of which say nothing.
func NonEmpty(list ...string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == "" })
}
