package say

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/pack"
)

//go:embed zh-Hans/*.yaml
var catalogues embed.FS

// Speaker tells things in one language. Nil is English. It is safe for concurrent use.
type Speaker struct {
	said     map[string]string // English format to ours
	formats  []format          // those with values, the most telling first
	stop     string            // what stands between the parts of "a: b"
	separate string            // and of "a; b"
}

// format is one entry of the catalogue that has values, taken apart.
type format struct {
	en, other []piece
	letters   int
}

// entry is one line of a catalogue.
type entry struct {
	En string `yaml:"en"`
	Zh string `yaml:"zh"`
}

// In is who speaks the language of a tag; English for every language there is no
// catalogue of.
func In(tag string) *Speaker {
	if Language(tag) == "zh-Hans" {
		return chinese()
	}
	return nil
}

// Language is the tag of the language that is spoken.
func (s *Speaker) Language() string {
	if s == nil {
		return "en"
	}
	return "zh-Hans"
}

// Language is the language that a tag or locale (zh, zh_CN.UTF-8, en-GB) is told in:
// "en", "zh-Hans", or "" when there is none for it. Readers of Traditional Chinese are
// told in Simplified, which CLDR ranks above English for them.
func Language(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(tag), ".")
	base, _, _ = strings.Cut(strings.ReplaceAll(base, "_", "-"), "-")
	switch base {
	case "zh", "cmn":
		return "zh-Hans"
	case "en":
		return "en"
	}
	return ""
}

var chinese = sync.OnceValue(func() *Speaker {
	s := &Speaker{said: map[string]string{}, stop: "：", separate: "；"}
	for _, e := range entries("zh-Hans") {
		s.said[e.En] = e.Zh
		if en := pieces(e.En); telling(en) {
			s.formats = append(s.formats, format{en, pieces(e.Zh), letters(en)})
		}
	}
	slices.SortStableFunc(s.formats, func(a, b format) int { return b.letters - a.letters })
	return s
})

// entries reads a catalogue; what is wrong in it a test finds.
func entries(language string) []entry {
	files, err := catalogues.ReadDir(language)
	if err != nil {
		panic(err) // embedded
	}
	var all []entry
	for _, f := range files {
		all = append(all, entriesOf(path.Join(language, f.Name()))...)
	}
	return all
}

func entriesOf(file string) []entry {
	b, err := catalogues.ReadFile(file)
	var list []entry
	if err == nil {
		err = pack.Decode(b, &list)
	}
	if err != nil {
		panic(fmt.Sprintf("say/%s: %v", file, err)) // our own file
	}
	return list
}

// Sprintf is fmt.Sprintf in the speaker's language.
func (s *Speaker) Sprintf(english string, args ...any) string {
	if s == nil {
		return fmt.Sprintf(english, args...)
	}
	other, known := s.said[english]
	if !known { // nothing but values and what stands between them
		other = strings.NewReplacer(": ", s.stop, "; ", s.separate).Replace(english)
	}
	told := make([]any, len(args))
	for i, a := range args {
		told[i] = s.value(a)
	}
	return fmt.Sprintf(strings.NewReplacer("%w", "%s", "]w", "]s").Replace(other), told...)
}

// value tells a value that is itself something we say.
func (s *Speaker) value(a any) any {
	switch v := a.(type) {
	case error:
		return s.Error(v)
	case Word:
		return s.Text(string(v))
	case string:
		return s.phrase(v)
	}
	return a
}

// phrase tells a value that may be a sentence of ours; a single word is somebody's name.
func (s *Speaker) phrase(v string) string {
	if strings.Contains(v, " ") {
		return s.Text(v)
	}
	return v
}

// Error is the text of an error.
func (s *Speaker) Error(err error) string {
	if err == nil {
		return ""
	}
	english := err.Error()
	if s == nil {
		return english
	}
	switch e := err.(type) { // not errors.As: a wrapper has its own words
	case *message:
		return s.Sprintf(e.format, e.args...)
	case *fs.PathError:
		return s.Sprintf(e.Op+" %s: %s", e.Path, e.Err)
	case *os.LinkError:
		return s.Sprintf(e.Op+" %s %s: %s", e.Old, e.New, e.Err)
	case *os.SyscallError:
		return s.Sprintf(e.Syscall+": %s", e.Err)
	}
	inner := errors.Unwrap(err)
	if inner != nil && inner.Error() == english { // it only adds a kind
		return s.Error(inner)
	}
	if other := s.Text(english); other != english || inner == nil {
		return other
	}
	return strings.Replace(english, inner.Error(), s.Error(inner), 1)
}

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
