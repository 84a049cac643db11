package cmd

import (
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/say"
)

// sendable is a reply as it leaves the program: nothing that drives a terminal.
func sendable(text string) string { return strings.TrimRight(clean.Reply(text), "\n") }

// edit opens a text in the user's editor on the given terminal and returns what they
// saved. When that fails, what they wrote stays in the file that is returned with the
// error; it is "" when nothing was written.
func (a *app) edit(ctx context.Context, text string, in, out *os.File) (edited, file string, err error) {
	file, err = saveText(text)
	if err != nil {
		return "", "", err
	}
	words := editorFor(a.getenv)
	editor := exec.Command(words[0], append(words[1:], file)...) // an interrupt is the editor's affair
	editor.Stdin, editor.Stdout, editor.Stderr = in, out, out
	failed := editor.Run()
	if failed != nil {
		failed = say.Errorf("editor %s: %w; set VISUAL or EDITOR to the editor you use", words[0], failed)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return "", "", cmp.Or(failed, err)
	}
	d, err := clean.Decode(b, "") // an old Notepad saves in another encoding
	edited = sendable(d.Text)
	if err == nil && ctx.Err() != nil {
		err = stoppedEdit{}
	}
	if err = cmp.Or(failed, err); err != nil && strings.TrimSpace(edited) != strings.TrimSpace(text) {
		return "", file, say.Errorf("%w; what you wrote is in %s", err, file)
	}
	os.Remove(file)
	if err == nil && strings.TrimSpace(edited) == "" {
		err = errEmptied
	}
	return edited, "", err
}

// stoppedEdit is context.Canceled in words for a person.
type stoppedEdit struct{}

func (stoppedEdit) Error() string        { return "interrupted" }
func (stoppedEdit) Is(target error) bool { return target == context.Canceled }

// saveText puts a reply into a new file that only its owner can read.
func saveText(text string) (string, error) {
	f, err := os.CreateTemp("", "parlance-*.txt") // 0600
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(sendable(text) + "\n")
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}

// editOnTerminal is edit on the controlling terminal. The text as it was is saved when
// the editor fails: it may have cost money.
func (a *app) editOnTerminal(ctx context.Context, text string) (string, error) {
	in, out := os.Stdin, os.Stderr
	if c, err := openConsole(); err == nil {
		defer c.close()
		in, out = c.in, c.out
	}
	edited, file, err := a.edit(ctx, text, in, out)
	if err == nil || file != "" {
		return edited, err
	}
	if file, failed := saveText(text); failed == nil {
		err = say.Errorf("%w; the reply as it was is in %s", err, file)
	}
	return "", err
}

// errEmptied is a reply of which the editor left nothing.
var errEmptied = errors.New("the edited reply is empty")

// editorFor is the command line of the user's editor. A path with spaces can be put in
// double quotes.
func editorFor(getenv func(string) string) []string {
	fallback := "vi"
	if runtime.GOOS == "windows" {
		fallback = "notepad"
	}
	var words []string
	for i, part := range strings.Split(cmp.Or(getenv("VISUAL"), getenv("EDITOR")), `"`) {
		if i%2 == 1 {
			words = append(words, part)
		} else {
			words = append(words, strings.Fields(part)...)
		}
	}
	if len(words) == 0 || words[0] == "" {
		return []string{fallback}
	}
	return words
}

// clipboards are the programs that take text for the clipboard, by operating system.
func clipboards() [][]string {
	switch runtime.GOOS {
	case "darwin":
		return [][]string{{"pbcopy"}}
	case "windows":
		return nil // the system's own functions do it
	}
	return [][]string{{"wl-copy"}, {"xclip", "-selection", "clipboard"}, {"xsel", "-ib"}, {"clip.exe"}}
}

// copyText puts text on the clipboard and says by what. Without such a program the
// terminal, when there is one, is asked to do it (OSC 52), and how is "": nobody can know
// whether it did.
func (a *app) copyText(ctx context.Context, text string, terminal *os.File) (how string, err error) {
	if done, err := systemClipboard(text); done {
		return "system", err
	}
	for _, words := range clipboards() {
		path, missing := exec.LookPath(words[0])
		if missing != nil {
			continue
		}
		c := exec.CommandContext(ctx, path, words[1:]...)
		c.Stdin = strings.NewReader(text)
		if words[0] == "clip.exe" { // reads UTF-16
			c.Stdin = strings.NewReader(utf16le(text))
		}
		if err = c.Run(); err == nil {
			return words[0], nil
		}
		err = say.Errorf("%s: %w", words[0], err)
	}
	if terminal != nil {
		_, err := fmt.Fprintf(terminal, "\x1b]52;c;%s\a", base64.StdEncoding.EncodeToString([]byte(text)))
		return "", err
	}
	return "", cmp.Or(err, errors.New("no clipboard program (wl-copy, xclip, xsel, pbcopy) is installed"))
}
