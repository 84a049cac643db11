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
	answer, err := q.app.hidden(ctx, question+": ", q.in)
	return strings.TrimSpace(answer), err
}

// hidden asks for a line that is not shown and leaves the terminal as it was, also when
// ctx ends; from anything else than a terminal it just reads. The terminal is silent before
// the question is there: nothing typed early is shown.
func (a *app) hidden(ctx context.Context, question string, in *bufio.Reader) (string, error) {
	read := func() (string, error) { return in.ReadString('\n') }
	if f, ok := a.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		state, err := term.MakeRaw(int(f.Fd()))
		if err != nil {
			return "", err
		}
		defer fmt.Fprintln(a.err)
		defer term.Restore(int(f.Fd()), state)
		read = func() (string, error) { return rawLine(in) }
	}
	fmt.Fprint(a.err, question)
	return (&asker{a, in}).read(ctx, read)
}

// rawLine reads what is typed at a raw terminal: Backspace and Ctrl-U take back, Ctrl-C and
// Ctrl-D give up.
func rawLine(in *bufio.Reader) (string, error) {
	const interrupt, end, backspace, eraseAll, del = 3, 4, 8, 21, 127
	var line []rune
	for {
		r, _, err := in.ReadRune()
		switch {
		case err != nil:
			return string(line), err
		case r == '\r' || r == '\n':
			return string(line), nil
		case r == interrupt || r == end && len(line) == 0:
			return "", context.Canceled
		case r == eraseAll:
			line = line[:0]
		case (r == backspace || r == del) && len(line) > 0:
			line = line[:len(line)-1]
		case r >= ' ' && r != del:
			line = append(line, r)
		}
	}
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
