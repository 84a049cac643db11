package mask

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/pack"
)

//go:embed data/ids.yaml
var idData []byte

// idKind is one kind of national or tax id.
type idKind struct {
	Name    string
	Shape   string
	Written string
	Alone   bool
	Check   string
	NoCheck bool `yaml:"nocheck"` // the check is of plausibility only
	Words   string

	cue     string // the kind of its words among the cues
	shapes  []string
	written []string
	valid   func(string) bool
}

// idKinds is every kind of id there is.
var idKinds = sync.OnceValue(func() []idKind {
	var kinds []idKind
	if err := pack.Decode(idData, &kinds); err != nil {
		panic(err) // our own data; TestIDKindsAreSound shows it
	}
	for i := range kinds {
		k := &kinds[i]
		k.cue = "id:" + k.Name
		k.shapes = strings.Split(k.Shape, "|")
		if k.Written != "" {
			k.written = strings.Split(k.Written, "|")
		}
		k.valid = idCheck(k.Check)
	}
	return kinds
})

// idsByLength is the kinds whose shape has a given number of characters.
var idsByLength = sync.OnceValue(func() *[24][]*idKind {
	by := &[24][]*idKind{}
	kinds := idKinds()
	for i := range kinds {
		seen := 0
		for _, shape := range kinds[i].shapes {
			if n := len(shape); seen&(1<<n) == 0 {
				by[n] = append(by[n], &kinds[i])
				seen |= 1 << n
			}
		}
	}
	return by
})

// id recognises the chain as one of the kinds: by its word and, if it has one, its
// check; by check alone where shape and separators leave little doubt; or, right
// after a word for ids, by nothing but having enough digits.
func (s *scan) id(c *chain) found {
	best := found{}
	if n := len(c.text); n >= 7 && n < 24 {
		for _, k := range idsByLength()[n] {
			if f := s.idOf(k, c); f.rank > best.rank {
				best = f
			}
		}
	}
	return best
}

func (s *scan) idOf(k *idKind, c *chain) found {
	if !matchesAny(c.text, k.shapes) {
		return found{}
	}
	checked := k.valid != nil && k.valid(c.text)
	if k.valid != nil && !checked {
		if s.cuedFrom(c.upto, c.start, 16, k.cue) { // mistyped, or made up to be safe
			return found{kind: "NATIONAL_ID", tier: 2, rank: rankForm}
		}
		return found{}
	}
	own := c.near != "order" && s.cuedFrom(c.upto, c.start, reach, k.cue) || s.after(c.end, 12, k.cue)
	general := c.gap <= 24 && (c.near == "id" || c.near == "passport" || strings.HasPrefix(c.near, "id:"))
	protected := c.near == "order" || c.near == "version" || c.near == "phone"
	plain := !protected && (k.Alone && s.firm(c) || len(k.written) > 0 && matchesAny(s.form(c), k.written))
	sure := checked && !k.NoCheck
	switch {
	case sure && own:
		return found{kind: "NATIONAL_ID", tier: 1, rank: rankMarked}
	case sure && (general || plain):
		return found{kind: "NATIONAL_ID", tier: 1, rank: rankChecked}
	case own || general:
		return found{kind: "NATIONAL_ID", tier: 2, rank: rankForm}
	}
	return found{}
}

// firm says that the chain is one word, or grouped with a separator that is no space
// between a word and a number.
func (s *scan) firm(c *chain) bool {
	return len(c.groups) == 1 || len(c.groups) <= 6 && c.groups[0] <= 6 && !strings.Contains(c.seps, "/")
}

// form is the chain with its separators and every digit as '#', every letter as '@'.
func (s *scan) form(c *chain) string {
	b := make([]byte, 0, len(c.text)+len(c.seps))
	at := 0
	for i, n := range c.groups {
		if i > 0 {
			b = append(b, c.seps[i-1])
		}
		b = append(b, c.text[at:at+n]...)
		at += n
	}
	return string(b)
}

func matchesAny(s string, shapes []string) bool {
	for _, shape := range shapes {
		if matches(s, shape) {
			return true
		}
	}
	return false
}

func matches(s, shape string) bool {
	if len(s) != len(shape) {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; shape[i] {
		case '#':
			if !isDigit(c) {
				return false
			}
		case '@':
			if c < 'a' || c > 'z' {
				return false
			}
		case '*':
			if !isAlnum(c) {
				return false
			}
		default:
			if c != shape[i] {
				return false
			}
		}
	}
	return true
}
