package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func load(t *testing.T, user, project string, env map[string]string) (Loaded, error) {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		if text == "" {
			return
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("config.yaml", user)
	write(".parlance.yaml", project)
	work := filepath.Join(dir, "deep", "er")
	if err := os.MkdirAll(work, 0o755); err != nil {
		t.Fatal(err)
	}
	return Load(From{Lookup: func(k string) (string, bool) { v, set := env[k]; return v, set }, ConfigDir: dir, WorkDir: work})
}

func TestLaterLayersWin(t *testing.T) {
	l, err := load(t,
		"endpoint:\n  base_url: http://127.0.0.1:1/v1\n  model: from-file\n  idle_timeout: 30s\nculture: de-DE\nkb:\n  folders: [shop]\n",
		"culture: ja-JP\n",
		map[string]string{"PARLANCE_ENDPOINT_MODEL": "from-env"})
	if err != nil {
		t.Fatal(err)
	}
	if l.Endpoint.Model != "from-env" || l.Culture != "ja-JP" || l.Endpoint.IdleTimeout != 30*time.Second || l.Draft.Candidates != 3 {
		t.Errorf("got model %q, culture %q, idle %s, candidates %d", l.Endpoint.Model, l.Culture, l.Endpoint.IdleTimeout, l.Draft.Candidates)
	}
	if got := l.KB.Folders[0]; !filepath.IsAbs(got) || filepath.Base(got) != "shop" {
		t.Errorf("kb = %q, want it beside the file that names it", got)
	}
	want := map[string]string{"endpoint.model": "PARLANCE_ENDPOINT_MODEL", "culture": ".parlance.yaml:1", "endpoint.base_url": "config.yaml:2", "market": "default"}
	for _, o := range l.Origins {
		if w, ok := want[o.Key]; ok && !strings.HasSuffix(o.From, w) {
			t.Errorf("origin of %s = %q, want %q", o.Key, o.From, w)
		}
	}
}

func TestAVariableSetToNothingTakesATextOrAListAway(t *testing.T) {
	const user = "prompts: mine\nbrand: northlight\nkb:\n  folders: [shop]\nendpoint:\n  model: big\n  retries: 5\n"
	l, err := load(t, user, "", map[string]string{"PARLANCE_PROMPTS": "", "PARLANCE_BRAND": "", "PARLANCE_KB_FOLDERS": "", "PARLANCE_ENDPOINT_MODEL": ""})
	if err != nil {
		t.Fatal(err)
	}
	if l.Prompts != "" || l.Brand != "" || len(l.KB.Folders) > 0 || l.Endpoint.Model != "" || l.Endpoint.Retries != 5 {
		t.Errorf("prompts %q, brand %q, folders %q, model %q, retries %d", l.Prompts, l.Brand, l.KB.Folders, l.Endpoint.Model, l.Endpoint.Retries)
	}
	for _, o := range l.Origins {
		if o.Key == "prompts" && o.From != "PARLANCE_PROMPTS" {
			t.Errorf("prompts is from %q, want the variable", o.From)
		}
	}
	for _, name := range []string{"PARLANCE_ENDPOINT_RETRIES", "PARLANCE_DRAFT_FALLBACK", "PARLANCE_ENDPOINT_BUDGET", "PARLANCE_ENDPOINT_TEMPERATURE", "PARLANCE_DRAFT_ENGINE"} {
		if _, err := load(t, user, "", map[string]string{name: ""}); !errors.Is(err, ErrInvalid) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s set to nothing: %v, want a mistake that names it", name, err)
		}
	}
}

func TestMistakesNameFileLineAndKey(t *testing.T) {
	cases := []struct{ name, user, project, want string }{
		{"a misspelt key", "endpoint:\n  modle: x\n", "", `config.yaml:2: unknown key "endpoint.modle", nearest is "endpoint.model"`},
		{"broken YAML", "endpoint:\n\tmodel: x\n", "", "config.yaml: line 2"},
		{"a number that is none", "\ndraft:\n  candidates: many\n", "", "config.yaml:3: draft.candidates"},
		{"a section with a value", "endpoint: gpt\n", "", "config.yaml:1: endpoint is a section"},
		{"a choice there is not", "draft:\n  via: telepathy\n", "", `draft.via is "telepathy", expected pivot, direct`},
		{"a list instead of settings", "- a\n", "", "config.yaml:1: expected `key: value`"},
		{"a checkout that redirects tickets", "", "endpoint:\n  base_url: https://evil.example/v1\n", ".parlance.yaml:2: a project file may not set endpoint.base_url"},
		{"a checkout that reads the disk", "", "kb:\n  folders: [../../secret]\n", "kb.folders names a path outside the project"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := load(t, c.user, c.project, nil)
			if !errors.Is(err, ErrInvalid) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want ErrInvalid with %q", err, c.want)
			}
		})
	}
}

func TestCommentsOnlyIsDefaults(t *testing.T) {
	l, err := load(t, "# nothing\nendpoint:\n  # base_url: x\n", "", nil)
	if err != nil || l.Draft.Via != "pivot" {
		t.Errorf("got %+v, %v", l.Draft, err)
	}
}
