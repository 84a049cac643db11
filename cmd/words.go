package cmd

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/pack"
	"github.com/parlance-cli/parlance/say"
)

//go:embed words/*.yaml
var wordFiles embed.FS

// words are what a person reads about a ticket, in one language.
type words struct {
	Labels   map[string]string `yaml:"labels"`
	Asks     map[string]string `yaml:"asks"`
	Emotions map[string]string `yaml:"emotions"`
	Risks    map[string]string `yaml:"risks"`
	Missing  map[string]string `yaml:"missing"`
	Stages   map[string]string `yaml:"stages"`

	tag string
}

// wordsFor are the words in the agent's language where we have it, else English.
func wordsFor(agentLang string) words {
	if strings.HasPrefix(agentLang, "zh") {
		return chinese()
	}
	return english()
}

var (
	english = sync.OnceValue(func() words { return loadWords("en") })
	chinese = sync.OnceValue(func() words { return loadWords("zh-Hans") })
)

func loadWords(tag string) words {
	w := words{}
	b, err := wordFiles.ReadFile("words/" + tag + ".yaml")
	if err == nil {
		err = pack.Decode(b, &w)
	}
	if err != nil {
		panic(say.Errorf("words/%s.yaml: %w", tag, err)) // our own file; a test reads it
	}
	w.tag = tag
	return w
}

// named is the word for a key, or the key itself.
func named(list map[string]string, key string) string {
	if w, ok := list[key]; ok {
		return w
	}
	return key
}

func namedAll(list map[string]string, keys []string) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = named(list, k)
	}
	return out
}

// label is a label with its values filled in.
func (w words) label(key string, values ...any) string {
	return fmt.Sprintf(named(w.Labels, key), values...)
}
