package say

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"sync"

	"github.com/parlance-cli/parlance/pack"
)

//go:embed zh-Hans/*.yaml
var catalogues embed.FS

// entry is one line of a catalogue.
type entry struct {
	En string `yaml:"en"`
	Zh string `yaml:"zh"`
}

var chinese = sync.OnceValue(func() *Speaker {
	s := &Speaker{said: map[string]string{}, stop: "：", separate: "；"}
	for _, e := range entries("zh-Hans") {
		s.said[e.En] = e.Zh
		if en := pieces(e.En); telling(en) {
			s.formats = append(s.formats, format{en, pieces(e.Zh), letters(en)})
		}
	}
	slices.SortStableFunc(s.formats, func(a, b format) int { return b.letters - a.letters })
	return s
})

// entries reads a catalogue; what is wrong in it a test finds.
func entries(language string) []entry {
	files, err := catalogues.ReadDir(language)
	if err != nil {
		panic(err) // embedded
	}
	var all []entry
	for _, f := range files {
		all = append(all, entriesOf(path.Join(language, f.Name()))...)
	}
	return all
}

func entriesOf(file string) []entry {
	b, err := catalogues.ReadFile(file)
	var list []entry
	if err == nil {
		err = pack.Decode(b, &list)
	}
	if err != nil {
		panic(fmt.Sprintf("say/%s: %v", file, err)) // our own file
	}
	return list
}
