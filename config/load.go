package config

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/viper"
	"go.yaml.in/yaml/v3"

	"github.com/parlance-cli/parlance/say"
)

// Origin says where the value of a key is from: "default", a file with its line, or
// an environment variable.
type Origin struct {
	Key, From string
	Value     any
}

// Loaded is the settings and where each is from.
type Loaded struct {
	Config
	Origins  []Origin // by key
	UserFile string   // the file read, or the one that would be
	Project  string   // the project file read, or ""
}

// From is the surroundings that settings are read from.
type From struct {
	Lookup    func(name string) (value string, set bool) // of the environment
	ConfigDir string                                     // the user's folder for parlance, "" for none
	File      string                                     // --config: read this instead of the user file; it must exist
	WorkDir   string                                     // where the search for .parlance.yaml begins
}

// Load reads default, user file, project file and environment, later wins. An error
// is ErrInvalid and names file, line and key. A variable that is set to nothing takes a
// text or a list away.
func Load(from From) (Loaded, error) {
	v := viper.New()
	origins := map[string]string{}
	keys := setDefaults(v, origins)
	l := Loaded{UserFile: cmp.Or(from.File, filepath.Join(from.ConfigDir, "config.yaml"))}

	user, err := readFile(l.UserFile, keys, nil)
	if errors.Is(err, fs.ErrNotExist) && from.File != "" {
		return Loaded{}, say.Errorf("%w: %s: no such file", ErrInvalid, from.File)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Loaded{}, err
	}
	project, err := readProject(from.WorkDir, keys)
	if err != nil {
		return Loaded{}, err
	}
	for _, f := range []*file{user, project} {
		if f == nil {
			continue
		}
		if err := v.MergeConfigMap(f.tree); err != nil {
			return Loaded{}, say.Errorf("%w: %s: %w", ErrInvalid, f.path, err)
		}
		for key, line := range f.lines {
			origins[key] = fmt.Sprintf("%s:%d", f.path, line)
		}
	}
	if project != nil {
		l.Project = project.path
	}
	for _, key := range keys {
		name := EnvName(key)
		value, set := from.Lookup(name)
		if !set {
			continue
		}
		if value == "" && !emptiable(v.Get(key)) {
			return Loaded{}, say.Errorf("%w: %s is set to nothing: give %s a value, or unset the variable", ErrInvalid, name, key)
		}
		v.Set(key, value)
		origins[key] = name
	}
	if err := v.UnmarshalExact(&l.Config); err != nil {
		return Loaded{}, invalid(err, origins)
	}
	resolvePaths(&l.Config, origins)
	if err := l.validate(origins); err != nil {
		return Loaded{}, err
	}
	for _, key := range keys {
		l.Origins = append(l.Origins, Origin{Key: key, From: origins[key], Value: v.Get(key)})
	}
	return l, nil
}

// emptiable tells whether nothing is a value of a setting, by the value it has: no
// folder, no brand; there is no number or yes that is nothing.
func emptiable(value any) bool {
	if value == nil {
		return true
	}
	kind := reflect.TypeOf(value).Kind()
	return kind == reflect.String || kind == reflect.Slice
}

