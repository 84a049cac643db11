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
	for i := 0; i < len(a.scan.sentences) && len(names) == 0; i++ {
		if n := a.scan.sentences[i].modelName(); n != "" {
			add(n)
		}
	}
	return names
}

// quotedName is a quoted name around or right beside a goods word.
func (a *analysis) quotedName(x sentence, h hit) string {
	text := a.text[x.from:x.to]
	if len(text) > longSentence || !strings.ContainsFunc(text, opensQuote) {
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
	if r, _ := utf8.DecodeRuneInString(s.text[from:]); unspaced(r) {
		return s.latinBeside(from, to)
	}
	for { // the whole word
		r, size := utf8.DecodeRuneInString(s.text[to:])
		if size == 0 || !unicode.IsLetter(r) || r > 0x2FF {
			break
		}
		to += size
	}
	for { // which may have begun before its last part: Stirn|lampe
		r, size := utf8.DecodeLastRuneInString(s.text[:from])
		if size == 0 || !unicode.IsLetter(r) || r > 0x2FF {
			break
		}
		from -= size
	}
	if n := s.nameBehind(to); n != "" {
		return s.text[from:to] + " " + n
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

// latinBeside is a Japanese or Chinese word for the goods with the Latin name right before
// or behind it, as written: "Tarnテント", "Fjordlightのジャケット", "充电宝Ember 20K".
func (s *scan) latinBeside(from, to int) string {
	before := s.text[:from]
	for _, of := range []string{"の", "的", "という", " "} {
		before = strings.TrimSuffix(before, of)
	}
	start := 0
	if i := strings.LastIndexFunc(before, notLatinName); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		start = i + size
	}
	if name := strings.TrimLeft(before[start:], " -"); latinName(name) {
		return s.text[len(before)-len(name) : to]
	}
	behind := s.text[to:]
	if end := strings.IndexFunc(behind, notLatinName); end >= 0 {
		behind = behind[:end]
	}
	if name := strings.TrimRight(behind, " -"); latinName(strings.TrimLeft(name, " ")) {
		return s.text[from : to+len(name)]
	}
	return ""
}

func notLatinName(r rune) bool {
	return r >= 0x80 || r != ' ' && r != '-' && !alnum(byte(r))
}

// latinName tells a name from an id, a size and a plain word.
func latinName(s string) bool {
	if len(s) < 3 || len(s) > 30 || s[0] < 'A' || s[0] > 'Z' || len(idSpans(s)) > 0 && strings.Contains(s, "-") {
		return false
	}
	return strings.ContainsFunc(s, unicode.IsLower)
}

// nameBehind is the name right behind the word for the goods, as German and the Romance
// languages put it: "Stirnlampe Polar 400", "mochila Vidda". Words that the lexicons know
// are no names.
func (s *scan) nameBehind(at int) string {
	text := s.text[at:min(at+60, len(s.text))]
	var name []string
	for len(name) < 3 && strings.HasPrefix(text, " ") {
		w, _, _ := strings.Cut(strings.TrimPrefix(text, " "), " ")
		bare := strings.TrimRight(w, ".,;:!?()\n")
		if !s.namePart(bare, at+1, len(name) == 0) {
			break
		}
		name = append(name, bare)
		at, text = at+1+len(w), text[1+len(w):]
		if bare != w {
			break
		}
	}
	return strings.Join(name, " ")
}

// namePart tells a word that may belong to a product name, beginning at a byte.
func (s *scan) namePart(w string, at int, first bool) bool {
	r, _ := utf8.DecodeRuneInString(w)
	if strings.ContainsFunc(w, notProduct) || commonCapital(w) || !unicode.IsUpper(r) && (first || !unicode.IsDigit(r)) {
		return false
	}
	if first && (utf8.RuneCountInString(w) < 3 || strings.ToUpper(w) == w) {
		return false
	}
	for _, x := range s.sentences {
		if at < x.from || at >= x.to {
			continue
		}
		for _, h := range x.hits {
			if from, _ := s.bytes(h.start, h.end); from == at {
				return false
			}
		}
	}
	return true
}

func notProduct(r rune) bool {
	return r > 0x2FF || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\''
}

// commonCapital tells words that are capitalised for other reasons than being a name.
func commonCapital(w string) bool {
	switch strings.ToLower(w) {
	case "i", "the", "my", "your", "a", "an", "this", "that", "our", "die", "der", "das", "den", "dem", "meine", "mein", "meinen", "ihre", "ihren", "eine", "einen", "sie", "ihnen", "ihr", "ihrem", "ende", "anfang", "mitte", "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember", "january", "february", "march", "may", "june", "july", "october", "december", "modell", "model", "marke", "typ", "nummer", "la", "le", "les", "el", "los", "las", "mi", "mis", "ma", "mon", "mes", "o", "os", "as", "meu", "minha", "una", "un", "une", "uma", "um", "is", "where", "hello", "hi", "order", "if", "and":
		return true
	}
	return false
}
