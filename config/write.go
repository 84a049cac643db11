package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/parlance-cli/parlance/say"
)

// ErrExists is returned by Save for a file that is there already.
var ErrExists = errors.New("the file exists")

// Fill sets values in a commented settings file (config.example.yaml) and leaves all else
// as it is, comments too. Keys are dotted ("endpoint.model"); a value is what YAML knows.
func Fill(example string, values map[string]any) (string, error) {
	var root yaml.Node
	if err := yaml.Unmarshal([]byte(example), &root); err != nil {
		return "", err
	}
	lines := strings.Split(example, "\n")
	left := len(values)
	var walk func(prefix string, m *yaml.Node) error
	walk = func(prefix string, m *yaml.Node) error {
		for i := 0; i+1 < len(m.Content); i += 2 {
			key, node := prefix+m.Content[i].Value, m.Content[i+1]
			if value, set := values[key]; set {
				text, err := flow(value)
				if err != nil {
					return say.Errorf("%s: %w", key, err)
				}
				lines[node.Line-1] = replaced(lines[node.Line-1], node.Column-1, text)
				left--
			} else if node.Kind == yaml.MappingNode {
				if err := walk(key+".", node); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if len(root.Content) > 0 {
		if err := walk("", root.Content[0]); err != nil {
			return "", err
		}
	}
	if left > 0 {
		return "", say.Errorf("%w: %d of %d settings have no place in the example", ErrInvalid, left, len(values))
	}
	return strings.Join(lines, "\n"), nil
}

// flow writes a value on one line.
func flow(value any) (string, error) {
	var node yaml.Node
	if err := node.Encode(value); err != nil {
		return "", err
	}
	if node.Kind == yaml.ScalarNode && (node.Value == "" || strings.ContainsAny(node.Value, "\n\r")) {
		node.Style = yaml.DoubleQuotedStyle
	} else if node.Kind != yaml.ScalarNode {
		node.Style = yaml.FlowStyle
	}
	b, err := yaml.Marshal(&node)
	return strings.TrimSpace(string(b)), err
}

// replaced puts text where the value at byte at of a line is; a comment behind it stays
// in its column when there is room.
func replaced(line string, at int, text string) string {
	before, rest := line[:at], line[at:]
	end := valueEnd(rest)
	comment := strings.TrimLeft(rest[end:], " ")
	if comment == "" {
		return before + text
	}
	column := at + end + len(rest[end:]) - len(comment)
	return before + text + strings.Repeat(" ", max(column-at-len(text), 2)) + comment
}

// valueEnd is where a value ends that begins a text: before the comment, if there is one.
func valueEnd(s string) int {
	quote := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '#' && i > 0 && s[i-1] == ' ':
			return len(strings.TrimRight(s[:i], " "))
		}
	}
	return len(strings.TrimRight(s, " "))
}

// FileValues are the settings that one file makes, by dotted key, as they are written there.
// A file that is not there makes none.
func FileValues(path string) (map[string]any, error) {
	f, err := readFile(path, Keys(), nil)
	if errors.Is(err, fs.ErrNotExist) {
		return map[string]any{}, nil
	}
	if err != nil {
		return nil, err
	}
	values := map[string]any{}
	for key := range f.lines {
		values[key] = lookup(f.tree, strings.Split(key, "."))
	}
	return values, nil
}

func lookup(tree map[string]any, path []string) any {
	for name, value := range tree {
		if !strings.EqualFold(name, path[0]) {
			continue
		}
		if len(path) == 1 {
			return value
		}
		if sub, ok := value.(map[string]any); ok {
			return lookup(sub, path[1:])
		}
	}
	return nil
}

// Save writes a file that only its owner can read, whole or not at all. An existing file
// is ErrExists; with replace it is kept beside the new one, under the name returned.
func Save(path, text string, replace bool) (backup string, err error) {
	if target, err := filepath.EvalSymlinks(path); err == nil { // of somebody who keeps settings elsewhere
		path = target
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(dir, ".parlance-*") // 0600
	if err != nil {
		return "", err
	}
	defer os.Remove(f.Name()) // gone already when all went well
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", err
	}
	if !replace {
		return "", place(f.Name(), path)
	}
	if backup, err = keep(path); err != nil {
		return "", err
	}
	return backup, os.Rename(f.Name(), path)
}

// place gives a file its name unless something has that name.
func place(temp, path string) error {
	err := os.Link(temp, path) // fails, in one step, when there is something
	if err != nil && !errors.Is(err, fs.ErrExist) {
		if _, err = os.Lstat(path); errors.Is(err, fs.ErrNotExist) { // a file system without links
			return os.Rename(temp, path)
		}
		if err == nil {
			err = fs.ErrExist
		}
	}
	if errors.Is(err, fs.ErrExist) {
		return say.Errorf("%w: %s", ErrExists, path)
	}
	return err
}

// keep copies a file to the first free name beside it: config.yaml.bak, .bak2, …
func keep(path string) (string, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	for n := 1; ; n++ {
		name := path + ".bak"
		if n > 1 {
			name = fmt.Sprintf("%s.bak%d", path, n)
		}
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = f.Write(b)
		return name, errors.Join(err, f.Sync(), f.Close())
	}
}

// Keys are all settings, dotted, in alphabetical order.
func Keys() []string {
	var keys []string
	walkDefaults(func(key string, _ any) { keys = append(keys, key) })
	slices.Sort(keys)
	return keys
}
