package culture

import "strings"

// acts says which phrases show the tone of an act.
var acts = map[string][]string{
	"greeting": {"greeting.none"},
	"thanks":   {"thanks"},
	"apology":  {"hurt"},
	"empathy":  {"hurt"},
	"refusal":  {"solve.refuse", "alternative"},
	"next":     {"next"},
	"ask":      {"ask"},
	"closing":  {"close"},
}

// Examples returns at most n sentences that show the tone of an act in this language
// and register ("refusal", "formal"), for a prompt: greeting, thanks, apology,
// empathy, refusal, next, ask, closing. Sentences that need a value are left out.
func (l *Language) Examples(act, register string, n int) []string {
	var found []string
	holds := map[string]bool{register: true, "email": true, "upset": act == "apology" || act == "empathy"}
	spell := l.Speller(holds)
	for _, prefix := range acts[act] {
		for _, key := range l.Keys() {
			if key != prefix && !strings.HasPrefix(key, prefix+".") {
				continue
			}
			text, ok := l.phrases[key].Pick(holds)
			text = WithoutOptional(text)
			if !ok || text == "" || strings.Contains(text, "{") || len(found) == n {
				continue
			}
			found = append(found, spell(text))
		}
	}
	return found
}

// WithoutOptional drops the parts of a wording in square brackets: those that are said
// only when their values are known.
func WithoutOptional(text string) string {
	var out strings.Builder
	depth := 0
	for _, r := range text {
		switch {
		case r == '[':
			depth++
		case r == ']' && depth > 0:
			depth--
		case depth == 0:
			out.WriteRune(r)
		}
	}
	return strings.TrimSpace(out.String())
}
