package check

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/pack"
)

//go:embed facts/negation.yaml
var negationYAML []byte

// negationWords are the words of one language that say no; see facts/negation.yaml.
type negationWords struct {
	Not     []string `yaml:"not"`
	Weak    []string `yaml:"weak"`
	Neutral []string `yaml:"neutral"`
}

// negations are read on first use, one negator per language made when it is asked for.
var negations = sync.OnceValue(func() map[string]func() *negator {
	var file struct {
		Languages map[string]negationWords `yaml:"languages"`
	}
	if err := pack.Decode(negationYAML, &file); err != nil {
		panic(err) // our own file; a test reads it
	}
	out := make(map[string]func() *negator, len(file.Languages))
	for tag, words := range file.Languages {
		out[tag] = sync.OnceValue(func() *negator { return newNegator(tag, words) })
	}
	return out
})

// negator counts negations in texts of one language.
type negator struct {
	unspaced  bool
	not, weak wordSet
	neutral   []string
}

func newNegator(tag string, words negationWords) *negator {
	return &negator{
		unspaced: tag == "ja" || tag == "zh" || tag == "th",
		not:      newWordSet(words.Not, 0), weak: newWordSet(words.Weak, shortBegin), neutral: words.Neutral,
	}
}

// negatorFor returns the negator of a tag's language, or nil.
func negatorFor(tag string) *negator {
	language := strings.ToLower(base(tag))
	if language == "no" || language == "nn" {
		language = "nb"
	}
	if load, ok := negations()[language]; ok {
		return load()
	}
	return nil
}

// count returns how often a text says no, and how often it may.
func (n *negator) count(text string) (not, weak int) {
	text = plainLetters(text)
	if n.unspaced {
		for _, phrase := range n.neutral {
			text = strings.ReplaceAll(text, phrase, " ")
		}
		return n.not.inside(text), n.weak.inside(text)
	}
	text = numbered.Replace(text)
	words := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '-'
	})
	skip := n.neutralWords(text, words)
	for i, w := range words {
		switch w = strings.Trim(w, "'-"); {
		case skip[i]: // a question or a turn of phrase, which other languages may say either way
			weak++
		case n.not.has(w):
			not++
		case n.weak.has(w):
			weak++
		}
	}
	return not, weak
}

// numbered blanks "No. 1", which says no to nothing.
var numbered = strings.NewReplacer("no.1", "", "no.2", "", "no.3", "", "no.4", "", "no.5", "", "no.6", "", "no.7", "", "no.8", "", "no.9", "",
	"no. 1", "", "no. 2", "", "no. 3", "", "no. 4", "", "no. 5", "", "no. 6", "", "no. 7", "", "no. 8", "", "no. 9", "")

// plainLetters is text in lower case with simple apostrophes; Arabic alef without hamza.
func plainLetters(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '’', '‘', 'ʼ':
			return '\''
		case 'أ', 'إ', 'آ':
			return 'ا'
		}
		return unicode.ToLower(r)
	}, text)
}

// neutralWords marks the words that belong to a phrase that negates nothing.
func (n *negator) neutralWords(text string, words []string) map[int]bool {
	skip := map[int]bool{}
	for _, phrase := range n.neutral {
		if !strings.Contains(text, strings.Trim(phrase, "*")) {
			continue
		}
		want := strings.Fields(phrase)
		for i := 0; i+len(want) <= len(words); i++ {
			if phraseAt(words[i:], want) {
				for k := range want {
					skip[i+k] = true
				}
			}
		}
	}
	return skip
}

// phraseAt compares word by word; an asterisk leaves the ending open, punctuation in the
// phrase was looked for in the text.
func phraseAt(words, phrase []string) bool {
	for k, p := range phrase {
		stem, open := strings.CutSuffix(strings.Trim(p, "?.,¿ "), "*")
		w := strings.Trim(words[k], "'-")
		if open && !strings.HasPrefix(w, stem) || !open && w != stem {
			return false
		}
	}
	return true
}

// wordSet holds words, and parts of words.
type wordSet struct {
	short                int // see shortBegin
	whole                map[string]bool
	begin, end, anywhere []string
	around               [][2]string // in*able
}

