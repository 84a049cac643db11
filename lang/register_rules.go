package lang

import (
	"embed"
	"sort"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"github.com/parlance-cli/parlance/pack"
	"github.com/parlance-cli/parlance/say"
)

//go:embed register/*.yaml
var registerFiles embed.FS

// registerFile is one language's file. Words are separated by white space; a phrase
// is a line of word patterns (see pattern).
type registerFile struct {
	Language string       `yaml:"language"`
	Base     string       `yaml:"base"`   // the language whose rules a region's file adds to
	Engine   string       `yaml:"engine"` // words (default), finals (ja, ko), characters (zh, th)
	Cased    bool         `yaml:"cased"`  // words are compared as written, not in lower case
	Formal   signFile     `yaml:"formal"`
	Informal signFile     `yaml:"informal"`
	Weak     weakFile     `yaml:"weak"`
	Neutral  signFile     `yaml:"neutral"`
	Verbs    []verbFile   `yaml:"verbs"`
	Finals   []finalsFile `yaml:"finals"`
	Styles   []stylesFile `yaml:"styles"`
	Trailing string       `yaml:"trailing"` // what may follow a sentence's last word: particles, laughter
	Sources  []string     `yaml:"sources"`
}

type weakFile struct {
	Formal   signFile `yaml:"formal"`
	Informal signFile `yaml:"informal"`
}

type signFile struct {
	Words   string `yaml:"words"`
	Endings string `yaml:"endings"` // of words
	Phrases string `yaml:"phrases"` // one a line
}

// verbFile makes forms: every stem with every ending.
type verbFile struct {
	Kind    string `yaml:"kind"`
	Stems   string `yaml:"stems"`
	Endings string `yaml:"endings"`
	Except  string `yaml:"except"`
}

// finalsFile lists what sentences end with: every stem with every ending, or the
// endings alone.
type finalsFile struct {
	Kind    string `yaml:"kind"`
	Stems   string `yaml:"stems"`
	Endings string `yaml:"endings"`
}

var kinds = map[string]kind{
	"formal": formal, "informal": informal, "weak-formal": weakFormal, "weak-informal": weakInformal, "neutral": shield,
}

// judge is what a language's engine does with a text.
type judge interface{ judge(normalised) Verdict }

// languageRules are all rules of one language.
type languageRules struct {
	judge  judge
	styles *styleRules // nil for languages without
}

// registerCache keeps the rules of each language once read.
var registerCache sync.Map

// registerRules are the rules of a tag: of its region where that has a file, else of
// its language; nil when there are none.
func registerRules(tag string) *languageRules {
	p := parse(tag)
	if p.region != "" {
		if r := cachedRegister(p.base + "-" + p.region); r != nil {
			return r
		}
	}
	return cachedRegister(p.base)
}

func cachedRegister(name string) *languageRules {
	if r, ok := registerCache.Load(name); ok {
		return r.(*languageRules)
	}
	r, err := loadRegister(name)
	if err != nil {
		panic(err) // our own file; a test reads them all
	}
	if r != nil {
		registerCache.Store(name, r)
	}
	return r
}

func loadRegister(base string) (*languageRules, error) {
	f, err := readRegister(base)
	if err != nil || f.Language == "" {
		return nil, err // no rules for this language
	}
	j, err := newJudge(f)
	if err != nil {
		return nil, say.Errorf("register/%s.yaml: %w", base, err)
	}
	return &languageRules{j, newStyleRules(f.Styles)}, nil
}

// readRegister reads the rules of a tag, on top of those of its base. Without a file of
// its own it is empty.
func readRegister(tag string) (registerFile, error) {
	var f registerFile
	b, err := registerFiles.ReadFile("register/" + tag + ".yaml")
	if err != nil {
		return f, nil
	}
	if err := pack.Decode(b, &f); err != nil {
		return f, say.Errorf("register/%s.yaml: %w", tag, err)
	}
	if f.Base == "" {
		return f, nil
	}
	base, err := readRegister(f.Base)
	if err != nil {
		return f, err
	}
	base.Language = f.Language
	base.Formal.join(f.Formal)
	base.Informal.join(f.Informal)
	base.Weak.Formal.join(f.Weak.Formal)
	base.Weak.Informal.join(f.Weak.Informal)
	base.Neutral.join(f.Neutral)
	return base, nil
}

// join adds the lists of more; of two kinds for one word the shield wins.
func (s *signFile) join(more signFile) {
	s.Words += " " + more.Words
	s.Endings += " " + more.Endings
	s.Phrases += "\n" + more.Phrases
}

func newJudge(f registerFile) (judge, error) {
	switch f.Engine {
	case "", "words":
		return newWordRules(f)
	case "finals":
		return newFinalRules(f)
	case "characters":
		return newCharacterRules(f)
	}
	return nil, say.Errorf("unknown engine %q", f.Engine)
}

// each calls add with every list of the file and the kind it shows, the shields last
// so that they win.
func (f registerFile) each(add func(signFile, kind)) {
	add(f.Weak.Formal, weakFormal)
	add(f.Weak.Informal, weakInformal)
	add(f.Formal, formal)
	add(f.Informal, informal)
	add(f.Neutral, shield)
}

// wordList is a list of words between white space, composed as texts are.
func wordList(s string) []string { return strings.Fields(norm.NFC.String(s)) }

// longestFirst sorts strings so that the longest match is tried first.
func longestFirst[T any](list []T, text func(T) string) {
	sort.SliceStable(list, func(i, j int) bool { return len(text(list[i])) > len(text(list[j])) })
}
