package pack

import (
	"bytes"

	"go.yaml.in/yaml/v3"
)

// Later is a part of a document that is decoded when somebody asks for it: one language
// of twenty, or examples that only a test reads. Its zero value is an absent part.
type Later struct {
	tree string     // from a pack
	node *yaml.Node // from YAML
}

// UnmarshalYAML keeps the node.
func (l *Later) UnmarshalYAML(node *yaml.Node) error {
	l.node = node
	return nil
}

// Empty tells that the document has no such part.
func (l Later) Empty() bool { return l.tree == "" && l.node == nil }

// Into decodes the part, with the same strictness as Decode.
func (l Later) Into(into any) error {
	if l.tree != "" && decode(l.tree, into) == nil {
		return nil
	}
	node := l.node
	if l.tree != "" {
		node = (&reader{l.tree}).node()
	}
	if node == nil {
		return nil
	}
	b, err := yaml.Marshal(plain(node))
	if err != nil {
		return err
	}
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	return d.Decode(into)
}

// plain copies a node with its aliases resolved, so that it stands on its own.
func plain(n *yaml.Node) *yaml.Node {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	c := *n
	c.Anchor, c.Content = "", nil
	for _, child := range n.Content {
		c.Content = append(c.Content, plain(child))
	}
	return &c
}

// Get is what a map has under a key.
func (l Later) Get(key string) (Later, bool) {
	for k, v := range l.pairs() {
		if k == key {
			return v, true
		}
	}
	return Later{}, false
}

// Keys are the keys of a map, in order.
func (l Later) Keys() []string {
	var keys []string
	for k := range l.pairs() {
		keys = append(keys, k)
	}
	return keys
}

func (l Later) pairs() func(func(string, Later) bool) {
	return func(yield func(string, Later) bool) {
		if l.tree != "" {
			r := &reader{l.tree}
			if r.kind() != dict {
				return
			}
			for range r.length() {
				r.kind()
				if !yield(r.text(), Later{tree: r.skip()}) {
					return
				}
			}
			return
		}
		node := l.node
		for node != nil && node.Kind == yaml.AliasNode {
			node = node.Alias
		}
		if node == nil || node.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i < len(node.Content); i += 2 {
			if !yield(node.Content[i].Value, Later{node: node.Content[i+1]}) {
				return
			}
		}
	}
}

// skip returns the next node unread.
func (r *reader) skip() string {
	start := r.rest
	switch k := r.kind(); k {
	case null:
	case list, dict:
		n := r.length()
		if k == dict {
			n *= 2
		}
		for range n {
			r.skip()
		}
	default:
		r.text()
	}
	return start[:len(start)-len(r.rest)]
}
