package pack

import (
	"reflect"
	"testing"
)

func TestAPartIsReadWhenAskedFor(t *testing.T) {
	type doc struct {
		Name string `yaml:"name"`
		Rest Later  `yaml:"rest"`
	}
	source := []byte("name: a\nrest:\n  en: &x [one, two]\n  de: *x\n  n: {deep: [1, {b: null}]}\n  zh: [三]\n")
	tree, err := encode(source)
	if err != nil {
		t.Fatal(err)
	}
	var fromTree, fromYAML doc
	if err := decode(string(tree), &fromTree); err != nil {
		t.Fatal(err)
	}
	if err := Decode(source, &fromYAML); err != nil {
		t.Fatal(err)
	}
	for name, d := range map[string]doc{"tree": fromTree, "yaml": fromYAML} {
		if got := d.Rest.Keys(); !reflect.DeepEqual(got, []string{"en", "de", "n", "zh"}) {
			t.Errorf("%s: keys %q", name, got)
		}
		for key, want := range map[string][]string{"en": {"one", "two"}, "de": {"one", "two"}, "zh": {"三"}} {
			part, ok := d.Rest.Get(key)
			var got []string
			if err := part.Into(&got); err != nil || !ok || !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %s is %q (%v)", name, key, got, err)
			}
		}
		if _, ok := d.Rest.Get("fr"); ok || d.Rest.Empty() || !(Later{}).Empty() {
			t.Errorf("%s: a key nobody wrote", name)
		}
		var wrong struct{ En []int }
		if d.Rest.Into(&wrong) == nil {
			t.Errorf("%s: unknown keys pass", name)
		}
	}
}
