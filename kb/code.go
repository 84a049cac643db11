package kb

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed lexicon/labels.txt
var labelText string

// labels are the words of lexicon/labels.txt, folded.
var labels = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for line := range strings.Lines(labelText) {
		if _, list, ok := strings.Cut(line, ": "); ok && line[0] != '#' {
			for w := range strings.SplitSeq(list, ",") {
				all[fold(strings.TrimSpace(w))] = true
			}
		}
	}
	return all
})

// A number of so many digits is one of an order, a parcel or a telephone: the letters
// in it and the words that announce it go with it.
const codeDigits = 4

// withoutCodes is a question without the numbers that no article holds: they say
// nothing about what is asked. "return the tent from order NL-118273" becomes "return
// the tent"; "60-day" keeps its word.
func (x *index) withoutCodes(text string) string {
	if !strings.ContainsAny(text, digits) {
		return text
	}
	kept := make([]byte, 0, len(text))
	for len(text) > 0 {
		n := max(1, codeLength(text))
		switch code := text[:n]; {
		case x.holdsNumbers(code):
			kept = append(kept, code...)
		case countDigits(code) < codeDigits:
			kept = append(kept, withoutNumbers(code)...)
		default:
			kept = append(kept[:len(withoutLabels(string(kept)))], ' ')
		}
		text = text[n:]
	}
	return string(kept)
}

// withoutLabels cuts the words off the end of a text that announce a number.
func withoutLabels(text string) string {
	for {
		text = strings.TrimRight(text, " #:：№.(（")
		cut := labelStart(text)
		if cut < 0 {
			return text
		}
		text = text[:cut]
	}
}

// longestLabel is the most bytes of a label that is looked for.
const longestLabel = 48

// labelStart is where the longest label at the end of a text starts, -1 when none ends
// it. In scripts with spaces it must be whole words.
func labelStart(text string) int {
	for at := max(0, len(text)-longestLabel); at < len(text); at++ {
		if !utf8.RuneStart(text[at]) || !labels()[fold(text[at:])] {
			continue
		}
		first, _ := utf8.DecodeRuneInString(text[at:])
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		if classOf(foldRune(first)) != classWord || at == 0 || classOf(foldRune(before)) != classWord {
			return at
		}
	}
	return -1
}

// codeLength is how many bytes at the start of a text are Latin letters, digits and
// what joins them.
func codeLength(text string) int {
	n := strings.IndexFunc(text, func(r rune) bool {
		return classOf(foldASCII(r)) != classWord && !strings.ContainsRune("-_/.#", r) || r >= 0x80
	})
	if n < 0 {
		return len(text)
	}
	return n
}

func foldASCII(r rune) rune {
	if r < 0x80 {
		return unicode.ToLower(r)
	}
	return r
}

// codeParts are the runs of letters and digits of a code.
func codeParts(code string) []string {
	return strings.FieldsFunc(code, func(r rune) bool { return strings.ContainsRune("-_/.#", r) })
}

const digits = "0123456789"

func countDigits(code string) int {
	n := 0
	for i := range len(code) {
		if code[i] >= '0' && code[i] <= '9' {
			n++
		}
	}
	return n
}

// holdsNumbers tells whether every part of a code with a digit is in an article.
func (x *index) holdsNumbers(code string) bool {
	for _, part := range codeParts(code) {
		if countDigits(part) > 0 && x.find(hashRunes(words, []rune(fold(part)))) == nil {
			return false
		}
	}
	return true
}

// withoutNumbers is a code without its parts that begin with a digit ("12", "6ft").
func withoutNumbers(code string) string {
	var kept []string
	for _, part := range codeParts(code) {
		if !strings.ContainsAny(part[:1], digits) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, " ")
}
