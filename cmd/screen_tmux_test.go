package cmd

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

// pane is the program in a real terminal emulator, tmux, which has its own idea of how
// wide a character is.
type pane struct {
	*testing.T
	socket string
	width  int
}

// inTmux starts a shell command in a new terminal; $P in it is the program. The test is
// skipped where there is no tmux.
func inTmux(t *testing.T, width, height int, env map[string]string, command string) *pane {
	t.Helper()
	if testing.Short() {
		t.Skip("the terminal is tested without -short")
	}
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("tmux is not installed; apt-get install tmux runs this test")
	}
	program, err := filepath.Abs(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	p := &pane{t, fmt.Sprintf("parlance-%d-%s", os.Getpid(), randomID()), width}
	args := []string{"-u", "-f", os.DevNull, "new-session", "-d", "-x", fmt.Sprint(width), "-y", fmt.Sprint(height)}
	home := t.TempDir()
	for k, v := range map[string]string{"P": program, "PARLANCE_AS_PROGRAM": "1", "PARLANCE_CONFIG_DIR": home, "PARLANCE_CACHE_DIR": home, "HOME": home, "TMPDIR": home,
		"LC_ALL": "C.UTF-8", "TERM": "tmux-256color", "NO_COLOR": "", "COLORTERM": "", "VISUAL": "", "EDITOR": "", "PATH": os.Getenv("PATH")} {
		if _, set := env[k]; !set {
			args = append(args, "-e", k+"="+v)
		}
	}
	for k, v := range env {
		args = append(args, "-e", k+"="+v)
	}
	p.tmux(append(args, "sh", "-c", command+"\ncode=$?; echo; echo END $code; stty -a; exec sleep 600")...)
	t.Cleanup(func() { exec.Command("tmux", "-L", p.socket, "kill-server").Run() })
	return p
}

func (p *pane) tmux(args ...string) string {
	p.Helper()
	c := exec.Command("tmux", append([]string{"-L", p.socket}, args...)...)
	c.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "TMUX=", "PATH="+os.Getenv("PATH")+":/usr/bin:/bin")
	out, err := c.CombinedOutput()
	if err != nil {
		p.Fatalf("tmux %v: %v: %s", args, err, out)
	}
	return string(out)
}

// press types keys by tmux's names.
func (p *pane) press(keys ...string) { p.Helper(); p.tmux(append([]string{"send-keys"}, keys...)...) }

// until waits for a text on the screen and returns what is seen then.
func (p *pane) until(text string) string {
	p.Helper()
	return p.when("a screen with "+text, func(seen string) bool { return strings.Contains(seen, text) })
}

func (p *pane) when(what string, seen func(string) bool) string {
	p.Helper()
	const patience = 30 * time.Second
	for begin := time.Now(); ; time.Sleep(25 * time.Millisecond) { // a terminal tells nobody that it has changed
		screen := p.tmux("capture-pane", "-p")
		if seen(screen) {
			return screen
		}
		if time.Since(begin) > patience {
			p.Fatalf("no %s after %s; on the screen is\n%s", what, patience, screen)
		}
	}
}

// ended waits for the program's end and returns all it left on the terminal, history
// included, without what the shell said after it.
func (p *pane) ended() (text string, code string) {
	p.Helper()
	p.until("\nEND ")
	all := p.tmux("capture-pane", "-p", "-S", "-")
	text, rest, _ := strings.Cut(all, "\nEND ")
	code, _, _ = strings.Cut(rest, "\n")
	return text + "\n", code
}

// clean holds that the terminal is as it was found: the cursor shown, the first screen,
// keys cooked and echoed, nothing of our rows left.
func (p *pane) clean() {
	p.Helper()
	p.until("icanon")
	if got := strings.TrimSpace(p.tmux("display-message", "-p", "#{cursor_flag} #{alternate_on} #{wrap_flag}")); got != "1 0 1" {
		p.Errorf("cursor, alternate screen, wrapping are %q, want \"1 0 1\"", got)
	}
	all := p.tmux("capture-pane", "-p", "-S", "-")
	if strings.Contains(all, "-icanon") || strings.Contains(all, "-echo ") {
		p.Errorf("the terminal is still raw:\n%s", all)
	}
	for _, left := range []string{"characters", "the model has not answered"} {
		if before, _, _ := strings.Cut(all, "\nEND "); strings.Contains(before, left) {
			p.Errorf("%q is left on the terminal:\n%s", left, before)
		}
	}
}

