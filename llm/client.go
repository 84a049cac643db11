package llm

import (
	"cmp"
	"context"
	"net/http"
	"sync/atomic"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// Client talks to one endpoint. It is safe for concurrent use.
type Client struct {
	s         settings
	o         Options
	wire      *wire
	builder   *openai.Client
	abilities abilities
	gate      gate
	size      contextSize
	wholes    atomic.Bool // an answer came whole although a stream was asked for

	// sleep waits, for tests to replace.
	sleep func(ctx context.Context, d time.Duration) error
}

// New checks the settings and makes a client. It opens no connection.
func New(e Endpoint, o Options) (*Client, error) {
	o = o.filled()
	s, err := resolve(e, o)
	if err != nil {
		return nil, err
	}
	transport, err := newTransport(s, o)
	if err != nil {
		return nil, err
	}
	return newClient(s, o, transport), nil
}

func newClient(s settings, o Options, transport http.RoundTripper) *Client {
	w := &wire{settings: s, userAgent: o.UserAgent, transport: transport}
	return &Client{s: s, o: o, wire: w, builder: newBuilder(s, w), sleep: sleep}
}

func (o Options) filled() Options {
	if o.Getenv == nil {
		o.Getenv = func(string) string { return "" }
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = func(string, ...any) {}
	}
	if o.Wait == nil {
		o.Wait = func(string, time.Duration) {}
	}
	o.UserAgent = cmp.Or(o.UserAgent, "parlance")
	return o
}

// Loopback tells whether the endpoint is this machine.
func (c *Client) Loopback() bool { return c.s.local }

// Origin is scheme, host and port of the endpoint.
func (c *Client) Origin() string { return c.s.origin }

// Model is the model asked when a request names none.
func (c *Client) Model() string { return c.s.Model }

// String names the endpoint; nothing of a client prints its key.
func (c *Client) String() string { return "endpoint " + c.s.origin }

func (c *Client) temperature(req Request) float64 {
	if req.Temperature != nil {
		return *req.Temperature
	}
	return c.s.Temperature
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
