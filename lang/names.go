package lang

import (
	_ "embed"
	"strings"
	"sync"
)

// names.tsv holds tag, English, simplified Chinese and own name, after CLDR.
//
//go:embed names.tsv
var namesTSV string

// names is the table by tag: English, Chinese, own.
var names = sync.OnceValue(func() map[string][3]string {
	table := make(map[string][3]string, 80)
	for line := range strings.Lines(namesTSV) {
		if f := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); len(f) == 4 {
			table[f[0]] = [3]string{f[1], f[2], f[3]}
		}
	}
	return table
})

// Name is the name of language tag written in language in ("ja" in "en" is
// "Japanese", in "ja" 日本語). in may be "en", "zh-Hans" or tag itself; a name we do
// not have is the English one, or tag. A tag with a region we have no name for gets
// the name of its language.
func Name(tag, in string) string {
	n, ok := lookupName(tag)
	if !ok {
		return tag
	}
	t, i := parse(tag), parse(in)
	switch {
	case i.base == "zh" && (Script(in) == "Hans" || t.base != "zh"):
		return n[1]
	case i.base == t.base && i.base != "en":
		return n[2]
	}
	return n[0]
}

// lookupName finds the row of tag, most specific first.
func lookupName(tag string) ([3]string, bool) {
	p, table := parse(tag), names()
	tries := []string{p.base}
	switch {
	case p.base == "zh" && (p.script != "" || p.region != ""):
		tries = []string{"zh-" + Script(tag), "zh"}
	case p.region != "":
		tries = []string{p.base + "-" + p.region, p.base}
	}
	for _, t := range tries {
		if n, ok := table[t]; ok {
			return n, true
		}
	}
	return [3]string{}, false
}