func newWordSet(entries []string, short int) wordSet {
	s := wordSet{short: short, whole: map[string]bool{}}
	for _, e := range entries {
		open, close := strings.HasPrefix(e, "*"), strings.HasSuffix(e, "*")
		bare := strings.Trim(e, "*")
		a, b, inner := strings.Cut(bare, "*")
		switch {
		case inner:
			s.around = append(s.around, [2]string{a, b})
		case open && close:
			s.anywhere = append(s.anywhere, bare)
		case open:
			s.end = append(s.end, bare)
		case close:
			s.begin = append(s.begin, bare)
		default:
			s.whole[bare] = true
		}
	}
	return s
}

// shortBegin is how long a beginning or the rest of the word must be, in bytes: "un" begins
// unlikely, and not und.
const shortBegin = 3

func (s wordSet) has(w string) bool {
	if s.whole[w] {
		return true
	}
	for _, p := range s.begin {
		if rest, ok := strings.CutPrefix(w, p); ok && (len(p) > s.short || len(rest) > s.short || strings.ContainsAny(p, "-'")) {
			return true
		}
	}
	for _, p := range s.end {
		if strings.HasSuffix(w, p) && len(w) > len(p) {
			return true
		}
	}
	for _, p := range s.anywhere {
		if i := strings.Index(w, p); i >= 0 {
			return true
		}
	}
	for _, p := range s.around {
		if strings.HasPrefix(w, p[0]) && strings.HasSuffix(w, p[1]) && len(w) > len(p[0])+len(p[1]) {
			return true
		}
	}
	return false
}

// inside counts the words in a text without spaces.
func (s wordSet) inside(text string) int {
	n := 0
	for w := range s.whole {
		n += strings.Count(text, w)
	}
	return n
}

// negation reports a sentence that lost its "not", or gained one. In long sentences
// translators turn words round ("nowhere near", "far from"), so there it only informs.
func (f *factFinder) negation() {
	a, b := negatorFor(f.in.Agent.Language), negatorFor(f.in.Reply.Language)
	if a == nil || b == nil || sameLanguage(f.in.Agent.Language, f.in.Reply.Language) {
		return
	}
	left, right := sentencePairs(f.in.Agent, f.in.Reply)
	for i := range left {
		one, other := f.in.Agent.Text[left[i].Start:left[i].End], f.in.Reply.Text[right[i].Start:right[i].End]
		no, maybe := a.count(one)
		yes, perhaps := b.count(other)
		where, length := f.sentences(left[i], right[i]), max(letters(one), letters(other))
		switch {
		case no > 0 && yes+perhaps == 0 && !a.quoted(one, other):
			f.add("facts/negation", severityUpTo(length, longLost), where, Wording{"the agent text negates here, the reply does not", "底稿此处是否定，回复却不是"})
			return
		case yes > 0 && no+maybe == 0 && !b.quoted(other, one):
			f.add("facts/negation", severityUpTo(length, longGained), where, Wording{"the reply negates here, the agent text does not", "回复此处是否定，底稿却不是"})
			return
		}
	}
}

// Sentences with more letters are too long for a certain finding (see letters). A lost
// negation is found more reliably than a gained one.
const (
	longLost   = 130
	longGained = 55
)

func severityUpTo(length, long int) Severity {
	if length > long {
		return Info
	}
	return Error
}

// quoted tells whether the words that negate one text stand in the other as they are: in
// a title, in code.
func (n *negator) quoted(one, other string) bool {
	other = plainLetters(other)
	for _, w := range strings.Fields(plainLetters(one)) {
		if w = strings.Trim(w, ".,:;!?\"'“”„«»()"); n.not.has(w) && len(w) > 3 && strings.Contains(other, w) {
			return true
		}
	}
	return false
}

func (f *factFinder) sentences(a, b lang.Span) []Where {
	return []Where{
		{Side: Agent, Span: span(f.in.Agent.Text, a.Start, a.End)},
		{Side: Reply, Span: span(f.in.Reply.Text, b.Start, b.End)},
	}
}

// sentencePairs pairs sentence by sentence where both texts have as many, else the
// texts as a whole.
func sentencePairs(a, b Text) (left, right []lang.Span) {
	left, right = lang.Sentences(a.Text, a.Language), lang.Sentences(b.Text, b.Language)
	if len(left) != len(right) || len(left) == 0 {
		return []lang.Span{{Start: 0, End: len(a.Text)}}, []lang.Span{{Start: 0, End: len(b.Text)}}
	}
	return left, right
}
