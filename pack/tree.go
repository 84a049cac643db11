package pack

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"
)

// Nodes of a tree: a byte for the kind, then for a scalar its length and bytes, for a
// list its length and items, for a map its length and pairs.
const (
	text   = 's'
	number = 'n' // integer or float, as written
	yes    = 't'
	no     = 'f'
	null   = '0'
	list   = 'l'
	dict   = 'm'
)

var errUnpackable = errors.New("cannot be packed")

// encode turns a YAML document into a tree.
func encode(source []byte) ([]byte, error) {
	d := yaml.NewDecoder(bytes.NewReader(source))
	var root yaml.Node
	if err := d.Decode(&root); err != nil {
		return nil, err
	}
	if err := d.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, errUnpackable
	}
	return appendNode(nil, root.Content[0])
}

func appendNode(out []byte, n *yaml.Node) ([]byte, error) {
	switch n.Kind {
	case yaml.AliasNode:
		return appendNode(out, n.Alias)
	case yaml.ScalarNode:
		return appendScalar(out, n)
	case yaml.SequenceNode, yaml.MappingNode:
		kind, length := byte(list), len(n.Content)
		if n.Kind == yaml.MappingNode {
			kind, length = dict, len(n.Content)/2
		}
		out = binary.AppendUvarint(append(out, kind), uint64(length))
		for i, child := range n.Content {
			if kind == dict && i%2 == 0 && (child.Kind != yaml.ScalarNode || child.Tag == "!!merge") {
				return nil, errUnpackable
			}
			var err error
			if out, err = appendNode(out, child); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	return nil, errUnpackable
}

func appendScalar(out []byte, n *yaml.Node) ([]byte, error) {
	kind := byte(text)
	switch n.ShortTag() {
	case "!!str":
	case "!!int", "!!float":
		kind = number
	case "!!null":
		return append(out, null), nil
	case "!!bool":
		var b bool
		if err := n.Decode(&b); err != nil {
			return nil, err
		}
		kind = no
		if b {
			kind = yes
		}
	case "!!timestamp": // a date is a string to every type we have
	default:
		return nil, fmt.Errorf("%w: %s", errUnpackable, n.ShortTag())
	}
	out = binary.AppendUvarint(append(out, kind), uint64(len(n.Value)))
	return append(out, n.Value...), nil
}
