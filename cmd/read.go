package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/say"
)

// maxInput bounds what is read as one ticket or reply.
const maxInput = 10 << 20

// patience is how long standard input may stay silent before we say what we wait for.
const patience = 2 * time.Second

// readInput reads the file named by args[0], or standard input when there is none or it
// is "-". what names the thing in messages ("ticket"). It returns the file's name for
// messages too.
func (a *app) readInput(ctx context.Context, what string, args []string) ([]byte, string, error) {
	if len(args) > 0 && args[0] != "-" {
		b, err := readFile(args[0], what)
		return b, args[0], err
	}
	if a.terminal.in && len(args) == 0 {
		return nil, "", usagef("no %s: name a file, or pipe one in", say.Word(what))
	}
	b, err := a.readStdin(ctx, what)
	return b, "standard input", err
}

func readFile(name, what string) ([]byte, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, input{say.Errorf("no such file: %s", name)}
	}
	if err != nil {
		return nil, input{err}
	}
	defer f.Close()
	if about, err := f.Stat(); err == nil && about.IsDir() {
		if what == "ticket" {
			return nil, input{say.Errorf("%s is a folder: name one file, or draft them all with `parlance batch`", name)}
		}
		return nil, input{say.Errorf("%s is a folder: name one file", name)}
	}
	return readAll(f, name, what)
}

func readAll(r io.Reader, name, what string) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxInput+1))
	if err != nil {
		return nil, input{say.Errorf("%s: %w", name, err)}
	}
	if len(b) > maxInput {
		return nil, input{say.Errorf("%s: larger than %d MiB; a %s is one conversation", name, maxInput>>20, say.Word(what))}
	}
	return b, nil
}

// readStdin reads until the end, says after a while what it waits for, and gives up
// when ctx ends.
func (a *app) readStdin(ctx context.Context, what string) ([]byte, error) {
	type result struct {
		b   []byte
		err error
	}
	done := make(chan result, 1)
	go func() { // cannot be waited for: a read from an open pipe has no end
		b, err := readAll(a.in, "standard input", what)
		done <- result{b, err}
	}()
	notice := time.NewTimer(patience)
	defer notice.Stop()
	for {
		select {
		case r := <-done:
			return r.b, r.err
		case <-notice.C:
			a.note("waiting for a %s on standard input (Ctrl-D ends it, Ctrl-C gives up)", say.Word(what))
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// readText reads input as text in whatever encoding it is.
func (a *app) readText(ctx context.Context, what string, args []string) (string, error) {
	b, name, err := a.readInput(ctx, what, args)
	if err != nil {
		return "", err
	}
	d, err := clean.Decode(b, "")
	if err != nil {
		return "", input{say.Errorf("%s: %w", name, err)}
	}
	if strings.TrimSpace(d.Text) == "" {
		return "", input{say.Errorf("%s: the %s is empty", name, say.Word(what))}
	}
	return d.Text, nil
}

// note prints a line for the person, not the pipe.
func (a *app) note(format string, args ...any) {
	if !a.global.quiet {
		fmt.Fprintln(a.err, a.broken("parlance: "+clean.Line(a.say(format, args...), 500)))
	}
}

// debug prints a line when -v asks for it.
func (a *app) debug(format string, args ...any) {
	if a.global.verbose {
		fmt.Fprintf(a.err, "parlance: %s\n", clean.Line(a.say(format, args...), 2000))
	}
}
