package llm

import (
	"context"
	_ "embed"
	"encoding/json"
	"strings"
	"sync"
	"time"
)

// Assumed when nobody says. Ollama gives a model 4096 tokens on a machine with little
// memory (https://github.com/ollama/ollama/blob/main/docs/context-length.mdx).
const (
	defaultLocal  = 4096
	defaultRemote = 8192
)

// lookPatience is short: a draft waits for this.
const lookPatience = 2 * time.Second

// contextSize is the context of the endpoint's model, looked for once.
type contextSize struct {
	once sync.Once
	size int
	from string
}

// ContextSize is how many tokens prompt and answer may have together, and where the
// number is from: "config", "overflow error", "/props", "/api/ps", "/v1/models", "known
// model" or "default". An endpoint that is not local is asked only when its model is unknown.
func (c *Client) ContextSize(ctx context.Context) (int, string) {
	if c.s.Context > 0 {
		return c.s.Context, "config"
	}
	if n := c.abilities.of(c.s.Model, func() ability { return c.startWith(c.s.Model) }).context; n > 0 {
		return n, "overflow error"
	}
	c.size.once.Do(func() { c.size.size, c.size.from = c.lookForContext(ctx) })
	return c.size.size, c.size.from
}

func (c *Client) lookForContext(ctx context.Context) (int, string) {
	known := knownContext(c.s.base.Hostname(), c.s.Model)
	if !c.s.local && known > 0 {
		return known, "known model"
	}
	places := []place{{"/v1/models", c.contextFromModels}}
	if c.s.local {
		places = []place{{"/props", c.contextFromProps}, {"/api/ps", c.contextFromOllama}, {"/v1/models", c.contextFromModels}}
	}
	if n, from := firstPlace(ctx, places); n > 0 {
		return n, from
	}
	switch {
	case known > 0:
		return known, "known model"
	case c.s.local:
		return defaultLocal, "default"
	}
	return defaultRemote, "default"
}

// place is somewhere a server may say how large its context is.
type place struct {
	name string
	look func(context.Context) int
}

// firstPlace looks in all places at once, because a draft is waiting, and takes the
// first in their order that knows.
func firstPlace(ctx context.Context, places []place) (int, string) {
	sizes := make([]int, len(places))
	var group sync.WaitGroup
	for i, p := range places {
		group.Go(func() { sizes[i] = p.look(ctx) })
	}
	group.Wait()
	for i, n := range sizes {
		if n > 0 {
			return n, places[i].name
		}
	}
	return 0, ""
}

// contextFromProps asks llama.cpp, which says what one slot has.
func (c *Client) contextFromProps(ctx context.Context) int {
	b, err := c.get(ctx, "/props", lookPatience)
	if err != nil {
		return 0
	}
	var props struct {
		Settings struct {
			Context number `json:"n_ctx"`
		} `json:"default_generation_settings"`
		Context number `json:"n_ctx"`
	}
	if json.Unmarshal(b, &props) != nil {
		return 0
	}
	return firstOf(int(props.Settings.Context), int(props.Context))
}

// contextFromOllama asks what the loaded model was given, which is often far less
// than the model could.
func (c *Client) contextFromOllama(ctx context.Context) int {
	b, err := c.get(ctx, "/api/ps", lookPatience)
	if err != nil {
		return 0
	}
	var loaded struct {
		Models []struct {
			Name    string `json:"name"`
			Context number `json:"context_length"`
		} `json:"models"`
	}
	if json.Unmarshal(b, &loaded) != nil {
		return 0
	}
	for _, m := range loaded.Models {
		if sameModel(m.Name, c.s.Model) {
			return int(m.Context)
		}
	}
	return 0
}

// contextFromModels takes the size of our model, or of the only one there is.
func (c *Client) contextFromModels(ctx context.Context) int {
	models, err := c.list(ctx, lookPatience)
	if err != nil {
		return 0
	}
	for _, m := range models {
		if strings.EqualFold(m.ID, c.s.Model) {
			return m.Context
		}
	}
	if len(models) == 1 {
		return models[0].Context
	}
	return 0
}

//go:embed contexts.yaml
var contextsYAML []byte

// knownModel is one entry of contexts.yaml.
type knownModel struct {
	Models     []string `yaml:"models"`
	Host       string   `yaml:"host"`
	Context    int      `yaml:"context"`
	Source     string   `yaml:"source"`
	Confidence string   `yaml:"confidence"`
}

var knownModels = sync.OnceValue(func() []knownModel {
	var list []knownModel
	mustYAML(contextsYAML, &list)
	return list
})

// knownContext is the size the maker of a model documents; the longest prefix wins.
func knownContext(host, model string) int {
	size, longest := 0, 0
	model = strings.ToLower(model[strings.LastIndexByte(model, '/')+1:])
	for _, k := range knownModels() {
		if k.Host != "" && host != k.Host && !strings.HasSuffix(host, "."+k.Host) {
			continue
		}
		for _, prefix := range k.Models {
			if strings.HasPrefix(model, prefix) && len(prefix) > longest {
				size, longest = k.Context, len(prefix)
			}
		}
	}
	return size
}
