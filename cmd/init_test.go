package cmd

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"github.com/parlance-cli/parlance/say"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/llm/llmtest"
)

// sitting is a newcomer whose answers are typed ahead: each question takes one line.
type sitting struct {
	t           *testing.T
	a           *app
	env         map[string]string
	ring        keyringOf
	home        string
	out, screen bytes.Buffer
}

func sit(t *testing.T) *sitting {
	s := &sitting{t: t, env: map[string]string{"LANG": "en_GB.UTF-8"}, ring: keyringOf{}, home: t.TempDir()}
	s.a = &app{out: &s.out, err: &s.screen, width: 80, now: time.Now, newID: randomID, version: "test", keyring: s.ring,
		getenv: func(k string) string { return s.env[k] }, example: exampleConfig()}
	s.a.dirs.config, s.a.dirs.work = filepath.Join(s.home, "config"), s.home
	s.a.terminal.in, s.a.terminal.err = true, true
	return s
}

// init answers each question with one of the lines, Enter when there are no more.
func (s *sitting) init(answers []string, args ...string) int {
	s.t.Helper()
	s.a.in = strings.NewReader(strings.Join(answers, "\n") + strings.Repeat("\n", 12))
	s.a.args = append([]string{"init"}, args...)
	return s.a.run(s.t.Context())
}

func (s *sitting) settings() config.Loaded {
	s.t.Helper()
	l, err := s.a.settings()
	if err != nil {
		s.t.Fatalf("the settings that were written: %v", err)
	}
	return l
}

// guarded is an endpoint that answers to one key only.
func guarded(t *testing.T, key string) string {
	inner := llmtest.Start(t, "-- models --\ngpt-9-mini text-embedding-3-small\n")
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+key {
			w.WriteHeader(http.StatusUnauthorized)
			w.Write([]byte(`{"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}}`))
			return
		}
		inner.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL + "/v1"
}

func TestInitAsksForTheKeyAndKeepsIt(t *testing.T) {
	s := sit(t)
	url := guarded(t, "sk-canary-good")
	if code := s.init([]string{url, "sk-canary-bad", "sk-canary-good", ""}); code != exitDone {
		t.Fatalf("exit %d:\n%s", code, s.screen.String())
	}
	if got := s.ring[llm.Origin(url)]; got != "sk-canary-good" {
		t.Errorf("the keyring holds %q", got)
	}
	l := s.settings()
	if l.Endpoint.BaseURL != url || l.Endpoint.Model != "gpt-9-mini" || l.Endpoint.KeyFile != "" || l.AgentLang != "en" {
		t.Errorf("got %+v", l.Config.Endpoint)
	}
	b, _ := os.ReadFile(l.UserFile)
	if shown := s.screen.String() + s.out.String() + string(b); strings.Contains(shown, "canary") {
		t.Errorf("the key is shown or in the settings:\n%s", shown)
	}
	for _, want := range []string{"does not accept that key", "is in your keyring", "ok    chat"} {
		if !strings.Contains(s.screen.String(), want) {
			t.Errorf("no %q on the screen:\n%s", want, s.screen.String())
		}
	}
}

func TestInitWithoutAKeyring(t *testing.T) {
	s := sit(t)
	s.a.keyring = noKeyring{}
	url := guarded(t, "sk-canary-good")
	if code := s.init([]string{url, "sk-canary-good"}); code != exitDone {
		t.Fatalf("exit %d:\n%s", code, s.screen.String())
	}
	file := s.settings().Endpoint.KeyFile
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Fatalf("key file %q: %v %v", file, err, info)
	}
	if b, _ := os.ReadFile(file); string(b) != "sk-canary-good\n" {
		t.Errorf("the key file holds %q", b)
	}

	os.Remove(filepath.Join(s.home, "config", "config.yaml"))
	os.WriteFile(file, []byte("sk-canary-old\n"), 0o600)
	if code := s.init([]string{url, "sk-canary-good"}); code != exitDone || s.settings().Endpoint.Model != "gpt-9-mini" {
		t.Errorf("a key file of an earlier run: exit %d:\n%s", code, s.screen.String())
	}
	if left, _ := filepath.Glob(file + "*"); len(left) != 1 {
		t.Errorf("copies of keys: %v", left)
	}

	s = sit(t)
	s.a.keyring = noKeyring{}
	if code := s.init([]string{url, "sk-canary-good", "", "", "", "", "n"}); code == exitDone {
		t.Error("a key that has no place, and the settings were written")
	}
	if exists(filepath.Join(s.home, "config", "config.yaml")) {
		t.Error("something was written")
	}

	s = sit(t)
	s.a.keyring, s.a.terminal.in = noKeyring{}, false
	s.a.in = strings.NewReader("sk-canary-good\n")
	s.a.args = []string{"init", "--base-url", url, "--key-stdin"}
	if code := s.a.run(t.Context()); code != exitUsage || !strings.Contains(s.screen.String(), "--key-file ") || strings.Contains(s.screen.String(), "canary") {
		t.Errorf("exit %d: %s, want the way to keep it in a file", code, s.screen.String())
	}
}

