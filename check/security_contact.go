package check

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

var mailForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)[\p{L}\p{N}._%+-]+\s?(?:@|＠|\[at\]|\(at\))\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+`)
})

var phoneForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:\+|\b00)\d[\d ().\-/]{6,}\d|\(\d{3}\) ?\d{3}-\d{4}|\b\d{3}[-.]\d{3}[-.]\d{4}\b|\b0\d{1,3}-\d{3,4}-\d{4}\b`)
})

// messengerForm is an account at a messenger: the way around a shop's own channels.
var messengerForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:微信|wechat|weixin|telegram|телеграмм?|телеграм|whats ?app|qq|line id|ライン|카카오톡|카톡|zalo|viber|signal|instagram|skype)[号號]?\s*(?:id|:|：|=|at|unter|на|в)?\s*(@?[a-z0-9][a-z0-9_.\-]{4,}|@[a-z0-9_]{3,})`)
})

// contacts reports addresses, numbers and accounts that only the ticket knows, unless
// they are the buyer's own, and those that nobody knows.
func (g *guard) contacts() {
	if g.allowedContacts() == "" && len(g.in.Sources) == 0 && g.in.Buyer.Text == "" {
		return // nothing to compare with
	}
	for _, at := range g.mails() {
		if m := folded(strings.TrimRight(g.text[at[0]:at[1]], ".")); !standsAlone(g.sources(), m) && !g.own(m) {
			g.add("security/contact", at[0], at[1], Wording{
				"the address %q is in no source of ours", "我们的资料中没有这个邮箱地址：“%s”"}, g.text[at[0]:at[1]])
		}
	}
	for _, at := range g.messengers() {
		name := strings.TrimRight(folded(g.text[at[2]:at[3]]), ".")
		if !strings.ContainsAny(name, "0123456789_@") || strings.Contains(g.sources(), name) || g.own(name) {
			continue
		}
		g.add("security/contact", at[0], at[1], Wording{
			"the account %q is in no source of ours", "我们的资料中没有这个联系账号：“%s”"}, g.text[at[2]:at[3]])
	}
	if !g.digits {
		return
	}
	ours, theirs := digitsIn(g.sources()), digitsIn(g.in.Buyer.Text)
	for _, at := range phoneForm().FindAllStringIndex(g.text, -1) {
		n := digitsIn(g.text[at[0]:at[1]])
		if len(n) < 7 || strings.Contains(ours, n) {
			continue
		}
		if strings.Contains(theirs, n) && g.ownNumber(g.text[at[0]:at[1]]) {
			continue
		}
		g.add("security/contact", at[0], at[1], Wording{
			"the telephone number %q is in no source of ours", "我们的资料中没有这个电话号码：“%s”"}, g.text[at[0]:at[1]])
	}
}

func (g *guard) mails() [][]int {
	if !g.names("@", "[at]", "(at)") {
		return nil
	}
	return mailForm().FindAllStringIndex(g.text, -1)
}

func (g *guard) messengers() [][]int {
	if !g.names("微信", "wechat", "weixin", "telegram", "телеграм", "whats", "qq", "line id", "ライン", "카카오", "카톡", "zalo", "viber", "signal", "instagram", "skype") {
		return nil
	}
	return messengerForm().FindAllStringSubmatchIndex(g.text, -1)
}

func (g *guard) allowedContacts() string {
	if g.in.Brand == nil {
		return ""
	}
	return g.in.Brand.Contact + strings.Join(g.in.Brand.Emails, "")
}

// firstPerson marks what a buyer gives as theirs. It is about the words right before
// an address or number.
var firstPerson = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(\b(my|mine|me|i|i'm|contact me|call me|reach me|mein\w*|mir|mich|ich|mon|ma|mes|moi|je|mi|mis|me|mio|mia|meu|minha|mijn|mij|ik|m[óo]j\w*|moj\w*|mnie|mi[gn]|min|mitt|mina|benim|bana|saya|tôi|của tôi|e-?mail|mail|from|von|de|phone|tel|telefon\w*|mobile|cell)\b|мой|моя|мне|меня|я |почта|тел|我的|我|邮箱|电话|電話|手机|手機|私|わたし|当方|メール|携帯|제 |저|내 |메일|전화|رقمي|بريدي|إيميل|שלי|אימייל|मेरा|मेरी|मेरे|ईमेल|ของฉัน|ผม|ดิฉัน|อีเมล|เบอร์)[^.!?\n。！？]{0,24}$`)
})

// own says that the buyer gives the value as their own: in the first person, in a
// header, or on a line of its own as signatures do.
func (g *guard) own(value string) bool {
	text := folded(g.in.Buyer.Text)
	for from := 0; ; {
		i := strings.Index(text[from:], value)
		if i < 0 {
			return false
		}
		start := from + i
		line := text[strings.LastIndexByte(text[:start], '\n')+1 : start]
		rest, _, _ := strings.Cut(text[start+len(value):], "\n")
		if firstPerson().MatchString(line) && !g.commanded(line) || strings.TrimSpace(line) == "" && strings.TrimSpace(rest) == "" {
			return true
		}
		from = start + len(value)
	}
}

// commanded says that the words before a value tell the writer what to write.
func (g *guard) commanded(line string) bool {
	for _, tag := range []string{g.in.Buyer.Language, g.in.Reply.Language, "en"} {
		if s := speechOf(tag); s != nil && s.Machine.MatchString(line) && s.Dictate.MatchString(line) {
			return true
		}
	}
	return false
}

func (g *guard) ownNumber(number string) bool { return g.own(folded(strings.TrimSpace(number))) }

// digitsIn keeps digits, of any width, so that numbers compare however they are
// grouped; other text is a gap.
func digitsIn(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range folded(s) {
		switch {
		case r >= '0' && r <= '9':
			if gap {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		case strings.ContainsRune(" -.()/+\u00a0", r):
		case r != utf8.RuneError:
			gap = b.Len() > 0
		}
	}
	return b.String()
}