// EnvName is the environment variable of a key: "endpoint.base_url" is
// PARLANCE_ENDPOINT_BASE_URL.
func EnvName(key string) string {
	return "PARLANCE_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

// setDefaults gives viper every key once (Unmarshal sees only known keys) and returns
// them in alphabetical order.
func setDefaults(v *viper.Viper, origins map[string]string) []string {
	var keys []string
	walkDefaults(func(key string, value any) {
		keys = append(keys, key)
		origins[key] = "default"
		v.SetDefault(key, value)
	})
	slices.Sort(keys)
	return keys
}

// walkDefaults visits every setting, dotted, with its default.
func walkDefaults(visit func(key string, value any)) {
	tree := map[string]any{}
	if err := mapstructure.Decode(Default(), &tree); err != nil {
		panic(err) // our own struct
	}
	var walk func(prefix string, m map[string]any)
	walk = func(prefix string, m map[string]any) {
		for name, value := range m {
			if sub, ok := value.(map[string]any); ok {
				walk(prefix+name+".", sub)
				continue
			}
			visit(prefix+name, value)
		}
	}
	walk("", tree)
}

// file is one settings file and the line of each key in it.
type file struct {
	path  string
	tree  map[string]any
	lines map[string]int
}

// readProject finds .parlance.yaml in dir or above it; nil when there is none.
func readProject(dir string, keys []string) (*file, error) {
	for dir != "" {
		f, err := readFile(filepath.Join(dir, ".parlance.yaml"), keys, projectKeys)
		if !errors.Is(err, fs.ErrNotExist) {
			return f, err
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			break
		}
		dir = parent
	}
	return nil, nil
}

// readFile reads one file and refuses keys there are none of, or that allowed (when
// not nil) does not name.
func readFile(path string, keys []string, allowed map[string]bool) (*file, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var root yaml.Node
	if err := yaml.Unmarshal(b, &root); err != nil {
		return nil, say.Errorf("%w: %s: %s", ErrInvalid, path, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	f := &file{path: path, tree: map[string]any{}, lines: map[string]int{}}
	if len(root.Content) == 0 { // empty, or comments only
		return f, nil
	}
	if root.Content[0].Kind != yaml.MappingNode {
		return nil, say.Errorf("%w: %s:%d: expected `key: value` lines", ErrInvalid, path, root.Content[0].Line)
	}
	if err := f.walk("", root.Content[0], keys, allowed); err != nil {
		return nil, err
	}
	if err := root.Decode(&f.tree); err != nil {
		return nil, say.Errorf("%w: %s: %w", ErrInvalid, path, err)
	}
	return f, nil
}

func (f *file) walk(prefix string, m *yaml.Node, keys []string, allowed map[string]bool) error {
	for i := 0; i+1 < len(m.Content); i += 2 {
		name, value := m.Content[i], m.Content[i+1]
		key := prefix + strings.ToLower(name.Value)
		section := slices.ContainsFunc(keys, func(k string) bool { return strings.HasPrefix(k, key+".") })
		switch {
		case section && value.Kind == yaml.MappingNode:
			if err := f.walk(key+".", value, keys, allowed); err != nil {
				return err
			}
			continue
		case section && value.Tag == "!!null": // "endpoint:" with every line below it commented out
			continue
		case section:
			return say.Errorf("%w: %s:%d: %s is a section: its settings go on indented lines below it", ErrInvalid, f.path, name.Line, key)
		case !slices.Contains(keys, key):
			return say.Errorf("%w: %s:%d: unknown key %q, nearest is %q", ErrInvalid, f.path, name.Line, key, nearest(key, keys))
		case allowed != nil && !allowed[key]:
			return say.Errorf("%w: %s:%d: a project file may not set %s; put it in your own config file", ErrInvalid, f.path, name.Line, key)
		}
		f.lines[key] = name.Line
	}
	return nil
}

// invalid adds file and line to what mapstructure says about a key.
func invalid(err error, origins map[string]string) error {
	text := err.Error()
	for _, key := range slices.Sorted(maps.Keys(origins)) {
		if origins[key] != "default" && strings.Contains(strings.ToLower(text), "'"+key+"'") {
			return say.Errorf("%w: %s: %s has a value of the wrong type", ErrInvalid, origins[key], key)
		}
	}
	return say.Errorf("%w: %s", ErrInvalid, strings.Join(strings.Fields(text), " "))
}

// resolvePaths makes folders named in a file relative to that file.
func resolvePaths(c *Config, origins map[string]string) {
	beside := func(key, path string) string {
		file, _, isFile := strings.Cut(origins[key], ".yaml:")
		if !isFile || path == "" || filepath.IsAbs(path) {
			return path
		}
		return filepath.Join(filepath.Dir(file+".yaml"), path)
	}
	for i := range c.KB.Folders {
		c.KB.Folders[i] = beside("kb.folders", c.KB.Folders[i])
	}
	c.Prompts = beside("prompts", c.Prompts)
	c.Endpoint.KeyFile = beside("endpoint.key_file", c.Endpoint.KeyFile)
	c.Endpoint.CAFile = beside("endpoint.ca_file", c.Endpoint.CAFile)
	if strings.ContainsAny(c.Brand, `/\`) {
		c.Brand = beside("brand", c.Brand)
	}
}
