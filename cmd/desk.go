package cmd

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/say"
)

// pick shows the candidates on the controlling terminal and asks for one.
func (a *app) pick(ctx context.Context, doc *draft.Document, w words) (*draft.Candidate, error) {
	name := "/dev/tty"
	if runtime.GOOS == "windows" {
		name = "CONIN$"
	}
	tty, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return nil, usagef("--pick needs a terminal")
	}
	defer tty.Close()
	ready := 0
	for i := range doc.Candidates {
		if c := &doc.Candidates[i]; c.Error == nil {
			ready++
			fmt.Fprint(a.err, join(newSheet(w, painter{}, a.width).candidate(c, fmt.Sprint(c.Rank))))
		}
	}
	lines := make(chan string)
	go func() { // ends with the process: a terminal cannot be unblocked
		s := bufio.NewScanner(tty)
		for s.Scan() {
			lines <- s.Text()
		}
		close(lines)
	}()
	for {
		fmt.Fprintf(a.err, "which one? [1-%d, Enter for 1] ", ready)
		select {
		case line, open := <-lines:
			if !open {
				return nil, context.Canceled
			}
			n, err := strconv.Atoi(cmp.Or(strings.TrimSpace(line), "1"))
			if err == nil && n >= 1 && n <= ready {
				return &doc.Candidates[n-1], nil
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// edit opens the reply in the user's editor and returns what they saved.
func (a *app) edit(ctx context.Context, text string) (string, error) {
	f, err := os.CreateTemp("", "parlance-*.txt") // 0600
	if err != nil {
		return "", err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return "", err
	}
	fallback := "vi"
	if runtime.GOOS == "windows" {
		fallback = "notepad"
	}
	words := strings.Fields(cmp.Or(a.getenv("VISUAL"), a.getenv("EDITOR"), fallback))
	editor := exec.CommandContext(ctx, words[0], append(words[1:], f.Name())...)
	editor.Stdin, editor.Stdout, editor.Stderr = os.Stdin, os.Stderr, os.Stderr
	if tty, err := os.OpenFile("/dev/tty", os.O_RDWR, 0); err == nil {
		defer tty.Close()
		editor.Stdin, editor.Stdout = tty, tty
	}
	if err := editor.Run(); err != nil {
		return "", say.Errorf("editor %s: %w", words[0], err)
	}
	b, err := os.ReadFile(f.Name())
	return clean.Terminal(string(b)), err
}

// clipboards are the programs that take text for the clipboard, by operating system.
var clipboards = map[string][][]string{
	"darwin":  {{"pbcopy"}},
	"windows": {{"clip"}},
	"linux":   {{"wl-copy"}, {"xclip", "-selection", "clipboard"}, {"xsel", "-ib"}, {"clip.exe"}},
}

// copyText puts text on the clipboard.
func (a *app) copyText(ctx context.Context, text string) error {
	for _, words := range clipboards[runtime.GOOS] {
		path, err := exec.LookPath(words[0])
		if err != nil {
			continue
		}
		c := exec.CommandContext(ctx, path, words[1:]...)
		c.Stdin = strings.NewReader(text)
		return c.Run()
	}
	return errors.New("no clipboard program (wl-copy, xclip, xsel, pbcopy) is installed")
}
