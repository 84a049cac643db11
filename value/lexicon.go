package value

import (
	"embed"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

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

// index fills first and clitics.
func (l *lexicon) index() {
	forms := map[string]*word{}
	add := func(form string, s sense) {
		key, doubt := strings.CutSuffix(form, "?")
		w := forms[key]
		if w == nil {
			w = newWord(key)
			forms[key] = w
			l.first[w.text[0]] = append(l.first[w.text[0]], w)
		}
		w.doubt = w.doubt || doubt
		w.senses = append(w.senses, s)
	}
	l.addNumbers(add)
	l.addNames(add)
	l.addMarks(add)
	l.fromLocales(forms, add)
	for _, words := range l.first {
		slices.SortFunc(words, func(a, b *word) int {
			if len(a.text) != len(b.text) {
				return len(b.text) - len(a.text)
			}
			if a.prefix != b.prefix && b.prefix {
				return -1
			}
			return slices.Compare(a.text, b.text)
		})
	}
	for _, c := range l.Clitics {
		l.clitics = append(l.clitics, []rune(c))
	}
}

// addNumbers adds the words that stand for a number.
func (l *lexicon) addNumbers(add func(string, sense)) {
	for _, set := range []struct {
		role  role
		forms map[string]float64
	}{{roleNumber, l.Numbers}, {roleScale, l.Scales}, {roleFraction, l.Fractions}, {roleGroup, l.Groups}} {
		for form, v := range set.forms {
			add(form, sense{role: set.role, v: v})
		}
	}
}

// addNames adds months, weekdays, currencies, units and periods.
func (l *lexicon) addNames(add func(string, sense)) {
	for i, forms := range l.Months {
		for _, form := range forms {
			if abbreviates(form, forms[0]) {
				form += "?"
			}
			add(form, sense{role: roleMonth, v: float64(i)})
		}
	}
	for i, forms := range l.Weekdays {
		for _, form := range forms {
			add(form, sense{role: roleWeekday, v: float64(i)})
		}
	}
	for form, sign := range l.Currency {
		add(form, sense{role: roleCurrency, s: sign})
	}
	for _, set := range []struct {
		role  role
		forms map[string][]string
	}{{roleUnit, l.Units}, {rolePeriod, l.Periods}} {
		for name, forms := range set.forms {
			for _, form := range forms {
				add(form, sense{role: set.role, s: name})
			}
		}
	}
}

// addMarks adds the words that say what a number beside them is.
func (l *lexicon) addMarks(add func(string, sense)) {
	for _, set := range []struct {
		role  role
		forms []string
	}{{roleJoin, l.Join}, {roleGlue, l.DateGlue}, {roleYear, l.Year}, {roleMonthMark, l.Month}, {roleDay, l.Day},
		{roleHour, l.Hour}, {roleMinute, l.Minute}, {roleAm, l.Am}, {rolePm, l.Pm}, {rolePercent, l.Percent}} {
		for _, form := range set.forms {
			add(form, sense{role: set.role})
		}
	}
}

// abbreviates tells whether a form is the short one of a name: Jan may be a person.
func abbreviates(form, name string) bool {
	short := utf8.RuneCountInString(form)
	return short <= 4 && !strings.ContainsAny(form, "*?") && utf8.RuneCountInString(name) > short && strings.HasPrefix(name, form)
}

// fromLocales adds the months, weekdays and halves of the day that the locales of this
// language write and the vocabulary does not name.
func (l *lexicon) fromLocales(forms map[string]*word, add func(string, sense)) {
	for i, name := range english {
		if name != "" && forms[name] == nil && forms[name+"*"] == nil {
			add(name, sense{role: roleMonth, v: float64(i)})
		}
	}
	for tag, loc := range locales() {
		if language, _ := subtags(tag); language != l.tag {
			continue
		}
		for _, set := range []struct {
			forms []string
			roles []role
		}{
			{loc.Months, slices.Repeat([]role{roleMonth}, 12)},
			{loc.Weekdays, slices.Repeat([]role{roleWeekday}, 7)},
			{loc.AmPm, []role{roleAm, rolePm}},
		} {
			for i, form := range set.forms {
				lower := strings.ToLower(form)
				if utf8.RuneCountInString(form) > 1 && forms[lower] == nil && forms[lower+"*"] == nil {
					add(lower, sense{role: set.roles[i], v: float64(i)})
				} else if set.roles[i] == roleAm || set.roles[i] == rolePm {
					add(lower, sense{role: set.roles[i]})
				}
			}
		}
	}
}

// english are the months that texts of every language may leave in English, without
// those that are other words too.
var english = []string{"january", "february", "", "april", "", "june", "july", "", "september", "october", "november", "december"} // read-only

func newWord(form string) *word {
	w := &word{}
	form, w.prefix = strings.CutSuffix(form, "*")
	for _, r := range form {
		w.text = append(w.text, foldRune(r))
	}
	return w
}

// look returns the longest word of the lexicon that begins at runes[i] and, unless its
// ending is open or the script knows no spaces, ends where a word ends.
func (l *lexicon) look(runes []rune, i int) *word {
	for _, w := range l.first[runes[i]] {
		end := i + len(w.text)
		if end > len(runes) || !slices.Equal(runes[i:end], w.text) {
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