// fits holds that no line was broken by the terminal.
func (p *pane) fits() {
	p.Helper()
	lines := func(s string) int { return strings.Count(strings.TrimRight(s, "\n"), "\n") }
	plain, joined := p.tmux("capture-pane", "-p", "-S", "-"), p.tmux("capture-pane", "-p", "-J", "-S", "-")
	before, _, _ := strings.Cut(plain, "\nEND ")
	beforeJoined, _, _ := strings.Cut(joined, "\nEND ")
	if lines(before) != lines(beforeJoined) {
		p.Errorf("%d lines are wider than %d columns:\n%s", lines(before)-lines(beforeJoined), p.width, before)
	}
}

// straight holds that the columns' rule stands in one cell of the terminal on every line,
// and that text from right to left ends before it. The cells are tmux's, found by its own
// search: the library we measure with cannot agree with itself here.
func (p *pane) straight(text string) {
	p.Helper()
	n := strings.Count(text, "│")
	if n == 0 {
		p.Errorf("no columns in\n%s", text)
		return
	}
	args := []string{"set-option", "-g", "mode-keys", "vi", ";", "copy-mode", ";", "send-keys", "-X", "history-top", ";", "send-keys", "-X", "start-of-line"}
	for range n {
		args = append(args, ";", "send-keys", "-X", "search-forward-text", "│", ";", "display-message", "-p", "#{copy_cursor_x}")
	}
	found := map[string]int{}
	for _, x := range strings.Fields(p.tmux(args...)) {
		found[x]++
	}
	if want := fmt.Sprint((p.width-3)/2 + 1); len(found) != 1 || found[want] != n {
		p.Errorf("the rule stands in columns %v, want %s on %d lines:\n%s", found, want, n, text)
	}
	p.tmux("send-keys", "-X", "cancel")
	for line := range strings.SplitSeq(text, "\n") {
		if left, _, two := strings.Cut(line, " │"); two && rightToLeft(left) && strings.HasSuffix(left, " ") {
			p.Errorf("text from right to left is not at the right edge: %q", line)
		}
	}
}

// golden compares with a capture that somebody has looked at.
func (p *pane) golden(name, got string) {
	p.Helper()
	file := filepath.Join("testdata", "terminal", name+".txt")
	got = strings.TrimRight(got, "\n") + "\n"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			p.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != got {
		p.Errorf("%s: %v\ngot\n%s\nwant\n%s\nlook at it, then go test ./cmd -run Terminal -update", file, err, got, want)
	}
}

// example is a file of the repository's examples, as the command line names it.
func example(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "examples", name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// here is a file of testdata/terminal.
func here(t *testing.T, name string) string {
	return example(t, filepath.Join("..", "cmd", "testdata", "terminal", name))
}

// endpoint is a fake one that answers by a script of testdata/terminal.
func endpoint(t *testing.T, script string) *llmtest.Server {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "terminal", script))
	if err != nil {
		t.Fatal(err)
	}
	return llmtest.Start(t, string(b))
}

var widths = [...]int{60, 100, 160}

func atWidths(t *testing.T, do func(t *testing.T, width int)) {
	for _, w := range widths {
		t.Run(fmt.Sprint(w), func(t *testing.T) { t.Parallel(); do(t, w) })
	}
}

