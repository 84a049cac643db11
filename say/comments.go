package say

import "strings"

// Comments tells the comments of a commented YAML file; keys and values stay. Lines of
// prose that follow one another are one text.
func (s *Speaker) Comments(file string) string {
	if s == nil {
		return file
	}
	lines := strings.Split(file, "\n")
	var told []string
	for i := 0; i < len(lines); {
		text, n := prose(lines[i:])
		if n == 0 {
			told = append(told, s.behind(lines[i]))
			i++
			continue
		}
		told = append(told, "# "+strings.ReplaceAll(s.Text(text), "\n", "\n# "))
		i += n
	}
	return strings.Join(told, "\n")
}

// prose is the text of the first lines that are nothing but a comment, and how many they
// are; "#key:" and "#  - item" are settings switched off.
func prose(lines []string) (string, int) {
	var text []string
	for _, line := range lines {
		words, found := strings.CutPrefix(line, "# ")
		if !found || strings.HasPrefix(words, " ") {
			break
		}
		text = append(text, words)
	}
	return strings.Join(text, "\n"), len(text)
}

// behind tells the comment behind a value.
func (s *Speaker) behind(line string) string {
	before, comment, found := strings.Cut(line, " # ")
	if !found {
		return line
	}
	return before + " # " + s.Text(comment)
}
