package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func example(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("../config.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// difficult are values that a careless writer of YAML would break.
var difficult = map[string]any{
	"endpoint.base_url":     "http://127.0.0.1:11434/v1",
	"endpoint.model":        "qwen3:8b # not a comment",
	"endpoint.key_file":     `C:\Users\Ann\key "1".txt`,
	"endpoint.headers":      []any{"X-Shop: a, b: #c", "Authorization: $SHOP_KEY"},
	"endpoint.idle_timeout": "30s",
	"endpoint.context":      32768,
	"endpoint.temperature":  0.7,
	"endpoint.local_only":   true,
	"fallbacks":             []any{map[string]any{"base_url": "https://api.example/v1", "model": "m", "headers": []any{"A: b"}}},
	"prices":                []any{map[string]any{"model": "m", "input": 0.4, "output": 1.6}},
	"kb.folders":            []any{"/home/ann/help, articles", strings.Repeat("/a very long folder name", 12), "北極光/帮助"},
	"kb.embeddings.model":   "",
	"brand":                 "null",
	"agent_lang":            "no", // a language, and false in old YAML
	"privacy.deny":          []any{"line\nbreak", "", "yes"},
	"translate.model":       "two\nlines",
}

func TestFillSetsValuesAndKeepsAllElse(t *testing.T) {
	text, err := Fill(example(t), difficult)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "config.yaml")
	if _, err := Save(path, text, false); err != nil {
		t.Fatal(err)
	}
	got, err := FileValues(path)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	for key, want := range difficult {
		if !reflect.DeepEqual(got[key], want) {
			t.Errorf("%s: got %#v, want %#v", key, got[key], want)
		}
	}
	before, after := strings.Split(example(t), "\n"), strings.Split(text, "\n")
	if len(before) != len(after) {
		t.Fatalf("%d lines became %d", len(before), len(after))
	}
	for i := range before {
		_, comment, _ := strings.Cut(before[i], " # ")
		if !strings.HasSuffix(after[i], comment) {
			t.Errorf("line %d lost its comment: %s", i+1, after[i])
		}
	}
	again, err := Fill(text, difficult)
	if err != nil || again != text {
		t.Errorf("filled again it differs (%v)", err)
	}
}

func TestFillKnowsEverySettingAndNoOther(t *testing.T) {
	for _, key := range Keys() {
		if _, err := Fill(example(t), map[string]any{key: "x"}); err != nil {
			t.Errorf("%s: %v", key, err)
		}
	}
	if _, err := Fill(example(t), map[string]any{"endpoint.modle": "x"}); !errors.Is(err, ErrInvalid) {
		t.Errorf("a key that the example does not show: %v", err)
	}
}

func FuzzFill(f *testing.F) {
	f.Add("qwen3:8b", "a # b")
	f.Add("- x", "{\"'")
	text := example(f)
	f.Fuzz(func(t *testing.T, model, folder string) {
		want := map[string]any{"endpoint.model": model, "kb.folders": []any{folder}}
		filled, err := Fill(text, want)
		if err != nil {
			return // not a text that YAML can hold
		}
		path := filepath.Join(t.TempDir(), "config.yaml")
		if _, err := Save(path, filled, false); err != nil {
			t.Fatal(err)
		}
		got, err := FileValues(path)
		if err != nil {
			t.Fatalf("%v in\n%s", err, filled)
		}
		if strings.ToValidUTF8(model, "") == model && got["endpoint.model"] != model {
			t.Errorf("model %q came back as %q", model, got["endpoint.model"])
		}
		if strings.ToValidUTF8(folder, "") == folder && !reflect.DeepEqual(got["kb.folders"], want["kb.folders"]) {
			t.Errorf("folder %q came back as %q", folder, got["kb.folders"])
		}
	})
}

func TestSaveNeverOverwritesUnasked(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "deep", "config.yaml")
	read := func(name string) string {
		b, _ := os.ReadFile(name)
		return string(b)
	}
	if _, err := Save(path, "one", false); err != nil {
		t.Fatal(err)
	}
	if _, err := Save(path, "two", false); !errors.Is(err, ErrExists) || read(path) != "one" {
		t.Errorf("a second save: %v, the file is %q", err, read(path))
	}
	for i, name := range []string{".bak", ".bak2"} {
		before := read(path)
		backup, err := Save(path, strings.Repeat("x", i+1), true)
		if err != nil || backup != path+name || read(backup) != before || read(path) != strings.Repeat("x", i+1) {
			t.Errorf("replaced: %v, backup %s holds %q, the file %q", err, backup, read(backup), read(path))
		}
	}
	left, _ := filepath.Glob(filepath.Join(dir, "deep", ".parlance-*"))
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 || len(left) > 0 {
		t.Errorf("mode %v (%v), left behind: %v", info.Mode(), err, left)
	}
}

func TestSaveWritesThroughALink(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "dotfiles.yaml"), filepath.Join(dir, "config.yaml")
	if err := os.WriteFile(target, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	if _, err := Save(link, "new", true); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(target); string(b) != "new" {
		t.Errorf("the file behind the link is %q", b)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link became a file")
	}
}
