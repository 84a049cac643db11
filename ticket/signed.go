package ticket

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// nameWords is signals/names.yaml, in lower case.
type nameWords struct {
	never, apart, forms map[string]bool
	introduces, signs   []string
}

var namesBook = sync.OnceValue(func() *nameWords {
	var f struct {
		Never      map[string]string `yaml:"never"`
		Introduces string            `yaml:"introduces"`
		Signs      string            `yaml:"signs"`
		Titles     string            `yaml:"titles"`
		Houses     string            `yaml:"houses"`
		Forms      string            `yaml:"forms"`
	}
	mustLoad("names.yaml", &f)
	b := &nameWords{never: map[string]bool{}, apart: map[string]bool{}, forms: map[string]bool{}, signs: strings.Split(f.Signs, ", ")}
	for _, words := range []string{f.Titles, f.Houses} {
		for w := range strings.SplitSeq(words, ", ") {
			b.apart[w] = true
		}
	}
	for w := range strings.SplitSeq(f.Forms, ", ") {
		b.forms[w] = true
	}
	for _, words := range f.Never {
		for w := range strings.SplitSeq(words, ", ") {
			b.never[w] = true
		}
	}
	b.introduces = strings.Split(f.Introduces, ", ")
	return b
})

// Personal tells that the first word of a name may stand for its bearer: it is no title
// ("Frau Weber") and begins no name of a business ("Boutique Lyon", "Weber GmbH").
func Personal(name string) bool {
	words := strings.Fields(strings.ToLower(name))
	if len(words) == 0 || namesBook().apart[bareWord(words[0])] {
		return false
	}
	return !slices.ContainsFunc(words[1:], func(w string) bool { return namesBook().forms[bareWord(w)] }) && !strings.ContainsAny(name, "&+")
}

func bareWord(w string) string { return strings.Trim(strings.ReplaceAll(w, ".", ""), ",()") }

// unsigned is a name without the word for "from" behind it: "박지훈 드림".
func unsigned(name string) string {
	for _, w := range namesBook().signs {
		if bare, ok := strings.CutSuffix(name, w); ok && strings.TrimSpace(bare) != "" {
			return strings.TrimSpace(bare)
		}
	}
	return name
}

// noName tells what is never a name, wherever it stands: it holds a word no name holds,
// or is as a whole a word of feeling.
func (a *analysis) noName(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == '.' || r == '　' })
	if slices.ContainsFunc(words, func(w string) bool { return namesBook().never[w] }) {
		return true
	}
	s := newScan(name, a.language.Tag, a.lexiconTags())
	return slices.ContainsFunc(s.sentences, func(x sentence) bool {
		return slices.ContainsFunc(x.hits, func(h hit) bool {
			return h.end-h.start >= len(s.folded.runes) && feeling(h.concept)
		})
	})
}

func feeling(concept string) bool {
	switch concept {
	case "anger1", "anger2", "anger3", "sad", "thanks", "sarcasm", "desperate", "praise", "stage-solved":
		return true
	}
	return false
}

// plainlyName tells whether a last line that no closing phrase introduces is the buyer's
// name all the same: we were given it, the buyer introduces themselves with it, or it is
// several words, none of them one we know as anything else. To greet a buyer with an
// insult or a "done" of theirs is worse than to greet them without a name.
func (a *analysis) plainlyName(name, before string) bool {
	if thanksInto(before) || a.given(name) || a.introduced(name) {
		return true
	}
	if eastern(name) {
		return !koreanSentence(name) && !a.known(name, 2)
	}
	words := strings.Fields(name)
	if len(words) < 2 || name == strings.ToUpper(name) || a.known(name, 1) && (a.capitals() || a.known(words[0], 1)) {
		return false
	}
	return !slices.ContainsFunc(words, func(w string) bool {
		r, _ := utf8.DecodeRuneInString(w)
		dot := strings.IndexByte(w, '.')
		return !unicode.IsUpper(r) && !particle(w) || dot >= 0 && dot > 4
	})
}

// capitals tells a language that begins other words than names with a capital, in its
// sentences or its headings: there "Fehlende Lieferung" is none. Elsewhere a known word
// behind an unknown one may be a surname: "Ramón Cuesta".
func (a *analysis) capitals() bool { return a.base == "" || a.base == "de" || a.base == "en" }

// unnamed is a sentence without what the buyer's name at its end would mean as a word.
func (a *analysis) unnamed(x *sentence) *sentence {
	end := len(strings.TrimRight(a.text[:x.to], " \r\n\t.,"))
	if a.signature == "" || end < x.from || !strings.HasSuffix(a.text[x.from:end], a.signature) {
		return x
	}
	y := *x
	y.hits = slices.DeleteFunc(slices.Clone(x.hits), func(h hit) bool {
		_, to := a.scan.bytes(h.start, h.end)
		return to > end-len(a.signature)
	})
	y.concepts = ruleBooks().numbers.named(y.hits)
	return &y
}

// thanksInto tells a line of thanks or greeting that goes on into a name: "Thanks for
// your help,".
func thanksInto(line string) bool {
	line = strings.TrimSpace(line)
	return mailWords().closes(line) || strings.HasSuffix(line, ",") && len(line) <= 60 && thanking(line)
}

// given tells that the name is that of the customer, or one of its words.
func (a *analysis) given(name string) bool {
	have := strings.Fields(strings.ToLower(a.t.Customer.Name))
	for _, w := range strings.Fields(strings.ToLower(name)) {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}

// introduced tells that the buyer says this is who they are.
func (a *analysis) introduced(name string) bool {
	text := strings.ToLower(a.text)
	name = strings.ToLower(name)
	return slices.ContainsFunc(namesBook().introduces, func(intro string) bool {
		return strings.Contains(text, intro+" "+name)
	})
}

// known tells that a term of the buyer's languages, of so many runes, stands in the line.
func (a *analysis) known(line string, runes int) bool {
	s := newScan(line, a.language.Tag, a.lexiconTags())
	return slices.ContainsFunc(s.sentences, func(x sentence) bool {
		return slices.ContainsFunc(x.hits, func(h hit) bool { return h.end-h.start >= runes })
	})
}

// koreanSentence tells a short Korean sentence, which ends like none of its names.
func koreanSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("요까죠", r) || strings.HasSuffix(s, "니다")
}
