// Package brand reads brands/NAME.yaml: who the shop is, how it speaks, what its
// agents may give.
package brand

import (
	"errors"

	"github.com/parlance-cli/parlance/value"
)

// ErrInvalid wraps every mistake in a brand file; the text names file, line and key.
var ErrInvalid = errors.New("invalid brand")

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

// Load reads one file.
func Load(path string) (*Brand, error) { return &Brand{}, nil }

// Find looks for NAME.yaml in dirs, in order.
func Find(name string, dirs []string) (*Brand, error) { return &Brand{}, nil }

// SignatureFor is the signature in the language nearest to tag, or "".
func (b *Brand) SignatureFor(tag string) string { return "" }
