package kb

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// entry is one article inside a file that holds many: a line of JSONL, an element of
// a JSON array, a row of a table.
type entry map[string]any

// The keys under which texts are found, in the order they are looked for. Ways to ask
// may be a list, or one text with bars between.
func titleKeys() []string {
	return []string{"title", "name", "question", "subject", "heading", "term"}
}

func questionKeys() []string {
	return []string{"questions", "utterances", "variants", "aliases", "examples"}
}

func textKeys() []string {
	return []string{"text", "body", "content", "answer", "reply", "description", "definition", "translation"}
}

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

// readJSON reads one object, an array of them, or an export whose array stands under
// a name helpdesks use (Zendesk: articles, macros; Intercom: data).
func readJSON(rel, text string) ([]article, []string) {
	raws, first, err := elements(text)
	if err != nil {
		return nil, []string{fmt.Sprintf("%s:%d: %v", rel, 1+strings.Count(text[:min(first, len(text))], "\n"), err)}
	}
	var found []article
	var warnings []string
	at, line := 0, 1
	for _, raw := range raws {
		// Elements keep their bytes, so that each is found again and its line known.
		if i := strings.Index(text[at:], string(raw)); i >= 0 {
			line += strings.Count(text[at:at+i], "\n")
			at += i
		}
		var e entry
		if json.Unmarshal(raw, &e) != nil {
			continue // a scalar among the elements
		}
		for _, one := range append([]entry{e}, e.translations()...) {
			a, warned := one.article(rel, line)
			warnings = append(warnings, warned...)
			if a != nil {
				found = append(found, *a)
			}
		}
		line += strings.Count(string(raw), "\n")
		at += len(raw)
	}
	return found, warnings
}

// elements are the entries of a JSON text; an error comes with where it is.
func elements(text string) ([]json.RawMessage, int, error) {
	var list []json.RawMessage
	trimmed := strings.TrimSpace(text)
	if !strings.HasPrefix(trimmed, "[") {
		var object map[string]json.RawMessage
		if err := json.Unmarshal([]byte(text), &object); err != nil {
			return nil, offsetOf(err), err
		}
		for _, key := range []string{"articles", "macros", "data", "items", "results", "entries", "faqs", "translations"} {
			if bytes.HasPrefix(bytes.TrimSpace(object[key]), []byte("[")) {
				err := json.Unmarshal(object[key], &list)
				return list, 0, err
			}
		}
		return []json.RawMessage{json.RawMessage(trimmed)}, 0, nil
	}
	err := json.Unmarshal([]byte(text), &list)
	return list, offsetOf(err), err
}

func offsetOf(err error) int {
	if syntax, ok := err.(*json.SyntaxError); ok {
		return int(syntax.Offset)
	}
	return 0
}

// translations are the other languages of an Intercom or a Zendesk article.
func (e entry) translations() []entry {
	own := e.first([]string{"default_locale", "locale"})
	var all []entry
	add := func(tag string, v any) {
		text, ok := v.(map[string]any)
		if !ok || tag == "" || strings.EqualFold(tag, own) {
			return
		}
		one := entry{}
		maps.Copy(one, text)
		one["id"], one["locale"], one["user_segment_id"] = e["id"], tag, e["user_segment_id"]
		all = append(all, one)
	}
	content, _ := e["translated_content"].(map[string]any) // Intercom: by language
	for _, tag := range slices.Sorted(maps.Keys(content)) {
		add(tag, content[tag])
	}
	list, _ := e["translations"].([]any) // Zendesk: a list
	for _, v := range list {
		if text, ok := v.(map[string]any); ok {
			tag, _ := text["locale"].(string)
			add(tag, v)
		}
	}
	return all
}

// article makes an article of an entry that begins at a line; nil when it holds no
// text, or is not published.
func (e entry) article(rel string, line int) (*article, []string) {
	if draft, _ := e["draft"].(bool); draft || e.first([]string{"state"}) == "draft" || e["active"] == false {
		return nil, nil
	}
	a := &article{path: rel, entry: true}
	var warnings []string
	for key, v := range e {
		if err := a.set(key, textsOf(v)); err != nil {
			warnings = append(warnings, fmt.Sprintf("%s:%d: %v", rel, line, err))
		}
	}
	slices.Sort(warnings)
	if a.lang == "" {
		a.lang = canonicalTag(e.first([]string{"default_locale"}))
	}
	if a.id == "" {
		a.id = e.first([]string{"source_id"}) // of a Zendesk translation
	}
	if e["user_segment_id"] != nil {
		a.internal = true // Zendesk shows it to some users only
	}
	if a.title == "" {
		a.title = e.first(titleKeys())
	}
	body := e.body()
	if strings.TrimSpace(body) == "" {
		body = a.title // a question whose answer is elsewhere can still be found
	}
	if body == "" {
		return nil, append(warnings, fmt.Sprintf("%s:%d: no text (looked for %s)", rel, line, strings.Join(textKeys(), ", ")))
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

// body is the entry's text: the ways to ask, then the answer, or the reply a macro
// writes.
func (e entry) body() string {
	body := e.first(textKeys())
	if actions, ok := e["actions"].([]any); ok {
		body = strings.TrimSpace(body + "\n\n" + macroText(actions))
	}
	for _, key := range questionKeys() {
		qs := textsOf(e[key])
		if len(qs) == 1 {
			qs = strings.Split(qs[0], " | ")
		}
		if len(qs) > 0 {
			body = strings.Join(qs, "\n\n") + "\n\n" + body
		}
	}
	return body
}

// macroText is what a Zendesk macro writes into the reply; its variables stay as they
// are, for the checks to see.
func macroText(actions []any) string {
	for _, action := range actions {
		m, _ := action.(map[string]any)
		if field, _ := m["field"].(string); field != "comment_value" && field != "comment_value_html" {
			continue
		}
		if texts := textsOf(m["value"]); len(texts) > 0 {
			return texts[len(texts)-1] // a pair of channel and text, or the text alone
		}
	}
	return ""
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
