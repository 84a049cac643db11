package kb

import "strings"

// plainInline takes Markdown's marks out of a line: a buyer must not read them.
// A link keeps its address when it leads out of the knowledge base.
func plainInline(s string) string {
	if !strings.ContainsAny(s, "*_`[!<\\") {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && strings.IndexByte("\\`*_{}[]()#+-.!|<>", s[i+1]) >= 0:
			out.WriteByte(s[i+1])
			i += 2
		case c == '!' && strings.HasPrefix(s[i:], "!["):
			i++ // an image: its description stays
		case c == '[':
			text, url, n := link(s[i:])
			if n == 0 {
				out.WriteByte(c)
				i++
				continue
			}
			out.WriteString(plainInline(text))
			if strings.Contains(url, "://") && url != text {
				out.WriteString(" (" + url + ")")
			}
			i += n
		case c == '<' && strings.HasPrefix(s[i:], "<http"):
			end := strings.IndexByte(s[i:], '>')
			if end < 0 {
				end = len(s) - i - 1
			}
			out.WriteString(strings.Trim(s[i:i+end], "<>"))
			i += end + 1
		case c == '*' && i+1 < len(s) && s[i+1] == ' ' && strings.TrimSpace(s[:i]) == "":
			out.WriteString("- ")
			i += 2
		case c == '`', c == '*' && !between(s, i, ' '), c == '_' && edge(s, i):
			i++
		default:
			out.WriteByte(c)
			i++
		}
	}
	return out.String()
}

// link reads "[text](url)" at the start of s; n is its length, 0 when it is none.
func link(s string) (text, url string, n int) {
	end := strings.Index(s, "](")
	if end < 0 || strings.Contains(s[1:end], "[") {
		return "", "", 0
	}
	stop := strings.IndexByte(s[end:], ')')
	if stop < 0 {
		return "", "", 0
	}
	url, _, _ = strings.Cut(s[end+2:end+stop], " ")
	return s[1:end], url, end + stop + 1
}

// between tells whether the byte at i has c on both sides: "2 * 3".
func between(s string, i int, c byte) bool {
	return i > 0 && i+1 < len(s) && s[i-1] == c && s[i+1] == c
}

// edge tells whether an underscore stands at the edge of a word, as emphasis does;
// inside a word it belongs to a name.
func edge(s string, i int) bool {
	before := i == 0 || !isWordByte(s[i-1])
	after := i+1 == len(s) || !isWordByte(s[i+1])
	return before != after
}

func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
}
