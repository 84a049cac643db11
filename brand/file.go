package brand

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/say"
	"github.com/parlance-cli/parlance/value"
)

// file is a brand as it is written; values that need judging keep their line.
type file struct {
	Name         string            `yaml:"name"`
	Voice        string            `yaml:"voice"`
	Signature    signatures        `yaml:"signature"`
	Contact      string            `yaml:"contact"`
	TimeZone     at                `yaml:"time_zone"`
	Channels     []string          `yaml:"channels"`
	AllowedHosts []at              `yaml:"allowed_hosts"`
	Emails       []at              `yaml:"emails"`
	Limits       []at              `yaml:"limits"`
	Promises     []string          `yaml:"promises"`
	Glossary     []term            `yaml:"glossary"`
	Register     map[string]at     `yaml:"register"`
	ReplyWithin  at                `yaml:"reply_within"`
	Silenced     map[string]string `yaml:"silenced"`
}

type term struct {
	Term  at                `yaml:"term"`
	Keep  bool              `yaml:"keep"`
	Texts map[string]string `yaml:"texts"`
}

// at is a scalar and the line it stands on.
type at struct {
	text string
	line int
}

func (a *at) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return &yaml.TypeError{Errors: []string{fmt.Sprintf("line %d: one value, not a list or a map", n.Line)}}
	}
	a.text, a.line = n.Value, n.Line
	return nil
}

// signatures is one text for every language, or a map by language.
type signatures map[string]string

func (s *signatures) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*s = signatures{"": n.Value}
		return nil
	}
	var m map[string]string
	if err := n.Decode(&m); err != nil {
		return err
	}
	if text, ok := m["default"]; ok {
		delete(m, "default")
		m[""] = text
	}
	*s = m
	return nil
}

func parse(path string, data []byte) (*Brand, error) {
	var f file
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&f); err != nil && !errors.Is(err, io.EOF) {
		return nil, decodeError(path, err)
	}
	b := &Brand{
		Name: f.Name, Voice: strings.TrimSpace(f.Voice), Signature: map[string]string{},
		Contact: f.Contact, TimeZone: f.TimeZone.text, Channels: f.Channels,
		Promises: f.Promises, Silenced: f.Silenced, Register: map[string]string{},
	}
	for tag, text := range f.Signature {
		b.Signature[tag] = strings.TrimRight(text, "\n")
	}
	j := judge{path: path}
	j.values(b, &f)
	return b, j.err()
}

// judge collects what is wrong with the values of a file that could be decoded.
type judge struct {
	path     string
	mistakes []string
}

func (j *judge) say(line int, format string, args ...any) {
	j.mistakes = append(j.mistakes, fmt.Sprintf("%s:%d: %s", filepath.Base(j.path), line, fmt.Sprintf(format, args...)))
}

func (j *judge) err() error {
	if len(j.mistakes) == 0 {
		return nil
	}
	slices.Sort(j.mistakes)
	return say.Errorf("%w: %s", ErrInvalid, strings.Join(j.mistakes, "; "))
}

func (j *judge) values(b *Brand, f *file) {
	if b.Name == "" {
		j.say(1, `name is missing; write the shop's name, for example "name: Northlight Outdoor"`)
	}
	if _, err := time.LoadLocation(b.TimeZone); err != nil {
		j.say(f.TimeZone.line, "time_zone %q is not an IANA zone such as Europe/Amsterdam", b.TimeZone)
	}
	for _, h := range f.AllowedHosts {
		if h.text == "" || strings.ContainsAny(h.text, "/: @") {
			j.say(h.line, "allowed_hosts %q: a host name without scheme or path, such as help.northlight.example", h.text)
		}
		b.AllowedHosts = append(b.AllowedHosts, strings.ToLower(h.text))
	}
	for _, e := range f.Emails {
		if addr, err := mail.ParseAddress(e.text); err != nil || addr.Address != e.text {
			j.say(e.line, "emails %q: a bare address such as care@northlight.example", e.text)
		}
		b.Emails = append(b.Emails, e.text)
	}
	j.limits(b, f)
	for locale, r := range f.Register {
		if r.text != "formal" && r.text != "informal" {
			j.say(r.line, "register %s is %q; it is formal or informal", locale, r.text)
		}
		b.Register[locale] = r.text
	}
	if w := f.ReplyWithin; w.line > 0 {
		n, err := strconv.Atoi(w.text)
		if err != nil || n < 0 {
			j.say(w.line, "reply_within %q is a whole number of business hours, such as 24", w.text)
		}
		b.ReplyWithin = n
	}
	for _, t := range f.Glossary {
		if t.Term.text == "" || (!t.Keep && len(t.Texts) == 0) {
			j.say(max(t.Term.line, 1), "glossary term %q needs keep: true or texts by language", t.Term.text)
		}
		b.Glossary = append(b.Glossary, Term{Term: t.Term.text, Keep: t.Keep, Texts: t.Texts})
	}
}

func (j *judge) limits(b *Brand, f *file) {
	seen := map[string]bool{}
	for _, l := range f.Limits {
		m, err := value.ParseExact(l.text)
		if err != nil {
			j.say(l.line, "limits: %s", err)
			continue
		}
		if seen[m.Currency] {
			j.say(l.line, "limits %q: there is already a limit in %s", l.text, m.Currency)
		}
		seen[m.Currency] = true
		b.Limits = append(b.Limits, m)
	}
}

// decodeError says a yaml error in our words: file, line, what would be right.
func decodeError(path string, err error) error {
	base := filepath.Base(path)
	var types *yaml.TypeError
	if !errors.As(err, &types) {
		return say.Errorf("%w: %s:%s", ErrInvalid, base, strings.TrimPrefix(strings.TrimPrefix(err.Error(), "yaml: "), "line "))
	}
	var all []string
	for _, e := range types.Errors {
		line, what, ok := strings.Cut(strings.TrimPrefix(e, "line "), ": ")
		if !ok {
			line, what = "1", e
		}
		if key, _, found := strings.Cut(strings.TrimPrefix(what, "field "), " not found in type "); found && strings.HasPrefix(what, "field ") {
			what = unknownKey(key)
		}
		all = append(all, fmt.Sprintf("%s:%s: %s", base, line, what))
	}
	return say.Errorf("%w: %s", ErrInvalid, strings.Join(all, "; "))
}

func unknownKey(key string) string {
	var keys []string
	for _, t := range []reflect.Type{reflect.TypeFor[file](), reflect.TypeFor[term]()} {
		for i := range t.NumField() {
			keys = append(keys, t.Field(i).Tag.Get("yaml"))
		}
	}
	best, cost := "", 3
	for _, k := range keys {
		if d := lang.Distance(key, k); d < cost {
			best, cost = k, d
		}
	}
	if best != "" {
		return fmt.Sprintf("unknown key %q; did you mean %s?", key, best)
	}
	return fmt.Sprintf("unknown key %q; the keys are %s", key, strings.Join(keys[:reflect.TypeFor[file]().NumField()], ", "))
}
