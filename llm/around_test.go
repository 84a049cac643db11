package llm

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

func chain(t *testing.T, bases ...string) *Chain {
	t.Helper()
	var list []Endpoint
	for _, b := range bases {
		e := Endpoint{BaseURL: b, Model: "m", IdleTimeout: 20 * time.Second, HeaderTimeout: 20 * time.Second}
		if strings.Contains(b, "stall") {
			e.IdleTimeout, e.HeaderTimeout = 500*time.Millisecond, 500*time.Millisecond
		}
		list = append(list, e)
	}
	ch, err := NewChain(list, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range ch.clients {
		c.sleep = func(ctx context.Context, _ time.Duration) error { c.gate.reopen(); return ctx.Err() }
	}
	return ch
}

func TestTheNextEndpointStepsInForAnOutage(t *testing.T) {
	for scenario, want := range map[string]int{
		"accept-close": 1, "header-stall": 1, "502-html": 1, "529": 1, "429-long": 1, "429-quota": 1, // outage or overload
		"401-openai": 0, "400-context-openai": 0, "finish-filter": 0, "finish-length": 0, "redirect-307": 0, // no reason to go elsewhere
	} {
		s := llmtest.Start(t, "")
		second := llmtest.Start(t, "")
		ch := chain(t, s.Scenario(scenario), second.URL())
		for _, silent := range []bool{false, true} {
			req := hello()
			req.Silent = silent
			a, err := Collect(ch.Stream(t.Context(), req))
			if (err == nil) != (want == 1) {
				t.Errorf("%s: %v", scenario, err)
			}
			if want == 1 && (a.Text == "" || len(a.Warnings) != 1 || a.Warnings[0].Kind != SentTo) {
				t.Errorf("%s: %q, %v", scenario, a.Text, a.Warnings)
			}
		}
		if n := len(second.Requests()); n != 2*want {
			t.Errorf("%s: the second endpoint was asked %d times", scenario, n)
		}
	}
}

func TestAShownAnswerIsNotBegunElsewhere(t *testing.T) {
	first, second := llmtest.Start(t, ""), llmtest.Start(t, "")
	a, err := Collect(chain(t, first.Scenario("s-stall"), second.URL()).Stream(t.Context(), hello()))
	if KindOf(err) != Timeout || !strings.HasPrefix(a.Text, "Hello") || len(second.Requests()) > 0 {
		t.Errorf("%q, %v", a.Text, err)
	}
	req := hello()
	req.Silent = true
	a, err = Collect(chain(t, first.Scenario("s-stall"), second.URL()).Stream(t.Context(), req))
	if err != nil || strings.HasPrefix(a.Text, "Hello") {
		t.Errorf("silent: %q, %v", a.Text, err)
	}
}

func TestOneModelsNameStaysWithItsEndpoint(t *testing.T) {
	first, second := llmtest.Start(t, ""), llmtest.Start(t, "")
	req := hello()
	req.Model = "cheap"
	if _, err := Collect(chain(t, first.Scenario("529"), second.URL()).Stream(t.Context(), req)); err != nil {
		t.Fatal(err)
	}
	if a, b := first.Requests()[0].Model, second.Requests()[0].Model; a != "cheap" || b == "cheap" {
		t.Errorf("asked %q, then %q", a, b)
	}
}

func TestContextSizes(t *testing.T) {
	tests := []struct {
		name, script, model string
		config, want        int
		from                string
	}{
		{"set", "", "m", 1234, 1234, "config"},
		{"llama.cpp", "-- props --\n{\"default_generation_settings\":{\"n_ctx\":2048}}\n", "m", 0, 2048, "/props"},
		{"Ollama", "-- ps --\npath: /api/ps\nbody: raw\n\n{\"models\":[{\"name\":\"qwen:latest\",\"context_length\":4096}]}\n", "qwen", 0, 4096, "/api/ps"},
		{"vLLM", "-- m --\npath: /v1/models\nbody: raw\n\n{\"data\":[{\"id\":\"other\"},{\"id\":\"m\",\"max_model_len\":16384}]}\n", "m", 0, 16384, "/v1/models"},
		{"llama.cpp's list", "-- m --\npath: /v1/models\nbody: raw\n\n{\"data\":[{\"id\":\"file.gguf\",\"meta\":{\"n_ctx\":3072,\"n_ctx_train\":32768}}]}\n", "m", 0, 3072, "/v1/models"},
		{"a name that is known", "", "gpt-4o-mini", 0, 128000, "known model"},
		{"nobody says", "", "m", 0, defaultLocal, "default"},
		{"an empty list", "-- m --\npath: /v1/models\nbody: raw\n\n{\"data\":null}\n", "m", 0, defaultLocal, "default"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := llmtest.Start(t, tt.script)
			c, _ := dial(t, s.URL(), func(e *Endpoint) { e.Model, e.Context = tt.model, tt.config })
			for range 2 {
				if n, from := c.ContextSize(t.Context()); n != tt.want || from != tt.from {
					t.Errorf("got %d (%s), want %d (%s)", n, from, tt.want, tt.from)
				}
			}
		})
	}
}

