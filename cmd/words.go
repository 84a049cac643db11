package cmd

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/batch"
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

	Approaches map[string]string `yaml:"approaches"`
	Channels   map[string]string `yaml:"channels"`
	Origins    map[string]string `yaml:"origins"`  // what settled an axis
	Failures   map[string]string `yaml:"failures"` // kinds of failures and warnings
	Manners    map[string]string `yaml:"manners"`  // fixed words of culture profiles
	Probes     map[string]string `yaml:"probes"`   // of doctor
	States     map[string]string `yaml:"states"`

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

// list is several things in one line.
func (w words) list(items []string) string { return strings.Join(items, w.label("list")) }

// feeling is an emotion and how strong it is.
func (w words) feeling(label string, intensity float64) string {
	degree := "felt-strong"
	switch {
	case intensity < 0.45:
		degree = "felt-slight"
	case intensity < 0.75:
		degree = "felt-clear"
	}
	return w.label(degree, named(w.Emotions, label), intensity)
}

// words are those of the interface's language.
func (a *app) words() words { return wordsFor(a.speaker().Language()) }

// inWords is what a reader of the interface calls a code of ours: a risk, an approach.
// Readers of English read the code itself, which is what flags and JSON take.
func (a *app) inWords(list func(words) map[string]string, code string) string {
	if a.speaker() == nil {
		return code
	}
	if word, ok := list(a.words())[strings.ReplaceAll(code, ":", "-")]; ok { // "metadata:locale" is no plain key
		return word
	}
	return code
}

// reportNames are the words of a report's reader; nil, the codes, for readers of English.
func (a *app) reportNames() batch.Names {
	if a.speaker() == nil {
		return nil
	}
	w := a.words()
	return func(list, code string) string {
		switch list {
		case "asks":
			return named(w.Asks, code)
		case "emotions":
			return named(w.Emotions, code)
		case "risks":
			return named(w.Risks, code)
		case "failures":
			return named(w.Failures, code)
		case "channels":
			return named(w.Channels, code)
		case "severities":
			return w.label("severity-" + code)
		}
		return code
	}
}

func mannersIn(w words) map[string]string    { return w.Manners }
func risksIn(w words) map[string]string      { return w.Risks }
func approachesIn(w words) map[string]string { return w.Approaches }
func channelsIn(w words) map[string]string   { return w.Channels }
func originsIn(w words) map[string]string    { return w.Origins }

// label is a label with its values filled in.
func (w words) label(key string, values ...any) string {
	return fmt.Sprintf(named(w.Labels, key), values...)
}
