package cmd

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTerminalPick drives the chooser by keys, with a ticket on standard input and a pipe
// as standard output.
func TestTerminalPick(t *testing.T) {
	atWidths(t, func(t *testing.T, w int) {
		s := endpoint(t, "ja.model")
		out := filepath.Join(t.TempDir(), "reply.txt")
		p := inTmux(t, w, 30, nil, "cat "+example(t, "late-parcel.ja.txt")+" | $P draft -q --pick --agent-lang en --base-url "+s.URL()+" --model fake-1 | cat > "+out)
		p.until("▸ 1  ")
		for _, step := range []struct{ key, seen, name string }{
			{"j", "▸ 2  ", "second"},
			{"Tab", map[bool]string{true: "── what the buyer", false: "── the reply beside"}[w >= sideBySide], "tab"},
			{"Tab", map[bool]string{true: "── the reply ─", false: "── what the buyer"}[w >= sideBySide], "tab-tab"},
			{"?", "choose a reply", "help"},
			{"Escape", "▸ 2  ", ""},
			{"r", "hand it to a colleague", "decisions"},
			{"Escape", "Enter print", ""},
		} {
			p.press(step.key)
			seen := p.until(step.seen)
			if step.name != "" {
				p.golden(fmt.Sprintf("pick-%s-%d", step.name, w), seen)
			}
			if strings.Contains(seen, "── the reply beside") {
				p.straight(seen)
			}
		}
		p.fits()
		p.press("3", "1")
		p.when("the first one again", func(seen string) bool { return strings.Contains(seen, "▸ 1  ") })
		p.press("Enter")
		p.ended()
		p.clean()
		got, err := os.ReadFile(out)
		if err != nil || !strings.HasPrefix(string(got), "山本 早紀 様\n") || strings.Contains(string(got), "\x1b") {
			t.Errorf("got %q, %v", got, err)
		}
	})
}

func script(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "editor")
	if err := os.WriteFile(file, []byte("#!/bin/sh\n"+text+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestTerminalPickEdits(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "reply.txt")
	p := inTmux(t, 100, 30, map[string]string{"EDITOR": script(t, `printf '\nWe refund 712.34 EUR.\033[2J\n' >> "$1"`)},
		"$P draft -q --pick --agent-lang en "+example(t, "angry.en-US.txt")+" > "+out)
	p.until("q leave")
	p.press("e")
	seen := p.until("edited, checked again")
	if !strings.Contains(seen, "· edited") || !strings.Contains(seen, "712.34") {
		t.Errorf("what the check of the edited text found is not shown:\n%s", seen)
	}
	p.press("Enter")
	_, code := p.ended()
	p.clean()
	got, err := os.ReadFile(out)
	if err != nil || !strings.HasSuffix(string(got), "We refund 712.34 EUR.\n") {
		t.Errorf("got %q, %v", got, err)
	}
	if code != "3" { // the finding is an error: a person should look
		t.Errorf("exit code %s, want 3", code)
	}
}

func TestTerminalPickKeepsWhatAFailedEditorWrote(t *testing.T) {
	t.Parallel()
	p := inTmux(t, 100, 30, map[string]string{"EDITOR": script(t, `echo "hours of work" >> "$1"; exit 3`)}, "$P draft -q --pick --agent-lang en "+example(t, "angry.en-US.txt"))
	p.until("q leave")
	p.press("e")
	seen := strings.ReplaceAll(p.until("what you wrote is in"), "\n", " ")
	_, file, _ := strings.Cut(seen, "what you wrote is in ")
	file, _, _ = strings.Cut(strings.TrimSpace(file), ".txt")
	b, err := os.ReadFile(strings.ReplaceAll(file, " ", "") + ".txt")
	if err != nil || !strings.Contains(string(b), "hours of work") {
		t.Errorf("%s holds %q, %v", file, b, err)
	}
	p.press("q")
	p.ended()
	p.clean()
}

func TestTerminalPickDraftsAnew(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "reply.txt")
	p := inTmux(t, 120, 40, nil, "$P draft -q --pick --agent-lang en "+example(t, "angry.en-US.txt")+" > "+out)
	p.until("q leave")
	p.press("r", "3")
	p.until("how much?")
	p.press("49.90 USD", "Enter")
	seen := p.until("the new draft comes first")
	if !strings.Contains(seen, "refund 49.90 USD") || !strings.Contains(seen, "  4  ") || !strings.Contains(seen, "49.90") {
		t.Errorf("the new draft is not above the old ones:\n%s", seen)
	}
	p.press("r", "i")
	p.until("what should change?")
	p.press("shorter", "Enter")
	p.until("a model must do this")
	p.press("Enter")
	p.ended()
	p.clean()
	if got, err := os.ReadFile(out); err != nil || !strings.Contains(string(got), "49.90") {
		t.Errorf("got %q, %v", got, err)
	}
}

