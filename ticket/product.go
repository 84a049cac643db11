package ticket

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostGoods is how many words for goods are tried for a name: lists go on for pages.
const mostGoods = 40

// products are the names of the order's items, or what the buyer calls the goods: a name
// in quotes, or capitalised words right before the word for them.
func (a *analysis) products() []string {
	var names []string
	add := func(n string) {
		for _, have := range names {
			if strings.Contains(have, n) {
				return
			}
		}
		names = append(names, n)
	}
	if a.t.Order != nil {
		for _, i := range a.t.Order.Items {
			if i.Name != "" {
				add(i.Name)
			}
		}
	}
	if len(names) > 0 {
		return names
	}
	tried := 0
	for _, x := range a.scan.sentences {
		for _, h := range x.hits {
			if h.concept != "goods" {
				continue
			}
			if tried++; tried > mostGoods {
				return names
			}
			if n := a.quotedName(x, h); n != "" {
				add(n)
			} else if n := a.scan.properName(h); n != "" {
				add(n)
			}
		}
	}
	return names
}

// quotedName is a quoted name around or right beside a goods word.
func (a *analysis) quotedName(x sentence, h hit) string {
	text := a.text[x.from:x.to]
	if len(text) > longSentence || !strings.ContainsAny(text, quoteMarks) {
		return ""
	}
	from, to := a.scan.bytes(h.start, h.end)
	for _, q := range citations(text) {
		p, end := x.from+q[0], x.from+q[1]
		name := strings.TrimSpace(text[q[2]:q[3]])
		if p-to <= 6 && from-end <= 6 && name != "" && utf8.RuneCountInString(name) <= 40 {
			return name
		}
	}
	return ""
}

// longSentence is where we stop looking for names: it is a list or worse.
const longSentence = 4000

// properName takes the capitalised words and numbers right before a goods word.
func (s *scan) properName(h hit) string {
	from, to := s.bytes(h.start, h.end)
	for { // the whole word
		r, size := utf8.DecodeRuneInString(s.text[to:])
		if size == 0 || !unicode.IsLetter(r) || r > 0x2FF {
			break
		}
		to += size
	}
	words := strings.Fields(lastRunes(s.text[:from], 48))
	var name []string
	for i := len(words) - 1; i >= 0 && len(name) < 4; i-- {
		r, _ := utf8.DecodeRuneInString(words[i])
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) || strings.ContainsFunc(words[i], notProduct) || commonCapital(words[i]) {
			break
		}
		name = append([]string{words[i]}, name...)
	}
	if len(name) == 0 || strings.TrimFunc(name[0], unicode.IsDigit) == "" {
		return ""
	}
	return strings.Join(append(name, s.text[from:to]), " ")
}

func notProduct(r rune) bool {
	return r > 0x2FF || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\''
}

// commonCapital tells words that are capitalised for other reasons than being a name.
func commonCapital(w string) bool {
	switch strings.ToLower(w) {
	case "i", "the", "my", "your", "a", "an", "this", "that", "our", "die", "der", "das", "den", "dem", "meine", "mein", "meinen", "ihre", "ihren", "eine", "einen", "is", "where", "hello", "hi", "order", "if", "and":
		return true
	}
	return false
}
