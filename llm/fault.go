package llm

import (
	"encoding/json"
	"html"
	"net/http"
	"strconv"
	"strings"

	"github.com/parlance-cli/parlance/clean"
)

// fault is an error answer taken apart, in any of the dozen shapes servers use.
type fault struct {
	status  int
	header  http.Header
	message string
	kind    string // error.type or error.status
	code    string // error.code, as text
	param   string
	delay   string // RetryInfo of Google's shape
	limit   int    // n_ctx of llama.cpp's shape
}

// readFault takes an error body apart. It never fails: what it does not know becomes
// the message.
func readFault(status int, header http.Header, body []byte) fault {
	f := fault{status: status, header: header}
	text := strings.TrimSpace(strings.TrimPrefix(string(body), "\uFEFF"))
	var v any
	switch {
	case text == "":
	case text[0] == '<':
		f.message = htmlTitle(text)
	case json.Unmarshal([]byte(text), &v) == nil:
		f.take(v, 0)
	default:
		f.message = text
	}
	return f
}

// take reads one level of an error document; depth stops at nested nonsense.
func (f *fault) take(v any, depth int) {
	if depth > 8 {
		return
	}
	switch v := v.(type) {
	case string:
		f.say(v, depth)
	case []any:
		if len(v) > 0 && depth == 0 {
			f.take(v[0], depth+1)
			return
		}
		f.takeList(v)
	case map[string]any:
		f.takeObject(v, depth)
	}
}

func (f *fault) takeObject(m map[string]any, depth int) {
	if inner, ok := m["error"]; ok && inner != nil {
		f.take(inner, depth+1)
	}
	set(&f.kind, text(m["type"]), text(m["status"]), text(m["error_type"]))
	set(&f.code, text(m["code"]))
	set(&f.param, text(m["param"]))
	if n, ok := m["n_ctx"].(float64); ok && f.limit == 0 {
		f.limit = int(n)
	}
	for _, name := range []string{"message", "detail", "html-message", "msg", "error_description", "title"} {
		if f.message == "" && m[name] != nil {
			f.take(m[name], depth+1)
		}
	}
	f.takeDetails(m["details"])
}

// takeDetails reads Google's list of typed details.
func (f *fault) takeDetails(v any) {
	list, _ := v.([]any)
	for _, d := range list {
		m, _ := d.(map[string]any)
		set(&f.delay, text(m["retryDelay"]))
		set(&f.code, text(m["reason"]))
	}
}

// takeList reads FastAPI's list of complaints. The input they quote is left out: it
// is the ticket.
func (f *fault) takeList(list []any) {
	var parts []string
	for _, item := range list {
		m, ok := item.(map[string]any)
		if !ok {
			parts = append(parts, text(item))
			continue
		}
		where := ""
		if loc, ok := m["loc"].([]any); ok && len(loc) > 0 {
			where = text(loc[len(loc)-1])
			set(&f.param, where)
		}
		set(&f.kind, text(m["type"]))
		said := text(m["msg"])
		if said == "" {
			said = text(m["message"])
		}
		if where != "" {
			said = where + ": " + said
		}
		parts = append(parts, said)
	}
	if f.message == "" {
		f.message = strings.Join(parts, "; ")
	}
}

// say takes a message; Ollama and proxies put the upstream's JSON inside it.
func (f *fault) say(s string, depth int) {
	s = strings.TrimSpace(s)
	if at := strings.IndexByte(s, '{'); at >= 0 && strings.Contains(s, `"`) {
		var v any
		if json.Unmarshal([]byte(s[at:]), &v) == nil {
			before := f.message
			if f.take(v, depth+1); f.message != before {
				return
			}
		}
	}
	if f.message == "" {
		f.message = s
	}
}

func set(field *string, values ...string) {
	for _, v := range values {
		if *field == "" {
			*field = v
		}
	}
}

func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

// htmlTitle is all that is worth saying of an HTML page.
func htmlTitle(page string) string {
	low := strings.ToLower(page)
	start := strings.Index(low, "<title")
	if start < 0 {
		return "an HTML page"
	}
	start += strings.IndexByte(low[start:], '>') + 1
	end := strings.Index(low[start:], "</title")
	if end < 0 || end > 500 || len(low) != len(page) {
		return "an HTML page"
	}
	return `an HTML page "` + clean.Line(html.UnescapeString(page[start:start+end]), 80) + `"`
}

func shorten(s string, n int) string { return clean.Line(s, n) }

// redactor takes keys and pieces of the prompt out of what a server said.
type redactor struct {
	secrets []Secret
	prompt  string
}

// line makes a server's text safe to show: one line, at most 300 code points.
func (r redactor) line(s string) string {
	s = clean.Terminal(s[:min(len(s), maxFault)])
	for _, secret := range r.secrets {
		if v := secret.Reveal(); len(v) >= 4 {
			s = strings.ReplaceAll(s, v, redacted)
		}
	}
	s = maskKeys(s)
	return clean.Line(r.withoutPrompt(clean.Line(s, 600)), 300)
}

// maskKeys hides what looks like somebody's key, whole or half.
func maskKeys(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		bare := strings.Trim(w, `"'.,;:()[]{}<>`)
		after := i > 0 && strings.EqualFold(strings.Trim(words[i-1], `"':`), "bearer")
		if strings.HasPrefix(bare, "sk-") || strings.HasPrefix(bare, "gsk_") || strings.HasPrefix(bare, "AIza") || after && len(bare) > 3 {
			words[i] = strings.Replace(w, bare, redacted, 1)
		}
	}
	return strings.Join(words, " ")
}

// echoed is how many bytes in a row of the prompt make a quote of it.
const echoed = 24

// withoutPrompt cuts a message where it begins to quote the prompt.
func (r redactor) withoutPrompt(s string) string {
	for i := 0; i+echoed <= len(s); i++ {
		if strings.Contains(r.prompt, s[i:i+echoed]) {
			return strings.TrimSpace(strings.ToValidUTF8(s[:i], "")) + " … (quotes the request)"
		}
	}
	return s
}
