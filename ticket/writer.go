package ticket

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/lang"
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
	line = strings.TrimSuffix(line, "より")
	line = strings.Trim(line, " ,.-–—~")
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
	namesCPF = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)\bcpf\b`) })
	pccc     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)\bP\d{12}\b`) })
)

// needsOrder are the asks that cannot be answered without the order.
var needsOrder = []string{"where-is-it", "refund", "return", "exchange", "cancel", "change-order", "change-address",
	"defect", "missing-or-wrong-item", "warranty", "invoice", "withdrawal"}

// ofPurchase are the asks about a purchase, without those about our terms.
func ofPurchase(asks []Ask) []Ask {
	return slices.DeleteFunc(slices.Clone(asks), func(a Ask) bool { return a.General })
}

// missing lists what an answer needs and the ticket does not hold, and what it holds.
func (a *analysis) missing(s *Signals) (missing, said []string) {
	mark := func(thing string, here, needed bool) {
		switch {
		case here:
			said = append(said, thing)
		case needed:
			missing = append(missing, thing)
		}
	}
	withdrawal := has(s.Asks, "withdrawal")
	mark("order-id", len(s.OrderIDs) > 0, has(ofPurchase(s.Asks), needsOrder...))
	photos := len(a.t.Attached) > 0 || a.count("photo") > 0
	mark("photos", photos, has(s.Asks, "defect", "missing-or-wrong-item") && !withdrawal)
	customs := has(s.Asks, "customs")
	country := strings.ToUpper(a.t.Customer.Country)
	if country == "" {
		country = strings.ToUpper(a.t.Market)
	}
	mark("cpf", customs && cpf().MatchString(a.text), customs && (country == "BR" || a.language.Tag == "pt-BR" || namesCPF().MatchString(a.text)))
	mark("pccc", customs && pccc().MatchString(a.text), customs && (country == "KR" || a.language.Tag == "ko"))
	mark("tracking", a.t.Order != nil && a.t.Order.Tracking != "" || a.count("track") > 0 && len(s.OrderIDs) > 1, false)
	mark("date", len(s.Dates) > 0, false)
	mark("name", s.Name != "", false)
	return missing, said
}

// repeated counts how often the buyer wrote before: earlier messages of this thread, the
// count they give themselves ("my third mail"), or one when they say so or the history
// does. What answers our question is no new contact.
func (a *analysis) repeated() int {
	n := max(1, len(a.contacts()))
	n = max(n-1, a.saidContacts()-1) // the newest is no repetition
	if n < 1 && (a.count("stage-again") > 0 && a.scan.complains() || len(a.t.Customer.History) > 1 && a.count("stage-again") > 0) {
		return 1
	}
	return max(n, 0)
}

// contacts are the buyer's messages in which they turned to us of their own accord: the
// first, and each that does not follow a question of ours.
func (a *analysis) contacts() []Message {
	var own []Message
	asked := false
	for _, m := range a.t.Messages {
		switch m.From {
		case FromAgent:
			asked = strings.ContainsAny(m.Text, "?？؟")
		case FromBuyer:
			if !asked || len(own) == 0 {
				own = append(own, m)
			}
			asked = false
		}
	}
	return own
}

// complains tells that the text holds any word of displeasure or waiting.
func (s *scan) complains() bool {
	for _, x := range s.sentences {
		if x.has("anger1") || x.has("anger2") || x.has("anger3") || x.has("wait") || x.has("late") || x.has("stage-again") && x.has("neg") {
			return true
		}
	}
	return false
}

// stage tells where the buyer stands with us.
func (a *analysis) stage(s *Signals) string {
	asks := ofPurchase(s.Asks)
	problem := has(asks, "defect", "missing-or-wrong-item", "refund", "complaint", "return", "exchange", "warranty")
	switch {
	case a.count("stage-solved") > 0 && !problem && !s.Emotion.upset() && !has(s.Asks, "where-is-it", "withdrawal", "cancel"):
		return StageAfter
	case has(s.Asks, "where-is-it"):
		return StageWaiting
	case problem || s.Emotion.angry():
		return StageProblem
	case a.count("stage-loyal") > 0:
		return StageLoyal
	case a.t.Order == nil && len(s.OrderIDs) == 0 && (a.count("stage-before") > 0 || has(s.Asks, "price", "size", "product-question", "availability", "place-order", "discount") || len(asks) < len(s.Asks)):
		return StageBefore
	case s.Repeated > 0:
		return StageWaiting // for an answer: it is not the first contact
	}
	return StageFirst
}
