package cmd

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/llm/llmtest"
)

// clinic is a machine that something is wrong with.
type clinic struct {
	t      *testing.T
	a      *app
	env    map[string]string
	model  *llmtest.Server
	config string // lines of config.yaml; $URL and $HOST are the model's
	home   string
}

func newClinic(t *testing.T) *clinic {
	c := &clinic{t: t, env: map[string]string{"LC_ALL": "en_US.UTF-8"}, home: t.TempDir(), config: "endpoint:\n  base_url: $URL\n  model: fake-1\n"}
	c.model = llmtest.Start(t, "-- models --\nfake-1 bge-m3\n")
	c.a = &app{in: strings.NewReader(""), width: 80, now: time.Now, newID: randomID, version: "test", keyring: keyringOf{},
		getenv: func(k string) string { return c.env[k] }}
	c.a.dirs.config, c.a.dirs.cache, c.a.dirs.work = filepath.Join(c.home, "config"), filepath.Join(c.home, "cache"), filepath.Join(c.home, "work")
	for _, dir := range []string{c.a.dirs.config, c.a.dirs.work} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func (c *clinic) write(name, text string, mode os.FileMode) string {
	c.t.Helper()
	path := filepath.Join(c.home, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600), os.Chmod(path, mode)); err != nil {
		c.t.Fatal(err)
	}
	return path
}

// add is one more line of settings.
func (c *clinic) add(lines string) { c.config += lines + "\n" }

// at points the settings at another base URL.
func (c *clinic) at(baseURL string) {
	c.config = strings.ReplaceAll(c.config, "$URL", baseURL)
}

// doctor runs the program and returns its exit code, its document and all it printed.
func (c *clinic) doctor(args ...string) (code int, doc doctorDocument, all string) {
	c.t.Helper()
	text := strings.NewReplacer("$URL", c.model.URL(), "$HOST", strings.TrimSuffix(c.model.URL(), "/v1"), "$HOME", c.home).Replace(c.config)
	if _, err := os.Stat(filepath.Join(c.a.dirs.config, "config.yaml")); err != nil {
		c.write("config/config.yaml", text, 0o600)
	}
	var stdout, stderr bytes.Buffer
	c.a.out, c.a.err, c.a.args = &stdout, &stderr, append([]string{"doctor", "--json"}, args...)
	code = c.a.run(c.t.Context())
	validate(c.t, "doctor", bytes.TrimSpace(stdout.Bytes()))
	if err := json.Unmarshal(stdout.Bytes(), &doc); err != nil {
		c.t.Fatal(err)
	}
	return code, doc, stdout.String() + stderr.String()
}

// closedPort is a port of this machine nobody listens on.
func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

type noKeyring struct{}

func (noKeyring) Get(_, _ string) (string, error) { return "", errors.New("no secret service") }
func (noKeyring) Set(_, _, _ string) error        { return errors.New("no secret service") }
func (noKeyring) Delete(_, _ string) error        { return errors.New("no secret service") }

