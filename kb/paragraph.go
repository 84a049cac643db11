package kb

import (
	"strings"
	"unicode/utf8"
)

// tidy joins the lines of a paragraph and drops empty lines beyond one.
func tidy(text string) string {
	var out strings.Builder
	empty := true
	for l := range strings.Lines(text) {
		t := strings.TrimSpace(l)
		switch {
		case t == "":
			empty = true
			continue
		case out.Len() == 0:
		case empty:
			out.WriteString("\n\n")
		case isItem(t):
			out.WriteByte('\n')
		default:
			if last, _ := utf8.DecodeLastRuneInString(out.String()); last < 0x2E80 {
				out.WriteByte(' ') // scripts without spaces join without one
			}
		}
		out.WriteString(t)
		empty = false
	}
	return out.String()
}

// sentenceCut finds the end of a sentence at or after size, so that no part is cut
// inside one; it is len(text) when there is none.
func sentenceCut(text string, size int) int {
	for i, r := range text {
		if i < size {
			continue
		}
		end := i + utf8.RuneLen(r)
		switch r {
		case '。', '！', '？', '।', '۔', '؟':
			return end
		case '.', '!', '?', '\n':
			if end == len(text) || text[end] == ' ' || text[end] == '\n' {
				return end
			}
		}
	}
	return len(text)
}

// isItem tells whether a line begins a list item.
func isItem(t string) bool {
	if len(t) >= 2 && strings.ContainsRune("-*+", rune(t[0])) && t[1] == ' ' {
		return true
	}
	digits := 0
	for digits < len(t) && t[digits] >= '0' && t[digits] <= '9' {
		digits++
	}
	return digits > 0 && digits < 4 && digits+1 < len(t) && (t[digits] == '.' || t[digits] == ')') && t[digits+1] == ' '
}
