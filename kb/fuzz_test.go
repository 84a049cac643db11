package kb

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Whatever a file holds, reading it never panics, every chunk is text, and a Markdown
// file's words all arrive.
func FuzzReadFile(f *testing.F) {
	f.Add("a.md", "---\ntitle: A\nmarket: [EU]\n---\n# A\n\nText. More.\n\n## B {#b market=\"DE FR\"}\n\n| x | y |\n|---|---|\n| 1 | *2* |\n")
	f.Add("a.html", "<h1>A</h1><p>b<ul><li>c</ul><table><tr><td>1</table>")
	f.Add("a.csv", "question,answer\n\"a\nb\",c\n")
	f.Add("a.json", `{"articles":[{"id":1,"body":"<p>x</p>"}]}`)
	f.Add("a.jsonl", `{"questions":"a | b","answer":["c"]}`)
	f.Add("a.txt", "Title\n\nText\n")
	f.Fuzz(func(t *testing.T, name, text string) {
		if readerFor(name) == nil {
			t.Skip()
		}
		articles, _ := readFile(name, []byte(text))
		for i := range articles {
			for _, c := range articles[i].sections {
				if !utf8.ValidString(c.text) || strings.TrimSpace(c.text) == "" || c.line < 1 {
					t.Errorf("chunk %+v", c)
				}
			}
		}
	})
}

// Terms of any text are emitted without panic, and the same each time.
func FuzzTerms(f *testing.F) {
	f.Add("Rücksendekosten? 返品したい ﬁne ไม่ได้ وصل الطرد NL-TT-002")
	f.Fuzz(func(t *testing.T, text string) {
		var first, second []term
		everyTerm(text, "", func(_ field, x term, _ bool) { first = append(first, x) })
		everyTerm(text, "", func(_ field, x term, _ bool) { second = append(second, x) })
		if len(first) != len(second) {
			t.Errorf("%d and %d terms", len(first), len(second))
		}
	})
}
