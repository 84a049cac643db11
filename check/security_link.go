package check

import (
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// linkForms finds links with a scheme, bare domains, and both written so that a
// filter would not see them.
var linkForms = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`(?i)\b(?:https?|ftp|file|javascript|data|hxxps?|vbscript|tg|weixin|intent)\s?:\s?(?://)?[^\s<>"'()\[\]{}【】「」（）《》，。、；！？]+`),
		regexp.MustCompile(`(?i)(?:[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*\s?(?:\.|\[\.\]|\(\.\)|\[dot\]|\(dot\)|．)\s?)+(?:` + topLevels + `)(?:/[^\s<>"'()\[\]{}，。、；！？]*)?`),
		regexp.MustCompile(`\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?/[^\s<>"']*`),
	}
})

// topLevels are endings after which a bare name is taken for a domain. Country codes
// that are words of a profile language count only with a path or a hyphen.
const topLevels = `com|net|org|info|biz|xyz|top|shop|store|site|online|app|dev|link|click|live|club|vip|win|page|page\.link|test|example|ly|io|co|cc|tv|gg|ws|ru|cn|jp|kr|fr|pl|uk|eu|vn|tk|ml|ga|cf|gq|tw|hk|br|mx|tr|cz|se|nl|hu|ro|ua|su|icu|pw|support|help|cash|money|pay|de|it|es|to|me|in|is|at|us|no|so|be|my|id|am|ai|sh|do`

var wordEndings = []string{"de", "it", "es", "to", "me", "in", "is", "at", "us", "no", "so", "be", "my", "id", "am", "ai", "sh", "do", "pay", "link", "page", "help", "top", "win", "live", "test", "shop", "store", "co", "support"} // read-only

// links reports links to hosts that neither the brand nor knowledge nor a note names.
func (g *guard) links() {
	taken := make([]bool, len(g.text))
	may := [...]bool{g.names(":"), g.names(".", "dot]", "dot)"), g.digits && g.names("/")}
	for i, form := range linkForms() {
		if !may[i] {
			continue
		}
		for _, at := range form.FindAllStringIndex(g.text, -1) {
			start, end := at[0], at[1]
			if taken[start] || i > 0 && !g.bareDomain(start, end) {
				continue
			}
			for k := start; k < end; k++ {
				taken[k] = true
			}
			g.link(start, end)
		}
	}
}

// bareDomain says that a name with a dot is meant as one: no sentence that lacks its
// space, no file, no part of an e-mail address.
func (g *guard) bareDomain(start, end int) bool {
	name, _, path := strings.Cut(g.text[start:end], "/")
	before, _ := utf8.DecodeLastRuneInString(g.text[:start])
	after, _ := utf8.DecodeRuneInString(g.text[end:])
	if before == '@' || unicode.IsLetter(before) && before < utf8.RuneSelf || after == '@' || after < utf8.RuneSelf && (unicode.IsLetter(after) || unicode.IsDigit(after)) {
		return false
	}
	if rest := g.text[end:]; after == '.' && len(rest) > 1 && isASCIILetter(rest[1]) {
		return false
	}
	dot := strings.LastIndexAny(name, ".．])")
	ending := strings.TrimSpace(name[dot+1:])
	if strings.HasPrefix(name[dot:], "．") {
		ending = strings.TrimPrefix(name[dot:], "．")
	}
	spaced := strings.ContainsAny(name, " \t\n")
	if spaced && !strings.ContainsAny(name, "[(") {
		return false // "the order. It is"
	}
	for _, w := range wordEndings {
		if strings.EqualFold(ending, w) {
			return path || strings.ContainsAny(name, "-[(") || strings.Count(name, ".") > 1 && !spaced && utf8.RuneCountInString(name) > 6
		}
	}
	return utf8.RuneCountInString(strings.TrimSuffix(name, ending)) > 2
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func (g *guard) link(start, end int) {
	raw := strings.TrimRight(g.text[start:end], ".,;:!?*_")
	end = start + len(raw)
	host, odd := hostOf(raw)
	switch {
	case odd != "":
		g.add("security/link", start, end, Wording{"the link %q is dangerous: " + odd, "链接“%s”有风险：" + oddChinese(odd)}, raw)
	case !g.allowedHost(host):
		g.add("security/link", start, end, Wording{
			"the link goes to %q, which neither brand nor knowledge nor a note names", "链接指向“%s”，品牌资料、知识库和备注中都没有这个网站"}, host)
	}
}

// hostOf is the host a browser would open, and what is wrong with the link whatever
// its host.
func hostOf(raw string) (host, odd string) {
	s := strings.NewReplacer("[.]", ".", "(.)", ".", "[dot]", ".", "(dot)", ".", "．", ".", " ", "", "\\", "/").Replace(raw)
	scheme, rest, ok := strings.Cut(s, ":")
	if ok && !strings.Contains(scheme, ".") {
		switch strings.ToLower(scheme) {
		case "http", "https", "hxxp", "hxxps":
		default:
			return "", "it is no web address"
		}
		rest = strings.TrimLeft(rest, "/")
	} else {
		rest = s
	}
	authority := rest
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		authority = rest[:i]
	}
	if strings.Contains(authority, "@") {
		return "", "it hides its host behind a user name"
	}
	if plain, err := url.PathUnescape(authority); err == nil {
		authority = plain
	}
	host, _, _ = strings.Cut(authority, ":")
	if _, err := netip.ParseAddr(host); err == nil {
		return "", "it names a machine by number"
	}
	ascii, err := idna.Lookup.ToASCII(folded(host))
	if err != nil {
		ascii = folded(host)
	}
	return strings.TrimSuffix(ascii, "."), ""
}

func oddChinese(odd string) string {
	switch odd {
	case "it is no web address":
		return "不是网页地址"
	case "it hides its host behind a user name":
		return "用用户名掩盖了真实网站"
	}
	return "用数字地址代替了网站名"
}

// allowedHost says that the brand lists the host or one above it, or that a trusted
// source has it in a link of its own.
func (g *guard) allowedHost(host string) bool {
	if host == "" {
		return false
	}
	if br := g.in.Brand; br != nil {
		for _, a := range br.AllowedHosts {
			a = strings.TrimPrefix(strings.ToLower(a), "*.")
			if host == a || strings.HasSuffix(host, "."+a) {
				return true
			}
		}
		for _, mail := range append([]string{br.Contact}, br.Emails...) {
			if _, domain, ok := strings.Cut(strings.ToLower(mail), "@"); ok && domain == host {
				return true
			}
		}
	}
	return standsAlone(g.sources(), host) || standsAlone(g.sources(), strings.TrimPrefix(host, "www."))
}

// standsAlone says that s has name with no letter, digit, dot-joined or hyphen-joined
// label around it.
func standsAlone(s, name string) bool {
	for from := 0; name != ""; {
		i := strings.Index(s[from:], name)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(name)
		from = end
		before, _ := utf8.DecodeLastRuneInString(s[:start])
		after, n := utf8.DecodeRuneInString(s[end:])
		if after == '.' || after == '-' { // a full stop ends a sentence, a dot goes on
			after, _ = utf8.DecodeRuneInString(s[end+n:])
		}
		if !nameLetter(before) && !nameLetter(after) {
			return true
		}
	}
	return false
}

func nameLetter(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) || r == '-' || r == '_'
}
