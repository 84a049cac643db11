package ticket

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/pattern"
)

// name is how the buyer signed the newest message they signed, else the name we were
// given; it is never taken apart, and never taken without evidence that it is a name.
func (a *analysis) name() (string, bool) {
	for i := len(a.parts) - 1; i >= 0; i-- {
		if n := a.signed(a.parts[i]); n != "" {
			return n, true
		}
	}
	return strings.TrimSpace(a.t.Customer.Name), false
}

// signed is the name under a message, or "".
func (a *analysis) signed(p Parts) string {
	for line := range strings.Lines(p.Signature) {
		if n := personName(line); n != "" && !a.noName(n) {
			return n
		}
		if strings.TrimSpace(line) != "" {
			break
		}
	}
	lines := strings.Split(strings.TrimSpace(p.Own), "\n")
	last := strings.TrimSpace(lines[len(lines)-1])
	if n := afterClosing(last); n != "" && !a.noName(n) {
		return n
	}
	n := personName(last)
	if n == "" || len(lines) < 2 || mailWords().closes(last) || a.noName(n) || !a.plainlyName(n, lastSaid(lines[:len(lines)-1])) {
		return ""
	}
	return n
}

// lastSaid is the last of the lines that is not empty.
func lastSaid(lines []string) string {
	for i := len(lines) - 1; i >= 0; i-- {
		if l := strings.TrimSpace(lines[i]); l != "" {
			return l
		}
	}
	return ""
}

// afterClosing is the name behind a closing phrase on the last line: "Danke, Kerstin
// Vogt", "…? Cheers, Hannah", "MfG Can Özdemir". Behind bare thanks it takes a comma, or
// "Thanks Anna" would be ours.
func afterClosing(line string) string {
	if _, last, ok := lastCut(line, ".?!。？！"); ok && strings.TrimSpace(last) != "" {
		if n := afterClosing(strings.TrimSpace(last)); n != "" {
			return n
		}
	}
	if head, tail, ok := lastCut(line, ",，"); ok && mailWords().closes(head) && !mailWords().closes(tail) {
		return personName(tail)
	}
	words := strings.Fields(line)
	for i := max(1, len(words)-3); i < len(words); i++ {
		for from := max(0, i-4); from < i; from++ {
			head := strings.Join(words[from:i], " ")
			if !mailWords().closes(head) || (from > 0 || i != len(words)-1) && !greets(head) || thanking(head) {
				continue
			}
			if tail := strings.Join(words[i:], " "); personName(tail) != "" && !mailWords().closes(tail) {
				return personName(tail)
			}
		}
	}
	return ""
}

// lastCut cuts around the last of the marks.
func lastCut(s, marks string) (before, after string, ok bool) {
	i := strings.LastIndexAny(s, marks)
	if i < 0 {
		return s, "", false
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[:i], s[i+size:], true
}

// greets tells the closing phrases that nobody writes in the middle of a sentence.
func greets(s string) bool {
	switch strings.ToLower(strings.Trim(s, ",.")) {
	case "mfg", "lg", "vg", "bg", "mvg", "mvh", "gruß", "grüße", "gruss":
		return true
	}
	return strings.Contains(s, " ")
}

// thanking tells thanks, which may be said to the one whose name follows.
func thanking(s string) bool {
	first, _, _ := strings.Cut(strings.ToLower(s), " ")
	switch first {
	case "thanks", "thank", "many", "thx", "ty", "danke", "vielen", "besten", "herzlichen", "merci", "gracias", "muchas", "grazie", "obrigado", "obrigada", "bedankt", "dziękuję", "спасибо", "tack", "谢谢", "感谢":
		return true
	}
	return false
}

// personName takes a line that can only be a name: few words, letters, capitals.
func personName(line string) string {
	line = strings.TrimSpace(line)
	line = unsigned(strings.Trim(line, " ,.-–—~"))
	n := utf8.RuneCountInString(line)
	if n < 2 || n > 40 {
		return ""
	}
	words := strings.Fields(line)
	if len(words) > 4 {
		return ""
	}
	if eastern(line) {
		if n > 9 || len(words) > 2 {
			return ""
		}
		return line
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) || unicode.IsLower(r) && !(i > 0 && particle(w)) || strings.ContainsFunc(w, notName) {
			return ""
		}
	}
	return line
}

// eastern tells a name in Han, kana or Hangul: no hiragana, or it would be a sentence.
func eastern(s string) bool {
	seen := false
	for _, r := range s {
		switch {
		case r == ' ' || r == '　' || r == '・':
		case unicode.Is(unicode.Han, r) || unicode.Is(unicode.Katakana, r) || unicode.Is(unicode.Hangul, r):
			seen = true
		default:
			return false
		}
	}
	return seen
}

func notName(r rune) bool {
	return !unicode.IsLetter(r) && r != '.' && r != '\'' && r != '’' && r != '-' && !unicode.Is(unicode.M, r)
}

func particle(w string) bool {
	switch w {
	case "de", "da", "do", "dos", "das", "del", "della", "di", "van", "von", "der", "den", "la", "le", "el", "al", "bin", "bint", "y", "e", "zu":
		return true
	}
	return false
}

var homeLanguages = sync.OnceValue(func() map[string]string {
	var m map[string]string
	mustLoad("countries.yaml", &m)
	return m
})

// writing tells whether the buyer writes a foreign language, and how formally.
func (a *analysis) writing() (bool, lang.Level) {
	foreign := len(a.hitEvidence("nonnative", 1)) > 0
	base, _, _ := strings.Cut(a.language.Tag, "-")
	if home := homeLanguages()[strings.ToUpper(a.t.Customer.Country)]; home != "" && base != "" && a.language.Confidence >= .6 {
		foreign = foreign || !contains(strings.Fields(home), base)
	}
	v := lang.Register(a.text, a.language.Tag)
	if v.Level != lang.Neutral {
		return foreign, v.Level
	}
	formal, informal := a.count("formal"), a.count("informal")
	switch {
	case formal > informal:
		return foreign, lang.Formal
	case informal > formal:
		return foreign, lang.Informal
	}
	return foreign, lang.Neutral
}

func (a *analysis) count(concept string) int {
	n := 0
	for _, x := range a.scan.sentences {
		for _, h := range x.hits {
			if h.concept == concept {
				n++
			}
		}
	}
	return n
}

var (
	cpf      = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b\d{3}\.?\d{3}\.?\d{3}-?\d{2}\b`) })
	namesCPF = sync.OnceValue(func() *pattern.Pattern { return pattern.New(`\bcpf\b`, false) })
	pccc     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)\bP\d{12}\b`) })
)