func TestTerminalDraft(t *testing.T) {
	for name, file := range map[string]string{"composed-ja": "late-parcel.ja.txt", "composed-ar": "replies/ar-SA.ticket.txt"} {
		atWidths(t, func(t *testing.T, w int) {
			p := inTmux(t, w, 50, nil, "$P draft -n 1 -q --agent-lang en "+example(t, file))
			text, _ := p.ended()
			p.fits()
			p.clean()
			if w >= sideBySide {
				p.straight(text)
			}
			p.golden(fmt.Sprintf("%s-%d", name, w), text)
		})
	}
}

func TestTerminalModel(t *testing.T) {
	for lang, script := range map[string]string{"en": "ja.model", "zh": "zh.model"} {
		atWidths(t, func(t *testing.T, w int) {
			s := endpoint(t, script)
			p := inTmux(t, w, 50, nil, "$P draft -n 1 --no-gloss --market JP --agent-lang "+lang+" --kb "+here(t, "kb")+" --base-url "+s.URL()+" --model fake-1 "+example(t, "late-parcel.ja.txt"))
			text, _ := p.ended()
			p.fits()
			p.clean()
			if w >= sideBySide {
				p.straight(text)
			}
			p.golden(fmt.Sprintf("model-%s-%d", lang, w), text)
		})
	}
}

func TestTerminalInspect(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		atWidths(t, func(t *testing.T, w int) {
			p := inTmux(t, w, 50, nil, "$P inspect -q --agent-lang "+lang+" "+example(t, "late-parcel.ja.txt"))
			text, code := p.ended()
			p.fits()
			if code != "0" {
				t.Errorf("exit code %s", code)
			}
			p.golden(fmt.Sprintf("inspect-%s-%d", lang, w), text)
		})
	}
}

// TestTerminalStream lets three candidates arrive and looks at what is left.
func TestTerminalStream(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(filepath.Join("testdata", "terminal", "ja.model"))
	if err != nil {
		t.Fatal(err)
	}
	s := llmtest.Start(t, strings.NewReplacer("gap: 10ms", "gap: 90ms", "gap: 20ms", "gap: 90ms").Replace(string(b))) // slow enough to be seen
	p := inTmux(t, 100, 50, nil, "$P draft --agent-lang en --base-url "+s.URL()+" --model fake-1 "+example(t, "late-parcel.ja.txt"))
	p.when("rows of two candidates", func(seen string) bool {
		return strings.Contains(seen, "\nc1  ") && strings.Contains(seen, "\nc2  ") && strings.Contains(seen, " characters  ")
	})
	text, _ := p.ended()
	p.fits()
	p.clean()
	for _, want := range []string{"━━ c1 · ", "━━ c2 · ", "━━ c3 · ", "In your language", "Best first\n  1  c"} {
		if strings.Count(text, want) != 1 {
			t.Errorf("%q stands %d times in\n%s", want, strings.Count(text, want), text)
		}
	}
}

func TestTerminalInterruptedStream(t *testing.T) {
	t.Parallel()
	s, err := llmtest.New("-- slow --\ngap: 100ms\n\n" + strings.Repeat("Hello Ann, this takes a very long time to write, and nobody waits for it.\n\n", 20))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	p := inTmux(t, 80, 24, nil, "trap : INT; $P draft --agent-lang en --base-url "+s.URL()+" --model fake-1 "+example(t, "angry.en-US.txt"))
	p.until(" characters  ")
	p.press("C-c")
	_, code := p.ended()
	p.clean()
	if code != "130" {
		t.Errorf("exit code %s, want 130", code)
	}
}

func TestTerminalResized(t *testing.T) {
	t.Parallel()
	s := endpoint(t, "ja.model")
	p := inTmux(t, 100, 40, nil, "$P draft -q --pick --agent-lang en --base-url "+s.URL()+" --model fake-1 "+example(t, "late-parcel.ja.txt"))
	p.until("q leave")
	p.tmux("resize-window", "-x", "60", "-y", "20")
	p.width = 60
	seen := p.until("Tab · ? help · q")
	p.fits()
	if got := strings.Count(seen, "\n"); got != 20 {
		t.Errorf("%d lines on a screen of 20:\n%s", got, seen)
	}
	p.press("q")
	p.ended()
	p.clean()
}
