package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"

	openai "github.com/sashabaranov/go-openai"
)

// call is one trip over the wire. It travels in the context of the request that
// go-openai builds, takes the body edits in and brings the response out.
type call struct {
	edits map[string]any // body fields to set; nil removes the field
	sent  map[string]bool
	res   *http.Response
}

type callKey struct{}

// wire is the HTTP client go-openai is given. It edits the body, adds key and
// headers, sends, and keeps the response for us: go-openai itself sees an empty one.
type wire struct {
	settings  settings
	userAgent string
	transport http.RoundTripper
}

// Do sends a request that go-openai built.
func (w *wire) Do(req *http.Request) (*http.Response, error) {
	c, _ := req.Context().Value(callKey{}).(*call)
	if c == nil {
		c = &call{}
	}
	if err := c.edit(req); err != nil {
		return nil, err
	}
	w.dress(req)
	res, err := w.transport.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	c.res = res
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader([]byte("{}")))}, nil
}

// dress sets what every request carries. The key is set here and nowhere else.
func (w *wire) dress(req *http.Request) {
	if w.userAgent != "" {
		req.Header.Set("User-Agent", w.userAgent)
	}
	req.Header.Del("Connection") // go-openai sets keep-alive, which HTTP/2 forbids
	req.Header.Del(openai.AzureAPIKeyHeader)
	if key := w.settings.key.secret.Reveal(); key != "" && w.settings.APIType == "azure" {
		req.Header.Set(openai.AzureAPIKeyHeader, key)
	} else if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	for name, value := range w.settings.headers {
		req.Header.Set(name, value.Reveal())
	}
	// Empty on purpose: it is not sent, but lets the transport repeat a POST that
	// met a kept-alive connection the server had just closed.
	req.Header["Idempotency-Key"] = []string{}
}

// edit merges the call's fields into the JSON body. go-openai cannot send some
// values (temperature 0) and refuses others by model name (max_tokens for "o3-…").
func (c *call) edit(req *http.Request) error {
	if req.Body == nil || len(c.edits) == 0 {
		return nil
	}
	raw, err := io.ReadAll(req.Body)
	if err != nil {
		return err
	}
	var body map[string]json.RawMessage
	if err := json.Unmarshal(raw, &body); err != nil {
		return err
	}
	for name, value := range c.edits {
		if value == nil {
			delete(body, name)
			continue
		}
		if body[name], err = json.Marshal(value); err != nil {
			return err
		}
	}
	c.sent = map[string]bool{}
	for name := range body {
		c.sent[name] = true
	}
	if raw, err = json.Marshal(body); err != nil {
		return err
	}
	req.ContentLength = int64(len(raw))
	req.Body = io.NopCloser(bytes.NewReader(raw))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(raw)), nil }
	return nil
}

// newBuilder makes the go-openai client that builds our requests. It never sees the
// key: the wire adds it.
func newBuilder(s settings, w *wire) *openai.Client {
	conf := openai.DefaultConfig("")
	if s.APIType == "azure" {
		conf = openai.DefaultAzureConfig("", s.BaseURL)
		conf.APIVersion = azureVersion
	}
	conf.BaseURL = s.BaseURL
	if s.APIVersion != "" {
		conf.APIVersion = s.APIVersion
	}
	conf.HTTPClient = w
	return openai.NewClientWithConfig(conf)
}

// azureVersion is the oldest stable version that knows stream_options; go-openai's
// default of 2023 does not.
const azureVersion = "2024-10-21"

// sendChat sends one chat request as the plan says and returns the open response.
func (c *Client) sendChat(ctx context.Context, req Request, p plan) (*http.Response, map[string]bool, error) {
	edits := map[string]any{"stream": p.stream}
	if p.maxTokens > 0 && p.tokenField != "" {
		edits[p.tokenField] = p.maxTokens
	}
	if p.temperature {
		edits["temperature"] = c.temperature(req)
	}
	chat := openai.ChatCompletionRequest{Model: p.model, Messages: messages(req, p.systemRole)}
	if p.seed {
		chat.Seed = req.Seed
	}
	if p.usage && p.stream {
		chat.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	trip := &call{edits: edits}
	_, err := c.builder.CreateChatCompletionStream(context.WithValue(ctx, callKey{}, trip), chat)
	return trip.res, trip.sent, err
}

// messages are at most one system and one user message; an empty one is left out,
// because servers answer 400 to it.
func messages(req Request, systemRole bool) []openai.ChatCompletionMessage {
	user := openai.ChatCompletionMessage{Role: openai.ChatMessageRoleUser, Content: req.User}
	switch {
	case req.System == "":
		return []openai.ChatCompletionMessage{user}
	case !systemRole:
		user.Content = req.System + "\n\n" + req.User
		return []openai.ChatCompletionMessage{user}
	}
	return []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleSystem, Content: req.System}, user}
}
