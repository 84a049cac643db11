package llm

import (
	"cmp"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed names.yaml
var namesYAML []byte

var knownNames = sync.OnceValue(func() (known struct {
	Source     string   `yaml:"source"`
	Confidence string   `yaml:"confidence"`
	Embedding  []string `yaml:"embedding"`
	Other      []string `yaml:"other"`
	Second     []string `yaml:"second"`
	First      []string `yaml:"first"`
}) {
	mustYAML(namesYAML, &known)
	return known
})

// ChatModels are the models that can write a reply, by their names, the likely best
// first: a general model of a family that knows many languages, and the largest that a
// desk runs.
func ChatModels(models []Model) []Model {
	var chat []Model
	for _, m := range models {
		if which(m.ID, knownNames().Embedding) < 0 && which(m.ID, knownNames().Other) < 0 {
			chat = append(chat, m)
		}
	}
	slices.SortStableFunc(chat, func(a, b Model) int {
		return cmp.Or(cmp.Compare(demerit(a.ID), demerit(b.ID)), cmp.Compare(bulk(b.ID), bulk(a.ID)), cmp.Compare(which(a.ID, knownNames().First), which(b.ID, knownNames().First)))
	})
	return chat
}

// EmbeddingModels are the models that turn text into vectors, by their names, those that
// know many languages first.
func EmbeddingModels(models []Model) []Model {
	var embedding []Model
	for _, m := range models {
		if which(m.ID, knownNames().Embedding) >= 0 && which(m.ID, knownNames().Other) < 0 {
			embedding = append(embedding, m)
		}
	}
	slices.SortStableFunc(embedding, func(a, b Model) int {
		return cmp.Compare(which(a.ID, knownNames().Embedding), which(b.ID, knownNames().Embedding))
	})
	return embedding
}

// which is the index of the first piece that a name holds, -1 for none.
func which(name string, pieces []string) int {
	name = strings.ToLower(name)
	return slices.IndexFunc(pieces, func(p string) bool { return strings.Contains(name, p) })
}

// demerit is how much speaks against a chat model.
func demerit(name string) int {
	n := 0
	if which(name, knownNames().Second) >= 0 {
		n += 4
	}
	if size := billions(name); size > 0 && size < 3 {
		n += 2
	}
	if which(name, knownNames().First) < 0 {
		n++
	}
	return n
}

// deskSize is the size, in billions of weights, above which a model is slow on one desk.
const deskSize = 35

// bulk orders sizes: larger writes better, until it is too slow; unknown is 7.
func bulk(name string) float64 {
	size := cmp.Or(billions(name), 7)
	if size > deskSize {
		return 0
	}
	return size
}

// billions is the size in a name: 8 of "qwen3:8b", 30 of "qwen3-30b-a3b"; 0 when it says
// none.
func billions(name string) float64 {
	for word := range strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune(":-_/ ", r) }) {
		number, isSize := strings.CutSuffix(word, "b")
		if size, err := strconv.ParseFloat(number, 64); isSize && err == nil && size > 0 && size < 10000 {
			return size
		}
	}
	return 0
}