// TestTerminalPickEndpointFails: what there is stays when a new draft fails.
func TestTerminalPickEndpointFails(t *testing.T) {
	t.Parallel()
	s := endpoint(t, "once.model")
	out := filepath.Join(t.TempDir(), "reply.txt")
	p := inTmux(t, 100, 30, nil, "$P draft -q --pick -n 1 --agent-lang en --base-url "+s.URL()+" --model fake-1 "+example(t, "angry.en-US.txt")+" > "+out)
	p.until("q leave")
	p.press("r", "i")
	p.until("what should change?")
	p.press("shorter", "Enter")
	seen := p.until("no new draft: ")
	if !strings.Contains(seen, "tracing your parcel") {
		t.Errorf("the text is gone:\n%s", seen)
	}
	p.press("Enter")
	p.ended()
	p.clean()
	if got, err := os.ReadFile(out); err != nil || !strings.Contains(string(got), "tracing your parcel") {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestTerminalPickLeft(t *testing.T) {
	for name, keys := range map[string][]string{"q": {"q"}, "Escape": {"Escape"}, "Ctrl-C": {"C-c"}, "Escape while typing": {"r", "i", "x", "Escape", "Escape"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := filepath.Join(t.TempDir(), "reply.txt")
			p := inTmux(t, 80, 24, nil, "$P draft -q --pick --agent-lang en "+example(t, "angry.en-US.txt")+" > "+out)
			p.until("? help")
			for _, k := range keys {
				p.press(k)
				if k == "i" {
					p.until("what should change?")
				}
				if k == "x" {
					p.until("change? x")
				}
				if len(keys) > 1 && k == "Escape" {
					p.until("▸ 1  ")
				}
			}
			_, code := p.ended()
			p.clean()
			if got, err := os.ReadFile(out); err != nil || len(got) > 0 || code != "130" {
				t.Errorf("got %q on standard output, %v, exit code %s; want nothing and 130", got, err, code)
			}
		})
	}
}

func TestTerminalPickTerminated(t *testing.T) {
	t.Parallel()
	p := inTmux(t, 80, 24, nil, "$P draft -q --pick --agent-lang en "+example(t, "angry.en-US.txt")+" & echo $! > $HOME/pid; fg 2>/dev/null; wait $!")
	p.until("? help")
	p.tmux("run-shell", "kill -TERM $(pgrep -P $(tmux -L "+p.socket+" display-message -p '#{pane_pid}') | head -1)")
	_, code := p.ended()
	p.clean()
	if code != "130" {
		t.Errorf("exit code %s, want 130", code)
	}
}

func TestTerminalPickDumb(t *testing.T) {
	t.Parallel()
	p := inTmux(t, 80, 24, nil, "TERM=dumb $P draft -q --pick -n 2 --agent-lang en "+example(t, "angry.en-US.txt"))
	p.until("which one?")
	p.press("2", "Enter")
	_, code := p.ended()
	if code != "0" {
		t.Errorf("exit code %s, want 0", code)
	}
}

// TestTerminalPickEditsTheAgentsText: who does not read the buyer's language edits their
// own text, and the endpoint carries it over.
func TestTerminalPickEditsTheAgentsText(t *testing.T) {
	t.Parallel()
	s := endpoint(t, "ja.model")
	out := filepath.Join(t.TempDir(), "reply.txt")
	p := inTmux(t, 120, 40, map[string]string{"EDITOR": script(t, `echo "We are looking into it now." > "$1"`)},
		"$P draft -q --pick -n 2 --agent-lang en --base-url "+s.URL()+" --model fake-1 "+example(t, "late-parcel.ja.txt")+" > "+out)
	p.until("q leave")
	p.press("E")
	seen := p.until("the new draft comes first")
	if !strings.Contains(seen, "We are looking into it now.") || !strings.Contains(seen, "· edited") || !strings.Contains(seen, "  3  ") {
		t.Errorf("the edited text is not above the others:\n%s", seen)
	}
	p.press("Enter")
	p.ended()
	p.clean()
	if got, err := os.ReadFile(out); err != nil || !strings.Contains(string(got), "ただいま確認しております") {
		t.Errorf("got %q, %v", got, err)
	}
}
