package prompts

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/pack"
)

var (
	//go:embed languages.yaml
	languagesYAML string
	//go:embed channels.yaml
	channelsYAML string
	//go:embed asks.yaml
	asksYAML string
	//go:embed topics.yaml
	topicsYAML string

	languages = sync.OnceValue(func() map[string]language { return decoded[language](languagesYAML, "languages.yaml") })
	channels  = sync.OnceValue(func() map[string]channel { return decoded[channel](channelsYAML, "channels.yaml") })
	askWords  = sync.OnceValue(func() map[string]string { return decoded[string](asksYAML, "asks.yaml") })
	topics    = sync.OnceValue(func() topicList { return decodedAs[topicList](topicsYAML, "topics.yaml") })
)

// language is how to name a language to a model.
type language struct {
	Name     string `yaml:"name"` // in English
	tag      string
	Self     string `yaml:"-"`     // in itself
	Write    string `yaml:"write"` // the instruction to write in it, in itself
	Formal   string `yaml:"formal,omitempty"`
	Informal string `yaml:"informal,omitempty"`
	Chars    bool   `yaml:"chars,omitempty"` // length is counted in characters
}

// channel is what a channel asks of a reply.
type channel struct {
	Name  string `yaml:"name"`
	Words string `yaml:"words"`
	Chars string `yaml:"chars"`
	Form  string `yaml:"form"`
	Rules string `yaml:"rules,omitempty"`
}

// topicList is what of our knowledge goes into which prompt: see topics.yaml.
type topicList struct {
	Skip    []string            `yaml:"skip"`
	Pivot   []string            `yaml:"pivot"`
	Wording []string            `yaml:"wording"`
	Covered []string            `yaml:"covered"`
	Law     map[string][]string `yaml:"law"`
	Acts    map[string]string   `yaml:"acts"`
}

func withoutTopics(facts []culture.Fact, topics ...[]string) []culture.Fact {
	var kept []culture.Fact
	for _, f := range facts {
		if !slices.Contains(slices.Concat(topics...), f.Topic) {
			kept = append(kept, f)
		}
	}
	return kept
}

func onlyTopics(facts []culture.Fact, topics []string) []culture.Fact {
	var kept []culture.Fact
	for _, f := range facts {
		if slices.Contains(topics, f.Topic) {
			kept = append(kept, f)
		}
	}
	return kept
}

func decoded[T any](text, name string) map[string]T { return decodedAs[map[string]T](text, name) }

func decodedAs[T any](text, name string) T {
	var v T
	if err := pack.Decode([]byte(text), &v); err != nil {
		panic(fmt.Sprintf("embedded %s: %v", name, err)) // a broken build, not an input
	}
	return v
}

// languageOf never fails: a language we have no words for is named by its tag's name.
func languageOf(tag string) language {
	if tag == "" || tag == "und" {
		return language{Name: "an unknown language"}
	}
	l, ok := nearest(tag)
	l.tag = tag
	if !ok {
		l.Name = lang.Name(tag, "en")
		l.Write = "Write the whole text in " + l.Name + "."
	}
	if self := lang.Name(tag, tag); self != tag && self != l.Name {
		l.Self = self
	}
	return l
}

func nearest(tag string) (language, bool) {
	all := languages()
	if l, ok := all[tag]; ok {
		return l, true
	}
	tags := make([]string, 0, len(all))
	for t := range all {
		tags = append(tags, t)
	}
	sort.Strings(tags) // so that a tie always falls the same way
	if t, ok := lang.Match(tag, tags); ok {
		return all[t], true
	}
	base, _, _ := strings.Cut(tag, "-")
	l, ok := all[base]
	return l, ok
}

// address is the form of address of a register, "" where the language has one only.
func (l language) address(register string) string {
	switch register {
	case "formal":
		return l.Formal
	case "informal":
		return l.Informal
	}
	return ""
}

// Channels are the channels we know what to write for, sorted.
func Channels() []string { return slices.Sorted(maps.Keys(channels())) }

// channelOf takes an unknown or empty channel for e-mail's form.
func channelOf(name string) channel {
	if c, ok := channels()[strings.ToLower(name)]; ok {
		return c
	}
	c := channels()["email"]
	if name != "" {
		c.Name = name
	}
	return c
}

func (c channel) length(l language) string {
	if l.Chars {
		return c.Chars + " characters"
	}
	return c.Words + " words"
}