func TestInitUsesAKeyThatIsThere(t *testing.T) {
	s := sit(t)
	url := guarded(t, "sk-canary-good")
	s.env["SHOP_KEY"] = "sk-canary-good"
	if code := s.init(nil, "--base-url", url, "--key-env", "SHOP_KEY"); code != exitDone {
		t.Fatalf("exit %d:\n%s", code, s.screen.String())
	}
	if l := s.settings(); l.Endpoint.KeyEnv != "SHOP_KEY" || l.Endpoint.Model != "gpt-9-mini" {
		t.Errorf("got %+v", l.Endpoint)
	}

	s = sit(t)
	s.ring[llm.Origin(url)] = "sk-canary-good"
	if code := s.init([]string{url}); code != exitDone || s.settings().Endpoint.Model != "gpt-9-mini" {
		t.Errorf("with a key in the keyring: exit %d:\n%s", code, s.screen.String())
	}
}

func TestInitOffersWhereOpenAISettingsPoint(t *testing.T) {
	s := sit(t)
	url := guarded(t, "sk-canary-good")
	s.env["OPENAI_BASE_URL"], s.env["OPENAI_API_KEY"] = url, "sk-canary-good"
	host := strings.TrimSuffix(strings.TrimPrefix(url, "http://"), "/v1")
	if code := s.init([]string{host}); code != exitDone || s.settings().Endpoint.Model != "gpt-9-mini" || s.settings().Endpoint.BaseURL != url {
		t.Errorf("exit %d:\n%s", code, s.screen.String())
	}
}

