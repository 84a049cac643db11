package config

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// faults are what keeps an example from showing every setting with its default and its
// meaning, and nothing else.
func faults(t *testing.T, example string) []string {
	t.Helper()
	l, err := load(t, example, "", nil)
	if err != nil {
		return []string{err.Error()}
	}
	bare, err := load(t, "", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, o := range l.Origins {
		if o.From == "default" {
			list = append(list, o.Key+" is not shown")
		}
	}
	if !reflect.DeepEqual(normal(l.Config), normal(bare.Config)) {
		list = append(list, fmt.Sprintf("a default differs:\n%+v\n%+v", normal(l.Config), normal(bare.Config)))
	}
	return list
}

func TestExampleShowsEveryDefault(t *testing.T) {
	for _, fault := range faults(t, example(t)) {
		t.Error("config.example.yaml: " + fault)
	}
}

// TestExampleWithoutASettingIsNoticed takes each line of the example away, and changes each
// default, and has that noticed.
func TestExampleWithoutASettingIsNoticed(t *testing.T) {
	text := example(t)
	lines := strings.Split(text, "\n")
	settings := 0
	for i, line := range lines {
		bare := strings.TrimSpace(line)
		if bare == "" || strings.HasPrefix(bare, "#") || strings.HasSuffix(bare, ":") {
			continue
		}
		settings++
		without := slices.Concat(lines[:i], lines[i+1:])
		if len(faults(t, strings.Join(without, "\n"))) == 0 {
			t.Errorf("without line %d (%s) nothing is noticed", i+1, bare)
		}
	}
	if settings != len(Keys()) {
		t.Errorf("%d lines set something, there are %d settings", settings, len(Keys()))
	}
	for _, key := range Keys() {
		other, err := Fill(text, map[string]any{key: another(key)})
		if err != nil {
			t.Fatal(err)
		}
		if len(faults(t, other)) == 0 {
			t.Errorf("with another default of %s nothing is noticed", key)
		}
	}
	if len(faults(t, text+"\nnonsense: 1\n")) == 0 {
		t.Error("a setting that does not exist is not noticed")
	}
}

// another is a value that is nobody's default, of a type that fits or of none.
func another(key string) any {
	switch key {
	case "draft.via":
		return "direct"
	case "draft.engine":
		return "builtin"
	case "draft.candidates", "endpoint.retries", "endpoint.max_tokens", "endpoint.context":
		return 7
	}
	return "other"
}

// normal makes empty and missing lists the same.
func normal(c Config) Config {
	for _, list := range []*[]string{&c.KB.Folders, &c.Privacy.Allow, &c.Privacy.Deny, &c.Endpoint.Headers} {
		if len(*list) == 0 {
			*list = nil
		}
	}
	if len(c.Fallbacks) == 0 {
		c.Fallbacks = nil
	}
	if len(c.Prices) == 0 {
		c.Prices = nil
	}
	return c
}
