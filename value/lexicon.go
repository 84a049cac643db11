package value

import (
	"embed"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/parlance-cli/parlance/pack"
)

//go:embed languages/*.yaml
var languageFiles embed.FS

// vocabulary is one file of languages/: the words of a language that carry values. A
// form ending in * stands for every word that begins so; one ending in ? is also a
// word of another meaning and counts only beside a digit.
type vocabulary struct {
	Unspaced   bool                `yaml:"unspaced"`    // words are not divided by spaces
	Glued      bool                `yaml:"glued"`       // particles follow words without a space
	Compound   bool                `yaml:"compound"`    // number words are written together
	MonthFirst bool                `yaml:"month_first"` // 3/9 may be March 9
	Clitics    []string            `yaml:"clitics"`     // written before a word without a space
	Numbers    map[string]float64  `yaml:"numbers"`
	Scales     map[string]float64  `yaml:"scales"`
	Fractions  map[string]float64  `yaml:"fractions"`
	Groups     map[string]float64  `yaml:"groups"` // dozen, decade: alone or after a number
	Join       []string            `yaml:"join"`   // between number words
	Months     [][]string          `yaml:"months"`
	Weekdays   [][]string          `yaml:"weekdays"` // Sunday first
	DateGlue   []string            `yaml:"date_glue"`
	Year       []string            `yaml:"year"`  // marks a year after or before it
	Month      []string            `yaml:"month"` // 月
	Day        []string            `yaml:"day"`
	Hour       []string            `yaml:"hour"`
	Minute     []string            `yaml:"minute"`
	Am         []string            `yaml:"am"`
	Pm         []string            `yaml:"pm"`
	Percent    []string            `yaml:"percent"`
	Currency   map[string]string   `yaml:"currency"` // to a code or a sign of currencies.yaml
	Units      map[string][]string `yaml:"units"`
	Periods    map[string][]string `yaml:"periods"` // D, W, M, Y, h, m: what a duration counts
}

// role is what a word does in a value.
type role uint8

const (
	roleNumber role = iota + 1
	roleScale
	roleFraction
	roleGroup
	roleJoin
	roleMonth
	roleWeekday
	roleGlue
	roleYear
	roleMonthMark
	roleDay
	roleHour
	roleMinute
	roleAm
	rolePm
	rolePercent
	roleCurrency
	roleUnit
	rolePeriod
)

// word is one form of a vocabulary.
type word struct {
	text   []rune
	prefix bool // any ending may follow
	doubt  bool // see "?" of vocabulary
	senses []sense
}

// sense is one thing a word may mean.
type sense struct {
	role role
	v    float64
	s    string // sign, unit or period
}

func (w *word) sense(r role) (sense, bool) {
	if w != nil {
		for _, s := range w.senses {
			if s.role == r {
				return s, true
			}
		}
	}
	return sense{}, false
}

// lexicon is a vocabulary made ready for looking up.
type lexicon struct {
	vocabulary
	tag     string
	first   map[rune][]*word // by first rune, longest first
	clitics [][]rune
}

// lexicons maps a language to its lexicon, read on first use.
var lexicons = sync.OnceValue(func() map[string]func() *lexicon {
	entries, err := languageFiles.ReadDir("languages")
	if err != nil {
		panic(err) // embedded
	}
	out := make(map[string]func() *lexicon, len(entries))
	for _, e := range entries {
		tag := strings.TrimSuffix(e.Name(), ".yaml")
		out[tag] = sync.OnceValue(func() *lexicon { return readLexicon(tag) })
	}
	return out
})

// lexiconFor returns the lexicon of a tag's language, or that of digits and signs
// only.
func lexiconFor(tag string) *lexicon {
	language, _ := subtags(tag)
	switch language {
	case "no", "nn":
		language = "nb"
	case "iw":
		language = "he"
	case "in":
		language = "id"
	}
	if load, ok := lexicons()[language]; ok {
		return load()
	}
	return lexicons()["root"]()
}

func readLexicon(tag string) *lexicon {
	b, err := languageFiles.ReadFile(path.Join("languages", tag+".yaml"))
	if err != nil {
		panic(err) // embedded
	}
	l := &lexicon{tag: tag, first: map[rune][]*word{}}
	if err := pack.Decode(b, &l.vocabulary); err != nil {
		panic(tag + ": " + err.Error()) // our own file; TestVocabularies reads all
	}
	l.index()
	return l
}

// look returns the longest word of the lexicon that begins at runes[i] and, unless its
// ending is open or the script knows no spaces, ends where a word ends.
func (l *lexicon) look(runes []rune, i int) *word {
	for _, w := range l.first[runes[i]] {
		end := i + len(w.text)
		if end > len(runes) || runes[end-1] != w.text[len(w.text)-1] || !slices.Equal(runes[i:end], w.text) {
			continue
		}
		if w.prefix || l.Glued || end == len(runes) || !joined(runes[end-1], runes[end]) {
			return w
		}
	}
	return nil
}

// joined tells whether two neighbouring letters belong to one written word.
func joined(a, b rune) bool {
	return isLetter(a) && isLetter(b) && !unspaced(a) && !unspaced(b)
}

func isLetter(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

// unspaced tells whether the script of a letter is written without spaces.
func unspaced(r rune) bool {
	return r >= 0x0e00 && (r <= 0x0eff || r >= 0x1000 && r <= 0x109f || r >= 0x1780 && r <= 0x17ff ||
		r >= 0x3005 && r <= 0x30ff || r >= 0x3400 && r <= 0x9fff || r >= 0xf900 && r <= 0xfaff || r >= 0x20000 && r <= 0x3ffff)
}
