package culture

import (
	"slices"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/say"

	"github.com/parlance-cli/parlance/lang"
	"go.yaml.in/yaml/v3"
)

// Language is what the composer and the prompts know of one language: phrases by
// act, register, approach, channel and region.
type Language struct {
	Tag     string
	Isolate bool              // values in another direction stand in bidi isolates
	Joiner  string            // between two sentences: " ", or "" where a script needs none
	Lists   Listing           // how things are listed
	Names   Names             // how a reader is greeted by name
	About   map[string]string // by ask: words by which a title is known to speak of it
	Lower   string            // words that begin in lower case after the greeting's comma
	Units   map[string]Phrase // a length of time by unit: day → "{n} days"

	Variants map[string][]string          // a condition → regions for which it holds: british → GB, AU
	Spelling map[string]map[string]string // by variant ("" always), what is written otherwise: swiss → ß: ss

	phrases map[string]Phrase
}

// Listing says how a language joins "a", "b" and "c".
type Listing struct {
	Comma string `yaml:"comma"` // between all but the last two
	And   string `yaml:"and"`   // between the last two
}

// Names says how a greeting uses a name.
type Names struct {
	GivenOnly bool   `yaml:"given_only"` // "Hi Maria" for Maria García where the culture puts the given name first
	Strip     string `yaml:"strip"`      // honorifics a signature may end with, separated by spaces
	Titles    string `yaml:"titles"`     // titles that are kept as signed, separated by spaces
}

// Phrase is one thing said in several ways; each way names the situation it is for.
type Phrase []Variant

// Variant is one wording. When lists what must be true, "!x" what must not; the
// empty list fits always.
type Variant struct {
	When []string
	Text string
}

// UnmarshalYAML reads a plain text, or a mapping of conditions to texts.
func (p *Phrase) UnmarshalYAML(node *yaml.Node) error {
	switch node.Kind {
	case yaml.ScalarNode:
		*p = Phrase{{Text: node.Value}}
		return nil
	case yaml.MappingNode:
		for i := 0; i+1 < len(node.Content); i += 2 {
			if node.Content[i+1].Kind != yaml.ScalarNode {
				return say.Errorf("line %d: a wording is one text", node.Content[i+1].Line)
			}
			*p = append(*p, Variant{When: strings.Fields(node.Content[i].Value), Text: node.Content[i+1].Value})
		}
		return nil
	}
	return say.Errorf("line %d: a phrase is a text, or conditions with a text each", node.Line)
}

// Pick returns the wording that fits most closely: of those whose every condition
// holds, the one with most conditions, the first among equals.
func (p Phrase) Pick(holds map[string]bool) (string, bool) {
	best, found := -1, ""
	for _, v := range p {
		if len(v.When) > best && v.fits(holds) {
			best, found = len(v.When), v.Text
		}
	}
	return found, best >= 0
}

func (v Variant) fits(holds map[string]bool) bool {
	return !slices.ContainsFunc(v.When, func(c string) bool {
		if not, ok := strings.CutPrefix(c, "!"); ok {
			return holds[not]
		}
		return !holds[c]
	})
}

// Phrase finds the wording of a key for a situation. "solve.refund.cancel" falls back
// to "solve.refund", then to "solve". An empty wording means: say nothing here.
func (l *Language) Phrase(key string, holds map[string]bool) (string, bool) {
	for key != "" {
		if p, ok := l.phrases[key]; ok {
			if text, ok := p.Pick(holds); ok {
				return text, true
			}
		}
		cut := strings.LastIndexByte(key, '.')
		if cut < 0 {
			break
		}
		key = key[:cut]
	}
	return "", false
}

// Has tells whether the language has the key itself.
func (l *Language) Has(key string) bool { _, ok := l.phrases[key]; return ok }

// Keys lists the phrases, sorted.
func (l *Language) Keys() []string {
	keys := make([]string, 0, len(l.phrases))
	for k := range l.phrases {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Languages names the languages the composer can write with this library.
func (b *Library) Languages() []string { return b.names("languages") }

// Language returns the phrases of the language nearest to tag, and false when there
// are none. A user's file extends ours, key by key.
func (b *Library) Language(tag string) (*Language, bool, error) {
	name, ok := lang.Match(tag, b.Languages())
	if !ok || lang.Script(name) != lang.Script(tag) { // simplified characters are no letter to Taipei
		return nil, false, nil
	}
	load := sync.OnceValues(func() (*Language, error) { return b.loadLanguage(name) })
	once, _ := b.languages.LoadOrStore(name, load)
	l, err := once.(func() (*Language, error))()
	return l, err == nil, err
}

// languageFile is one languages/LANG.yaml.
type languageFile struct {
	Tag     string            `yaml:"tag"`
	Joiner  *string           `yaml:"joiner,omitempty"`
	List    *Listing          `yaml:"list,omitempty"`
	Names   *Names            `yaml:"names,omitempty"`
	Lower   string            `yaml:"after_greeting,omitempty"`
	Isolate bool              `yaml:"isolate,omitempty"`
	About   map[string]string `yaml:"about,omitempty"`
	Units   map[string]Phrase `yaml:"units,omitempty"`

	Variants map[string][]string          `yaml:"variants,omitempty"`
	Spelling map[string]map[string]string `yaml:"spelling,omitempty"`

	Phrases map[string]Phrase `yaml:"phrases"`
}

func (b *Library) loadLanguage(name string) (*Language, error) {
	layers, err := files[languageFile](b, "languages", name)
	if err != nil {
		return nil, say.Errorf("language %s: %w", name, err)
	}
	l := &Language{
		Tag: name, Joiner: " ", phrases: map[string]Phrase{}, Units: map[string]Phrase{},
		About: map[string]string{}, Variants: map[string][]string{}, Spelling: map[string]map[string]string{},
	}
	for _, f := range slices.Backward(layers) { // ours first, so that the user's win
		if f.Joiner != nil {
			l.Joiner = *f.Joiner
		}
		if f.List != nil {
			l.Lists = *f.List
		}
		if f.Names != nil {
			l.Names = *f.Names
		}
		if f.Lower != "" {
			l.Lower = f.Lower
		}
		l.Isolate = l.Isolate || f.Isolate
		for kind, words := range f.About {
			l.About[kind] = words
		}
		for key, p := range f.Phrases {
			l.phrases[key] = p
		}
		for unit, p := range f.Units {
			l.Units[unit] = p
		}
		for name, regions := range f.Variants {
			l.Variants[name] = regions
		}
		for name, pairs := range f.Spelling {
			l.Spelling[name] = pairs
		}
	}
	return l, nil
}

// Wordings lists every wording of a key.
func (l *Language) Wordings(key string) []string {
	var all []string
	for _, v := range l.phrases[key] {
		all = append(all, v.Text)
	}
	return all
}
