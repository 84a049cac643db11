package mask

import (
	"encoding/json"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Restore puts values back. Stand-ins of ours that a model mangled are repaired;
// unknown ones stay and are named in the second result. Card numbers come back as
// their last four digits only. In a JSON document values are written as JSON.
func (v *Vault) Restore(text string) (string, []string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	escape := !v.json && looksJSON(text)
	w := newView(text)
	var out strings.Builder
	var unknown []string
	done := 0 // in text
	for from := 0; ; {
		i := strings.Index(w.text[from:], v.nonce)
		if i < 0 {
			break
		}
		nonce := from + i
		from = nonce + len(v.nonce)
		m, ok := v.match(w, nonce)
		if !ok {
			continue
		}
		start, end := w.span(m.start, m.end)
		if start < done {
			continue
		}
		if m.entry == nil {
			unknown = append(unknown, text[start:end])
			continue
		}
		start, end = v.bare(text, start, end)
		if start < done {
			continue
		}
		plain := text[done:start]
		unknown = append(unknown, lookalikes(plain)...)
		out.WriteString(plain)
		out.WriteString(shown(*m.entry, escape))
		done, from = end, m.end
	}
	unknown = append(unknown, lookalikes(text[done:])...)
	out.WriteString(text[done:])
	return out.String(), distinct(unknown)
}

// shown is an entry as it comes back.
func shown(e entryOf, escape bool) string {
	value := e.value
	if e.kind == "CREDIT_CARD" {
		digits := strings.Map(func(r rune) rune {
			if r = plain(r); r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, value)
		value = "•••• " + digits[max(0, len(digits)-4):]
	}
	if !escape {
		return value
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return value
	}
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(b.String()), `"`), `"`)
}

func distinct(list []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range list {
		if !seen[s] {
			seen[s], out = true, append(out, s)
		}
	}
	return out
}

// bare widens a piece by the emphasis a model put around it.
func (v *Vault) bare(s string, start, end int) (int, int) {
	for !v.marked && start > 0 && end < len(s) && s[start-1] == s[end] && strings.IndexByte("*_`", s[end]) >= 0 {
		start, end = start-1, end+1
	}
	return start, end
}

// found stand-in: its place in the view and its entry, nil for one we never issued.
type match struct {
	start, end int
	entry      *entryOf
}

// match reads the stand-in whose nonce stands at pos: label, number, nonce, brackets,
// whatever a model did to them. Without brackets it needs a label of ours.
func (v *Vault) match(w *view, pos int) (match, bool) {
	s := w.text
	end := pos + len(v.nonce)
	if end < len(s) && isAlnum(s[end]) || pos > 0 && isAlnum(s[pos-1]) {
		return match{}, false
	}
	i := joint(s, pos)
	number, from := i, i
	for from > 0 && isDigit(s[from-1]) {
		from--
	}
	word := joint(s, from) // where the label ends
	if from == number {    // the number became a word
		for from > 0 && s[from-1] >= 'a' && s[from-1] <= 'z' {
			from--
		}
		word = joint(s, from)
	}
	if i == pos || from == number {
		return match{}, false
	}
	start, close, ok := brackets(s, word, end)
	m := match{start, close, nil}
	name := strings.ToUpper(strings.Trim(s[min(max(start, 0), word):word], "[]{}()<>\\ _-"))
	if !ok {
		name = ownLabel(s[:word])
		if name == "" {
			return match{}, false
		}
		m.start, m.end = word-len(name), end
	}
	if name == "" { // [EMAIL_k7q2]: the number is lost
		name = strings.ToUpper(s[from:number])
	}
	m.entry = v.numbered(s[from:number], name)
	return m, true
}

// numbered is the entry with a number, or, when the number became a word, the only
// one with the label.
func (v *Vault) numbered(number, name string) *entryOf {
	if allDigits(number) {
		if n := atoi(number[:min(len(number), 6)]); n >= 1 && n <= len(v.entries) && number[0] != '0' {
			return &v.entries[n-1]
		}
		return nil
	}
	var only *entryOf
	for i := range v.entries {
		if label(v.entries[i].kind) == name {
			if only != nil {
				return nil
			}
			only = &v.entries[i]
		}
	}
	return only
}

