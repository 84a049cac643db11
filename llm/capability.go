package llm

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// plan is how a request to one model is written: what the endpoint is known or was
// learned to accept.
type plan struct {
	model       string
	stream      bool
	tokenField  string // max_tokens, max_completion_tokens, "" for neither
	maxTokens   int
	temperature bool
	seed        bool
	usage       bool // stream_options.include_usage
	systemRole  bool
	hold        bool    // the model closes reasoning it never opened
	can         ability // what all this was decided by
}

// ability is what was learned about one model during this run.
type ability struct {
	noStream, noTemperature, noSeed, noUsage, noSystem, hold bool
	tokenField                                               string
	tokenRefused                                             bool
	tokenLimit                                               int // the largest answer it allows; 0: unknown
	context                                                  int // learned from an overflow
}

// abilities is shared by all requests of a client.
type abilities struct {
	mu    sync.Mutex
	known map[string]ability
}

func (a *abilities) of(model string, start func() ability) ability {
	a.mu.Lock()
	defer a.mu.Unlock()
	found, ok := a.known[model]
	if !ok {
		if a.known == nil {
			a.known = map[string]ability{}
		}
		found = start()
		a.known[model] = found
	}
	return found
}

func (a *abilities) change(model string, change func(*ability)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	found := a.known[model]
	change(&found)
	if a.known == nil {
		a.known = map[string]ability{}
	}
	a.known[model] = found
}

// plan writes down how to ask now.
func (c *Client) plan(req Request) plan {
	model := req.Model
	if model == "" {
		model = c.s.Model
	}
	can := c.abilities.of(model, func() ability { return c.startWith(model) })
	p := plan{model: model, stream: !can.noStream, tokenField: can.tokenField, maxTokens: req.MaxTokens,
		temperature: !can.noTemperature, seed: !can.noSeed && req.Seed != nil, usage: !can.noUsage, systemRole: !can.noSystem, hold: can.hold, can: can}
	if p.maxTokens == 0 {
		p.maxTokens = c.s.MaxTokens
	}
	if can.tokenLimit > 0 {
		p.maxTokens = min(p.maxTokens, can.tokenLimit)
	}
	return p
}

// parameters are what a 400 may name and what is done about it. Order matters: the
// first that was sent and is named is the one that is changed.
var parameters = [...]struct {
	name, words string
	change      func(*ability, string)
}{
	{"max_completion_tokens", "max_completion_tokens", func(a *ability, said string) { a.moveTokenField("max_tokens", said) }},
	{"max_tokens", "max_tokens", func(a *ability, said string) { a.moveTokenField("max_completion_tokens", said) }},
	{"seed", "seed", func(a *ability, _ string) { a.noSeed = true }},
	{"stream_options", "stream_options|include_usage", func(a *ability, _ string) { a.noUsage = true }},
	{"temperature", "temperature", func(a *ability, _ string) { a.noTemperature = true }},
	{"messages", "system role|system message|role 'system'|role: system|roles must alternate|developer instruction", func(a *ability, _ string) { a.noSystem = true }},
	{"stream", "'stream'|\"stream\"|streaming is not|stream is not|not support stream", func(a *ability, _ string) { a.noStream = true }},
}

// moveTokenField learns from a refusal of the token limit: that it is too high, or
// that it has another name.
func (a *ability) moveTokenField(other, said string) {
	if n := upperLimit(said); n > 0 && (a.tokenLimit == 0 || n < a.tokenLimit) {
		a.tokenLimit = n
		return
	}
	if a.tokenRefused { // both names were
		other = ""
	}
	a.tokenField, a.tokenRefused = other, true
}

func upperLimit(said string) int {
	m := regexp.MustCompile(`(?:at most|maximum(?: value)?(?: is| of)?|less than or equal to|<=)\s*(\d{2,7})`).FindStringSubmatch(said)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

// refused finds which of the parameters that were sent an error names.
func refused(e *Error, sent map[string]bool) int {
	said := strings.ToLower(e.Message)
	for i, p := range parameters {
		if sent[p.name] && e.param == p.name && p.name != "messages" {
			return i
		}
	}
	first, at := -1, len(said)
	for i, p := range parameters {
		if !sent[p.name] {
			continue
		}
		for _, word := range strings.Split(p.words, "|") {
			if pos := strings.Index(said, word); pos >= 0 && pos < at {
				first, at = i, pos
			}
		}
	}
	return first
}

// downgrade learns from a refusal. It says what changed, "" when the error names
// nothing that can be left out.
func (c *Client) downgrade(e *Error, failed plan, sent map[string]bool) string {
	if e.Kind != BadRequest && !(e.Status == 500 && strings.Contains(strings.ToLower(e.Message), "not support")) {
		return ""
	}
	i := refused(e, sent)
	if i < 0 {
		return ""
	}
	c.abilities.change(failed.model, func(a *ability) {
		if *a == failed.can { // else another request has learned something since
			parameters[i].change(a, strings.ToLower(e.Message))
		}
	})
	return parameters[i].name
}
