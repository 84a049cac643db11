package pack

import (
	"reflect"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

// reader walks a tree. Any mismatch with the wanted type panics with errUnpackable and
// decode hands the document to the YAML decoder, which says what is wrong and where.
type reader struct{ rest string }

func decode(tree string, into any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			if r != any(errUnpackable) {
				panic(r)
			}
			err = errUnpackable
		}
	}()
	r := &reader{tree}
	target := reflect.ValueOf(into).Elem()
	fresh := reflect.New(target.Type()).Elem()
	r.value(fresh)
	target.Set(fresh)
	return nil
}

func (r *reader) kind() byte {
	k := r.rest[0]
	r.rest = r.rest[1:]
	return k
}

func (r *reader) length() int {
	n, shift := 0, 0
	for {
		b := r.rest[0]
		r.rest = r.rest[1:]
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
		shift += 7
	}
}

func (r *reader) text() string {
	n := r.length()
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

var later = reflect.TypeFor[Later]()

var unmarshaler = reflect.TypeFor[yaml.Unmarshaler]()

// value reads the next node into v.
func (r *reader) value(v reflect.Value) {
	if v.Kind() == reflect.Interface {
		panic(errUnpackable)
	}
	if v.Type() == later {
		v.Set(reflect.ValueOf(Later{tree: r.skip()}))
		return
	}
	if v.CanAddr() && v.Kind() != reflect.Pointer && v.Addr().Type().Implements(unmarshaler) {
		if v.Addr().Interface().(yaml.Unmarshaler).UnmarshalYAML(r.node()) != nil {
			panic(errUnpackable)
		}
		return
	}
	if v.Kind() == reflect.Pointer {
		if r.rest[0] == null {
			r.kind()
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		r.value(v.Elem())
		return
	}
	switch k := r.kind(); k {
	case list:
		r.list(v)
	case dict:
		r.dict(v)
	case null:
	default:
		r.scalar(k, r.text(), v)
	}
}

func (r *reader) scalar(kind byte, s string, v reflect.Value) {
	var err error
	switch v.Kind() {
	case reflect.String:
		v.SetString(s)
		return
	case reflect.Bool:
		if kind == yes || kind == no {
			v.SetBool(kind == yes)
			return
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		var n int64
		if n, err = strconv.ParseInt(s, 10, v.Type().Bits()); err == nil && kind == number && (s == "0" || s[0] != '0') {
			v.SetInt(n)
			return
		}
	case reflect.Float32, reflect.Float64:
		var f float64
		if f, err = strconv.ParseFloat(s, v.Type().Bits()); err == nil && kind == number {
			v.SetFloat(f)
			return
		}
	}
	panic(errUnpackable)
}

// node is the next node as the YAML package has it, for types that read themselves.
func (r *reader) node() *yaml.Node {
	k := r.kind()
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: tags[k]}
	switch k {
	case null:
	case list, dict:
		n.Kind = yaml.SequenceNode
		items := r.length()
		if k == dict {
			n.Kind, items = yaml.MappingNode, 2*items
		}
		for range items {
			n.Content = append(n.Content, r.node())
		}
	default:
		n.Value = r.text()
		if k == number && strings.ContainsAny(n.Value, ".eE") {
			n.Tag = "!!float"
		}
	}
	return n
}

var tags = map[byte]string{text: "!!str", number: "!!int", yes: "!!bool", no: "!!bool", null: "!!null", list: "!!seq", dict: "!!map"}

func (r *reader) list(v reflect.Value) {
	if v.Kind() != reflect.Slice {
		panic(errUnpackable)
	}
	n := r.length()
	s := reflect.MakeSlice(v.Type(), n, n)
	for i := range n {
		r.value(s.Index(i))
	}
	v.Set(s)
}

func (r *reader) dict(v reflect.Value) {
	n := r.length()
	switch v.Kind() {
	case reflect.Map:
		m := reflect.MakeMapWithSize(v.Type(), n)
		for range n {
			key, item := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			r.value(key)
			r.value(item)
			m.SetMapIndex(key, item)
		}
		v.Set(m)
	case reflect.Struct:
		known := fields(v.Type())
		for range n {
			if k := r.kind(); k != text {
				panic(errUnpackable)
			}
			index, ok := known[r.text()]
			if !ok {
				panic(errUnpackable)
			}
			r.value(v.FieldByIndex(index))
		}
	default:
		panic(errUnpackable)
	}
}

var fieldCache sync.Map

// fields maps the YAML keys of a struct to its fields, inlined structs included.
func fields(t reflect.Type) map[string][]int {
	if known, ok := fieldCache.Load(t); ok {
		return known.(map[string][]int)
	}
	known := map[string][]int{}
	for f := range t.Fields() {
		tag := f.Tag.Get("yaml")
		name, options, _ := strings.Cut(tag, ",")
		switch {
		case !f.IsExported() || tag == "-":
		case strings.Contains(options, "inline"):
			if f.Type.Kind() != reflect.Struct {
				panic(errUnpackable)
			}
			for key, index := range fields(f.Type) {
				known[key] = append(append([]int{}, f.Index...), index...)
			}
		case name != "":
			known[name] = f.Index
		default:
			known[strings.ToLower(f.Name)] = f.Index
		}
	}
	fieldCache.Store(t, known)
	return known
}
