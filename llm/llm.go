// Package llm talks to OpenAI-compatible endpoints and is honest about what came
// back.
//
// go-openai gives the request types, the URLs (Azure's too) and builds each request.
// Everything that touches the wire or reads an answer is ours, because go-openai
// reports a cut stream as a normal end, loses most error shapes, follows redirects
// with the key, and has no time or size limit: see docs/decisions. Each file is one
// idea: settings, key, transport, request, watch (time), sse, event, think, verdict,
// fault (errors), capability, retry, chain.
//
// Nothing above this package retries, and nothing below cmd knows a key.
package llm

import (
	"context"
	"iter"
	"time"
)

// Endpoint is the settings of one endpoint. Zero durations mean the defaults beside
// them.
type Endpoint struct {
	BaseURL        string        `mapstructure:"base_url"` // "": OPENAI_BASE_URL, else OpenAI's own
	Model          string        `mapstructure:"model"`
	KeyEnv         string        `mapstructure:"key_env"`    // name of the environment variable that holds the key
	KeyFile        string        `mapstructure:"key_file"`   // 0600 file that holds the key
	KeyOrigin      string        `mapstructure:"key_origin"` // scheme://host the key belongs to; "": the base URL's
	APIType        string        `mapstructure:"api_type"`   // openai, azure
	APIVersion     string        `mapstructure:"api_version"`
	Headers        []string      `mapstructure:"headers"` // "Name: value"; a value $NAME is read from the environment
	CAFile         string        `mapstructure:"ca_file"`
	Context        int           `mapstructure:"context"`    // tokens; 0: ask the endpoint
	MaxTokens      int           `mapstructure:"max_tokens"` // tokens of one answer
	Temperature    float64       `mapstructure:"temperature"`
	ConnectTimeout time.Duration `mapstructure:"connect_timeout"` // 5 s
	HeaderTimeout  time.Duration `mapstructure:"header_timeout"`  // 0: 120 s remote, 600 s loopback
	IdleTimeout    time.Duration `mapstructure:"idle_timeout"`    // between events of a stream, 60 s
	Budget         time.Duration `mapstructure:"budget"`          // for one answer, retries included; 0: none
	Retries        int           `mapstructure:"retries"`
	InsecureHTTP   bool          `mapstructure:"insecure_http"` // plain http to a host that is not loopback
	LocalOnly      bool          `mapstructure:"local_only"`    // refuse every dial that is not loopback
}

// Request is one chat request: exactly one system and one user message.
type Request struct {
	System      string
	User        string
	Model       string   // "" for the endpoint's
	MaxTokens   int      // 0 for the endpoint's
	Temperature *float64 // nil for the endpoint's; 0 is sent literally
	Seed        *int
	Silent      bool // nothing of the text is shown before the end: a retry may start over
	Estimate    int  // the caller's count of prompt tokens, to notice a silent cut; 0: unknown
}

// Usage is what the server counted.
type Usage struct {
	PromptTokens     int `json:"prompt_tokens"`
	CachedTokens     int `json:"cached_tokens"`
	CompletionTokens int `json:"completion_tokens"`
}

// Chunk is a piece of an answer. The last chunk has Done set and carries the rest.
type Chunk struct {
	Text       string
	Reasoning  string // never part of a reply; for -v only
	Reset      bool   // all Text before this chunk was no reply after all: forget it
	Done       bool
	Finish     string // the server's finish_reason
	Model      string // the model that answered
	Usage      *Usage // nil when the server did not say
	Warnings   []Warning
	FirstToken time.Duration // from the call to the first text, waits and retries included
}

// Warning is something a person should know about an answer that is complete.
type Warning struct {
	Kind    WarningKind `json:"kind"`
	Message string      `json:"message"`
}

// WarningKind names a warning for programs; it is `warnings[].kind` in JSON.
type WarningKind string

// The kinds of warning.
const (
	PromptCut  WarningKind = "prompt-cut"   // the server read far less than was sent
	NoFinish   WarningKind = "no-finish"    // [DONE] without a finish_reason
	OddFinish  WarningKind = "odd-finish"   // a finish_reason nobody knows
	OtherModel WarningKind = "other-model"  // another model answered than was asked
	Damaged    WarningKind = "damaged-text" // bytes that are no UTF-8 were replaced
	Repeated   WarningKind = "repeated"     // the server sends pieces twice, or the whole text each time
	BodyOdd    WarningKind = "odd-body"     // readable, but not as the protocol says
	SentTo     WarningKind = "fallback"     // another endpoint of the chain answered
	Downgraded WarningKind = "downgraded"   // a parameter was refused and left out
)

// Answer is a folded stream.
type Answer struct {
	Text, Reasoning, Finish, Model string
	Usage                          *Usage
	Warnings                       []Warning
	FirstToken                     time.Duration
}

// Options are what a Client takes from its surroundings. Each may be nil.
type Options struct {
	Getenv    func(string) string
	Now       func() time.Time
	Log       func(format string, args ...any)     // what -v shows; never a key or ticket text
	Wait      func(reason string, d time.Duration) // told before each wait
	Keyring   func(origin string) (string, error)  // the system's keyring; "" when it has none
	UserAgent string
	Hurried   bool // a person waits for an answer of any kind: nothing is tried twice
}

// Collect folds a stream. What arrived before an error comes back with it.
func Collect(stream iter.Seq2[Chunk, error]) (Answer, error) {
	var a Answer
	var text, reasoning []byte
	var failed error
	for c, err := range stream {
		if err != nil {
			failed = err
			break
		}
		if c.Reset {
			text = text[:0]
		}
		text = append(text, c.Text...)
		reasoning = append(reasoning, c.Reasoning...)
		if c.Done {
			a.Finish, a.Model, a.Usage, a.Warnings, a.FirstToken = c.Finish, c.Model, c.Usage, c.Warnings, c.FirstToken
		}
	}
	a.Text, a.Reasoning = string(text), string(reasoning)
	return a, failed
}

// Streamer is what a Client and a Chain have in common.
type Streamer interface {
	Stream(ctx context.Context, req Request) iter.Seq2[Chunk, error]
}
