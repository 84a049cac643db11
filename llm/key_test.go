package llm

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

func TestASecretPrintsUnderNoVerbAndNoEncoder(t *testing.T) {
	secret := NewSecret(testKey)
	holder := struct {
		Name   string
		Public Secret
		hidden Secret
		point  *Secret
	}{"n", secret, secret, &secret}
	var out strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%10s", "%T"} {
		fmt.Fprintf(&out, verb, secret)
		fmt.Fprintf(&out, verb, &secret)
		fmt.Fprintf(&out, verb, holder)
		fmt.Fprintf(&out, verb, []Secret{secret})
		fmt.Fprintf(&out, verb, map[string]Secret{"k": secret})
	}
	j, _ := json.Marshal(holder)
	y, _ := yaml.Marshal(map[string]any{"k": secret})
	x, _ := xml.Marshal(struct{ Key Secret }{secret})
	var g bytes.Buffer
	if err := gob.NewEncoder(&g).Encode(secret); err != nil {
		t.Error(err)
	}
	all := out.String() + string(j) + string(y) + string(x) + g.String()
	if strings.Contains(all, testKey) || strings.Contains(all, fmt.Sprintf("%x", testKey)) {
		t.Errorf("the secret shows in %s", all)
	}
	if secret.Reveal() != testKey {
		t.Error("Reveal lost the value")
	}
}

func TestAClientPrintsNoKey(t *testing.T) {
	c, err := New(Endpoint{BaseURL: "http://127.0.0.1:1/v1", KeyEnv: "K", Headers: []string{"X-Api-Key: $K"}}, Options{Getenv: func(string) string { return testKey }})
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if got := fmt.Sprintf(verb, c); strings.Contains(got, testKey) {
			t.Errorf("%s: %s", verb, got)
		}
	}
}

func TestAKeyGoesToItsOriginOnly(t *testing.T) {
	tests := []struct {
		name     string
		endpoint Endpoint
		env      map[string]string
		want     string // the Authorization sent
	}{
		{"the configured key goes to its endpoint", Endpoint{KeyEnv: "MINE"}, map[string]string{"MINE": "k1"}, "Bearer k1"},
		{"a key of another origin stays at home", Endpoint{KeyEnv: "MINE", KeyOrigin: "https://elsewhere.example/v1"}, map[string]string{"MINE": "k1"}, ""},
		{"OPENAI_API_KEY stays away from a local server", Endpoint{}, map[string]string{"OPENAI_API_KEY": "k2"}, ""},
		{"even when it is named", Endpoint{KeyEnv: "OPENAI_API_KEY"}, map[string]string{"OPENAI_API_KEY": "k2"}, ""},
		{"OPENAI_API_KEY goes to OPENAI_BASE_URL", Endpoint{BaseURL: "-"}, map[string]string{"OPENAI_API_KEY": "k2", "OPENAI_BASE_URL": "SELF"}, "Bearer k2"},
		{"but not beside it", Endpoint{}, map[string]string{"OPENAI_API_KEY": "k2", "OPENAI_BASE_URL": "https://api.example"}, ""},
		{"a name without a value sends nothing", Endpoint{KeyEnv: "MINE"}, nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := llmtest.Start(t, "")
			e := tt.endpoint
			if e.BaseURL = s.URL(); tt.endpoint.BaseURL == "-" {
				e.BaseURL = ""
			}
			c, err := New(e, Options{Getenv: func(name string) string { return strings.Replace(tt.env[name], "SELF", s.URL(), 1) }})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := Collect(c.Stream(t.Context(), hello())); err != nil {
				t.Fatal(err)
			}
			if got := s.Requests()[0].Header.Get("Authorization"); got != tt.want {
				t.Errorf("Authorization = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAzureTakesItsOwnHeaderAndPath(t *testing.T) {
	s := llmtest.Start(t, "")
	base := strings.TrimSuffix(s.URL(), "/v1")
	c, err := New(Endpoint{BaseURL: base, Model: "my-deployment", APIType: "azure", KeyEnv: "K"}, Options{Getenv: func(string) string { return "k3" }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Collect(c.Stream(t.Context(), hello())); err != nil {
		t.Fatal(err)
	}
	sent := s.Requests()[0]
	if sent.Path != "/openai/deployments/my-deployment/chat/completions?api-version="+azureVersion {
		t.Errorf("path = %s", sent.Path)
	}
	if sent.Header.Get("api-key") != "k3" || sent.Header.Get("Authorization") != "" {
		t.Errorf("headers = %v", sent.Header)
	}
}

func TestExtraHeadersComeFromSettingsAndEnvironment(t *testing.T) {
	s := llmtest.Start(t, "")
	c, err := New(Endpoint{BaseURL: s.URL(), Headers: []string{"X-Team: support", "X-Token: ${TOKEN}"}}, Options{Getenv: func(name string) string { return map[string]string{"TOKEN": "t-1"}[name] }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Collect(c.Stream(t.Context(), hello())); err != nil {
		t.Fatal(err)
	}
	if h := s.Requests()[0].Header; h.Get("X-Team") != "support" || h.Get("X-Token") != "t-1" {
		t.Errorf("headers = %v", h)
	}
	if _, err := New(Endpoint{BaseURL: s.URL(), Headers: []string{"no header"}}, Options{}); KindOf(err) != Settings {
		t.Errorf("a line without a colon: %v", err)
	}
}

func TestAKeyFileMustBePrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes mean nothing here")
	}
	path := filepath.Join(t.TempDir(), "key")
	for _, tt := range []struct {
		mode os.FileMode
		text string
		fine bool
	}{{0o600, testKey + "\n", true}, {0o400, testKey, true}, {0o644, testKey, false}, {0o640, testKey, false}, {0o600, "", false}, {0o600, "two words", false}} {
		os.Remove(path)
		if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		os.Chmod(path, tt.mode)
		_, err := New(Endpoint{BaseURL: "http://127.0.0.1:1/v1", KeyFile: path}, Options{})
		if (err == nil) != tt.fine {
			t.Errorf("mode %04o, text %q: %v", tt.mode, tt.text, err)
		}
		if err != nil && strings.Contains(err.Error(), testKey) {
			t.Errorf("the error quotes the key: %v", err)
		}
	}
	var e *Error
	if _, err := New(Endpoint{BaseURL: "http://127.0.0.1:1/v1", KeyFile: path + "-none"}, Options{}); !errors.As(err, &e) || e.Kind != Settings {
		t.Errorf("missing file: %v", err)
	}
}

func TestOriginHasOneSpelling(t *testing.T) {
	for raw, want := range map[string]string{
		"https://API.example.com/v1": "https://api.example.com:443", "http://127.0.0.1/v1": "http://127.0.0.1:80", "https://h.example.:443": "https://h.example:443",
		"http://[::1]:8080/v1": "http://[::1]:8080", "nonsense": "", "": "",
	} {
		if got := Origin(raw); got != want {
			t.Errorf("Origin(%q) = %q, want %q", raw, got, want)
		}
	}
}
