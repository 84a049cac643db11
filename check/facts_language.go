package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/lang"
)

// language reports a reply that is not in the language it should be in.
func (f *factFinder) language() {
	const enough = 40 // letters by which a language can be told
	want, own := f.in.Reply.Language, f.ownWords()
	if want == "" || letters(own) < enough {
		return
	}
	guess := lang.Detect(own)
	if guess.Tag == "" || guess.Confidence < 0.9 || sameLanguage(guess.Tag, want) {
		return
	}
	f.add("facts/language", Error, []Where{{Side: Reply}}, Wording{
		"the reply is in %s, not in %s", "回复使用的是%s，而不是%s"},
		lang.Name(guess.Tag, messageLang(f.in.AgentLang)), lang.Name(want, messageLang(f.in.AgentLang)))
}

// ownWords is the reply without the words that the agent's text in another language has
// too: names, titles, code.
func (f *factFinder) ownWords() string {
	if f.in.Agent.Text == "" || sameLanguage(f.in.Agent.Language, f.in.Reply.Language) {
		return f.in.Reply.Text
	}
	shared := map[string]bool{}
	for _, w := range strings.Fields(f.in.Agent.Text) {
		shared[w] = true
	}
	words := strings.Fields(f.in.Reply.Text)
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return shared[w] }), " ")
}

// sameLanguage tells whether two tags name one language, or two that a detector cannot
// hold apart.
func sameLanguage(a, b string) bool {
	a, b = base(a), base(b)
	for _, group := range []string{"nb nn no da", "id ms", "sr hr bs", "zh yue"} {
		words := " " + group + " "
		if strings.Contains(words, " "+a+" ") && strings.Contains(words, " "+b+" ") {
			return true
		}
	}
	return a == b
}

func letters(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
			if r >= 0x2e80 { // a character says as much as two or three letters
				n += 2
			}
		}
	}
	return n
}

// untranslated reports sentences of the agent's text that stand in the reply as they
// were.
func (f *factFinder) untranslated() {
	const enough = 30
	if sameLanguage(f.in.Agent.Language, f.in.Reply.Language) || f.in.Reply.Language == "" {
		return
	}
	agent := f.in.Agent.Text
	for _, s := range lang.Sentences(agent, f.in.Agent.Language) {
		sentence := strings.TrimSpace(agent[s.Start:s.End])
		at := strings.Index(f.in.Reply.Text, sentence)
		if at < 0 || letters(sentence) < enough || strings.Count(sentence, " ") < 3 && utf8.RuneCountInString(sentence) > len(sentence)/2 {
			continue
		}
		f.add("facts/language", Error, []Where{{Side: Reply, Span: span(f.in.Reply.Text, at, at+len(sentence))}}, Wording{
			"a sentence was left in the agent's language", "有一句话没有翻译"})
		return
	}
}

// length reports a translation that is far too short or too long to say the same.
func (f *factFinder) length() {
	const enough = 60 // weight, see letters
	a, b := letters(f.in.Agent.Text), letters(f.in.Reply.Text)
	if max(a, b) < enough {
		return
	}
	switch ratio := float64(b) / float64(max(a, 1)); {
	case ratio < 0.35:
		f.add("facts/length", Warning, []Where{{Side: Reply}}, Wording{
			"the reply is much shorter than the agent text: is something missing?", "回复比底稿短很多：是否有遗漏？"})
	case ratio > 3.2:
		f.add("facts/length", Warning, []Where{{Side: Reply}}, Wording{
			"the reply is much longer than the agent text: was something added?", "回复比底稿长很多：是否多了内容？"})
	}
}
