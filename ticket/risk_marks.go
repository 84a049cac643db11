package ticket

import (
	"strings"
	"unicode"
)

// What the marks of a text say to the rules of signals/risks.yaml, like a word would.
const (
	quoted   = "quoted"   // between quotation marks: a title, a name, what a device says
	question = "question" // what a question mark ends
)

// longestQuote is how many runes a title has at most; what is longer was said by somebody.
const longestQuote = 40

// closing is what ends a mark, in folded text: curly marks are straight there.
func closing(r rune) string {
	switch r {
	case '"', '\'':
		return string(r)
	case '“', '«':
		return "”»"
	case '»', '「', '『', '《', '〈':
		return "«」』》〉"
	}
	return ""
}

// marked adds the places that stand in quotation marks or are questions.
func (t *riskText) marked() {
	runes := t.scan.folded.runes
	for i, x := range t.scan.sentences {
		if asked(t.scan.text[x.from:x.to]) {
			t.places[question] = append(t.places[question], place{start: questionStart(runes, x.start, x.end), end: x.end, sentence: i})
		}
	}
	for i := 0; i < len(runes); i++ {
		if end := quoteEnd(runes, i); end > 0 {
			t.places[quoted] = append(t.places[quoted], place{start: i, end: end})
			i = end
		}
	}
}

// asked tells that a sentence ends with a question mark.
func asked(sentence string) bool {
	tail := strings.TrimRight(sentence, " \n\t\"'»”)")
	return strings.HasSuffix(tail, "?") || strings.HasSuffix(tail, "？") || strings.HasSuffix(tail, "؟")
}

// questionStart is where in a sentence the question begins: people in a hurry write no
// capitals, and what stands before a full stop or an opening mark is told, not asked; so
// is what stands before the last comma where sentences are long chains of commas.
func questionStart(runes []rune, start, end int) int {
	for i := end - 2; i > start; i-- {
		if runes[i] == '¿' || (runes[i] == ',' || runes[i] == '、') && unspaced(runes[i+1]) || runes[i] == '.' && runes[i+1] == ' ' {
			return i
		}
	}
	return start
}

// quoteEnd is where the short quotation that begins at i ends, or 0.
func quoteEnd(runes []rune, i int) int {
	ends := closing(runes[i])
	if ends == "" || (runes[i] == '\'' || runes[i] == '"') && i > 0 && (unicode.IsLetter(runes[i-1]) || unicode.IsDigit(runes[i-1])) {
		return 0
	}
	for j := i + 1; j < len(runes) && j-i <= longestQuote+1 && runes[j] != '\n'; j++ {
		if !strings.ContainsRune(ends, runes[j]) {
			continue
		}
		if runes[i] == '\'' && (runes[j-1] == ' ' || j+1 < len(runes) && unicode.IsLetter(runes[j+1])) { // an apostrophe
			continue
		}
		return j
	}
	return 0
}