func TestAnOverflowTeachesTheContextSize(t *testing.T) {
	s := llmtest.Start(t, "")
	c, _ := dial(t, s.Scenario("400-context-llama"))
	if _, err := Collect(c.Stream(t.Context(), hello())); KindOf(err) != Context {
		t.Fatal(err)
	}
	if n, from := c.ContextSize(t.Context()); n != 2048 || from != "overflow error" {
		t.Errorf("got %d (%s)", n, from)
	}
}

// Ollama answers 200 and reads only the end of a prompt that is too long.
func TestASilentlyCutPromptIsNoticed(t *testing.T) {
	for usage, cut := range map[string]bool{"515,20": true, "4400,20": false, "none": false, "0,20": false} {
		s := llmtest.Start(t, "-- a --\nusage: "+usage+"\n\nDear customer\n")
		c, _ := dial(t, s.URL())
		req := hello()
		req.Estimate = 4547
		a, err := Collect(c.Stream(t.Context(), req))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(a.Warnings) == 1 && a.Warnings[0].Kind == PromptCut; got != cut {
			t.Errorf("usage %s: warnings %v", usage, a.Warnings)
		}
	}
}

func TestModels(t *testing.T) {
	s := llmtest.Start(t, "-- models --\nqwen2.5:7b\ngemma-2\n")
	c, _ := dial(t, s.URL())
	list, err := c.Models(t.Context())
	if err != nil || len(list) != 2 || list[0].ID != "gemma-2" {
		t.Errorf("%v, %v", list, err)
	}
	for scenario, kind := range map[string]Kind{"404-ollama-text": NotFound, "200-html": Protocol, "401-text": Auth, "redirect-307": Redirect, "header-stall": Timeout, "s-keepalive-for-ever": Timeout, "s-stall": Timeout, "huge-body": Protocol} {
		c, _ := dial(t, s.Scenario(scenario))
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		if kind == Timeout {
			_, err = c.list(ctx, 50*time.Millisecond)
		} else {
			_, err = c.Models(ctx)
		}
		cancel()
		if KindOf(err) != kind {
			t.Errorf("%s: %v, want kind %s", scenario, err, kind)
		}
	}
}

func TestAnUnknownModelIsAnsweredWithThoseThereAre(t *testing.T) {
	s := llmtest.Start(t, "-- models --\nqwen2.5:7b qwen3:8b gemma-2\n-- no --\nstatus: 404\n\nmodel 'qwen2:7b' not found, try pulling it first\n")
	c, _ := dial(t, s.URL(), func(e *Endpoint) { e.Model = "qwen2:7b" })
	_, err := Collect(c.Stream(t.Context(), hello()))
	wantKind(t, err, ModelUnknown, "qwen2.5:7b, qwen3:8b;")
}

func TestDoctorsRowsAreAlwaysTheSame(t *testing.T) {
	want := "settings models chat stream usage seed system context clock embeddings"
	s := llmtest.Start(t, "")
	for scenario, bad := range map[string]string{"": "", "404-ollama-text": "chat", "accept-close": "chat", "401-text": "chat", "s-json-for-stream": "", "finish-length": ""} {
		base := s.URL()
		if scenario != "" {
			base = s.Scenario(scenario)
		}
		c, _ := dial(t, base)
		var probes, failed []string
		for _, f := range c.Doctor(t.Context(), Wants{}) {
			probes = append(probes, f.Probe)
			if f.State == Bad {
				failed = append(failed, f.Probe)
			}
			if f.Detail == "" || strings.Contains(f.Detail, "\n") {
				t.Errorf("%s: %+v", scenario, f)
			}
		}
		if got := strings.Join(probes, " "); got != want {
			t.Errorf("%s: probes %s", scenario, got)
		}
		if got := strings.Join(failed, " "); got != bad {
			t.Errorf("%s: failed %q, want %q", scenario, got, bad)
		}
	}
}
