package check

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/pattern"

	"github.com/parlance-cli/parlance/lang"
)

// withdrawal as a limit is the number of days the market's law gives the buyer.
const withdrawal = "withdrawal"

// least finds a number, the first group of a pattern, below the rule's limit.
func least(r *rule, in Input, p part) []Finding {
	limit := 0
	if r.Limit != withdrawal {
		limit, _ = strconv.Atoi(r.Limit) // validate has read it
	} else if !in.Market.Conditional {
		limit = in.Market.WithdrawalDays
	}
	if limit == 0 {
		return nil
	}
	var found []Finding
	p.matches(r, func(start, end, from, to int) {
		if from < 0 || quoted(p.text, start) {
			return
		}
		n := digits(p.text[from:to])
		if word, ok := r.Numbers.Get(p.folded[from:to]); ok && word.Into(&n) != nil {
			return
		}
		if n > 0 && n < limit {
			found = append(found, r.finding(in, p.side, span(p.text, start, end)))
		}
	})
	return found[:min(len(found), 1)]
}

// digits reads a number in any script's digits; 0 when it is none.
func digits(s string) int {
	n := 0
	for _, c := range s {
		d := -1
		switch {
		case c >= '0' && c <= '9':
			d = int(c - '0')
		case c >= '０' && c <= '９':
			d = int(c - '０')
		case c >= '٠' && c <= '٩':
			d = int(c - '٠')
		}
		if d < 0 || n > 1e6 {
			return 0
		}
		n = n*10 + d
	}
	return n
}

// length finds sentences of more than Max words, or letters where words are not spaced.
func length(r *rule, in Input, p part) []Finding {
	var long []lang.Span
	for _, s := range p.sentences {
		sentence := p.text[s.Start:s.End]
		n := len(strings.Fields(sentence))
		if unspaced(p.lang) {
			const word = 2 // letters, about
			n = utf8.RuneCountInString(sentence) / word
		}
		if n > r.Max {
			long = append(long, s)
		}
	}
	return r.at(in, p, long)
}

func unspaced(tag string) bool {
	switch base(tag) {
	case "ja", "zh", "th":
		return true
	}
	return false
}

// echo finds that a reply in the buyer's language has no word and no number of the
// buyer's. Patterns are words too common to count.
func echo(r *rule, in Input, p part) []Finding {
	if base(in.Buyer.Language) != base(p.lang) || base(in.Buyer.Language) == "" {
		return nil
	}
	heard, few := false, true
	for w := range terms(pattern.Fold(in.Buyer.Text), unspaced(p.lang)) {
		if pattern.AnyMatch(r.list("patterns", r.Patterns, p.lang), w) {
			continue
		}
		few = false
		heard = heard || strings.Contains(p.folded, w)
	}
	if heard || few {
		return nil
	}
	return []Finding{r.finding(in, p.side, nil)}
}

// terms yields what a text is about, roughly: words by their first letters, numbers,
// and pairs of letters where words are not spaced.
func terms(text string, pairs bool) func(func(string) bool) {
	const stem, short = 5, 4
	return func(yield func(string) bool) {
		for _, w := range strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) }) {
			letters := []rune(w)
			number := strings.ContainsAny(w, "0123456789")
			switch {
			case pairs && letters[0] > unicode.MaxLatin1:
				for i := range len(letters) - 1 {
					if !yield(string(letters[i : i+2])) {
						return
					}
				}
			case number || len(letters) >= short:
				if !yield(string(letters[:min(len(letters), stem)])) {
					return
				}
			}
		}
	}
}

// script finds a reply in the other script of its language: 简 for 繁, and back.
func script(r *rule, in Input, p part) []Finding {
	if base(p.lang) != "zh" {
		return nil
	}
	g := lang.Detect(p.text)
	const sure = .8
	if base(g.Tag) != "zh" || g.Confidence < sure || lang.Script(g.Tag) == lang.Script(p.lang) {
		return nil
	}
	return []Finding{r.finding(in, p.side, nil)}
}

// surname finds a name, the first group of a pattern, that the buyer wrote only as part
// of a longer name: somebody guessed which part is the surname.
func surname(r *rule, in Input, p part) []Finding {
	var found []Finding
	p.matches(r, func(start, end, from, to int) {
		if from >= 0 && partOfName(strings.TrimSpace(p.text[from:to]), in) {
			found = append(found, r.finding(in, p.side, span(p.text, start, end)))
		}
	})
	return found[:min(len(found), 1)]
}

// partOfName tells whether some short line of the buyer's has the name among other
// letters, and none has it alone.
func partOfName(name string, in Input) bool {
	const longest = 30 // letters of a line that is a name
	part := false
	texts := []string{in.Buyer.Text}
	for _, s := range in.Sources {
		if s.Name == "ticket" || s.Name == "order" {
			texts = append(texts, s.Text)
		}
	}
	for _, text := range texts {
		for line := range strings.Lines(text) {
			line = strings.Trim(line, " \t\r\n　、。,.-–—")
			switch {
			case name == "" || line == name:
				return false
			case utf8.RuneCountInString(line) <= longest && strings.Contains(line, name):
				part = true
			}
		}
	}
	return part
}
