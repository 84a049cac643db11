package culture

import (
	"embed"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/pack"
	"github.com/parlance-cli/parlance/say"

	"go.yaml.in/yaml/v3"
)

//go:embed profiles markets languages calendars sources.yaml regions.yaml inherit.yaml
var embedded embed.FS

// Library is a set of culture files: a user's folder, if there is one, over those
// that come with the program. It is safe for concurrent use.
type Library struct {
	layers    []layer // nearest first
	tables    func() (*tables, error)
	languages sync.Map // tag → func() (*Language, error): a language is parsed once, by whoever asks first
}

type layer struct {
	name string // for errors: "" is our own
	fsys fs.FS
}

var builtin = sync.OnceValue(func() *Library { return newLibrary(layer{fsys: embedded}) })

// Builtin is the library that comes with the program.
func Builtin() *Library { return builtin() }

// Open lays the folder dir over the built-in files: dir/profiles/TAG.yaml,
// dir/languages/LANG.yaml, dir/markets/CC.yaml and dir/calendars/CC.yaml extend ours,
// the user's words winning. dir may be "" or absent. Files are read when asked for.
func Open(dir string) (*Library, error) {
	if dir == "" {
		return builtin(), nil
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return builtin(), nil
	case err != nil:
		return nil, say.Errorf("culture folder: %w", err)
	case !info.IsDir():
		return nil, say.Errorf("%w: %s is not a folder", ErrInvalid, dir)
	}
	return newLibrary(layer{name: dir, fsys: os.DirFS(dir)}, layer{fsys: embedded}), nil
}

func newLibrary(layers ...layer) *Library {
	return &Library{layers: layers, tables: sync.OnceValues(loadTables)}
}

// tables are the small files every resolution needs.
type tables struct {
	sources map[string]string
	regions map[string]region
	inherit map[string]string // tag without a file → the file that answers
}

type region struct {
	TimeZone string `yaml:"time_zone"`
	Weekend  []int  `yaml:"weekend,omitempty"`
}

func loadTables() (*tables, error) {
	t := &tables{}
	for name, into := range map[string]any{"sources.yaml": &t.sources, "regions.yaml": &t.regions, "inherit.yaml": &t.inherit} {
		if err := decodeFile(embedded, name, name, into); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// cite writes out the keys of sources.yaml in a source; other words stay.
func (t *tables) cite(source string) string {
	parts := strings.Split(source, ";")
	for i, p := range parts {
		p = strings.TrimSpace(p)
		if full, ok := t.sources[p]; ok {
			p = full
		}
		parts[i] = p
	}
	return strings.Join(parts, "; ")
}

// decodeFile reads one YAML file strictly; shown is its name in errors.
func decodeFile(fsys fs.FS, name, shown string, into any) error {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	return decode(raw, shown, into)
}

func decode(raw []byte, shown string, into any) error {
	if err := pack.Decode(raw, into); err != nil {
		return say.Errorf("%w: %s", ErrInvalid, place(shown, err))
	}
	return nil
}

// place turns "yaml: line 3: …" and yaml's lists of mistakes into file:line: ….
func place(file string, err error) string {
	var types *yaml.TypeError
	lines := []string{strings.TrimPrefix(err.Error(), "yaml: ")}
	if errors.As(err, &types) {
		lines = types.Errors
	}
	for i, l := range lines {
		if rest, ok := strings.CutPrefix(l, "line "); ok {
			l = rest
			lines[i] = file + ":" + strings.Replace(l, ": ", ": ", 1)
			continue
		}
		lines[i] = file + ": " + l
	}
	return strings.Join(lines, "; ")
}

// have tells whether a layer has the file.
func (l layer) have(name string) bool {
	_, err := fs.Stat(l.fsys, name)
	return err == nil
}

func (l layer) shown(name string) string {
	if l.name == "" {
		return "culture/" + name
	}
	return filepath.Join(l.name, filepath.FromSlash(name))
}

// exists tells whether any layer has kind/name.yaml.
func (b *Library) exists(kind, name string) bool {
	return slices.ContainsFunc(b.layers, func(l layer) bool { return l.have(path.Join(kind, name+".yaml")) })
}

// names lists the files of a kind over all layers, without ".yaml", sorted.
func (b *Library) names(kind string) []string {
	var all []string
	for _, l := range b.layers {
		entries, err := fs.ReadDir(l.fsys, kind)
		if err != nil {
			continue // a user's folder need not have every kind
		}
		for _, e := range entries {
			if name, ok := strings.CutSuffix(e.Name(), ".yaml"); ok && !strings.HasPrefix(name, ".") {
				all = append(all, name)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
