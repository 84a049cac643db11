package translate

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/prompts"
	"github.com/parlance-cli/parlance/value"
)

// Finish makes the text for the buyer out of a model's answer and names what is wrong
// with it. A value that only changed its width, case or spacing is mended silently.
func (p Prepared) Finish(answer string) (string, []Problem) {
	text, problems := p.restore(unwrap(answer, quotesOf(p.source)))
	if strings.TrimSpace(text) == "" {
		return "", append(problems, Problem{Kind: Empty})
	}
	if base(p.to) != "" && text == strings.TrimSpace(p.source) && hasLetters(text, p.to) {
		problems = append(problems, Problem{Kind: Untranslated})
	}
	for _, v := range p.values {
		text = mend(text, v.text)
		switch n := count(text, v.text); {
		case n == 0:
			problems = append(problems, Problem{Missing, v.text})
		case n > max(v.times, 1)+1: // saying a value once more for clarity is no fault
			problems = append(problems, Problem{Repeated, v.text})
		}
	}
	problems = append(problems, p.added(text)...)
	return text, append(problems, p.unheeded(text)...)
}

// hasLetters leaves a text alone that is the same in every language: an id, a number.
func hasLetters(text, to string) bool {
	guess := lang.Detect(text)
	return guess.Tag != "" && guess.Confidence > 0.8 && base(guess.Tag) != base(to)
}

func base(tag string) string {
	b, _, _ := strings.Cut(tag, "-")
	return b
}

// count counts v in text, not as the beginning of a longer value: AB-118 is not in
// AB-1180.
func count(text, v string) int {
	n := 0
	for _, s := range places(text, v) {
		if !inside(text, s) {
			n++
		}
	}
	return n
}

func inside(text string, s span) bool {
	first, last := text[s.start], text[s.end-1]
	return alnum(first) && s.start > 0 && alnum(text[s.start-1]) || alnum(last) && s.end < len(text) && alnum(text[s.end])
}

func alnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// mend gives a value back the form it had: ＡＢ－１１８, ab-118 and AB - 118 are AB-118.
// It acts only where the exact form is absent, so a second, different id is safe.
func mend(text, v string) string {
	if strings.Contains(text, v) || len(v) < 4 {
		return text
	}
	folded, at := fold(text)
	want, _ := fold(v)
	i := strings.Index(folded, want)
	if want == "" || i < 0 || strings.Contains(folded[i+1:], want) {
		return text
	}
	s := span{at[i], at[i+len(want)]}
	if inside(folded, span{i, i + len(want)}) {
		return text
	}
	return text[:s.start] + v + strings.TrimLeft(text[s.end:], "")
}

// fold is text in one width and case, without spaces beside a hyphen, and the byte each
// byte of it came from, with one more for the end.
func fold(text string) (string, []int) {
	var out strings.Builder
	var at []int
	for i, r := range text {
		for _, c := range strings.ToLower(norm.NFKC.String(string(r))) {
			switch c {
			case '‐', '‑', '–', '—', '−', 'ー':
				c = '-'
			}
			n, _ := out.WriteRune(c)
			for ; n > 0; n-- {
				at = append(at, i)
			}
		}
	}
	return tight(out.String(), append(at, len(text)))
}

func tight(text string, at []int) (string, []int) {
	var out []byte
	var from []int
	for i := 0; i < len(text); i++ {
		if text[i] == ' ' && (i > 0 && text[i-1] == '-' || i+1 < len(text) && text[i+1] == '-') {
			continue
		}
		out, from = append(out, text[i]), append(from, at[i])
	}
	return string(out), append(from, at[len(at)-1])
}

// added are the links, addresses and placeholders that the source does not have.
func (p Prepared) added(text string) []Problem {
	have := map[string]bool{}
	for _, v := range value.Find(p.source, "") {
		have[v.Key] = true
	}
	var problems []Problem
	for _, v := range value.Find(text, p.to) {
		switch v.Kind {
		case value.Link, value.Email, value.Placeholder:
			if !have[v.Key] && !strings.Contains(p.source, v.Text) {
				problems = append(problems, Problem{Added, v.Text})
			}
		}
	}
	return problems
}

// unheeded are the glossary terms whose agreed wording does not occur in any form.
func (p Prepared) unheeded(text string) []Problem {
	var problems []Problem
	for _, t := range p.Terms {
		said := prompts.Wording(t, p.to)
		if !t.Keep && said != "" && !Inflected(text, said) {
			problems = append(problems, Problem{Unheeded, said})
		}
	}
	return problems
}

// Inflected tells whether term occurs in text in some inflected form: the stem of each
// of its words does, in order. In scripts without word spaces it must occur as it is.
func Inflected(text, term string) bool {
	text, term = strings.ToLower(text), strings.ToLower(term)
	if unspaced(term) {
		return strings.Contains(strings.Join(strings.Fields(text), ""), strings.Join(strings.Fields(term), ""))
	}
	at := 0
	for _, word := range strings.Fields(term) {
		i := strings.Index(text[at:], stem(word))
		if i < 0 {
			return false
		}
		at += i + 1
	}
	return true
}

// stem is the word without the last third, and at least three letters of it.
func stem(word string) string {
	r := []rune(word)
	return string(r[:max(min(3, len(r)), len(r)-len(r)/3)])
}
