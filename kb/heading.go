package kb

import (
	"strings"
	"unicode"
)

// heading reads "## Text".
func heading(t string) (int, string) {
	level := 0
	for level < len(t) && t[level] == '#' {
		level++
	}
	if level == 0 || level > 6 || level == len(t) || (t[level] != ' ' && t[level] != '\t') {
		return 0, ""
	}
	return level, strings.TrimSpace(strings.TrimRight(t[level:], "# "))
}

// attributes takes "{#anchor market=EU}" off the end of a heading. market may name
// several, in quotes: market="EU GB".
func attributes(text string) (rest, anchor string, markets []string) {
	i := strings.LastIndexByte(text, '{')
	if i < 0 || !strings.HasSuffix(text, "}") {
		return text, "", nil
	}
	inside := text[i+1 : len(text)-1]
	if key, value, ok := strings.Cut(inside, "market="); ok {
		inside = key
		for m := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == ' ' || r == ',' || r == '"' }) {
			markets = append(markets, countryCode(m))
		}
	}
	for word := range strings.FieldsSeq(inside) {
		if strings.HasPrefix(word, "#") {
			anchor = word[1:]
		}
	}
	if anchor == "" && markets == nil {
		return text, "", nil
	}
	return strings.TrimSpace(text[:i]), anchor, markets
}

// slug is a heading as an anchor: letters and digits, the rest hyphens.
func slug(s string) string {
	var out strings.Builder
	dash := false
	for _, r := range strings.ToLower(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if dash && out.Len() > 0 {
				out.WriteByte('-')
			}
			out.WriteRune(r)
			dash = false
		} else {
			dash = true
		}
	}
	return out.String()
}
