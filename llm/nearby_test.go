package llm

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

func TestKnownServersAndServicesAreWhole(t *testing.T) {
	for _, s := range nearby().Servers {
		if s.Name == "" || s.Port == 0 || s.Start == "" || !strings.HasPrefix(s.Source, "https://") || s.Confidence == "" {
			t.Errorf("%+v: something is missing", s)
		}
	}
	for _, s := range Services() {
		if s.Name == "" || Origin(s.BaseURL) == "" || !strings.HasPrefix(s.BaseURL, "https://") || s.KeyEnv == "" || !strings.HasPrefix(s.Source, "https://") || s.Confidence == "" {
			t.Errorf("%+v: something is missing", s)
		}
		if found, ok := ServiceAt(s.BaseURL + "/"); !ok || found.Name != s.Name {
			t.Errorf("%s is at %s: found %q", s.Name, s.BaseURL, found.Name)
		}
	}
	if len(knownNames().First) == 0 || knownNames().Source == "" {
		t.Error("names.yaml is empty")
	}
}

func TestAServerIsFoundWhereItsOwnVariableSays(t *testing.T) {
	s := llmtest.Start(t, "-- models --\nnomic-embed-text qwen3:8b\n")
	host := strings.TrimSuffix(strings.TrimPrefix(s.URL(), "http://"), "/v1")
	found := Nearby(t.Context(), Options{Getenv: env("OLLAMA_HOST", host)})
	if len(found) == 0 || found[0].Name != "Ollama" || found[0].BaseURL != s.URL() || len(found[0].Models) != 2 {
		t.Errorf("got %+v, want Ollama at %s first", found, s.URL())
	}
	for _, r := range s.Requests() {
		if r.Header.Get("Authorization") != "" {
			t.Error("a key was sent to a server that was only looked for")
		}
	}
}

func env(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestWhatAPortAnswersDecides(t *testing.T) {
	cases := []struct {
		name   string
		status int
		body   string
		want   string // "", "locked" or the server's name
	}{
		{"a server signs its models", 200, `{"data":[{"id":"m","owned_by":"llamacpp"}]}`, "llama.cpp"},
		{"a server that does not sign", 200, `{"data":[{"id":"m"}]}`, "llama.cpp or LocalAI"},
		{"a server without models", 200, `{"object":"list","data":null}`, "llama.cpp or LocalAI"},
		{"a server that wants a key", 401, `{"error":"unauthorized"}`, "locked"},
		{"the AirPlay receiver of macOS", 403, ``, ""},
		{"some other web page", 200, `<html><title>my router</title></html>`, ""},
		{"some other API", 404, `{"detail":"Not Found"}`, ""},
	}
	var servers []LocalServer
	for _, s := range nearby().Servers {
		if s.Port == 8080 {
			servers = append(servers, s)
		}
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.WriteHeader(c.status)
				w.Write([]byte(c.body))
			}))
			defer web.Close()
			got := ""
			if f := (address{web.URL + "/v1", servers}).look(t.Context(), Options{}.filled()); f != nil {
				if got = f.Name; f.Locked {
					got = "locked"
				}
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAddressesAreThisMachineOnlyAndEachOnce(t *testing.T) {
	for value, want := range map[string]string{
		"": "http://127.0.0.1:11434/v1", "0.0.0.0": "http://127.0.0.1:11434/v1", "127.0.0.1:11500": "http://127.0.0.1:11500/v1",
		"http://localhost:11500/": "http://localhost:11500/v1", ":11500": "http://127.0.0.1:11500/v1", "[::1]:11500": "http://[::1]:11500/v1",
		"10.0.0.9:11434": "http://127.0.0.1:11434/v1", "https://ollama.example": "http://127.0.0.1:11434/v1",
	} {
		list := addresses(env("OLLAMA_HOST", value))
		if list[0].baseURL != want {
			t.Errorf("OLLAMA_HOST=%q: looks at %s first, want %s", value, list[0].baseURL, want)
		}
		seen := map[string]bool{}
		for _, a := range list {
			if seen[a.baseURL] {
				t.Errorf("OLLAMA_HOST=%q: %s twice", value, a.baseURL)
			}
			seen[a.baseURL] = true
		}
	}
}

func TestTheModelThatIsOffered(t *testing.T) {
	cases := []struct{ name, have, chat, embedding string }{
		{"not the one for vectors", "nomic-embed-text:latest qwen3:8b", "qwen3:8b", "nomic-embed-text:latest"},
		{"the largest that a desk runs", "llama3.1:70b llama3.1:8b gemma3:27b gemma3:1b", "gemma3:27b", ""},
		{"general before code, vision and thinkers", "qwen2.5-coder:32b llava:13b deepseek-r1:32b qwen3:8b", "qwen3:8b", ""},
		{"a small one before none", "qwen3:0.6b whisper-large-v3", "qwen3:0.6b", ""},
		{"vectors of many languages first", "all-minilm bge-m3 mxbai-embed-large nomic-embed-text", "", "bge-m3"},
		{"an unknown name is a chat model", "my-finetune", "my-finetune", ""},
		{"paths of files and organisations", "bartowski/Qwen3-14B-GGUF/Qwen3-14B-Q4_K_M.gguf Qwen/Qwen3-Embedding-0.6B", "bartowski/Qwen3-14B-GGUF/Qwen3-14B-Q4_K_M.gguf", "Qwen/Qwen3-Embedding-0.6B"},
		{"nothing", "", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var models []Model
			for _, id := range strings.Fields(c.have) {
				models = append(models, Model{ID: id})
			}
			if got := firstID(ChatModels(models)); got != c.chat {
				t.Errorf("chat: got %q, want %q", got, c.chat)
			}
			if got := firstID(EmbeddingModels(models)); got != c.embedding {
				t.Errorf("embedding: got %q, want %q", got, c.embedding)
			}
		})
	}
}

func firstID(models []Model) string {
	if len(models) == 0 {
		return ""
	}
	return models[0].ID
}
