// Package brand reads brands/NAME.yaml: who the shop is, how it speaks, what its
// agents may give.
package brand

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/say"
	"github.com/parlance-cli/parlance/value"
)

// ErrInvalid wraps every mistake in a brand file; the text names file, line and key.
var ErrInvalid = errors.New("invalid brand")

// ErrUnknown is returned for a brand nobody has written a file for; the text names
// the folders looked in and the brands there are.
var ErrUnknown = errors.New("unknown brand")

// Brand is one shop's voice and limits. The zero Brand is a shop we know nothing of.
type Brand struct {
	Name         string
	Voice        string            // one or two sentences for the prompt
	Signature    map[string]string // by language tag; "" key is the default
	Contact      string
	TimeZone     string
	Channels     []string
	AllowedHosts []string
	Emails       []string
	Limits       []value.Money // the most an agent may grant, one per currency
	Promises     []string      // what the shop itself promises ("30-day returns")
	Glossary     []Term
	Register     map[string]string // locale → formal, informal
	ReplyWithin  int               // business hours until a buyer hears again; 0: unknown
	Silenced     map[string]string // rule id → reason
}

// Term is one glossary entry; Keep means it is never translated.
type Term struct {
	Term  string
	Keep  bool
	Texts map[string]string // language tag → how it is said there
}

// Load reads one file. Every mistake in it is reported, each with its line.
func Load(path string) (*Brand, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, say.Errorf("brand: %w", err)
	}
	return parse(path, data)
}

// Find looks for NAME.yaml in dirs, in order. A name with a path separator or ending
// in .yaml is the file itself.
func Find(name string, dirs []string) (*Brand, error) {
	if strings.ContainsAny(name, `/\`) || strings.HasSuffix(name, ".yaml") {
		return Load(name)
	}
	for _, dir := range dirs {
		b, err := Load(filepath.Join(dir, name+".yaml"))
		if !errors.Is(err, fs.ErrNotExist) {
			return b, err
		}
	}
	return nil, unknown(name, dirs)
}

func unknown(name string, dirs []string) error {
	var have []string
	for _, dir := range dirs {
		found, _ := filepath.Glob(filepath.Join(dir, "*.yaml"))
		for _, f := range found {
			have = append(have, strings.TrimSuffix(filepath.Base(f), ".yaml"))
		}
	}
	slices.Sort(have)
	have = slices.Compact(have)
	where := strings.Join(dirs, ", ")
	if where == "" {
		where = "no folder"
	}
	if len(have) == 0 {
		return say.Errorf("%w %q: no brand files in %s", ErrUnknown, name, where)
	}
	return say.Errorf("%w %q in %s: there are %s", ErrUnknown, name, where, strings.Join(have, ", "))
}

// SignatureFor is the signature in the language nearest to tag, or the default one,
// or "".
func (b *Brand) SignatureFor(tag string) string {
	if b == nil {
		return ""
	}
	if s, ok := b.Signature[tag]; ok {
		return s
	}
	have := make([]string, 0, len(b.Signature))
	for t := range b.Signature {
		if t != "" {
			have = append(have, t)
		}
	}
	slices.Sort(have)
	if best, ok := lang.Match(tag, have); ok {
		return b.Signature[best]
	}
	return b.Signature[""]
}
