package kb

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/parlance-cli/parlance/say"
)

// frontMatter reads the properties at the head of a Markdown file and returns the
// rest of the text and the line it begins at. Plain "key: value" lines and lists are
// read here, because a hundred YAML documents would cost more than everything else
// an answer needs; anything richer goes to the YAML decoder.
func (a *article) frontMatter(text string) (body string, line int, err error) {
	first, rest, ok := strings.Cut(text, "\n")
	if !ok || strings.TrimRight(first, " \r") != "---" {
		return text, 1, nil
	}
	end := -1
	lines := 2
	for pos := 0; pos < len(rest); lines++ {
		l, _, _ := strings.Cut(rest[pos:], "\n")
		if t := strings.TrimRight(l, " \r"); t == "---" || t == "..." {
			end = pos
			body = rest[min(pos+len(l)+1, len(rest)):]
			break
		}
		pos += len(l) + 1
	}
	if end < 0 {
		return text, 1, say.Errorf("1: the front matter that begins with --- has no closing ---")
	}
	props, ok := plainProperties(rest[:end])
	if !ok {
		if props, err = yamlProperties(rest[:end]); err != nil {
			return body, lines + 1, err
		}
	}
	var wrong []string
	for _, p := range props {
		if e := a.set(p.key, p.values); e != nil {
			wrong = append(wrong, fmt.Sprintf("%d: %v", p.line, e))
		}
	}
	if len(wrong) > 0 {
		err = say.Errorf("%s", strings.Join(wrong, "; "))
	}
	return body, lines + 1, err
}

type property struct {
	key    string
	values []string
	line   int
}

// plainProperties reads the simple form, or gives up.
func plainProperties(head string) ([]property, bool) {
	var props []property
	n := 1
	for l := range strings.Lines(head) {
		n++
		l = strings.TrimRight(l, " \r\n")
		switch t := strings.TrimLeft(l, " "); {
		case t == "" || t[0] == '#':
			continue
		case strings.HasPrefix(t, "- ") && len(props) > 0:
			v, ok := plainScalar(t[2:])
			if !ok {
				return nil, false
			}
			p := &props[len(props)-1]
			p.values = append(p.values, v)
			continue
		case len(t) != len(l): // nested
			return nil, false
		}
		key, v, ok := strings.Cut(l, ":")
		if !ok || strings.ContainsAny(key, `"'{[ `) {
			return nil, false
		}
		p := property{key: key, line: n}
		if v = strings.TrimSpace(v); strings.HasPrefix(v, "[") {
			if !strings.HasSuffix(v, "]") {
				return nil, false
			}
			for item := range strings.SplitSeq(v[1:len(v)-1], ",") {
				s, ok := plainScalar(item)
				if !ok {
					return nil, false
				}
				p.values = append(p.values, s)
			}
		} else if v != "" {
			s, ok := plainScalar(v)
			if !ok {
				return nil, false
			}
			p.values = []string{s}
		}
		props = append(props, p)
	}
	return props, true
}

// plainScalar unquotes a value that means itself in YAML too.
func plainScalar(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') {
		inner := s[1 : len(s)-1]
		if s[len(s)-1] != s[0] || strings.ContainsAny(inner, `\"'`) {
			return "", false
		}
		return inner, true
	}
	if s != "" && strings.ContainsRune("|>&*!%@`{[", rune(s[0])) || strings.Contains(s, ": ") || strings.Contains(s, " #") {
		return "", false
	}
	return s, true
}

func yamlProperties(head string) ([]property, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(head), &doc); err != nil {
		return nil, say.Errorf("1: front matter: %s", strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	m := doc.Content[0]
	if m.Kind != yaml.MappingNode {
		return nil, say.Errorf("2: front matter must be lines of the form key: value")
	}
	var props []property
	for i := 0; i+1 < len(m.Content); i += 2 {
		p := property{key: m.Content[i].Value, line: m.Content[i].Line + 1}
		switch v := m.Content[i+1]; v.Kind {
		case yaml.ScalarNode:
			p.values = []string{v.Value}
		case yaml.SequenceNode:
			for _, item := range v.Content {
				p.values = append(p.values, item.Value)
			}
		}
		props = append(props, p)
	}
	return props, nil
}
