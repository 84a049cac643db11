package prompts

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"text/template"

	"github.com/parlance-cli/parlance/say"
)

//go:embed templates/*.md
var templateFiles embed.FS

// Builder builds prompts from the embedded templates or the overrides in a folder. It is
// safe for concurrent use.
type Builder struct {
	templates *template.Template
	version   string
}

// New loads the templates; dir may be "". A file in dir replaces the template of the same
// name; a broken one is an error that names file and line, and so is a name we do not have.
func New(dir string) (*Builder, error) {
	sources, err := embeddedSources()
	if err != nil {
		return nil, err
	}
	overridden, err := override(sources, dir)
	if err != nil {
		return nil, err
	}
	b := &Builder{templates: template.New("").Funcs(template.FuncMap{"join": strings.Join}), version: versionOf(sources)}
	for name, text := range sources {
		if _, err := b.templates.New(name).Parse(text); err != nil {
			return nil, located(dir, err)
		}
	}
	if overridden {
		if err := b.trial(); err != nil {
			return nil, located(dir, err)
		}
	}
	return b, nil
}

// Version is a hash of the templates in use: twelve hex digits.
func (b *Builder) Version() string { return b.version }

func embeddedSources() (map[string]string, error) {
	sources := map[string]string{}
	files, err := fs.Glob(templateFiles, "templates/*.md")
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		text, err := templateFiles.ReadFile(f)
		if err != nil {
			return nil, err
		}
		sources[strings.TrimPrefix(f, "templates/")] = string(text)
	}
	return sources, nil
}

func override(sources map[string]string, dir string) (bool, error) {
	if dir == "" {
		return false, nil
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, say.Errorf("prompt templates: %w", err)
	}
	found := false
	for _, e := range entries {
		if e.IsDir() || filepath.Ext(e.Name()) != ".md" || strings.EqualFold(e.Name(), "README.md") {
			continue
		}
		path := filepath.Join(dir, e.Name())
		if _, known := sources[e.Name()]; !known {
			return false, say.Errorf("%s: no such prompt template; there are %s", path, strings.Join(names(sources), ", "))
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return false, say.Errorf("prompt templates: %w", err)
		}
		sources[e.Name()] = string(text)
		found = true
	}
	return found, nil
}

func names(sources map[string]string) []string {
	list := make([]string, 0, len(sources))
	for name := range sources {
		list = append(list, name)
	}
	sort.Strings(list)
	return list
}

func versionOf(sources map[string]string) string {
	sum := sha256.New()
	for _, name := range names(sources) {
		fmt.Fprintf(sum, "%s %d\n%s", name, len(sources[name]), sources[name])
	}
	fmt.Fprint(sum, languagesYAML, channelsYAML, asksYAML, topicsYAML)
	return hex.EncodeToString(sum.Sum(nil))[:12]
}

// located turns text/template's "template: craft.md:3: …" into "DIR/craft.md:3: …".
func located(dir string, err error) error {
	return errors.New(filepath.Join(dir, strings.TrimPrefix(err.Error(), "template: ")))
}

func (b *Builder) render(name string, data any) (string, error) {
	var out strings.Builder
	if err := b.templates.ExecuteTemplate(&out, name, data); err != nil {
		return "", say.Errorf("prompt: %w", err)
	}
	return out.String(), nil
}

// instruction renders a template that holds our own words only, with its blank lines
// tidied: conditions in a template leave gaps.
func (b *Builder) instruction(name string, data any) (string, error) {
	text, err := b.render(name, data)
	if err != nil {
		return "", err
	}
	return tidy(text), nil
}

func tidy(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	kept := lines[:0]
	for i, line := range lines {
		line = strings.TrimRight(line, " ")
		if line == "" && i > 0 && kept[len(kept)-1] == "" {
			continue
		}
		kept = append(kept, line)
	}
	return strings.Join(kept, "\n")
}
