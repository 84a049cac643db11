package ticket

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/pattern"
)

// Parts is one message taken apart.
type Parts struct {
	Own       string // what the writer wrote this time, closing formula included
	Signature string // name, contact, device footers
	Quoted    string // somebody's earlier words
}

// Split separates a message's own words from quoted history and signature. A message
// that is nothing but a quote (a forwarded mail) is taken as own.
func Split(text string) Parts {
	lines := strings.Split(text, "\n")
	own, quoted := unquote(lines)
	own, below := unprint(own)
	quoted = append(below, quoted...)
	own, sign := unsign(own)
	p := Parts{Own: joinLines(own), Signature: joinLines(sign), Quoted: joinLines(quoted)}
	if p.Own == "" && p.Quoted != "" {
		p.Own = strings.TrimSpace(text)
	}
	return p
}

func joinLines(lines []string) string {
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// unquote sorts lines into own and quoted ones.
func unquote(lines []string) (own, quoted []string) {
	p := mailWords()
	for i := 0; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		switch {
		case strings.HasPrefix(line, ">") && !strings.HasPrefix(line, ">_<"):
			quoted = append(quoted, strings.TrimSpace(strings.TrimLeft(line, "> ")))
		case p.rest(lines, i):
			return own, append(quoted, lines[i:]...)
		case p.intro(line):
			quoted = append(quoted, line)
			i += p.unmarked(lines[i+1:], &quoted)
		case i+1 < len(lines) && len(line) > 10 && p.introOver(line, strings.TrimSpace(lines[i+1])):
			quoted = append(quoted, line, lines[i+1])
			i++
			i += p.unmarked(lines[i+1:], &quoted)
		default:
			own = append(own, lines[i])
		}
	}
	return own, quoted
}

// unmarked takes what follows an intro without any ">": all of it is the quoted mail.
func (p *mailPatterns) unmarked(lines []string, quoted *[]string) int {
	for _, l := range lines {
		if strings.HasPrefix(strings.TrimSpace(l), ">") {
			return 0
		}
	}
	*quoted = append(*quoted, lines...)
	return len(lines)
}

// unsign cuts the signature off the end of own lines.
func unsign(lines []string) (own, sign []string) {
	p := mailWords()
	for len(lines) > 0 {
		last := strings.TrimSpace(lines[len(lines)-1])
		if last != "" && !anyMatch(p.device, last) {
			break
		}
		if last != "" {
			sign = append([]string{last}, sign...)
		}
		lines = lines[:len(lines)-1]
	}
	for i := len(lines) - 1; i >= max(0, len(lines)-15); i-- {
		bare := strings.TrimRight(lines[i], " \r")
		if bare == "--" || bare == "—" {
			return lines[:i], append(append([]string{}, lines[i+1:]...), sign...)
		}
	}
	for i := len(lines) - 2; i >= max(0, len(lines)-8); i-- {
		if p.closes(lines[i]) && signatureLines(lines[i+1:]) {
			return lines[:i+1], append(append([]string{}, lines[i+1:]...), sign...)
		}
	}
	return lines, sign
}

// closes tells the line that closes a letter; such lines are short.
func (p *mailPatterns) closes(line string) bool {
	line = strings.TrimSpace(line)
	return len(line) <= 90 && anyMatch(p.closing, line)
}

// signatureLines tells name and contact lines from a postscript.
func signatureLines(lines []string) bool {
	for _, l := range lines {
		l = strings.TrimSpace(l)
		if utf8.RuneCountInString(l) > 60 || strings.ContainsAny(l, "?？!！。") || postscript().MatchString(l) || says(l) {
			return false
		}
	}
	return true
}

// says tells a line that is a sentence and no name, title or address: what somebody adds
// under their name may be the point of the letter. In alphabets with capitals a sentence
// has two words in a row without one, or ends with such a word and a full stop.
func says(line string) bool {
	p := mailWords()
	if anyMatch(p.speech, line) {
		return true
	}
	words := strings.Fields(line)
	if len(words) < 3 || strings.ContainsAny(line, "@|") || strings.Contains(line, "www.") {
		return false
	}
	small := 0
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLower(r) || p.particles[bareWord(w)] {
			small = 0
			continue
		}
		if small++; small == 2 || i == len(words)-1 && strings.HasSuffix(w, ".") {
			return true
		}
	}
	return false
}

