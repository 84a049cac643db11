package llm

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// event is what we read of a chat completion, whole or one chunk of it. Fields that
// servers get wrong (id, created, usage as text) are read leniently or not at all.
type event struct {
	Model   loose           `json:"model"`
	Choices []choice        `json:"choices"`
	Usage   *counts         `json:"usage"`
	Error   json.RawMessage `json:"error"`
}

type choice struct {
	Index   loose  `json:"index"`
	Delta   *reply `json:"delta"`
	Message *reply `json:"message"`
	Finish  loose  `json:"finish_reason"`
}

type reply struct {
	Content          content `json:"content"`
	ReasoningContent loose   `json:"reasoning_content"`
	Reasoning        loose   `json:"reasoning"`
	Refusal          loose   `json:"refusal"`
}

// loose is a string, or the text of whatever stands where a string belongs; null
// and missing are "".
type loose string

func (l *loose) UnmarshalJSON(b []byte) error {
	if len(b) > 1 && b[0] == '"' {
		s, err := unquote(b)
		*l = loose(s)
		return err
	}
	if b[0] == '{' || b[0] == '[' || bytes.Equal(b, []byte("null")) {
		return nil
	}
	*l = loose(b)
	return nil
}

// unquote decodes a JSON string; most deltas need no decoding.
func unquote(b []byte) (string, error) {
	if bytes.IndexByte(b, '\\') < 0 && utf8.Valid(b) {
		return string(b[1 : len(b)-1]), nil
	}
	var s string
	err := json.Unmarshal(b, &s)
	return s, err
}

// content is a string, null, or a list of typed parts as Mistral sends it.
type content struct {
	text, reasoning string
}

func (c *content) UnmarshalJSON(b []byte) error {
	switch b[0] {
	case '"':
		s, err := unquote(b)
		c.text = s
		return err
	case '[':
		var parts []part
		if err := json.Unmarshal(b, &parts); err != nil {
			return err
		}
		for _, p := range parts {
			p.into(c)
		}
	case '{':
		var p part
		if err := json.Unmarshal(b, &p); err != nil {
			return err
		}
		p.into(c)
	}
	return nil
}

type part struct {
	Type     string  `json:"type"`
	Text     loose   `json:"text"`
	Thinking content `json:"thinking"`
}

func (p part) into(c *content) {
	switch p.Type {
	case "text", "output_text", "":
		c.text += string(p.Text)
	default: // thinking, reasoning and whatever comes next is no reply
		c.reasoning += p.Thinking.text + string(p.Text)
	}
}

// counts is a usage object; numbers may be floats or text.
type counts struct {
	Prompt     number `json:"prompt_tokens"`
	Completion number `json:"completion_tokens"`
	Details    *struct {
		Cached number `json:"cached_tokens"`
	} `json:"prompt_tokens_details"`
}

// UnmarshalJSON never fails: usage is optional, so a strange one is none.
func (c *counts) UnmarshalJSON(b []byte) error {
	type plain counts
	var p plain
	if json.Unmarshal(b, &p) == nil {
		*c = counts(p)
	}
	return nil
}

type number int

func (n *number) UnmarshalJSON(b []byte) error {
	f, err := strconv.ParseFloat(strings.Trim(string(b), `"`), 64)
	if err == nil && f > 0 && f < 1e12 {
		*n = number(f)
	}
	return nil
}

func (c *counts) usage() *Usage {
	if c == nil {
		return nil
	}
	u := &Usage{PromptTokens: int(c.Prompt), CompletionTokens: int(c.Completion)}
	if c.Details != nil {
		u.CachedTokens = int(c.Details.Cached)
	}
	return u
}

// first is the choice we asked for: servers answer more, in any order.
func (e *event) first() *choice {
	for i := range e.Choices {
		if at := e.Choices[i].Index; at == "" || at == "0" {
			return &e.Choices[i]
		}
	}
	return nil
}

// said is the message of a choice, under either name.
func (c *choice) said() reply {
	var r reply
	if c.Delta != nil {
		r = *c.Delta
	}
	if c.Message != nil && r.Content.text == "" {
		r = *c.Message
	}
	return r
}

func (r *reply) thoughts() string {
	return r.Content.reasoning + string(r.ReasoningContent) + string(r.Reasoning)
}

// failure is the error an event carries, nil when there is none.
func (e *event) failure() json.RawMessage {
	if len(e.Error) == 0 || bytes.Equal(e.Error, []byte("null")) || bytes.Equal(e.Error, []byte(`""`)) {
		return nil
	}
	return e.Error
}
