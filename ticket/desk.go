package ticket

import (
	"bytes"
	"encoding/json"
	"strings"
)

// reader turns one JSON value of a helpdesk into a ticket.
type reader func(raw []byte) (*Ticket, []string, error)

// desks are the helpdesks whose JSON we read, by format name.
func desks() map[string]reader {
	return map[string]reader{"zendesk": zendesk, "intercom": intercom, "chatwoot": chatwoot,
		"zammad": zammad, "freshdesk": freshdesk, "gorgias": gorgias}
}

// desk tells from the keys which helpdesk wrote a JSON object; "json" is our own.
func desk(keys map[string]json.RawMessage) string {
	has := func(names ...string) bool {
		for _, n := range names {
			if _, ok := keys[n]; ok {
				return true
			}
		}
		return false
	}
	inMessages := func(name string) bool { return bytes.Contains(keys["messages"], []byte(`"`+name+`"`)) }
	switch {
	case has("schema"):
		return "json"
	case has("conversation_parts"), has("source") && (has("contacts") || string(keys["type"]) == `"conversation"`):
		return "intercom"
	case has("description_text", "conversations", "responder_id", "fr_escalated") && has("requester_id", "requester", "description_text", "conversations"):
		return "freshdesk"
	case has("ticket_articles", "article_ids", "articles"), has("number", "title") && has("customer_id", "group_id"):
		return "zammad"
	case has("messages") && inMessages("message_type"), has("meta", "inbox_id") && has("messages"):
		return "chatwoot"
	case has("messages") && (inMessages("from_agent") || inMessages("body_text") || inMessages("stripped_text")):
		return "gorgias"
	case has("ticket"), has("requester_id", "requester", "submitter_id", "raw_subject") && !has("text"),
		has("comments") && has("subject", "status"):
		return "zendesk"
	}
	return "json"
}

// decode reads a helpdesk's JSON; what is missing stays empty.
func decode(raw []byte, into any) error {
	if err := json.Unmarshal(raw, into); err != nil {
		return jsonError(raw, err)
	}
	return nil
}

// words takes the first body that says something; HTML becomes text.
func words(plain string, bodies ...string) string {
	if strings.TrimSpace(plain) != "" {
		return strings.TrimSpace(plain)
	}
	for _, b := range bodies {
		if b = strings.TrimSpace(b); b == "" {
			continue
		}
		if looksLikeHTML(b) {
			b = htmlText(b)
		}
		if b != "" {
			return b
		}
	}
	return ""
}

// looksLikeHTML tells markup from a text that happens to hold "<".
func looksLikeHTML(s string) bool {
	i := strings.IndexByte(s, '<')
	if i < 0 {
		return strings.Contains(s, "&nbsp;") || strings.Contains(s, "&amp;") || strings.Contains(s, "&lt;")
	}
	low := strings.ToLower(s)
	for _, tag := range []string{"<p", "<br", "<div", "<span", "<a ", "<html", "<b>", "<i>", "<ul", "<ol", "<table", "<blockquote", "<strong", "<em>", "<img", "</"} {
		if strings.Contains(low, tag) {
			return true
		}
	}
	return false
}

// strip is HTML or text as text.
func strip(s string) string { return words("", s) }

// thread adds a message with words.
func (t *Ticket) add(from string, at moment, text string) {
	if strings.TrimSpace(text) != "" {
		t.Messages = append(t.Messages, Message{From: from, At: at.Time, Text: text})
	}
}

// attach adds the names of attachments.
func (t *Ticket) attach(list []deskFile) {
	for _, a := range list {
		name := a.Name
		if name == "" {
			name = a.FileName
		}
		if name == "" {
			name = "unnamed"
		}
		t.Attached = append(t.Attached, Attachment{Name: name, Type: a.ContentType})
	}
}

type deskFile struct {
	Name        string `json:"name"`
	FileName    string `json:"file_name"`
	ContentType string `json:"content_type"`
}

// extra keeps the keys of raw that are not in known.
func (t *Ticket) keep(raw []byte, known ...string) {
	var keys map[string]json.RawMessage
	if json.Unmarshal(raw, &keys) != nil {
		return
	}
	for _, k := range known {
		delete(keys, k)
	}
	if len(keys) > 0 {
		t.Extra = keys
	}
}
