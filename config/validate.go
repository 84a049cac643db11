package config

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/say"
)

// validate checks what types alone cannot.
func (l Loaded) validate(origins map[string]string) error {
	choices := []struct {
		key, value string
		allowed    []string
	}{
		{"draft.via", l.Draft.Via, []string{"pivot", "direct"}},
		{"draft.engine", l.Draft.Engine, []string{"auto", "endpoint", "builtin"}},
		{"privacy.mask", l.Privacy.Mask, []string{"always", "remote", "never"}},
		{"endpoint.api_type", l.Endpoint.APIType, []string{"openai", "azure"}},
	}
	for _, c := range choices {
		if !slices.Contains(c.allowed, c.value) {
			return say.Errorf("%w: %s: %s is %q, expected %s", ErrInvalid, origins[c.key], c.key, c.value, strings.Join(c.allowed, ", "))
		}
	}
	if l.UILang != "" && say.Language(l.UILang) == "" {
		return say.Errorf("%w: %s: %s is %q, expected %s", ErrInvalid, origins["ui_lang"], "ui_lang", l.UILang, "en, zh")
	}
	if n := l.Draft.Candidates; n < 1 || n > 10 {
		return say.Errorf("%w: %s: draft.candidates is %d, expected 1 to 10", ErrInvalid, origins["draft.candidates"], n)
	}
	for i, p := range l.Prices {
		if p.Model == "" || p.Input < 0 || p.Output < 0 || p.Cached != nil && *p.Cached < 0 {
			return say.Errorf("%w: %s: prices[%d] needs a model, and input and output of 0 or more per million tokens", ErrInvalid, origins["prices"], i)
		}
	}
	return l.insideProject(origins)
}

// insideProject refuses a project file that names a path outside its folder: a
// checkout must not be able to read the rest of the disk into a prompt.
func (l Loaded) insideProject(origins map[string]string) error {
	if l.Project == "" {
		return nil
	}
	root := filepath.Dir(l.Project)
	for _, o := range []struct {
		key   string
		paths []string
	}{{"kb.folders", l.KB.Folders}, {"brand", []string{l.Brand}}} {
		if !strings.HasPrefix(origins[o.key], l.Project) {
			continue
		}
		for _, path := range o.paths {
			rel, err := filepath.Rel(root, path)
			if strings.ContainsAny(path, `/\`) && (err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator))) {
				return say.Errorf("%w: %s: %s names a path outside the project: %s", ErrInvalid, origins[o.key], o.key, path)
			}
		}
	}
	return nil
}

// nearest is the key that a misspelt one most likely meant.
func nearest(key string, keys []string) string {
	best, distance := "", 1<<30
	for _, k := range keys {
		if d := lang.Distance(key, k); d < distance {
			best, distance = k, d
		}
	}
	return best
}
