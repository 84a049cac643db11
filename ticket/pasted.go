package ticket

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// wording is the text its language is read from: without what a buyer pastes (orders,
// tracking, logs, forms, product names) as long as enough is left.
func wording(text string) string {
	if strings.Contains(text, "</") {
		text = noise().ReplaceAllString(text, "\n")
	}
	text = enveloped(text)
	var b strings.Builder
	left := 0
	for line := range strings.Lines(text) {
		line = unlabel(line)
		if pasted(line) {
			continue
		}
		b.WriteString(line)
		left += letters(line)
	}
	const enough = 12
	if left < enough {
		return text
	}
	return b.String()
}

// enveloped is what stands between a marketplace's "--- Message: ---" and "--- End ---".
func enveloped(text string) string {
	if !strings.Contains(text, "---") {
		return text
	}
	from, seen := 0, 0
	at := 0
	for line := range strings.Lines(text) {
		bare := strings.TrimSpace(line)
		if strings.HasPrefix(bare, "---") && strings.HasSuffix(bare, "---") && letters(bare) > 0 && letters(bare) < 30 {
			if seen++; seen == 1 {
				from = at + len(line)
			} else if s := text[from:at]; letters(s) > 0 {
				return s
			}
		}
		at += len(line)
	}
	return text
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if isLetter(r) {
			if n++; r >= 0x3040 { // a syllable or a word
				n += 2
			}
		}
	}
	return n
}

// unlabel drops the label of a form ("Message: ...") or the time and name of a chat line.
func unlabel(line string) string {
	label, rest, ok := strings.Cut(line, ":")
	if strings.HasPrefix(strings.TrimSpace(line), "[") { // [10:21] Anna: ...
		if _, said, found := strings.Cut(line, "]"); found {
			label, rest, ok = strings.Cut(said, ":")
		}
	}
	if !ok || len(strings.Fields(label)) > 3 || len(label) > 30 || strings.ContainsAny(label, ",.!?") {
		return line
	}
	low := strings.ToLower(label)
	for _, staff := range [...]string{"agent", "support", "bot", "operator", "system", "advisor"} {
		if strings.Contains(low, staff) {
			return "\n"
		}
	}
	if len(strings.Fields(rest)) < 5 && !strings.ContainsAny(rest, ".!?。？！") && letters(rest) < 24 {
		return "\n"
	}
	if letters(rest) == 0 {
		return line
	}
	return rest
}

// pasted tells a line of an order, a tracking page, a log or a title from a sentence.
func pasted(line string) bool {
	line = strings.TrimSpace(line)
	words := strings.Fields(line)
	if len(words) == 0 || utf8.RuneCountInString(line) > 300 {
		return false
	}
	if strings.HasPrefix(line, "{") || strings.Contains(line, "{") && strings.HasSuffix(line, "}") || stamped(words) || logged(line, words) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(line)
	if strings.ContainsRune(".!?。！？…,;", last) {
		return false
	}
	capital, digit, plain := 0, 0, 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case strings.ContainsAny(w, "0123456789"):
			digit++
		case r < 0x250 && unicode.IsUpper(r):
			capital++
		case unicode.IsLetter(r):
			plain++
		}
	}
	named := capital+digit >= 3 && plain*4 <= len(words)
	return named || digit*2 >= len(words)
}

// stamped tells a line that begins with a date or a time, as logs and tracking pages do.
func stamped(words []string) bool {
	if len(words) < 3 {
		return false
	}
	digits, marks := 0, 0
	for _, r := range words[0] {
		switch {
		case '0' <= r && r <= '9':
			digits++
		case strings.ContainsRune("-:/.T[]", r):
			marks++
		default:
			return false
		}
	}
	return digits >= 4 && marks >= 1 || digits >= 3 && strings.Contains(words[0], ":")
}

// logged tells a line of a log or a stack trace.
func logged(line string, words []string) bool {
	switch strings.Trim(words[0], "[]:") {
	case "ERROR", "WARN", "WARNING", "INFO", "DEBUG", "FATAL", "Traceback", "Exception":
		return true
	}
	if strings.Contains(line, "Exception") || strings.Contains(line, "::") || strings.Contains(line, "=>") {
		return true
	}
	if strings.Contains(line, "()") && slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(w, "()") }) {
		return true
	}
	return strings.Contains(line, "status") && strings.Contains(strings.Join(words, " "), "status code")
}

// untitled drops runs of capitalised Latin words (product names, job titles) from a text
// whose language is in doubt.
func untitled(text string) string {
	const run = 3
	words := strings.SplitAfter(text, " ")
	var b strings.Builder
	for i := 0; i < len(words); {
		end := i
		for end < len(words) && titled(words[end]) {
			if end++; strings.ContainsAny(words[end-1], "\n") {
				break
			}
		}
		if end-i < run {
			end = max(end, i+1)
			for ; i < end; i++ {
				b.WriteString(words[i])
			}
			continue
		}
		i = end
		b.WriteString("\n")
	}
	return b.String()
}

func titled(word string) bool {
	if word == "" || 'a' <= word[0] && word[0] <= 'z' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "\"'(-–|/"))
	return r < 0x250 && unicode.IsUpper(r) || r >= '0' && r <= '9'
}
