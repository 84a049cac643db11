package llm

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// Model is one model an endpoint offers.
type Model struct {
	ID      string `json:"id"`
	Context int    `json:"context,omitempty"` // tokens; 0 when the endpoint does not say
	Owner   string `json:"owner,omitempty"`
}

const listPatience = 15 * time.Second

// modelList is /v1/models as servers write it. The context's size has as many names
// as there are servers.
type modelList struct {
	Data []struct {
		ID            loose   `json:"id"`
		Owner         loose   `json:"owned_by"`
		MaxModelLen   number  `json:"max_model_len"`      // vLLM
		ContextLength number  `json:"context_length"`     // OpenRouter, Together
		ContextWindow number  `json:"context_window"`     // Groq
		MaxContext    number  `json:"max_context_length"` // Mistral, LM Studio
		Meta          sizable `json:"meta"`               // llama.cpp
	} `json:"data"`
}

// sizable is an object with a context size; anything else is none.
type sizable struct{ n int }

func (s *sizable) UnmarshalJSON(b []byte) error {
	var meta struct {
		Now   number `json:"n_ctx"`
		Train number `json:"n_ctx_train"`
	}
	if json.Unmarshal(b, &meta) == nil {
		s.n = firstOf(int(meta.Now), int(meta.Train))
	}
	return nil
}

func firstOf(sizes ...int) int {
	for _, n := range sizes {
		if n > 0 {
			return n
		}
	}
	return 0
}

// Models lists what the endpoint offers, sorted by name. An endpoint without a list
// gives an *Error of kind NotFound: that is no reason not to draft.
func (c *Client) Models(ctx context.Context) ([]Model, error) { return c.list(ctx, listPatience) }

func (c *Client) list(ctx context.Context, patience time.Duration) ([]Model, error) {
	b, err := c.trip(ctx, patience, maxBody, "", nil, func(ctx context.Context) error {
		_, err := c.builder.ListModels(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	var list modelList
	if err := json.Unmarshal(b, &list); err != nil {
		return nil, c.noList(b)
	}
	models := []Model{}
	for _, m := range list.Data {
		size := firstOf(int(m.MaxModelLen), int(m.ContextLength), int(m.ContextWindow), int(m.MaxContext), m.Meta.n)
		models = append(models, Model{ID: string(m.ID), Context: size, Owner: string(m.Owner)})
	}
	slices.SortFunc(models, func(a, b Model) int { return strings.Compare(a.ID, b.ID) })
	return models, nil
}

// noList says what came instead of a list of models.
func (c *Client) noList(b []byte) *Error {
	f := readFault(0, nil, b[:min(len(b), maxFault)])
	e := protocol(shorten("no list of models but "+c.redactor(Request{}).line(f.message), 300))
	e.Hint = "is endpoint.base_url an OpenAI-compatible API?"
	return e
}

// nameModels says in the hint of an unknown model's error what there is instead.
func (c *Client) nameModels(ctx context.Context, e *Error, asked string) {
	if e.Kind != ModelUnknown {
		return
	}
	list, err := c.list(ctx, lookPatience)
	if err != nil || len(list) == 0 {
		return
	}
	names := make([]string, len(list))
	for i, m := range list {
		names[i] = m.ID
	}
	some := near(asked, names)
	if len(some) == 0 {
		some = names[:min(3, len(names))]
	}
	e.Hint = shorten("the endpoint offers "+strings.Join(some, ", "), 200) + "; `parlance models` lists all"
}

// near are up to three names that share their beginning or their family with want.
func near(want string, names []string) []string {
	var out []string
	want, _, _ = strings.Cut(strings.ToLower(want), ":")
	family := want[:min(len(want), 4)]
	for _, n := range names {
		if len(out) < 3 && family != "" && strings.Contains(strings.ToLower(n), family) {
			out = append(out, n)
		}
	}
	return out
}
