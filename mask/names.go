package mask

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/pack"
)

//go:embed data/namewords.yaml
var nameWordData []byte

// nameWords are names that are ordinary words as well.
var nameWords = sync.OnceValue(func() map[string]bool {
	var file struct {
		Words map[string]string `yaml:"words"`
	}
	if err := pack.Decode(nameWordData, &file); err != nil {
		panic(err) // our own data; TestNameWordsLoad shows it
	}
	out := map[string]bool{}
	for _, list := range file.Words {
		for word := range strings.SplitSeq(list, ",") {
			out[strings.TrimSpace(word)] = true
		}
	}
	return out
})

// names notes the names of people who are known to be in the text: whole wherever they
// stand, and each of their words where it can only be the name.
func (s *scan) names(names, allow []string) {
	for _, name := range names {
		parts := nameParts(name)
		if len(parts) == 0 || len(parts) > 6 || allowed(strings.TrimSpace(name), allow) {
			continue // six words are a sentence
		}
		if len(parts) > 1 {
			s.wholeName(strings.TrimSpace(name))
			if east(parts[0]) {
				s.wholeName(strings.Join(parts, ""))
			}
		}
		for _, part := range parts {
			s.namePart(part)
		}
	}
}

// nameParts are the words of a name that say who it is.
func nameParts(name string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;()\"“”", r) }) {
		part = strings.Trim(part, ".'’-")
		if n := utf8.RuneCountInString(part); n > 1 && !particle(strings.ToLower(part)) || n == 1 && east(part) {
			out = append(out, part)
		}
	}
	return out
}

// wholeName notes a name of several words, also in capitals; in any other spelling only
// where it stands by itself.
func (s *scan) wholeName(name string) {
	s.occurrences(name, func(start, end int) { s.known(start, end) })
	if upper := strings.ToUpper(name); upper != name {
		s.occurrences(upper, func(start, end int) { s.known(start, end) })
	}
	if lower := strings.ToLower(name); lower != name {
		s.occurrences(lower, func(start, end int) {
			if s.byItself(start, end) {
				s.known(start, end)
			}
		})
	}
}

// namePart notes one word of a name: everywhere when it is no word of any other meaning
// that we know or that the text shows, else where only a name can stand.
func (s *scan) namePart(part string) {
	free := !s.ordinary(part)
	s.occurrences(part, func(start, end int) {
		if free || s.byItself(start, end) || s.addressed(start) || s.honoured(end) {
			s.known(start, end)
		}
	})
	for _, other := range [...]string{strings.ToLower(part), strings.ToUpper(part)} {
		if other == part {
			continue
		}
		s.occurrences(other, func(start, end int) {
			if s.byItself(start, end) || s.addressed(start) && end < len(s.orig) && strings.IndexByte(",.!\n", s.orig[end]) >= 0 {
				s.known(start, end)
			}
		})
	}
}

func (s *scan) known(start, end int) {
	s.found = append(s.found, hit{Span{start, end, "PERSON", 1}, rankForm})
}

// occurrences tells every place where a name stands as a word of its own.
func (s *scan) occurrences(name string, each func(start, end int)) {
	for from := 0; ; {
		i := strings.Index(s.orig[from:], name)
		if i < 0 {
			return
		}
		start, end := from+i, from+i+len(name)
		from = end
		if s.apart(name, start, end) {
			each(start, end)
		}
	}
}

// apart says that no letter, digit or sign of an address touches the piece. Scripts
// without spaces have no such bounds, and Korean particles follow a name directly.
func (s *scan) apart(name string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s.orig[:start])
	after, n := utf8.DecodeRuneInString(s.orig[end:])
	first, _ := utf8.DecodeRuneInString(name)
	switch {
	case unicode.Is(unicode.Hangul, first):
		return start == 0 || !unicode.Is(unicode.Hangul, before)
	case unspaced(first):
		return true
	}
	touches := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.Is(unicode.M, r) || unicode.IsDigit(r) || strings.ContainsRune("/@_#&=+", r)
	}
	if start > 0 && (touches(before) || before == '.') || end < len(s.orig) && touches(after) {
		return false
	}
	if after == '.' { // barker.example
		next, _ := utf8.DecodeRuneInString(s.orig[end+n:])
		return !unicode.IsLetter(next) && !unicode.IsDigit(next)
	}
	return true
}