var postscript = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)^(p\.?\s?s\.?[:.\s]|追伸|又及|추신)`) })

// mailPatterns are the compiled patterns of signals/mail.yaml.
type mailPatterns struct {
	intros, rests, device, closing, speech, headFrom, headMore []*pattern.Pattern
	forward, forwardSubject, machine                           []*pattern.Pattern
	particles                                                  map[string]bool
}

var mailWords = sync.OnceValue(func() *mailPatterns {
	var f struct {
		Intro   []string `yaml:"quote_intro"`
		Rest    []string `yaml:"quote_rest"`
		From    string   `yaml:"head_from"`
		More    string   `yaml:"head_more"`
		Device  []string `yaml:"device"`
		Closing []string `yaml:"closing"`
		Speech  []string `yaml:"speech"`
		Small   string   `yaml:"particles"`
		Forward []string `yaml:"forward"`
		Subject string   `yaml:"forward_subject"`
		Machine string   `yaml:"machine"`
	}
	mustLoad("mail.yaml", &f)
	all := func(list ...string) (out []*pattern.Pattern) {
		for _, source := range list {
			out = append(out, pattern.New(source, false))
		}
		return out
	}
	particles := map[string]bool{}
	for w := range strings.FieldsSeq(f.Small) {
		particles[w] = true
	}
	return &mailPatterns{particles: particles, intros: all(f.Intro...), rests: all(f.Rest...), device: all(f.Device...), closing: all(f.Closing...), speech: all(f.Speech...),
		headFrom: all(f.From), headMore: all(f.More),
		forward: all(f.Forward...), forwardSubject: all(f.Subject), machine: all(f.Machine)}
})

// anyMatch tells whether a line, which is not long, is one of a kind.
func anyMatch(list []*pattern.Pattern, line string) bool {
	return line != "" && len(line) <= 240 && pattern.AnyMatch(list, pattern.Fold(line))
}

// intro tells the line above a quoted mail; it always names a time or an address.
func (p *mailPatterns) intro(line string) bool {
	if !strings.HasSuffix(line, ":") && !strings.HasSuffix(line, "：") && !strings.Contains(line, "@") {
		return false
	}
	if !strings.ContainsFunc(line, func(r rune) bool { return r == '@' || unicode.IsDigit(r) }) {
		return false
	}
	return anyMatch(p.intros, line)
}

// introOver tells such a line that goes on in the next.
func (p *mailPatterns) introOver(line, next string) bool {
	if !strings.HasSuffix(next, ":") && !strings.HasSuffix(next, "：") && !strings.Contains(line, "@") && !strings.Contains(next, "@") {
		return false
	}
	return p.intro(line + " " + next)
}

// rest tells where a copied mail begins that goes on to the end.
func (p *mailPatterns) rest(lines []string, i int) bool {
	line := strings.TrimSpace(lines[i])
	if strings.HasPrefix(line, "--") && anyMatch(p.rests, line) {
		return true
	}
	if len(line) > 200 || !strings.ContainsAny(line, ":：") || !anyMatch(p.headFrom, line) {
		return false
	}
	more := 0
	for _, l := range lines[i+1 : min(len(lines), i+6)] {
		if anyMatch(p.headMore, strings.TrimSpace(l)) {
			more++
		}
	}
	return more >= 2
}

// LastBuyer is the buyer's newest message, without quoted history and signature.
func (t *Ticket) LastBuyer() string {
	raw := t.buyerRaw()
	if len(raw) == 0 {
		return ""
	}
	return Split(raw[len(raw)-1]).Own
}

// BuyerText is all the buyer's own words, oldest first: without quoted history,
// signatures, device footers and web addresses, messages separated by an empty line.
// Signals are read from it, and every span of Signals counts its code points.
func (t *Ticket) BuyerText() string {
	text, _ := ownWords(t.buyerParts())
	return text
}

// buyerParts are the buyer's messages taken apart, oldest first.
func (t *Ticket) buyerParts() []Parts {
	var parts []Parts
	for _, raw := range t.buyerRaw() {
		parts = append(parts, Split(raw))
	}
	return parts
}

// ownWords joins the own words of messages, and tells at which bytes they begin.
func ownWords(parts []Parts) (text string, starts []int) {
	var b strings.Builder
	for _, p := range parts {
		own := unlink(p.Own)
		if own == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		starts = append(starts, b.Len())
		b.WriteString(own)
	}
	return b.String(), starts
}

// buyerRaw lists the buyer's messages as they came, oldest first. Text beside a thread
// is its newest message.
func (t *Ticket) buyerRaw() []string {
	var out []string
	for _, m := range t.Messages {
		if m.From == FromBuyer {
			out = append(out, m.Text)
		}
	}
	if text := strings.TrimSpace(t.Text); text != "" {
		for _, s := range out {
			if strings.TrimSpace(s) == text {
				return out
			}
		}
		out = append(out, t.Text)
	}
	return out
}

// unlink removes web addresses, which are nobody's own words.
func unlink(s string) string {
	if !strings.Contains(s, "://") && !strings.Contains(s, "www.") {
		return s
	}
	return strings.TrimSpace(webAddress().ReplaceAllString(s, ""))
}

var webAddress = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:https?://|\bwww\.)[^\s<>"'）)\]、。，]+`)
})
