package cmd

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/parlance-cli/parlance/clean"
)

// asker asks a person at the terminal. A question ends with the line, with Ctrl-C or
// with Ctrl-D; the last two are context.Canceled.
type asker struct {
	app *app
	in  *bufio.Reader
}

func newAsker(a *app) *asker { return &asker{a, bufio.NewReader(a.in)} }

// line asks for one line; Enter takes the proposal.
func (q *asker) line(ctx context.Context, question, proposal string) (string, error) {
	if proposal != "" {
		question += " [" + clean.Line(proposal, 120) + "]"
	}
	fmt.Fprint(q.app.err, question+": ")
	answer, err := q.read(ctx, func() (string, error) { return q.in.ReadString('\n') })
	if err != nil {
		fmt.Fprintln(q.app.err)
		return "", err
	}
	if answer = strings.TrimSpace(clean.Terminal(answer)); answer == "" {
		return proposal, nil
	}
	return answer, nil
}

// until asks until the answer is accepted: judge says what is wrong with it, or "".
func (q *asker) until(ctx context.Context, question, proposal string, judge func(string) string) (string, error) {
	for {
		answer, err := q.line(ctx, question, proposal)
		if err != nil {
			return "", err
		}
		wrong := judge(answer)
		if wrong == "" {
			return answer, nil
		}
		fmt.Fprintln(q.app.err, indent(wrap(wrong, q.app.width-4)))
	}
}

// secret asks for a line that is not shown.
func (q *asker) secret(ctx context.Context, question string) (string, error) {
	fmt.Fprint(q.app.err, question+": ")
	answer, err := q.app.hidden(ctx, q.in)
	fmt.Fprintln(q.app.err)
	return strings.TrimSpace(answer), err
}

// hidden reads a line from the terminal without showing it, and leaves the terminal as it
// was, also when ctx ends; from anything else than a terminal it just reads.
func (a *app) hidden(ctx context.Context, in *bufio.Reader) (string, error) {
	read := func() (string, error) { return in.ReadString('\n') }
	if f, ok := a.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		state, err := term.GetState(int(f.Fd()))
		if err != nil {
			return "", err
		}
		defer term.Restore(int(f.Fd()), state)
		read = func() (string, error) {
			b, err := term.ReadPassword(int(f.Fd()))
			return string(b), err
		}
	}
	return (&asker{a, in}).read(ctx, read)
}

// read waits for an answer or for ctx.
func (q *asker) read(ctx context.Context, read func() (string, error)) (string, error) {
	type answer struct {
		text string
		err  error
	}
	done := make(chan answer, 1)
	go func() { // ends with the process: a terminal cannot be unblocked
		text, err := read()
		done <- answer{text, err}
	}()
	select {
	case a := <-done:
		if errors.Is(a.err, io.EOF) && a.text != "" { // a last line without an end
			return a.text, nil
		}
		if errors.Is(a.err, io.EOF) {
			return "", context.Canceled
		}
		return a.text, a.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}
