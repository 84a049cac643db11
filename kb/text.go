package kb

import "strings"

// readText reads a plain text: its first line is the title when an empty line follows.
func readText(rel, text string) ([]article, []string) {
	a := article{path: rel}
	body, line, err := a.frontMatter(text)
	var warnings []string
	if err != nil {
		warnings = append(warnings, rel+":"+err.Error())
	}
	if first, rest, ok := strings.Cut(strings.TrimLeft(body, "\r\n"), "\n"); ok && a.title == "" && len(first) < 120 && strings.TrimSpace(rest) != "" && strings.TrimRight(rest, "\r") != "" && strings.HasPrefix(strings.TrimLeft(rest, "\r"), "\n") {
		a.title = strings.TrimSpace(first)
		skipped := strings.Index(body, rest)
		line += strings.Count(body[:skipped], "\n")
		body = rest
	}
	a.sections = splitMarkdown(a.title, body, line)
	return []article{a}, warnings
}
