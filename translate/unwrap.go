package translate

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/pack"
)

//go:embed preambles.yaml
var preamblesYAML string

// preamble is how one language announces an answer.
type preamble struct {
	Opens []string `yaml:"opens"`
	Nouns []string `yaml:"nouns"`
	Notes []string `yaml:"notes"`
}

var preambles = sync.OnceValue(func() map[string]preamble {
	m := map[string]preamble{}
	if err := pack.Decode([]byte(preamblesYAML), &m); err != nil {
		panic(fmt.Sprintf("embedded preambles.yaml: %v", err)) // a broken build, not an input
	}
	return m
})

const longestPreamble = 120 // code points

// Unwrap takes off what models put around an answer: reasoning in <think>, echoed fence
// lines, a preface ("Here is the translation:"), code fences, quotation marks around the
// whole, and a translator's note at the end. The rest is untouched.
func Unwrap(answer string) string { return unwrap(answer, quotes[:]) }

// unwrap is Unwrap that takes off only these quotation marks.
func unwrap(answer string, quotes [][2]string) string {
	text := strings.TrimSpace(strings.ReplaceAll(answer, "\r\n", "\n"))
	text = thinking(text)
	text = fenceLine().ReplaceAllString(text, "")
	for {
		before := text
		text = strings.TrimSpace(text)
		text = withoutPreface(text)
		text = withoutCodeFence(text)
		text = withoutQuotes(text, quotes)
		text = withoutNote(text)
		if text == before {
			return text
		}
	}
}

func thinking(text string) string {
	if strings.HasPrefix(text, "<think>") {
		if _, after, ok := strings.Cut(text, "</think>"); ok {
			return strings.TrimSpace(after)
		}
	}
	return text
}

// A fence line carries the sixteen hex digits of its id, as package prompts makes them.
var fenceLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^<<[^<>\n]{0,120} [0-9a-f]{16}>>[ \t]*\n?`)
})

func withoutPreface(text string) string {
	first, rest, ok := strings.Cut(text, "\n")
	if ok && strings.TrimSpace(rest) != "" && isPreface(first) {
		return strings.TrimSpace(rest)
	}
	return text
}

// isPreface tells whether a whole line announces an answer.
func isPreface(line string) bool {
	line = strings.ToLower(strings.Trim(line, " \t*_#>"))
	if !strings.HasSuffix(line, ":") && !strings.HasSuffix(line, "：") || utf8.RuneCountInString(line) > longestPreamble {
		return false
	}
	line = strings.TrimRight(line, ":： *_")
	for _, p := range preambles() {
		for _, noun := range p.Nouns {
			if line == noun {
				return true
			}
		}
		if holds(line, p.Opens) && holds(line, p.Nouns) {
			return true
		}
	}
	return bareLanguage(line, preambles())
}

// bareLanguage is "translation (japanese)" or "japanese translation": a noun and one
// more word.
func bareLanguage(line string, all map[string]preamble) bool {
	words := strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
	if len(words) != 2 {
		return false
	}
	for _, noun := range [...]string{"translation", "translated", "übersetzung", "traduction", "traducción"} {
		if words[0] == noun || words[1] == noun {
			return true
		}
	}
	return false
}

func holds(line string, parts []string) bool {
	for _, p := range parts {
		if occurs(line, p) {
			return true
		}
	}
	return false
}

// occurs finds part as whole words in scripts that have words, else anywhere.
func occurs(line, part string) bool {
	for at := 0; ; {
		i := strings.Index(line[at:], part)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(part)
		before, _ := utf8.DecodeLastRuneInString(line[:start])
		after, _ := utf8.DecodeRuneInString(line[end:])
		if unspaced(part) || !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return true
		}
		at = end
	}
}

// unspaced tells whether text is in a script without spaces between words.
func unspaced(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Hangul)
}

func withoutCodeFence(text string) string {
	if !strings.HasPrefix(text, "```") || !strings.HasSuffix(text, "```") || len(text) < 6 {
		return text
	}
	inner := strings.TrimSuffix(text, "```")
	_, inner, ok := strings.Cut(inner, "\n")
	if !ok || strings.Contains(inner, "```") {
		return text
	}
	return strings.TrimSpace(inner)
}

var quotes = [...][2]string{{`"`, `"`}, {"“", "”"}, {"„", "“"}, {"„", "”"}, {"«", "»"}, {"「", "」"}, {"『", "』"}, {"'", "'"}, {`"""`, `"""`}}

// quotesOf are the quotation marks that are a model's if they surround the translation
// of source: none, where the source is a quotation itself.
func quotesOf(source string) [][2]string {
	source = strings.TrimSpace(source)
	for _, q := range quotes {
		if strings.HasPrefix(source, q[0]) {
			return nil
		}
	}
	return quotes[:]
}

// withoutQuotes takes off quotation marks around the whole: not where they also close
// and open within, as in “a” and “b”.
func withoutQuotes(text string, quotes [][2]string) string {
	for _, q := range quotes {
		if len(text) <= len(q[0])+len(q[1]) || !strings.HasPrefix(text, q[0]) || !strings.HasSuffix(text, q[1]) {
			continue
		}
		inner := text[len(q[0]) : len(text)-len(q[1])]
		if !strings.Contains(inner, q[0]) && !strings.Contains(inner, q[1]) {
			return strings.TrimSpace(inner)
		}
	}
	return text
}

// withoutNote takes off a last paragraph that talks about the translation.
func withoutNote(text string) string {
	at := strings.LastIndex(text, "\n\n")
	if at < 0 {
		return text
	}
	last := strings.ToLower(strings.Trim(text[at:], " \n*_()（）[]【】-"))
	label, said, ok := strings.Cut(strings.Replace(last, "：", ":", 1), ":")
	label = strings.Trim(label, " *_")
	if !ok {
		return text
	}
	for _, p := range preambles() {
		for _, note := range p.Notes {
			if label == note && (holds(said, p.Nouns[:min(2, len(p.Nouns))]) || holds(said, []string{"translat", "translated", "placeholder", "original", "原文", "敬語", "formal"})) {
				return strings.TrimRight(strings.TrimSpace(text[:at]), "-* \n")
			}
		}
	}
	return text
}
