package llm

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
)

// trip sends a request that is no chat and returns its body: everything the wire
// promises (no redirect, no key elsewhere, caps) holds here too. patience is for the
// whole of it. build has go-openai make the request; prompt is what a server's error
// must not quote.
func (c *Client) trip(ctx context.Context, patience time.Duration, limit int64, prompt string, edits map[string]any, build func(context.Context) error) ([]byte, error) {
	ctx, w := watched(ctx)
	defer w.stop()
	w.expect(patience, timeout("no answer from the endpoint for "+patience.String()))
	t := &call{edits: edits}
	if err := build(context.WithValue(ctx, callKey{}, t)); err != nil {
		return nil, c.transportError(ctx, err)
	}
	defer t.res.Body.Close()
	if t.res.StatusCode != http.StatusOK {
		w.expect(min(5*time.Second, patience), timeout("an error answer that does not end"))
		return nil, c.refusal(t.res, Request{User: prompt})
	}
	b, err := io.ReadAll(io.LimitReader(t.res.Body, limit+1)) // no life is counted: all of it within patience
	switch {
	case int64(len(b)) > limit:
		return nil, protocol("the answer is larger than we read")
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return nil, c.causeOr(ctx, c.cut(err))
	}
	return b, nil
}

// get fetches a path beside the API: "/props" stands under the base URL without its
// /v1.
func (c *Client) get(ctx context.Context, path string, patience time.Duration) ([]byte, error) {
	target := strings.TrimSuffix(c.s.BaseURL, "/v1") + path
	return c.trip(ctx, patience, maxBody, "", nil, func(ctx context.Context) error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
		if err != nil {
			return err
		}
		_, err = c.wire.Do(req)
		return err
	})
}
