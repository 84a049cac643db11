package ticket

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// uncite drops quoted sentences, which a courier or a page says and not the buyer, where
// enough is left.
func uncite(text string) string {
	var b strings.Builder
	at := 0
	for _, q := range citations(text) {
		whole := q[0] < 3 && q[1]-q[0] > len(text)-q[1] // who quotes a notice says something first
		if utf8.RuneCountInString(text[q[2]:q[3]]) >= 20 && !whole {
			b.WriteString(text[at:q[0]] + " ")
			at = q[1]
		}
	}
	b.WriteString(text[at:])
	if letters(b.String()) >= 20 {
		return b.String()
	}
	return text
}

// closers are the marks that close a quotation by the mark that opens it.
var closers = map[rune]string{'"': `"`, '“': "”", '„': "“”\"", '«': "»", '「': "」", '『': "』"}

// opensQuote tells the marks that closers closes.
func opensQuote(r rune) bool {
	switch r {
	case '"', '“', '„', '«', '「', '『':
		return true
	}
	return false
}

// citations finds what stands in quotation marks on one line: bytes with the marks, and
// without.
func citations(s string) [][4]int {
	if !strings.ContainsFunc(s, opensQuote) {
		return nil
	}
	var out [][4]int
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !opensQuote(r) {
			i += size
			continue
		}
		ends := closers[r]
		inner := s[i+size:]
		end := strings.IndexAny(inner, ends+"\n")
		if end < 0 || inner[end] == '\n' || end == 0 {
			i += size
			continue
		}
		_, last := utf8.DecodeRuneInString(inner[end:])
		out = append(out, [4]int{i, i + size + end + last, i + size, i + size + end})
		i += size + end + last
	}
	return out
}

// noise is markup and code in a message.
var noise = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("```[^`]*```|`[^`\\n]*`|\\{\\{[^}\\n]*\\}\\}|</?[a-zA-Z][^>\\n]{0,80}>")
})

// plainWords leaves out what is in no language: code, mail addresses, ids and numbers.
func plainWords(s string) string {
	if strings.ContainsAny(s, "`{<") {
		s = noise().ReplaceAllString(s, " ")
	}
	var b strings.Builder
	b.Grow(len(s))
	start, plain := 0, true // of the token
	for i, r := range s {
		switch {
		case tokenEnd(r):
			if plain {
				b.WriteString(s[start:i])
			}
			end := i + utf8.RuneLen(r)
			b.WriteString(s[i:end])
			start, plain = end, true
		case r == '@' || '0' <= r && r <= '9':
			plain = false
		}
	}
	if plain {
		b.WriteString(s[start:])
	}
	return b.String()
}

// tokenEnd ends a token: white space, or a script that has none.
func tokenEnd(r rune) bool {
	return unicode.IsSpace(r) || r >= 0x80 && (unspaced(r) || r >= 0x3000 && r <= 0x303F)
}
