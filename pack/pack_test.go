package pack

import (
	"reflect"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

type inner struct {
	N    int      `yaml:"n"`
	Tags []string `yaml:"tags"`
}

type sample struct {
	Name   string           `yaml:"name"`
	Ok     bool             `yaml:"ok"`
	Score  float64          `yaml:"score"`
	Date   string           `yaml:"date"`
	Hold   *bool            `yaml:"hold"`
	Map    map[string]inner `yaml:"map"`
	Lists  map[int][]string `yaml:"lists"`
	Nested []map[string]string
	Self   map[string]self `yaml:"self"`
	Extra  `yaml:",inline"`
}

// self reads itself: a text, or a list of texts.
type self struct{ texts []string }

func (s *self) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		s.texts = []string{n.Value}
		return nil
	}
	return n.Decode(&s.texts)
}

// Extra is inlined.
type Extra struct {
	More string `yaml:"more"`
}

const document = `
name: "日本 \u00a0 x"
ok: yes
score: 0.5
date: 2026-03-09
hold: true
map: {a: &a {n: 1, tags: [x, y]}, b: *a, c: {}}
lists: {1: [a], 2: []}
nested:
  - {k: v}
  - null
self: {a: one, b: [one, 2, 2.5, true]}
more: |
  two
  lines
`

// TestPackedReadsLikeYAML holds the fast path against the YAML decoder.
func TestPackedReadsLikeYAML(t *testing.T) {
	var want, got sample
	source := strings.Replace(document, "ok: yes", "ok: true", 1)
	if err := yaml.Unmarshal([]byte(source), &want); err != nil {
		t.Fatal(err)
	}
	tree, err := encode([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	if err := decode(string(tree), &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestWhatDoesNotFitIsLeftToYAML(t *testing.T) {
	for _, source := range []string{"nme: x", "name: [x]", "score: high", "map: 3", "ok: maybe", "- a", "hold: 0x1"} {
		tree, err := encode([]byte(source))
		if err != nil {
			t.Fatal(err)
		}
		var s sample
		if decode(string(tree), &s) == nil {
			t.Errorf("%q decoded into %+v", source, s)
		}
	}
	var s sample
	if err := Decode([]byte("\n\nnme: x\n"), &s); err == nil || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("a misspelt key gives %v, want its line", err)
	}
}

func TestMergeKeysAndSeveralDocumentsAreNotPacked(t *testing.T) {
	for _, source := range []string{"a: &x {b: 1}\nc: {<<: *x}", "a: 1\n---\nb: 2"} {
		if _, err := encode([]byte(source)); err == nil {
			t.Errorf("%q was packed", source)
		}
	}
}

func TestIndexFindsEveryFile(t *testing.T) {
	files := [][]byte{[]byte("name: a"), []byte("name: bb")}
	trees := readIndex(string(Build(files)))
	for _, source := range files {
		var s sample
		if err := decode(trees[key(source)], &s); err != nil || "name: "+s.Name != string(source) {
			t.Errorf("%s: got %+v, %v", source, s, err)
		}
	}
}
