package culture

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"

	"github.com/parlance-cli/parlance/say"
)

// Mistake is one thing wrong in a culture file.
type Mistake struct {
	File string
	Line int // 0: the file as a whole
	Text string
}

func (m Mistake) String() string {
	if m.Line == 0 {
		return m.File + ": " + m.Text
	}
	return fmt.Sprintf("%s:%d: %s", m.File, m.Line, m.Text)
}

// CheckFile says what is wrong in a profile, language, market or calendar file, in
// the order of its lines; none means the file is good. What kind of file it is shows
// in its keys. An error means that it could not be read.
func CheckFile(path string) ([]Mistake, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, say.Errorf("culture file: %w", err)
	}
	c := &checker{file: path, name: strings.TrimSuffix(filepath.Base(path), ".yaml")}
	var doc yaml.Node
	if err := yaml.Unmarshal(raw, &doc); err != nil {
		c.decoding(err)
		return c.found, nil
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		c.say(nil, "a culture file is a list of keys; start with tag, country or region")
		return c.found, nil
	}
	c.check(raw, doc.Content[0])
	slices.SortStableFunc(c.found, func(a, b Mistake) int { return a.Line - b.Line })
	return c.found, nil
}

type checker struct {
	file, name string
	found      []Mistake
}

func (c *checker) say(at *yaml.Node, format string, args ...any) {
	m := Mistake{File: c.file, Text: fmt.Sprintf(format, args...)}
	if at != nil {
		m.Line = at.Line
	}
	c.found = append(c.found, m)
}

// decoding splits what the YAML decoder says into mistakes with their lines.
func (c *checker) decoding(err error) {
	lines := []string{strings.TrimPrefix(err.Error(), "yaml: ")}
	var types *yaml.TypeError
	if errors.As(err, &types) {
		lines = types.Errors
	}
	for _, l := range lines {
		m := Mistake{File: c.file, Text: l}
		if _, err := fmt.Sscanf(l, "line %d:", &m.Line); err == nil {
			_, m.Text, _ = strings.Cut(l, ": ")
		}
		c.found = append(c.found, m)
	}
}

func (c *checker) check(raw []byte, top *yaml.Node) {
	strictly := func(into any) {
		d := yaml.NewDecoder(bytes.NewReader(raw))
		d.KnownFields(true)
		if err := d.Decode(into); err != nil && !errors.Is(err, io.EOF) {
			c.decoding(err)
		}
	}
	switch {
	case child(top, "phrases") != nil:
		strictly(&languageFile{})
		c.named(top, "tag")
		c.language(top)
	case child(top, "country") != nil:
		strictly(&marketFile{})
		c.named(top, "country")
		c.facts(child(top, "facts"))
	case child(top, "holidays") != nil:
		strictly(&calendarFile{})
		c.named(top, "region")
		c.holidays(child(top, "holidays"))
	default:
		strictly(&profileFile{})
		c.named(top, "tag")
		c.profile(top)
	}
}

