package kb

import "strings"

// looksHTML tells whether a text is HTML rather than Markdown or plain.
func looksHTML(s string) bool {
	return strings.Contains(s, "</") && strings.Contains(s, ">")
}

func splitHTML(title, body string, line int) []chunk { return splitMarkdown(title, body, line) }
