package kb

import (
	"encoding/json"
	"fmt"
	"path"
	"strconv"
	"strings"
)

// entry is one article inside a file that holds many: a line of JSONL, an element of
// a JSON array, a row of a table.
type entry map[string]any

// The keys under which texts are found, in the order they are looked for. Question
// and answer may be one text or several ways to ask the same.
var (
	titleKeys    = []string{"title", "name", "question", "subject", "heading"}
	questionKeys = []string{"questions", "utterances", "variants", "aliases", "examples"}
	textKeys     = []string{"text", "body", "content", "answer", "reply", "comment_value", "description"}
)

// readJSONLines reads one entry per line; a line that is not JSON is a warning.
func readJSONLines(rel, text string) ([]article, []string) {
	var found []article
	var warnings []string
	n := 0
	for line := range strings.Lines(text) {
		n++
		if strings.TrimSpace(line) == "" {
			continue
		}
		var e entry
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			warnings = append(warnings, fmt.Sprintf("%s:%d: not a JSON object: %v", rel, n, err))
			continue
		}
		a, warned := e.article(rel, n)
		warnings = append(warnings, warned...)
		if a != nil {
			found = append(found, *a)
		}
	}
	return found, warnings
}

// article makes an article of an entry that begins at a line; nil when it holds no
// text.
func (e entry) article(rel string, line int) (*article, []string) {
	a := &article{path: rel, entry: true}
	var warnings []string
	for key, v := range e {
		if err := a.set(key, textsOf(v)); err != nil {
			warnings = append(warnings, fmt.Sprintf("%s:%d: %v", rel, line, err))
		}
	}
	if a.title == "" {
		a.title = e.first(titleKeys)
	}
	body := e.first(textKeys)
	for _, key := range questionKeys {
		if qs := textsOf(e[key]); len(qs) > 0 {
			body = strings.Join(qs, "\n\n") + "\n\n" + body
		}
	}
	if strings.TrimSpace(body) == "" {
		body = a.title // a question whose answer is elsewhere can still be found
	}
	if body == "" {
		return nil, append(warnings, fmt.Sprintf("%s:%d: no text (looked for %s)", rel, line, strings.Join(textKeys, ", ")))
	}
	if a.id == "" {
		a.id = strconv.Itoa(line)
	}
	a.anchor = slug(a.id)
	if looksHTML(body) {
		a.sections = splitHTML(a.title, body, line)
	} else {
		a.sections = splitMarkdown(a.title, body, line)
	}
	for i := range a.sections { // lines inside a JSON string are one line of the file
		a.sections[i].line = line
	}
	return a, warnings
}

func (e entry) first(keys []string) string {
	for _, k := range keys {
		if s := textsOf(e[k]); len(s) > 0 && s[0] != "" {
			return s[0]
		}
	}
	return ""
}

// textsOf is a JSON value as texts: one for a scalar, several for a list.
func textsOf(v any) []string {
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		return []string{v}
	case float64:
		return []string{strconv.FormatFloat(v, 'f', -1, 64)}
	case []any:
		var all []string
		for _, x := range v {
			all = append(all, textsOf(x)...)
		}
		return all
	}
	return nil
}

// stem is the name of a file without folder and ending.
func stem(rel string) string { return strings.TrimSuffix(path.Base(rel), path.Ext(rel)) }