// ordinary says that a name may mean something else in this text: it is a word in our
// list, stands in the text in small letters, or is too short to tell.
func (s *scan) ordinary(part string) bool {
	first, _ := utf8.DecodeRuneInString(part)
	n := utf8.RuneCountInString(part)
	switch {
	case unicode.Is(unicode.Han, first):
		return n < 2
	case unspaced(first) || unicode.Is(unicode.Hangul, first):
		return n < 3
	case !unicode.IsUpper(first):
		return true // without capitals nothing tells a name from a word
	case n < 4 || notName(strings.ToLower(part)) || nameWords()[strings.ToLower(part)]:
		return true
	}
	small := false
	s.occurrences(strings.ToLower(part), func(int, int) { small = true })
	return small
}

// byItself says that nothing else stands on the line of a piece but a label in front, or
// that it is the whole of a value in JSON.
func (s *scan) byItself(start, end int) bool {
	if start > 0 && end < len(s.orig) && s.orig[start-1] == '"' && s.orig[end] == '"' && looksJSON(s.orig) {
		return true
	}
	line := strings.LastIndexByte(s.orig[:start], '\n') + 1
	stop := len(s.orig)
	if i := strings.IndexByte(s.orig[end:], '\n'); i >= 0 {
		stop = end + i
	}
	const dressing = " \t\r.,;!-–—~*_>\"“”'。，、！♥☺)("
	before, after := strings.Trim(s.orig[line:start], dressing), strings.Trim(s.orig[end:stop], dressing)
	return (before == "" || strings.HasSuffix(before, ":") || strings.HasSuffix(before, "：")) && (after == "" || after == "드림" || after == "拜上")
}

// titles stand in front of a name.
const titles = " mr mrs ms miss mx dr prof sir madam herr herrn frau monsieur madame mademoiselle m mme mlle sr sra srta señor señora don doña sig sig.ra signor signora signore " +
	"senhor senhora dona pan pani pana panią panie meneer mevrouw mevr dhr hr fru herrn bay bayan sayın г-н г-жа господин госпожа уважаемый уважаемая السيد السيدة الأستاذ الأستاذة أستاذ " +
	"hello hi hey dear hallo liebe lieber bonjour bonsoir cher chère hola estimado estimada querido querida ciao buongiorno gentile caro cara olá prezado prezada caro beste geachte dag " +
	"cześć witaj hej hei merhaba привет здравствуйте مرحبا أهلا עמ שלום chào anh chị halo pak bu bapak ibu "

// addressed says that a greeting, a closing, a title or "my name is" stands right before
// the place.
func (s *scan) addressed(start int) bool {
	before := strings.TrimRight(s.orig[:start], " ,.\u00a0")
	if len(before) == start {
		return false
	}
	word := before[strings.LastIndexAny(before, " \n\t(>\"“¡¿")+1:]
	if word != "" && strings.Contains(titles, " "+strings.ToLower(strings.TrimRight(word, "."))+" ") {
		return true
	}
	for _, c := range s.cues {
		if c.kind != "name" && c.kind != "sign" && c.kind != "hello" {
			continue
		}
		if _, end := s.span(c.start, c.end); end == len(before) && (c.kind != "sign" || s.endsLine(start)) {
			return true
		}
	}
	return false
}

// endsLine says that the word at a place is the last of its line.
func (s *scan) endsLine(start int) bool {
	line, _, _ := strings.Cut(s.orig[start:], "\n")
	return !strings.ContainsAny(strings.TrimSpace(line), " \t")
}

// honoured says that a word which only follows names stands at the place.
func (s *scan) honoured(end int) bool {
	rest := strings.TrimLeft(s.orig[end:], " \u00a0")
	for _, word := range [...]string{"様", "さん", "さま", "氏", "くん", "ちゃん", "先生", "女士", "小姐", "님", "씨", "고객님", "드림", "と申します", "bey", "hanım", "जी"} {
		if strings.HasPrefix(rest, word) {
			return true
		}
	}
	return false
}

// unspaced says that r is of a script that is written without spaces.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer) || r == 'ー'
}

// east says that a word is written in the script of a name without a space in it.
func east(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unspaced(r) || unicode.Is(unicode.Hangul, r)
}