// joint is where the separators before pos begin: at most four of them.
func joint(s string, pos int) int {
	i := pos
	for i > 0 && pos-i < 4 && strings.IndexByte("_-:. \n\\\t·", s[i-1]) >= 0 {
		i--
	}
	return i
}

// pairs are the brackets a stand-in may have come to stand in.
var pairs = [...][2]string{
	{"[", "]"}, {`\[`, `\]`}, {"&#91;", "&#93;"}, {"%5b", "%5d"}, {`\u005b`, `\u005d`}, {"&lbrack;", "&rbrack;"}, {"&lt;", "&gt;"},
	{"【", "】"}, {"〔", "〕"}, {"「", "」"}, {"『", "』"}, {"《", "》"}, {"〈", "〉"}, {"⟦", "⟧"}, {"{", "}"}, {"(", ")"}, {"<", ">"}, {"«", "»"},
}

// brackets finds the pair around a label that ends at word and a nonce that ends at
// end.
func brackets(s string, word, end int) (start, stop int, ok bool) {
	tail := strings.TrimLeft(s[end:], " \n\t")
	skipped := len(s[end:]) - len(tail)
	for _, p := range pairs {
		if skipped > 3 || !strings.HasPrefix(tail, p[1]) {
			continue
		}
		head := s[max(0, word-48):word]
		i := strings.LastIndex(head, p[0])
		if i < 0 || strings.ContainsFunc(head[i+len(p[0]):], func(r rune) bool { return !labelRune(r) }) {
			continue
		}
		return word - len(head) + i, end + skipped + len(p[1]), true
	}
	return 0, 0, false
}

func labelRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.Is(unicode.M, r) || strings.ContainsRune(" -_\n\\.", r)
}

// labels are the words our stand-ins carry, and others that look like ours.
var labels = [...]string{"EMAIL", "PHONE", "CARD", "IBAN", "ID", "IP", "NAME", "ADDRESS", "SECRET", "ACCOUNT", "BIRTHDATE", "PASSPORT", "HANDLE", "PRIVATE"}

// ownLabel is the label at the end of s (lower case), or "".
func ownLabel(s string) string {
	for _, l := range labels {
		low := strings.ToLower(l)
		if !strings.HasSuffix(s, low) {
			continue
		}
		if before, _ := utf8.DecodeLastRuneInString(s[:len(s)-len(low)]); before >= utf8.RuneSelf || before == utf8.RuneError || !isAlnum(byte(before)) {
			return l
		}
	}
	return ""
}

// lookalike is text that claims to be a stand-in.
var lookalike = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)[\[⟦【［<{(「〔]{1,2}\s?(?:` + strings.Join(labels[:], "|") +
		`|PERSON|CREDIT_CARD|NATIONAL_ID|IP_ADDRESS|BANK_ACCOUNT|DOB)[ _\-:#·]?\d{1,4}(?:[ _\-:][0-9a-z]{1,12})?\s?[\]⟧】］>})」〕]{1,2}`)
})

func lookalikes(s string) []string {
	if !strings.ContainsAny(s, "0123456789") || !strings.ContainsAny(s, "[⟦【［<{(「〔") {
		return nil
	}
	return lookalike().FindAllString(s, -1)
}

// Defuse makes text that claims to be a stand-in readable but worthless: a stranger
// who types "[EMAIL_1]" gets "·EMAIL_1·".
func Defuse(text string) string {
	if len(lookalikes(text)) == 0 {
		return text
	}
	return lookalike().ReplaceAllStringFunc(text, func(s string) string {
		return "·" + strings.Trim(s, "[]⟦⟧【】［］<>{}()「」〔〕 ") + "·"
	})
}
