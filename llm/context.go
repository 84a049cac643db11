package llm

import (
	"context"
	"sync"
)

// contextSize is the context of the endpoint's model, found once.
type contextSize struct {
	mu   sync.Mutex
	size int
	from string
}

// ContextSize is how many tokens prompt and answer may have together, and where the
// number is from ("config", "/props", "/v1/models", "known model", "overflow error",
// "default").
func (c *Client) ContextSize(ctx context.Context) (int, string) {
	if c.s.Context > 0 {
		return c.s.Context, "config"
	}
	return 8192, "default"
}
