package llm

import (
	"strings"
	"sync"
	"testing"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

// refusing is a server that answers only when the body lacks some words.
func refusing(complaint string, words ...string) string {
	var b strings.Builder
	for i, w := range words {
		b.WriteString("-- refuse" + string(rune('a'+i)) + " --\nwhen-body: " + w + "\nstatus: 400\n\n" + strings.ReplaceAll(complaint, "%", strings.Trim(w, `":`)) + "\n")
	}
	return b.String() + "-- fine --\n\nDear customer\n"
}

func TestARefusedParameterCostsOneRetryOnce(t *testing.T) {
	seed := 3
	req := Request{System: "You are an agent.", User: "Where is it?", Seed: &seed}
	tests := []struct {
		name, script string
		asked        int // for two answers
		lacks        string
	}{
		{"max_tokens is called max_completion_tokens", refusing("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", `"max_tokens"`), 3, `"max_tokens"`},
		{"temperature is fixed", refusing("Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.", `"temperature"`), 3, `"temperature"`},
		{"seed is unknown", refusing(`Invalid JSON payload received. Unknown name \"seed\": Cannot find field.`, `"seed"`), 3, `"seed"`},
		{"stream_options is unknown", refusing("[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options')}]", `"stream_options"`), 3, `"stream_options"`},
		{"there is no system role", refusing("Jinja Exception: System role not supported", `"role":"system"`), 3, `"role":"system"`},
		{"three at once", refusing("unsupported: %", `"max_tokens"`, `"temperature"`, `"seed"`), 5, `"seed"`},
		{"both names of the limit", refusing("unsupported: %", `"max_tokens"`, `"max_completion_tokens"`), 4, "_tokens"},
		{"streaming", refusing("'stream' is not supported", `"stream":true`), 3, `"stream":true`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := llmtest.Start(t, tt.script)
			c, waits := dial(t, s.URL())
			for range 2 {
				a, err := Collect(c.Stream(t.Context(), req))
				if err != nil || a.Text != "Dear customer" {
					t.Fatalf("%q, %v", a.Text, err)
				}
			}
			sent := s.Requests()
			if len(sent) != tt.asked || len(*waits) > 0 {
				t.Errorf("asked %d times (want %d), waited %v", len(sent), tt.asked, *waits)
			}
			last := sent[len(sent)-1]
			if strings.Contains(last.Body, tt.lacks) || !strings.Contains(last.Body, "You are an agent.") {
				t.Errorf("last body %s", last.Body)
			}
		})
	}
}

func TestATokenLimitThatIsTooHighIsLowered(t *testing.T) {
	s := llmtest.Start(t, "-- no --\nwhen-body: 99999\nstatus: 400\n\nmax_tokens is too large: 99999. This model supports at most 4096 completion tokens\n-- fine --\n\nDear customer\n")
	c, _ := dial(t, s.URL(), func(e *Endpoint) { e.MaxTokens = 99999 })
	if _, err := Collect(c.Stream(t.Context(), hello())); err != nil {
		t.Fatal(err)
	}
	if body := s.Requests()[1].Body; !strings.Contains(body, `"max_tokens":4096`) {
		t.Errorf("body = %s", body)
	}
}

func TestWhatIsLearnedIsSharedAndPerModel(t *testing.T) {
	s := llmtest.Start(t, refusing("'seed' is not supported", `"seed"`))
	c, _ := dial(t, s.URL())
	seed := 1
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if _, err := Collect(c.Stream(t.Context(), Request{User: "u", Seed: &seed})); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	before := len(s.Requests())
	if _, err := Collect(c.Stream(t.Context(), Request{User: "u", Seed: &seed})); err != nil {
		t.Fatal(err)
	}
	if got := len(s.Requests()) - before; got != 1 {
		t.Errorf("the known model was asked %d times", got)
	}
	if _, err := Collect(c.Stream(t.Context(), Request{User: "u", Seed: &seed, Model: "another"})); err != nil {
		t.Fatal(err)
	}
	if got := len(s.Requests()) - before; got != 3 {
		t.Errorf("another model must learn anew: %d requests", got)
	}
}

func TestKnownServersNeedNoLesson(t *testing.T) {
	tests := []struct {
		base, model, field string
		temperature, seed  bool
	}{
		{"https://api.openai.com/v1", "gpt-4o-mini", "max_tokens", true, true},
		{"https://api.openai.com/v1", "gpt-5-mini", "max_completion_tokens", false, true},
		{"https://api.openai.com/v1", "o3", "max_completion_tokens", false, true},
		{"http://127.0.0.1:8080/v1", "o3-local-finetune", "max_tokens", true, true},
		{"https://x.openai.azure.com", "gpt-5", "max_completion_tokens", false, true},
		{"https://generativelanguage.googleapis.com/v1beta/openai", "gemini-2.5-flash", "max_tokens", true, false},
		{"https://notapi.openai.com.example/v1", "gpt-5", "max_tokens", true, true},
	}
	seed := 1
	for _, tt := range tests {
		c, err := New(Endpoint{BaseURL: tt.base, Model: tt.model}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		p := c.plan(Request{Seed: &seed})
		if p.tokenField != tt.field || p.temperature != tt.temperature || p.seed != tt.seed {
			t.Errorf("%s %s: %+v", tt.base, tt.model, p)
		}
	}
}

// go-openai refuses such names on its own account; a local model may carry them.
func TestAModelMayBeCalledAnything(t *testing.T) {
	for _, model := range []string{"o3-local", "gpt-5-distill", "o1", "gpt-6-luna", "vendor/o4"} {
		s := llmtest.Start(t, "")
		temperature := 0.7
		c, _ := dial(t, s.URL())
		_, err := Collect(c.Stream(t.Context(), Request{User: "u", Model: model, Temperature: &temperature, MaxTokens: 50}))
		if err != nil {
			t.Errorf("%s: %v", model, err)
			continue
		}
		if body := s.Requests()[0].Body; !strings.Contains(body, `"max_tokens":50`) || !strings.Contains(body, `"temperature":0.7`) {
			t.Errorf("%s: %s", model, body)
		}
	}
}

func TestDataFilesSayWhereTheyHaveItFrom(t *testing.T) {
	for _, k := range knownServers() {
		if k.Source == "" || k.Confidence == "" {
			t.Errorf("servers.yaml: %v lacks source or confidence", k)
		}
	}
	for _, k := range knownModels() {
		if k.Source == "" || k.Confidence == "" || k.Context < 1000 || len(k.Models) == 0 {
			t.Errorf("contexts.yaml: %v", k)
		}
	}
}