// TestDoctorNamesCauseAndFix is what doctor is for: one thing is broken, and one row says
// what, and what to do.
func TestDoctorNamesCauseAndFix(t *testing.T) {
	cases := []struct {
		name       string
		breaks     func(c *clinic)
		probe      string
		state      llm.State
		cause, fix string // parts of detail and hint; several are joined by |
		code       int
	}{
		{"the port is wrong, and the server answers on its own", func(c *clinic) {
			c.env["OLLAMA_HOST"] = strings.TrimSuffix(strings.TrimPrefix(c.model.URL(), "http://"), "/v1")
			c.at("http://" + closedPort(c.t) + "/v1")
		}, "chat", llm.Bad, "no connection to 127.0.0.1:", "Ollama answers at http://127.0.0.1:|set endpoint.base_url to that", exitEndpoint},
		{"/v1 is missing", func(c *clinic) {
			c.at(strictV1(c.t))
		}, "chat", llm.Bad, "HTTP 404", "it answers at http://127.0.0.1:|/v1: set endpoint.base_url to that", exitEndpoint},
		{"/v1 is there twice", func(c *clinic) {
			c.at(strictV1(c.t) + "/v1/v1")
		}, "chat", llm.Bad, "HTTP 404", "it answers at http://127.0.0.1:|/v1: set endpoint.base_url", exitEndpoint},
		{"https to a server that speaks http", func(c *clinic) {
			c.at(strings.Replace(c.model.URL(), "http://", "https://", 1))
		}, "chat", llm.Bad, "does not speak TLS", "it answers at http://|set endpoint.base_url", exitEndpoint},
		{"http to a server that speaks https", func(c *clinic) {
			s := secure(c.t)
			c.at(strings.Replace(s.URL, "https://", "http://", 1) + "/v1")
		}, "chat", llm.Bad, "HTTP request to an HTTPS server", "set endpoint.base_url to https://", exitEndpoint},
		{"a certificate of an authority nobody knows", func(c *clinic) {
			s := secure(c.t)
			c.at(s.URL + "/v1")
		}, "chat", llm.Bad, "unknown authority", "endpoint.ca_file", exitEndpoint},
		{"plain http to another machine", func(c *clinic) { c.at("http://llm.shop.example/v1") }, "settings", llm.Bad, "plain http to llm.shop.example", "use https|insecure_http", exitUsage},
		{"no such host", func(c *clinic) { c.at("https://llm.invalid/v1"); c.add("  retries: 0") }, "chat", llm.Bad, "llm.invalid", "check endpoint.base_url", exitEndpoint},
		{"a key that is not accepted", func(c *clinic) {
			c.at("$HOST/401-openai/v1")
			c.add("  key_env: SHOP_KEY")
			c.env["SHOP_KEY"] = "sk-canary-77"
		}, "chat", llm.Bad, "HTTP 401", "environment variable SHOP_KEY was not accepted|parlance key set http://", exitEndpoint},
		{"no key where one is wanted", func(c *clinic) { c.at("$HOST/401-text/v1"); c.add("  key_env: SHOP_KEY") }, "chat", llm.Bad, "HTTP 401", "SHOP_KEY is not set|parlance key set", exitEndpoint},
		{"a model that is not there", func(c *clinic) {
			c.config = strings.Replace(c.config, "fake-1", "qwen3:8b", 1)
			c.model = llmtest.Start(c.t, "-- models --\nqwen3:14b llama3.1:8b\n-- all --\nstatus: 404\n\nmodel 'qwen3:8b' not found, try pulling it first\n")
		}, "models", llm.Odd, "qwen3:8b is not among the 2: llama3.1:8b, qwen3:14b", "correct endpoint.model|qwen3:14b", exitEndpoint},
		{"a model for the second step that is not there", func(c *clinic) { c.add("translate:\n  model: fake-2") }, "models", llm.Odd, "fake-2 is not among", "translate.model|fake-1", exitDone},
		{"a context too small for our prompt", func(c *clinic) {
			c.model = llmtest.Start(c.t, "-- models --\nfake-1\n-- props --\n{\"default_generation_settings\":{\"n_ctx\":2048}}\n")
		}, "context", llm.Odd, "2048 tokens (/props): too small, a short ticket's prompt takes about", "start the model with 4096 or more", exitDone},
		{"a server that refuses to stream", func(c *clinic) {
			c.model = llmtest.Start(c.t, "-- models --\nfake-1\n-- 1 --\ntimes: 1\nstatus: 400\n\n'stream' is not supported by this model\n")
		}, "stream", llm.Odd, "refuses to stream: answers arrive whole", "appear late; switch streaming on", exitDone},
		{"a gateway that collects the stream", func(c *clinic) { c.at("$HOST/s-json-for-stream/v1") }, "stream", llm.Odd, "answers arrive whole although a stream was asked for", "gateway or proxy", exitDone},
		{"a page instead of an API", func(c *clinic) { c.at("$HOST/200-html/v1") }, "chat", llm.Bad, "HTML", "/v1", exitEndpoint},
		{"a model that is still loading", func(c *clinic) { c.at("$HOST/503-loading/v1"); c.add("  retries: 0") }, "chat", llm.Bad, "Loading model", "still loading", exitEndpoint},
		{"an account without credit", func(c *clinic) { c.at("$HOST/402-credits/v1") }, "chat", llm.Bad, "Insufficient credits", "billing page", exitEndpoint},
		{"an embedding model that is not there", func(c *clinic) {
			c.add("kb:\n  embeddings:\n    model: nomic-embed")
			c.model = llmtest.Start(c.t, "-- models --\nfake-1 bge-m3\n-- vectors --\npath: /embeddings\nstatus: 404\n\nmodel \"nomic-embed\" not found, try pulling it first\n")
		}, "embeddings", llm.Odd, "kb.embeddings.model is nomic-embed, and it makes no vectors", "set kb.embeddings.model to bge-m3", exitDone},
		{"another machine's clock", func(c *clinic) { c.a.now = func() time.Time { return time.Now().Add(-3 * time.Hour) } }, "clock", llm.Odd, "3h0m0s behind the server's", "set the clock", exitDone},

		{"a folder of articles that is not there", func(c *clinic) { c.add("kb:\n  folders: [$HOME/help]") }, "knowledge", llm.Bad, "no such folder: ", "make it, or correct kb.folders (|config.yaml:", exitUsage},
		{"a file instead of a folder of articles", func(c *clinic) {
			c.write("returns.md", "# Returns\n\nThirty days.\n", 0o600)
			c.add("kb:\n  folders: [$HOME/returns.md]")
		}, "knowledge", llm.Bad, "is a file, not a folder", "name the folder it is in", exitUsage},
		{"articles nobody may read", func(c *clinic) {
			c.asUser()
			c.write("help/returns.md", "# Returns\n\nThirty days.\n", 0o000)
			c.add("kb:\n  folders: [$HOME/help]")
		}, "knowledge", llm.Odd, "returns.md", "correct these files", exitDone},
		{"a folder of articles nobody may read", func(c *clinic) {
			c.asUser()
			c.write("help/returns.md", "# Returns\n\nThirty days.\n", 0o600)
			os.Chmod(filepath.Join(c.home, "help"), 0o000)
			c.t.Cleanup(func() { os.Chmod(filepath.Join(c.home, "help"), 0o700) })
			c.add("kb:\n  folders: [$HOME/help]")
		}, "knowledge", llm.Bad, "permission denied", "chmod -R u+rX", exitUsage},
		{"articles that are not UTF-8", func(c *clinic) {
			c.write("help/a.md", "# Returns\n\nThirty days.\n", 0o600)
			c.write("help/b.md", "# R\xfccksendung\n", 0o600)
			c.add("kb:\n  folders: [$HOME/help]")
		}, "knowledge", llm.Odd, "b.md: not UTF-8 text", "correct these files", exitDone},
		{"a folder without articles", func(c *clinic) {
			c.write("help/photo.jpg", "x", 0o600)
			c.add("kb:\n  folders: [$HOME/help]")
		}, "knowledge", llm.Odd, "holds no articles", "put Markdown, HTML, text, CSV or JSON files there", exitDone},
		{"a brand nobody has written", func(c *clinic) { c.add("brand: northlight") }, "brand", llm.Bad, `unknown brand "northlight"`, "write |northlight.yaml|config.yaml:4", exitUsage},
		{"a mistake in the brand", func(c *clinic) {
			c.write("config/brands/northlight.yaml", "name: Northlight\ntime_zone: Mars/Base\n", 0o600)
			c.add("brand: northlight")
		}, "brand", llm.Bad, "northlight.yaml:2: time_zone", "correct the file", exitUsage},
		{"a template that cannot be read", func(c *clinic) {
			c.write("templates/draft.md", "{{.Nonsense", 0o600)
			c.add("prompts: $HOME/templates")
		}, "prompts", llm.Bad, "draft.md", "empty prompts (", exitUsage},

		{"settings that others can change", func(c *clinic) {
			c.posix()
			c.write("config/config.yaml", "channel: email\n", 0o666)
		}, "permissions", llm.Bad, "(mode 0666): others can change the settings", "chmod 600 ", exitUsage},
		{"a key that others can read", func(c *clinic) {
			c.posix()
			c.add("  key_file: " + c.write("shop.key", "sk-canary-78\n", 0o644))
		}, "permissions", llm.Bad, "shop.key (mode 0644): others can read the key", "chmod 600 ", exitUsage},
		{"headers that others can read", func(c *clinic) {
			c.posix()
			c.write("config/config.yaml", "endpoint:\n  base_url: "+c.model.URL()+"\n  model: fake-1\n  headers: [\"X-Key: sk-canary-79\"]\n", 0o644)
		}, "permissions", llm.Bad, "headers may hold keys", "chmod 600 ", exitUsage},
		{"a settings folder that cannot be written", func(c *clinic) { c.a.dirs.config = "/proc/none"; c.linux() }, "folders", llm.Odd, "/proc/none cannot be written", "PARLANCE_CONFIG_DIR", exitDone},
		{"a cache folder that is a file", func(c *clinic) { c.a.dirs.cache = c.write("cache", "x", 0o600) }, "folders", llm.Odd, "cannot be written (not a folder): every draft reads all articles anew", "PARLANCE_CACHE_DIR", exitDone},
		{"settings nobody may read", func(c *clinic) {
			c.asUser()
			c.write("config/config.yaml", "channel: email\n", 0o000)
		}, "config", llm.Bad, "the settings cannot be read: ", "chmod u+r ", exitUsage},
		{"settings that are no YAML", func(c *clinic) { c.write("config/config.yaml", "endpoint:\n\tmodel: x\n", 0o600) }, "config", llm.Bad, "config.yaml: line 2", "parlance config --example", exitUsage},
		{"a misspelt setting", func(c *clinic) { c.add("chanel: email") }, "config", llm.Bad, `config.yaml:4: unknown key "chanel", nearest is "channel"`, "correct that line", exitUsage},
		{"a project that sends tickets elsewhere", func(c *clinic) {
			c.write("work/.parlance.yaml", "endpoint:\n  base_url: https://evil.example/v1\n", 0o600)
		}, "config", llm.Bad, ".parlance.yaml:2: a project file may not set endpoint.base_url", "take that line out of the project file", exitUsage},
		{"settings file that is not there", func(c *clinic) { c.env["PARLANCE_CONFIG"] = "/nowhere/mine.yaml" }, "config", llm.Bad, "/nowhere/mine.yaml: no such file", "correct --config or PARLANCE_CONFIG", exitUsage},
		{"a misspelt variable", func(c *clinic) {
			c.a.environ = func() []string { return []string{"PARLANCE_ENDPOINT_MODLE=x"} }
		}, "environment", llm.Odd, "PARLANCE_ENDPOINT_MODLE is no setting", "did you mean PARLANCE_ENDPOINT_MODEL?", exitDone},

		{"a proxy that is dead", func(c *clinic) {
			c.env["HTTPS_PROXY"] = "http://user:sk-canary-80@" + closedPort(c.t)
			c.at("https://llm.shop.example/v1")
			c.add("  retries: 0")
		}, "proxy", llm.Bad, "of HTTPS_PROXY does not answer", "unset HTTPS_PROXY|NO_PROXY=llm.shop.example", exitEndpoint},
		{"a proxy that is none", func(c *clinic) {
			c.env["HTTPS_PROXY"] = "http://[::1"
			c.at("https://llm.invalid/v1")
			c.add("  retries: 0")
		}, "proxy", llm.Bad, "HTTPS_PROXY is no proxy", "correct or unset HTTPS_PROXY", exitUsage},
		{"a proxy beside a server of this machine", func(c *clinic) { c.env["http_proxy"] = "http://" + closedPort(c.t) }, "proxy", llm.Fine, "never used for this machine's own servers", "NO_PROXY=localhost,127.0.0.1", exitDone},
		{"a terminal that is not UTF-8", func(c *clinic) { c.linux(); c.env["LC_ALL"] = "de_DE.ISO-8859-1" }, "terminal", llm.Odd, "LC_ALL is de_DE.ISO-8859-1, which is not UTF-8", "export LC_ALL=C.UTF-8", exitDone},
		{"no locale at all", func(c *clinic) { c.linux(); c.env["LC_ALL"] = "" }, "terminal", llm.Odd, "no locale is set", "export LANG=C.UTF-8", exitDone},
		{"a narrow terminal", func(c *clinic) { c.a.terminal.out, c.a.width = true, 40 }, "terminal", llm.Odd, "40 columns", "at least 60", exitDone},
		{"no keyring", func(c *clinic) { c.a.keyring = noKeyring{} }, "keyring", llm.Learn, "no secret service", "endpoint.key_env|mode 0600", exitDone},
		{"personal data that leaves as it is", func(c *clinic) {
			c.at("https://llm.invalid/v1")
			c.add("  retries: 0\nprivacy:\n  mask: never")
		}, "privacy", llm.Odd, "privacy.mask is never", "set privacy.mask to remote", exitEndpoint},
		{"a second endpoint that is down", func(c *clinic) { c.add("fallbacks:\n  - {base_url: http://" + closedPort(c.t) + "/v1, model: m}") }, "fallback 1", llm.Odd, "no connection to", "server runs", exitDone},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			patient := newClinic(t)
			c.breaks(patient)
			code, doc, all := patient.doctor()
			var row *llm.Finding
			for i, r := range doc.Rows {
				if r.Probe == c.probe && (row == nil || row.State != c.state) {
					row = &doc.Rows[i]
				}
				if (r.State == llm.Bad || r.State == llm.Odd) && r.Hint == "" {
					t.Errorf("%s does not say what to do: %s", r.Probe, r.Detail)
				}
			}
			if row == nil || row.State != c.state {
				t.Fatalf("no row %s with state %s in %s", c.probe, c.state, all)
			}
			for part := range strings.SplitSeq(c.cause, "|") {
				if !strings.Contains(row.Detail, part) {
					t.Errorf("cause: got %q, want %q", row.Detail, part)
				}
			}
			for part := range strings.SplitSeq(c.fix, "|") {
				if !strings.Contains(row.Hint, part) {
					t.Errorf("fix: got %q, want %q", row.Hint, part)
				}
			}
			if code != c.code {
				t.Errorf("exit %d, want %d: %s", code, c.code, all)
			}
			if (doc.Error == nil) != (code == exitDone) {
				t.Errorf("exit %d with error %+v", code, doc.Error)
			}
			if strings.Contains(all, "canary") {
				t.Errorf("a key is in the output: %s", all)
			}
		})
	}
}

