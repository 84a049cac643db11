package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

// house is a fresh home with this program on the path, and the environment of a shell in it.
func house(t *testing.T, extra ...string) (home string, env []string) {
	t.Helper()
	home = t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(home, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(home, "bin", "parlance")); err != nil {
		t.Fatal(err)
	}
	env = append([]string{"HOME=" + home, "PATH=" + home + "/bin:/usr/bin:/bin", "PS1=$ ", "TERM=xterm", "LC_ALL=en_US.UTF-8",
		"PARLANCE_AS_PROGRAM=1", "XDG_CONFIG_HOME=", "DBUS_SESSION_BUS_ADDRESS="}, extra...)
	return home, env
}

// ollama is the fake on Ollama's port, or where OLLAMA_HOST says when that port is taken.
func ollama(t *testing.T, script string) (s *llmtest.Server, host string) {
	t.Helper()
	s, err := llmtest.Listen("127.0.0.1:11434", script)
	if err != nil {
		t.Logf("Ollama's port is taken (%v): OLLAMA_HOST names another", err)
		if s, err = llmtest.New(script); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(s.Close)
	return s, strings.TrimSuffix(strings.TrimPrefix(s.URL(), "http://"), "/v1")
}

// TestANewcomerDraftsAtOnce: one init, one draft, at most six keystrokes besides text,
// from the built program to the first draft of a model.
func TestANewcomerDraftsAtOnce(t *testing.T) {
	s, host := ollama(t, "-- models --\nnomic-embed-text qwen3:8b\n-- all --\nHello Ann,\n\nwe are tracing order NL-118273 for you.\n\nKind regards\n")
	home, env := house(t, "OLLAMA_HOST="+host)
	if err := os.WriteFile(filepath.Join(home, "ticket.txt"), []byte(englishTicket), 0o600); err != nil {
		t.Fatal(err)
	}
	d := sitDown(t, home, env, "/bin/sh", "-i")
	d.sees("$ ")
	d.types("parlance init")
	d.press(enter)
	d.sees("1  qwen3:8b")
	d.sees("[1]: ")
	d.press(enter)
	d.sees("shop's name")
	d.press(enter)
	d.sees("[en]: ")
	d.press(enter)
	d.sees("help articles")
	d.press(enter)
	d.sees("Wrote " + filepath.Join(home, ".config", "parlance", "config.yaml"))
	d.sees("ok    chat")
	d.sees("parlance draft")
	d.sees("$ ")
	d.types("parlance draft ticket.txt")
	d.press(enter)
	d.sees("qwen3:8b")
	d.sees("we are tracing order NL-118273")
	if d.keystrokes > 6 {
		t.Errorf("%d keystrokes besides text, want at most 6", d.keystrokes)
	}
	if !s.Saw("where is my order NL-118273") {
		t.Error("the model never saw the ticket")
	}
	info, err := os.Stat(filepath.Join(home, ".config", "parlance", "config.yaml"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the settings: %v, mode %v, want 0600", err, info.Mode())
	}
}

func TestCtrlCLeavesNothingBehind(t *testing.T) {
	s, host := ollama(t, "-- models --\nqwen3:8b\n-- locked --\nstatus: 401\n\nno key\n")
	cases := []struct {
		name  string
		until func(d *newcomer)
	}{
		{"at the first question", func(d *newcomer) { d.sees("[1]: ") }},
		{"at the last question", func(d *newcomer) {
			d.sees("[1]: ")
			d.press(enter)
			d.sees("shop's name")
			d.types("Northlight")
			d.press(enter)
			d.sees("[en]: ")
			d.press(enter)
			d.sees("help articles")
		}},
		{"while the key is not shown", func(d *newcomer) {
			d.sees("[1]: ")
			d.types(strings.TrimSuffix(s.URL(), "/v1") + "/401-text/v1")
			d.press(enter)
			d.sees("not shown")
			d.types("sk-half")
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			home, env := house(t, "OLLAMA_HOST="+host)
			d := sitDown(t, home, env, "/bin/sh", "-i")
			d.sees("$ ")
			d.types("parlance init; echo code $?")
			d.press(enter)
			c.until(d)
			d.press(interrupt)
			d.sees("interrupted; nothing was written")
			d.sees("code 130")
			if !d.echoes() {
				t.Error("the terminal no longer shows what is typed")
			}
			if strings.Contains(d.shown(), "sk-half") {
				t.Error("the key was shown")
			}
			left, _ := filepath.Glob(filepath.Join(home, ".config", "parlance", "*"))
			if len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func TestCtrlCAtAKeyLeavesTheTerminalAsItWas(t *testing.T) {
	home, env := house(t)
	d := sitDown(t, home, env, "/bin/sh", "-i")
	d.sees("$ ")
	d.types("parlance key set https://api.openai.com/v1; echo code $?")
	d.press(enter)
	d.sees("key for https://api.openai.com:443: ")
	d.types("sk-half")
	d.press(interrupt)
	d.sees("code 130")
	if !d.echoes() {
		t.Error("the terminal no longer shows what is typed")
	}
	if strings.Contains(d.shown(), "sk-half") {
		t.Error("the key was shown")
	}
}
