package check

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"github.com/parlance-cli/parlance/pack"
)

//go:embed facts/preambles.yaml
var preamblesYAML []byte

// preambles are read on first use.
var preambles = sync.OnceValue(func() []string {
	var file struct {
		Preambles []string `yaml:"preambles"`
	}
	if err := pack.Decode(preamblesYAML, &file); err != nil {
		panic(err) // our own file; a test reads it
	}
	return file.Preambles
})

// preamble reports a reply that begins with the model talking about its answer.
func (f *factFinder) preamble() {
	text := f.in.Reply.Text
	start := len(text) - len(strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
	head := strings.ReplaceAll(strings.ToLower(firstBytes(text[start:], 120)), "’", "'")
	for _, p := range preambles() {
		if !strings.HasPrefix(head, p) {
			continue
		}
		end := start + len(text[start:])
		if line := strings.IndexByte(text[start:], '\n'); line >= 0 {
			end = start + line
		}
		f.add("facts/language", Error, []Where{{Side: Reply, Span: span(text, start, end)}}, Wording{
			"the reply begins with the model's own words to you", "回复开头混入了模型对您说的话"})
		return
	}
}

// firstBytes cuts s to at most n bytes at a rune.
func firstBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n]
}
