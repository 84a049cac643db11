package lang

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// segment is what a sentence or line shows about its language.
type segment struct {
	letters  [scriptCount]int
	weight   int // letters, weighted by script
	words    int // of Latin or Cyrillic letters
	latin    scores
	cyrillic scores
	han      [3]float64 // after hanLangs
	urdu     int        // letters only Urdu uses
	persian  int        // letters Persian and Urdu use, Arabic not
	other    string     // language of otherScript
	telling  string     // the language a word of hints.txt speaks for
}

// telling is what a hint must be worth (nats) to speak for its language alone.
const telling = -4

// maxWords is how many words are scored: enough for any text, and a bound on the cost.
const maxWords = 1500

func readSegments(text string) []segment {
	text = norm.NFC.String(text)
	spans := Sentences(text, "")
	list := make([]segment, 0, len(spans))
	left := maxWords
	for _, span := range spans {
		s := readSegment(text[span.Start:span.End], &left)
		if s.weight > 0 {
			list = append(list, s)
		}
		if left <= 0 {
			break
		}
	}
	return list
}

func readSegment(text string, left *int) segment {
	var s segment
	for token := range strings.FieldsSeq(text) {
		if !isNoise(token) {
			s.addToken(strings.Map(toLower, token), left)
		}
	}
	if s.letters[hanScript] > 1 {
		addHanWords(text, &s.han)
	}
	return s
}

// isNoise tells whether a token is a link, an address, a file or a number rather than a
// word. Scripts without spaces are never noise: a digit may stand in a sentence.
func isNoise(token string) bool {
	var digit, joint, latin bool
	for i, r := range token {
		switch sc := scriptOf(r); {
		case r >= '0' && r <= '9' || r == '_':
			digit = true
		case r == '@' || r == '/' && i > 0 && token[i-1] == ':':
			joint = true
		case r == '.' && i > 0 && i+1 < len(token) && scriptOf(rune(token[i-1])) == latinScript && scriptOf(rune(token[i+1])) == latinScript:
			joint = true
		case sc == latinScript:
			latin = true
		case sc != noScript:
			return false
		}
	}
	return latin && digit || joint
}

// addToken counts the letters of a token, in lower case, and scores its words.
func (s *segment) addToken(token string, left *int) {
	start, kind := -1, noScript
	for i, r := range token {
		sc := scriptOf(r)
		if unicode.IsMark(r) {
			continue
		}
		if start >= 0 && sc != kind {
			s.addWord(token[start:i], kind, left)
			start = -1
		}
		if (sc == latinScript || sc == cyrillicScript) && start < 0 {
			start, kind = i, sc
		}
		s.addLetter(r, sc)
	}
	if start >= 0 {
		s.addWord(token[start:], kind, left)
	}
}

func (s *segment) addLetter(r rune, sc script) {
	s.letters[sc]++
	s.weight += scriptWeight[sc]
	switch sc {
	case hanScript:
		han().add(r, &s.han)
	case arabicScript:
		if strings.ContainsRune("ٹڈڑںےہھ", r) {
			s.urdu++
		}
		if strings.ContainsRune("پچژگ", r) {
			s.persian++
		}
	case otherScript:
		if s.other == "" {
			s.other = otherLanguage(r)
		}
	}
}

func (s *segment) addWord(word string, kind script, left *int) {
	s.words++
	if *left--; *left < 0 {
		return
	}
	if kind == cyrillicScript {
		cyrillicGrams().addWord(word, &s.cyrillic)
		return
	}
	latinGrams().addWord(word, &s.latin)
	if h, ok := hints()[word]; ok {
		s.latin[h.against] += h.worth
		if h.worth*gramStep <= telling {
			s.telling = latinGrams().langs[h.against]
		}
	}
}

// main is the script most of the segment is in.
func (s segment) main() script {
	best, most := noScript, 0
	for sc := latinScript; sc < scriptCount; sc++ {
		n := s.letters[sc] * scriptWeight[sc]
		if sc == hanScript || sc == kanaScript {
			n = s.letters[hanScript]*scriptWeight[hanScript] + s.letters[kanaScript]*scriptWeight[kanaScript]
		}
		if n > most {
			best, most = sc, n
		}
	}
	return best
}

func sumSegments(list []segment) segment {
	var sum segment
	for _, s := range list {
		for i := range s.letters {
			sum.letters[i] += s.letters[i]
		}
		for i := range s.latin {
			sum.latin[i] += s.latin[i]
			sum.cyrillic[i] += s.cyrillic[i]
		}
		for i := range s.han {
			sum.han[i] += s.han[i]
		}
		sum.weight += s.weight
		sum.words += s.words
		sum.urdu += s.urdu
		sum.persian += s.persian
		if sum.other == "" {
			sum.other = s.other
		}
		if sum.telling == "" {
			sum.telling = s.telling
		}
	}
	if h, ok := hints()["*"]; ok && sum.letters[latinScript] > 0 {
		sum.latin[h.against] += h.worth
	}
	return sum
}

// expect counts in favour of the likelier languages.
func (s *segment) expect(likely map[string]float64) {
	if len(likely) == 0 {
		return
	}
	for i, l := range latinGrams().langs {
		s.latin[i] -= likely[l] / gramStep
	}
	if s.letters[cyrillicScript] > 0 {
		for i, l := range cyrillicGrams().langs {
			s.cyrillic[i] -= likely[l] / gramStep
		}
	}
}

//go:embed hints.txt
var hintsTXT string

// hint speaks against a language of the Latin table.
type hint struct {
	against int
	worth   float64 // steps
}

var hints = sync.OnceValue(func() map[string]hint {
	table := map[string]hint{}
	for line := range strings.Lines(hintsTXT) {
		f := strings.Fields(line)
		if len(f) < 3 || f[0] == "#" {
			continue
		}
		worth, _ := strconv.ParseFloat(f[1], 64)
		for i, l := range latinGrams().langs {
			if l == f[0] {
				for _, w := range f[2:] {
					table[w] = hint{i, worth / gramStep}
				}
			}
		}
	}
	return table
})