// child is the value of a key of a mapping, nil when absent.
func child(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// named wants the key that says what the file is about to agree with its name.
func (c *checker) named(top *yaml.Node, key string) {
	switch at := child(top, key); {
	case at == nil:
		c.say(top, "the file does not say its %s; %s: %s is meant by its name", key, key, c.name)
	case at.Value != c.name:
		c.say(at, "%s %s in a file named %s.yaml: the two must agree", key, at.Value, c.name)
	}
}

func (c *checker) profile(top *yaml.Node) {
	if at := child(top, "tag"); at != nil && at.Value != root {
		if _, err := language.Parse(at.Value); err != nil {
			c.say(at, "%q is no registered BCP 47 tag", at.Value)
		}
	}
	if at := child(top, "register"); at != nil && at.Value != "formal" && at.Value != "informal" {
		c.say(at, "register %q is formal or informal", at.Value)
	}
	for _, setting := range []string{"register", "name_order", "approach", "acts"} {
		at, basis := child(top, setting), child(child(top, "basis"), setting)
		switch {
		case at != nil && basis == nil:
			c.say(at, "%s has no basis: add basis: {%s: {source: …, confidence: …}}", setting, setting)
		case basis != nil:
			c.sourced(basis)
		}
	}
	if acts := child(top, "acts"); acts != nil {
		for i := 0; i+1 < len(acts.Content); i += 2 {
			c.act(acts.Content[i], acts.Content[i+1])
		}
	}
	c.facts(child(top, "guidance"))
}

// speech are the acts a reply is made of.
var speech = []string{"thanks", "listen", "empathy", "reassure", "reason", "solve", "ask", "alternative", "answers", "next", "warm", "close"}

func (c *checker) act(outcome, acts *yaml.Node) {
	if o := Outcome(outcome.Value); o != undecidedKey && !slices.Contains(Outcomes, o) {
		c.say(outcome, "%q is no outcome: %s or one of %v", outcome.Value, undecidedKey, Outcomes)
	}
	for _, a := range acts.Content {
		if !slices.Contains(speech, a.Value) {
			c.say(a, "%q is no act: one of %s", a.Value, strings.Join(speech, ", "))
		}
	}
}

func (c *checker) facts(list *yaml.Node) {
	if list == nil {
		return
	}
	for _, f := range list.Content {
		for _, key := range []string{"topic", "text"} {
			if at := child(f, key); at == nil || at.Value == "" {
				c.say(f, "a fact without %s", key)
			}
		}
		c.sourced(f)
	}
}

func (c *checker) sourced(n *yaml.Node) {
	if at := child(n, "source"); at == nil || strings.TrimSpace(at.Value) == "" {
		c.say(n, "no source: say where this is from, and never invent it")
	}
	at := child(n, "confidence")
	switch {
	case at == nil:
		c.say(n, "no confidence: high, medium or low")
	case !slices.Contains([]string{"high", "medium", "low"}, at.Value):
		c.say(at, "confidence %q is high, medium or low", at.Value)
	}
}

func (c *checker) holidays(list *yaml.Node) {
	for _, h := range list.Content {
		var days [2]time.Time
		for i, key := range []string{"from", "to"} {
			at := child(h, key)
			if at == nil {
				continue
			}
			day, err := time.Parse(time.DateOnly, at.Value)
			if err != nil {
				c.say(at, "%s %q is a date such as 2026-04-29", key, at.Value)
			}
			days[i] = day
		}
		if child(h, "from") == nil || child(h, "name") == nil {
			c.say(h, "a holiday has a name and a from")
		}
		if !days[1].IsZero() && days[1].Before(days[0]) {
			c.say(h, "a holiday that ends before it begins")
		}
		if at := child(h, "source"); at == nil || at.Value == "" {
			c.say(h, "no source: say where this is from, and never invent it")
		}
	}
}

// language compares a language file with English: unknown keys, unbalanced brackets,
// values that no sentence of that key has.
func (c *checker) language(top *yaml.Node) {
	english, _, err := builtin().Language("en")
	if err != nil {
		return
	}
	phrases := child(top, "phrases")
	for i := 0; i+1 < len(phrases.Content); i += 2 {
		key, texts := phrases.Content[i], phrases.Content[i+1]
		if !english.Has(key.Value) {
			c.say(key, "no letter says %q; the keys are those of languages/en.yaml", key.Value)
			continue
		}
		c.wording(key.Value, texts, english)
	}
}

func (c *checker) wording(key string, n *yaml.Node, english *Language) {
	if n.Kind == yaml.MappingNode {
		for i := 1; i < len(n.Content); i += 2 {
			c.wording(key, n.Content[i], english)
		}
		return
	}
	if strings.Count(n.Value, "[") != strings.Count(n.Value, "]") || strings.Count(n.Value, "{") != strings.Count(n.Value, "}") {
		c.say(n, "%s: a bracket is not closed", key)
		return
	}
	known := slotsOf(english.Wordings(key)...)
	for slot := range slotsOf(n.Value) {
		if !known[slot] && !letterSlots[slot] {
			c.say(n, "%s: nothing is known by the name of {%s}; here there are %s", key, slot,
				strings.Join(slices.Sorted(maps.Keys(known)), ", "))
		}
	}
}

// letterSlots are the values any sentence may name.
var letterSlots = map[string]bool{"name": true, "order": true, "product": true, "brand": true, "deadline": true, "received": true,
	"placed": true, "amount": true, "by": true, "tracking": true, "carrier": true, "signature": true}

func slotsOf(texts ...string) map[string]bool {
	slots := map[string]bool{}
	for _, text := range texts {
		for {
			_, rest, ok := strings.Cut(text, "{")
			if !ok {
				break
			}
			var name string
			name, text, _ = strings.Cut(rest, "}")
			slots[name] = true
		}
	}
	return slots
}
