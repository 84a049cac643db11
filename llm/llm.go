// Package llm talks to one OpenAI-compatible endpoint and is honest about what came
// back. go-openai gives request types, URLs and Azure; the transport, the body edits,
// the SSE reader and the error reader are ours, because go-openai's lose errors
// (docs/decisions). Nothing above this package retries.
package llm

import (
	"context"
	"iter"
	"time"
)

// Endpoint is the settings of one endpoint.
type Endpoint struct {
	BaseURL        string        `mapstructure:"base_url"`
	Model          string        `mapstructure:"model"`
	KeyEnv         string        `mapstructure:"key_env"`  // name of the environment variable that holds the key
	KeyFile        string        `mapstructure:"key_file"` // 0600 file that holds the key
	APIType        string        `mapstructure:"api_type"` // openai, azure
	APIVersion     string        `mapstructure:"api_version"`
	Headers        []string      `mapstructure:"headers"` // "Name: value"
	CAFile         string        `mapstructure:"ca_file"`
	Context        int           `mapstructure:"context"`    // tokens; 0: ask the endpoint
	MaxTokens      int           `mapstructure:"max_tokens"` // tokens of one answer
	Temperature    float64       `mapstructure:"temperature"`
	ConnectTimeout time.Duration `mapstructure:"connect_timeout"`
	HeaderTimeout  time.Duration `mapstructure:"header_timeout"` // 0: 120 s remote, 600 s loopback
	IdleTimeout    time.Duration `mapstructure:"idle_timeout"`   // between events of a stream
	Budget         time.Duration `mapstructure:"budget"`         // for one answer, retries included; 0: none
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
}

// Usage is what the server counted.
type Usage struct {
	PromptTokens     int `json:"prompt_tokens"`
	CachedTokens     int `json:"cached_tokens"`
	CompletionTokens int `json:"completion_tokens"`
}

// Chunk is a piece of an answer. The last chunk has Done set and carries the rest.
type Chunk struct {
	Text      string
	Reasoning string // never part of a reply; for -v only
	Done      bool
	Finish    string   // the server's finish_reason
	Model     string   // the model that answered
	Usage     *Usage   // nil when the server did not say
	Warnings  []string // "server gave no finish_reason"
}

// Answer is a folded stream.
type Answer struct {
	Text, Reasoning, Finish, Model string
	Usage                          *Usage
	Warnings                       []string
	FirstToken                     time.Duration
}

// Client talks to one endpoint. It is safe for concurrent use.
type Client struct{}

// Options are what a Client takes from its surroundings.
type Options struct {
	Getenv    func(string) string
	Now       func() time.Time
	Log       func(format string, args ...any)     // what -v shows; never a key or ticket text
	Wait      func(reason string, d time.Duration) // told before each wait; may be nil
	UserAgent string
}

// New checks the settings and makes a client. It opens no connection.
func New(e Endpoint, o Options) (*Client, error) { return &Client{}, nil }

// Stream yields the answer as it arrives; a Done chunk is the last thing yielded on
// success. An error is the last thing yielded, alone, and is an *Error (or the
// context's). Leaving the loop early closes the connection.
func (c *Client) Stream(ctx context.Context, req Request) iter.Seq2[Chunk, error] {
	return func(yield func(Chunk, error) bool) {}
}

// Collect folds a stream. What arrived before an error comes back with it.
func Collect(stream iter.Seq2[Chunk, error]) (Answer, error) {
	var a Answer
	for c, err := range stream {
		if err != nil {
			return a, err
		}
		a.Text += c.Text
		a.Reasoning += c.Reasoning
		if c.Done {
			a.Finish, a.Model, a.Usage, a.Warnings = c.Finish, c.Model, c.Usage, c.Warnings
		}
	}
	return a, nil
}

// ContextSize is how many tokens prompt and answer may have together, and where the
// number is from ("config", "/props", "/v1/models", "known model", "default").
func (c *Client) ContextSize(ctx context.Context) (int, string) { return 8192, "default" }

// Loopback tells whether the endpoint is this machine.
func (c *Client) Loopback() bool { return false }