func TestASecondRunCarriesOverAndAsksForWhatIsMissing(t *testing.T) {
	s := sit(t)
	if code := s.init([]string{"b"}); code != exitDone { // a whole file, every setting in it
		t.Fatalf("exit %d:\n%s", code, s.screen.String())
	}
	if err := errors.Join(os.Mkdir(filepath.Join(s.home, "kb"), 0o700), os.WriteFile(filepath.Join(s.home, "kb", "a.md"), []byte("# A\n\nText.\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	url := guarded(t, "sk-canary-good")
	if code := s.init([]string{url, "sk-canary-good"}, "--force"); code != exitDone {
		t.Fatalf("exit %d:\n%s", code, s.screen.String())
	}
	l := s.settings()
	if len(l.KB.Folders) != 1 || filepath.Base(l.KB.Folders[0]) != "kb" {
		t.Errorf("the folder that was proposed: %v", l.KB.Folders)
	}
	if l.Endpoint.Model != "gpt-9-mini" || s.ring[llm.Origin(url)] != "sk-canary-good" {
		t.Errorf("model %q, keyring %v", l.Endpoint.Model, s.ring)
	}
	s.screen.Reset()
	if code := s.init(nil, "--force"); code != exitDone || !strings.Contains(s.screen.String(), "nothing but comments") {
		t.Errorf("a third run, Enter to all: exit %d\n%s", code, s.screen.String())
	}
	if again := s.settings(); again.Endpoint.Model != "gpt-9-mini" || len(again.KB.Folders) != 1 || again.KB.Folders[0] != l.KB.Folders[0] {
		t.Errorf("not carried over: %+v %v", again.Endpoint, again.KB)
	}
}

func TestAServiceIsAskedForItsKeyFirst(t *testing.T) {
	s := sit(t)
	s.a.keyring = noKeyring{}
	s.init([]string{"Mistral", "", "mistral-small-latest"}, "--no-check")
	if l := s.settings(); l.Endpoint.Model != "mistral-small-latest" || l.Endpoint.BaseURL != "https://api.mistral.ai/v1" || l.Endpoint.KeyEnv != "" {
		t.Errorf("got %+v", l.Endpoint)
	}
	for _, want := range []string{"Key for https://api.mistral.ai:443 (not shown", "Later: `parlance key set https://api.mistral.ai/v1`", "[mistral-small-latest]"} {
		if !strings.Contains(s.screen.String(), want) {
			t.Errorf("no %q on the screen:\n%s", want, s.screen.String())
		}
	}
}

func TestInitNeverChoosesAServiceForAnybody(t *testing.T) {
	s := sit(t)
	s.env["OPENAI_API_KEY"] = "sk-canary-openai"
	s.a.terminal.in = false
	s.a.in, s.a.args = strings.NewReader(""), []string{"init", "--yes", "--no-check"}
	if code := s.a.run(t.Context()); code != exitDone {
		t.Fatalf("exit %d: %s", code, s.screen.String())
	}
	if base := s.settings().Endpoint.BaseURL; base != "" && !llm.IsLoopback(base) {
		t.Errorf("nobody named %s", base)
	}
}

func TestInitAnotherEndpointGetsNoOldKey(t *testing.T) {
	s := sit(t)
	old := "endpoint:\n  base_url: https://api.old.example/v1\n  model: m\n  key_env: OLD_KEY\n  headers: [\"X-Key: sk-canary-old\"]\n  context: 4096\nprivacy:\n  deny: [Ann]\ndraft:\n  candidates: 2\n"
	if err := errors.Join(os.MkdirAll(s.a.dirs.config, 0o700), os.WriteFile(filepath.Join(s.a.dirs.config, "config.yaml"), []byte(old), 0o600)); err != nil {
		t.Fatal(err)
	}
	server := llmtest.Start(t, "")
	if code := s.init([]string{server.URL()}, "--force"); code != exitDone {
		t.Fatalf("exit %d:\n%s", code, s.screen.String())
	}
	l := s.settings()
	if l.Endpoint.KeyEnv != "" || len(l.Endpoint.Headers) > 0 || l.Endpoint.Context != 0 {
		t.Errorf("carried to another endpoint: %+v", l.Endpoint)
	}
	if l.Draft.Candidates != 2 || len(l.Privacy.Deny) != 1 {
		t.Errorf("not carried over: %+v %+v", l.Draft, l.Privacy)
	}
	if server.Saw("canary") || strings.Contains(s.screen.String(), "canary") {
		t.Error("the old key was sent or shown")
	}
	if !strings.Contains(s.screen.String(), "endpoint.base_url: https://api.old.example/v1 → "+server.URL()) {
		t.Errorf("the difference is not told:\n%s", s.screen.String())
	}
}

func TestInitWritesABrandFileThatHolds(t *testing.T) {
	for name, file := range map[string]string{
		"Northlight Outdoor": "northlight-outdoor", "北极光 户外": "北极光-户外", "O'Neill & Söhne: \"Zelte\" #1": "o-neill-söhne-zelte-1", "null": "null", "42": "42", "- Shop": "shop",
	} {
		s := sit(t)
		if code := s.init([]string{"b", name}); code != exitDone {
			t.Fatalf("%s: exit %d:\n%s", name, code, s.screen.String())
		}
		if got := s.settings().Brand; got != file {
			t.Errorf("%s: brand is %q, want %q", name, got, file)
		}
		path := filepath.Join(s.a.dirs.config, "brands", file+".yaml")
		b, err := brand.Load(path)
		if err != nil || b.Name != name {
			t.Errorf("%s: %v, name %q", name, err, b.Name)
		}
		// Each line that can be taken in is right, too.
		text, _ := os.ReadFile(path)
		open := strings.ReplaceAll(string(text), "\n#", "\n")
		_, open, _ = strings.Cut(open, "name: ") // behind the explanation
		if err := os.WriteFile(path, []byte("name: "+open), 0o600); err != nil {
			t.Fatal(err)
		}
		if b, err = brand.Load(path); err != nil || b.Contact == "" || len(b.Limits) == 0 || b.ReplyWithin == 0 {
			t.Errorf("%s: opened: %v %+v", name, err, b)
		}
	}
}

func TestInitTakesABrandThereIs(t *testing.T) {
	s := sit(t)
	if err := errors.Join(os.MkdirAll(filepath.Join(s.home, "brands"), 0o700), os.WriteFile(filepath.Join(s.home, "brands", "northlight.yaml"), []byte("name: Northlight\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if code := s.init([]string{"b"}); code != exitDone || s.settings().Brand != "northlight" {
		t.Errorf("exit %d, brand %q:\n%s", code, s.settings().Brand, s.screen.String())
	}
	if exists(filepath.Join(s.a.dirs.config, "brands")) {
		t.Error("a second brand file was written")
	}
}

func TestInitAsksAgainUntilItUnderstands(t *testing.T) {
	s := sit(t)
	if code := s.init([]string{"99", "nobody", "b", "…", "Shop", "klingonese", "de", "/nowhere", ""}); code != exitDone {
		t.Fatalf("exit %d:\n%s", code, s.screen.String())
	}
	for _, want := range []string{"expected a number", "no name for a shop", "expected a language tag", "no such folder: /nowhere"} {
		if !strings.Contains(s.screen.String(), want) {
			t.Errorf("no %q on the screen:\n%s", want, s.screen.String())
		}
	}
	if l := s.settings(); l.AgentLang != "de" || l.Endpoint.Model != "" {
		t.Errorf("got %q, %q", l.AgentLang, l.Endpoint.Model)
	}
}

func TestAKeyForAPipeIsNotReadFromATerminal(t *testing.T) {
	for _, args := range [][]string{{"--key-stdin"}, {"--key-stdin", "--yes"}} {
		s := sit(t)
		if code := s.init(nil, append(args, "--base-url", "http://127.0.0.1:9/v1", "--model", "m")...); code != exitUsage || !strings.Contains(s.screen.String(), "from a pipe") {
			t.Errorf("%v: exit %d: %s", args, code, s.screen.String())
		}
	}
}

func TestTypingAKey(t *testing.T) {
	for typed, want := range map[string]string{
		"sk-1\r": "sk-1", "sk-x\x7f1\n": "sk-1", "wrong\x15sk-1\r": "sk-1", "\x7f\b\x15sk-1\r": "sk-1", "s\x00k-\x1b1\r": "sk-1", "\r": "", "ü\x7fsk-1\r": "sk-1",
	} {
		if got, err := rawLine(bufio.NewReader(strings.NewReader(typed))); err != nil || got != want {
			t.Errorf("%q: got %q, %v, want %q", typed, got, err, want)
		}
	}
	for _, typed := range []string{"sk-1\x03", "\x04"} {
		if _, err := rawLine(bufio.NewReader(strings.NewReader(typed))); !errors.Is(err, context.Canceled) {
			t.Errorf("%q: %v, want the end", typed, err)
		}
	}
}

func TestTheEndOfInputIsAnInterruption(t *testing.T) {
	s := sit(t)
	s.a.in, s.a.args = strings.NewReader("b\nShop\n"), []string{"init"}
	if code := s.a.run(context.Background()); code != exitInterrupted {
		t.Errorf("exit %d", code)
	}
	if exists(s.a.dirs.config) || !strings.Contains(s.screen.String(), "nothing was written") {
		t.Errorf("something was written, or nobody says:\n%s", s.screen.String())
	}
}

func TestInitFitsTheTerminal(t *testing.T) {
	for _, width := range []int{60, 80, 120} {
		s := sit(t)
		s.a.width = width
		s.init([]string{"nonsense", "b"})
		screen := strings.NewReplacer("]: ", "]: \n", "yet: ", "yet: \n").Replace(s.screen.String()) // where Enter was typed
		for line := range strings.Lines(screen) {
			if line = strings.TrimRight(line, "\n"); columns(line) > width && !strings.Contains(line, s.home) {
				t.Errorf("%d columns at a width of %d: %s", columns(line), width, line)
			}
		}
	}
}

func TestInitForAChineseShop(t *testing.T) {
	s := sit(t)
	s.env["LANG"], s.env["PARLANCE_UI_LANG"] = "C", "zh"
	s.a.ui = func() *say.Speaker { return say.In("zh") }
	kb := filepath.Join(s.home, "kb")
	if err := os.MkdirAll(kb, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(kb, "returns.md"), []byte("# 退货\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code := s.init([]string{"b", "北极光", "", "-"}, "--no-check"); code != exitDone {
		t.Fatalf("exit %d:\n%s", code, s.screen.String())
	}
	screen := s.screen.String()
	deepseek, ali, openai := strings.Index(screen, " 1  DeepSeek"), strings.Index(screen, " 2  阿里云百炼（通义千问）"), strings.Index(screen, "  OpenAI")
	if deepseek < 0 || ali < deepseek || openai < ali {
		t.Errorf("services near the shop do not come first:\n%s", screen)
	}
	for _, want := range []string{"您的工作语言（简体中文） [zh-Hans]", "暂时没有请输入 - [kb]"} {
		if !strings.Contains(screen, want) {
			t.Errorf("the screen lacks %q:\n%s", want, screen)
		}
	}
	if l := s.settings(); l.AgentLang != "zh-Hans" || len(l.KB.Folders) != 0 {
		t.Errorf("got language %q, folders %v", l.AgentLang, l.KB.Folders)
	}
	text, err := os.ReadFile(filepath.Join(s.a.dirs.config, "brands", "北极光.yaml"))
	if err != nil || !strings.Contains(string(text), "Asia/Shanghai") || strings.Contains(string(text), "Calm") {
		t.Errorf("%v: %s", err, text)
	}
}

// TestBothBrandSamplesHaveTheSameKeys: only samples differ.
func TestBothBrandSamplesHaveTheSameKeys(t *testing.T) {
	keys := regexp.MustCompile(`(?m)^#?[a-z_]+:|# [a-zA-Z][^#\n]*$`)
	en, zh := keys.FindAllString(brandExample, -1), keys.FindAllString(brandExampleChinese, -1)
	if !slices.Equal(en, zh) || len(en) < 10 {
		t.Errorf("English has %q, Chinese has %q", en, zh)
	}
}
