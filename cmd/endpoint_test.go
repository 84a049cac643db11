package cmd

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

// program runs a command line in process.
func program(t *testing.T, env map[string]string, config string, args ...string) (code int, out, err string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	a := &app{in: strings.NewReader(""), out: &stdout, err: &stderr, args: args, width: 80, now: time.Now, newID: randomID, version: "test",
		getenv: func(k string) string { return env[k] }, keyring: keyringOf{}}
	a.dirs.config, a.dirs.work = t.TempDir(), t.TempDir()
	if e := os.WriteFile(filepath.Join(a.dirs.config, "config.yaml"), []byte(config), 0o600); e != nil {
		t.Fatal(e)
	}
	code = a.run(t.Context())
	return code, stdout.String(), stderr.String()
}

func ticketFile(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "ticket.txt")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func model(t *testing.T, script string) *llmtest.Server {
	t.Helper()
	s, err := llmtest.New(script)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

const englishTicket = "Hello, where is my order NL-118273? I ordered the tent two weeks ago.\n\nKind regards\nAnn Miller\n"

func TestTheSettingsKeyDoesNotGoToAFlagsHost(t *testing.T) {
	ours, other := model(t, "Hello, your order NL-118273 is being traced."), model(t, "Hello, your order NL-118273 is being traced.")
	env := map[string]string{"SHOP_KEY": "sk-canary-1234567890"}
	config := "endpoint:\n  base_url: " + ours.URL() + "\n  model: m\n  key_env: SHOP_KEY\n"
	file := ticketFile(t, englishTicket)

	program(t, env, config, "draft", "-n", "1", file)
	if got := ours.Requests()[0].Header.Get("Authorization"); got != "Bearer sk-canary-1234567890" {
		t.Errorf("the endpoint of the settings got %q, want its key", got)
	}
	_, out, stderr := program(t, env, config, "draft", "-n", "1", "-v", "--base-url", other.URL(), file)
	for _, r := range other.Requests() {
		if r.Header.Get("Authorization") != "" {
			t.Error("the key of the settings went to the host of a flag")
		}
	}
	if strings.Contains(out+stderr, "canary") {
		t.Error("the key is in the output")
	}
}

func TestAPromptThatDoesNotFitIsPackedOnceMore(t *testing.T) {
	s := model(t, `-- 10 --
times: 1
status: 400
body: raw

{"error":{"code":400,"message":"request (6000 tokens) exceeds the available context size (4096 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":6000,"n_ctx":4096}}
-- 20 --
Hello Ann Miller,

thank you for asking about order NL-118273. We are checking where it is and will write to you.

Kind regards
`)
	code, out, stderr := program(t, nil, "", "draft", "-n", "1", "--json", "--base-url", s.URL(), "--model", "m", ticketFile(t, englishTicket))
	if code != exitDone || !strings.Contains(out, `"context": 4096`) {
		t.Errorf("exit %d, stderr %s, want a draft within 4096 tokens:\n%s", code, stderr, out)
	}
}

func TestNoKeyOnStderrWhateverTheServerEchoes(t *testing.T) {
	s := model(t, "")
	for _, scenario := range []string{"401-echo-key", "err-echo-key", "502-html", "err-ansi"} {
		config := "endpoint:\n  base_url: " + s.Scenario(scenario) + "\n  model: m\n  key_env: SHOP_KEY\n  retries: 0\n"
		for _, flag := range []string{"-v", "-q", "--json"} {
			_, out, stderr := program(t, map[string]string{"SHOP_KEY": "sk-canary-1234567890"}, config, "draft", "-n", "1", flag, ticketFile(t, englishTicket))
			if all := out + stderr; strings.Contains(all, "canary") || strings.ContainsRune(all, 0x1b) {
				t.Errorf("%s %s: key or escape byte in %q", scenario, flag, all)
			}
			if lines := strings.Count(stderr, "\n"); flag != "-v" && lines > 3 {
				t.Errorf("%s %s: %d lines on stderr:\n%s", scenario, flag, lines, stderr)
			}
		}
	}
}

// keyringOf is a keyring in memory: origin → key.
type keyringOf map[string]string

func (k keyringOf) Get(_, user string) (string, error) { return k[user], nil }
func (k keyringOf) Set(_, user, key string) error      { k[user] = key; return nil }
func (k keyringOf) Delete(_, user string) error        { delete(k, user); return nil }

func TestAKeyInTheKeyringGoesToItsOriginOnly(t *testing.T) {
	s, other := model(t, "Hello, your order NL-118273 is being traced."), model(t, "Hello, your order NL-118273 is being traced.")
	ring := keyringOf{}
	run := func(stdin string, args ...string) int {
		a := &app{in: strings.NewReader(stdin), out: &bytes.Buffer{}, err: &bytes.Buffer{}, args: args, width: 80, now: time.Now, newID: randomID, version: "test", getenv: func(string) string { return "" }, keyring: ring}
		return a.run(t.Context())
	}
	if code := run("sk-canary-1\n", "key", "set", s.URL()); code != exitDone {
		t.Fatalf("key set: exit %d", code)
	}
	file := ticketFile(t, englishTicket)
	run("", "draft", "-n", "1", "--base-url", s.URL(), "--model", "m", file)
	run("", "draft", "-n", "1", "--base-url", other.URL(), "--model", "m", file)
	if got := s.Requests()[0].Header.Get("Authorization"); got != "Bearer sk-canary-1" {
		t.Errorf("its own origin got %q", got)
	}
	if got := other.Requests()[0].Header.Get("Authorization"); got != "" {
		t.Errorf("another origin got %q", got)
	}
	if run("two words", "key", "set", s.URL()) != exitUsage || run("x", "key", "set", "nonsense") != exitUsage {
		t.Error("what is no key or no URL was taken")
	}
}

func TestAKeyIsForTheEndpointOfTheSettings(t *testing.T) {
	ring := keyringOf{}
	run := func(baseURL string, args ...string) int {
		env := map[string]string{"PARLANCE_ENDPOINT_BASE_URL": baseURL}
		a := &app{in: strings.NewReader("sk-canary-2\n"), out: &bytes.Buffer{}, err: &bytes.Buffer{}, args: args, width: 80, now: time.Now, newID: randomID, version: "test", getenv: func(k string) string { return env[k] }, keyring: ring}
		return a.run(t.Context())
	}
	const origin = "https://models.example.com"
	if code := run(origin+"/v1", "key", "set"); code != exitDone || ring[origin+":443"] != "sk-canary-2" {
		t.Errorf("key set: exit %d, keyring %v", code, ring)
	}
	if code := run(origin+"/v1", "key", "forget"); code != exitDone || len(ring) != 0 {
		t.Errorf("key forget: exit %d, keyring %v", code, ring)
	}
	if run("", "key", "set") != exitUsage {
		t.Error("a key for no endpoint was taken")
	}
}
