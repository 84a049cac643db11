package check

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/lang"
)

var markupForms = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`(?is)</?(?:a|abbr|b|blockquote|body|br|button|center|code|div|em|embed|font|form|h[1-6]|head|html|hr|i|iframe|img|input|li|link|meta|object|ol|p|pre|script|span|strong|style|svg|table|tbody|td|th|tr|u|ul|video|instructions?|system|xml)(?:\s[^<>]*)?/?>`),
		regexp.MustCompile(`!?\[[^\]\n]*\]\([^)\n]*\)|` + "```" + `|~~~`),
		regexp.MustCompile(`(?i)javascript:|\bon(?:error|load|click)\s*=`),
		regexp.MustCompile(`\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\$\{[^}\n]*\}|#\{[^}\n]*\}|(?:^|[\s"'])\{[a-z_]+\}|%[A-Z_]{3,}%|\[\[[A-Z_ ]+\]\]`),
		regexp.MustCompile(`(?i)\bdrop table\b|\bselect\s+.{1,40}\s+from\s+\w+\s*(?:where|;)|\bunion select\b|\brm -rf\b|\$\([a-z]+[^)]*\)|\buid=\d+|\bcurl\s+https?:|/etc/passwd|\broot:x:0`),
	}
})

// markup reports HTML, Markdown links, template holes and commands: none is a word to
// a buyer, and some act where a reply is shown.
func (g *guard) markup() {
	may := [...]bool{
		g.names("<"), g.names("[", "`", "~~~"), g.names("javascript:", "="), g.names("{", "%", "[["),
		g.names("drop table", "select", "rm -rf", "$(", "uid=", "curl", "/etc/passwd", "root:x"),
	}
	for i, form := range markupForms() {
		if !may[i] {
			continue
		}
		at := form.FindStringIndex(g.text)
		if at == nil {
			continue
		}
		message := Wording{"holds markup: %q", "含有标记代码：“%s”"}
		if i >= 3 {
			message = Wording{"holds code: %q", "含有程序代码：“%s”"}
		}
		g.add("security/markup", at[0], at[1], message, clean.Line(g.text[at[0]:at[1]], 40))
		return
	}
}

// standInForm is what stands for a hidden value: one that is left in a reply was never
// ours, or came back too damaged to restore.
var standInForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)[\[⟦【［](?:email|phone|card|iban|id|ip|name|person|address|secret|account|birthdate|passport|handle|private)[ _-]?\d{1,4}(?:[ _-][0-9a-z]{2,12})?[\]⟧】］]`)
})

// standIns reports stand-ins that no value was put back for.
func (g *guard) standIns() {
	if !g.digits || !g.names("[", "⟦", "【") {
		return
	}
	if at := standInForm().FindStringIndex(g.text); at != nil {
		g.add("security/stand-in", at[0], at[1], Wording{
			"the stand-in %q hides a value nobody knows", "占位符“%s”没有对应的内容"}, g.text[at[0]:at[1]])
	}
}

var roleForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?im)^\s*(?:system|assistant|user|human|ai|developer)\s*[:：]`)
})

// tokens reports control tokens of chat templates and turns of a dialogue.
func (g *guard) tokens() {
	if clean.Inert(g.text) != clean.Terminal(g.text) {
		g.add("security/role-token", 0, 0, Wording{"holds control tokens of a chat template", "含有对话模板的控制符"})
	} else if !g.names(":") {
		return
	} else if at := roleForm().FindStringIndex(g.text); at != nil {
		g.add("security/role-token", at[0], at[1], Wording{"plays a dialogue instead of answering", "写成了一段对话，而不是回复"})
	}
}

// controls reports what drives a terminal or hides text from a reader.
func (g *guard) controls() {
	plain := strings.ReplaceAll(g.text, "\r\n", "\n")
	if strings.Contains(" th lo km my ", " "+base(g.in.Reply.Language)+" ") {
		plain = strings.ReplaceAll(plain, "\u200b", "") // marks where a line may break
	}
	shown := clean.Terminal
	if lang.RTL(g.in.Reply.Language) {
		shown = clean.Reply // isolates keep a number in its place among Arabic words
	}
	if shown(plain) != plain {
		g.add("security/control", 0, 0, Wording{"holds control or invisible characters", "含有控制字符或不可见字符"})
	}
}

// script reports a reply in the wrong alphabet, and a line or two in the wrong
// language; longer texts are left to facts/language.
func (g *guard) script() {
	const some, many, sure = 16, 40, 0.95
	if n := letters(g.text); n >= some && n < many && g.in.Reply.Language != "" {
		guess := lang.Detect(linkForms()[0].ReplaceAllString(g.text, ""))
		if guess.Tag != "" && guess.Confidence >= sure && !sameLanguage(guess.Tag, g.in.Reply.Language) {
			g.add("security/language", 0, 0, Wording{"is in %s, not in the buyer's language", "使用了%s，不是买家的语言"}, lang.Name(guess.Tag, messageLang(g.in.AgentLang)))
			return
		}
	}
	tables := scriptOf(g.in.Reply.Language)
	if tables == nil {
		return
	}
	right, all := 0, 0
	text := g.text
	if g.names(":") {
		text = linkForms()[0].ReplaceAllString(text, "")
	}
	if g.names("@") {
		text = mailForm().ReplaceAllString(text, "")
	}
	for _, word := range strings.Fields(text) {
		if strings.ContainsFunc(word, unicode.IsDigit) {
			continue // ids and models are Latin everywhere
		}
		for _, r := range word {
			if unicode.IsLetter(r) {
				weight := 1
				if r >= 0x2e80 { // a character says as much as two letters
					weight = 2
				}
				all += weight
				if unicode.In(r, tables...) {
					right += weight
				}
			}
		}
	}
	if all >= 12 && right*10 < all*3 {
		g.add("security/language", 0, 0, Wording{"is written in the wrong alphabet for its reader", "所用文字与买家的语言不符"})
	}
}

func scriptOf(tag string) []*unicode.RangeTable {
	switch base(tag) {
	case "ja":
		return []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana}
	case "zh":
		return []*unicode.RangeTable{unicode.Han}
	case "ko":
		return []*unicode.RangeTable{unicode.Hangul}
	case "ar", "fa", "ur":
		return []*unicode.RangeTable{unicode.Arabic}
	case "he":
		return []*unicode.RangeTable{unicode.Hebrew}
	case "hi":
		return []*unicode.RangeTable{unicode.Devanagari}
	case "th":
		return []*unicode.RangeTable{unicode.Thai}
	case "ru", "uk", "bg":
		return []*unicode.RangeTable{unicode.Cyrillic}
	case "el":
		return []*unicode.RangeTable{unicode.Greek}
	case "":
		return nil
	}
	return []*unicode.RangeTable{unicode.Latin}
}

// thin reports a reply that says too little to be one.
func (g *guard) thin() {
	const least, nothing = 16, 8
	weight := 0
	for _, r := range g.text {
		switch {
		case unicode.IsSpace(r):
		case r >= 0x2e80 && unicode.IsLetter(r):
			weight += 3
		case utf8.ValidRune(r):
			weight++
		}
	}
	severity := Warning // in a chat, "已发货。" is an answer
	if weight < nothing {
		severity = Error
	}
	if weight < least {
		g.note("security/thin", severity, 0, 0, Wording{"is too short to be a reply", "内容太短，不像是回复"})
	}
}