// secure is a server that speaks TLS only, with a certificate of its own.
func secure(t *testing.T) *httptest.Server {
	s := httptest.NewUnstartedServer(http.NotFoundHandler())
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

// strictV1 is a server that has its API under /v1 and nowhere else; its URL is without.
func strictV1(t *testing.T) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/v1/") || strings.HasPrefix(r.URL.Path, "/v1/v1") {
			http.Error(w, "404 page not found", http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Write([]byte(`{"object":"list","data":[{"id":"fake-1"}]}`))
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func (c *clinic) posix() {
	if runtime.GOOS == "windows" {
		c.t.Skip("Windows has no such modes")
	}
}

func (c *clinic) linux() {
	if runtime.GOOS != "linux" {
		c.t.Skip("as it is on Linux")
	}
}

// asUser skips what root may do all the same.
func (c *clinic) asUser() {
	c.posix()
	if os.Geteuid() == 0 {
		c.t.Skip("root may read everything: run as another user")
	}
}

func TestDoctorIsContentWithWhatWorks(t *testing.T) {
	c := newClinic(t)
	c.write("help/returns.md", "# Returns\n\nUnused articles can be returned within 30 days.\n", 0o600)
	c.write("config/brands/northlight.yaml", "name: Northlight Outdoor\n", 0o600)
	c.add("  context: 8192\nkb:\n  folders: [$HOME/help]\n  embeddings: {model: bge-m3}\nbrand: northlight")
	code, doc, all := c.doctor()
	for _, r := range doc.Rows {
		if r.State == llm.Bad || r.State == llm.Odd {
			t.Errorf("%s: %s %s", r.Probe, r.State, r.Detail)
		}
	}
	if code != exitDone || doc.Error != nil {
		t.Errorf("exit %d: %s", code, all)
	}
	if c.model.Saw("NL-118273") {
		t.Error("a ticket was sent")
	}
}
