package cmd

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/parlance-cli/parlance/say"
)

// console is the controlling terminal, used as a whole screen: also when standard input
// is a ticket and standard output a pipe. It is not safe for concurrent use.
type console struct {
	in, out *os.File
	state   *term.State // nil: as it was found
	shown   []string    // the lines on the screen
	bytes   chan []byte // what was typed; closed when the terminal has gone
	reading bool
}

// openConsole opens the terminal and leaves it as it is.
func openConsole() (*console, error) {
	in, err := os.OpenFile(consoleIn, os.O_RDWR, 0)
	if err != nil {
		return nil, usagef("--pick needs a terminal")
	}
	c := &console{in: in, out: in, bytes: make(chan []byte)}
	if consoleOut != consoleIn {
		if c.out, err = os.OpenFile(consoleOut, os.O_RDWR, 0); err != nil {
			in.Close()
			return nil, usagef("--pick needs a terminal")
		}
	}
	return c, nil
}

// needConsole tells that there is a terminal to choose on: before a draft is paid for.
func needConsole() error {
	c, err := openConsole()
	if err == nil {
		c.close()
	}
	return err
}

// terminalOut is standard error or output, whichever is a terminal, or nil.
func (a *app) terminalOut() *os.File {
	for _, x := range []struct {
		is bool
		w  io.Writer
	}{{a.terminal.err, a.err}, {a.terminal.out, a.out}} {
		if f, ok := x.w.(*os.File); ok && x.is {
			return f
		}
	}
	return nil
}

// The alternate screen keeps what stood on the terminal; without automatic wrapping a
// line that is wider than we think moves nothing else; bracketed paste tells what was
// pasted from what was typed.
const (
	screenOn  = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h\x1b[2J"
	screenOff = "\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l"
)

// take makes the terminal a screen, with every key reported as it is pressed.
func (c *console) take() error {
	if !speaksVT(c.out) {
		return say.Errorf("this console knows no escape sequences")
	}
	state, err := term.MakeRaw(int(c.in.Fd()))
	if err != nil {
		return err
	}
	c.state, c.shown = state, nil
	_, err = c.out.WriteString(screenOn)
	return err
}

// give makes the terminal what it was. It may be called twice.
func (c *console) give() {
	if c.state == nil {
		return
	}
	c.out.WriteString(screenOff)
	term.Restore(int(c.in.Fd()), c.state)
	c.state = nil
}

// close gives the terminal back and closes it.
func (c *console) close() {
	c.give()
	if c.out != c.in {
		c.out.Close()
	}
	c.in.Close()
}

// size is columns and lines of the screen now.
func (c *console) size() (width, height int) {
	if w, h, err := term.GetSize(int(c.out.Fd())); err == nil && w > 0 && h > 0 {
		return w, h
	}
	return 80, 24
}

// next asks for what is typed next; it comes on c.bytes. A terminal is read only when
// somebody waits for a key, so that an editor has it for itself.
func (c *console) next() {
	if c.reading {
		return
	}
	c.reading = true
	go func() { // cannot be waited for: a read from a terminal has no end
		b := make([]byte, 4096)
		n, err := c.in.Read(b)
		if err != nil || n == 0 {
			close(c.bytes)
			return
		}
		c.bytes <- b[:n]
	}()
}

// draw shows these lines; only those that changed are written, all at once.
func (c *console) draw(lines []string) error {
	var b strings.Builder
	for i := range max(len(lines), len(c.shown)) {
		want := ""
		if i < len(lines) {
			want = lines[i]
		}
		if i >= len(c.shown) || c.shown[i] != want {
			fmt.Fprintf(&b, "\x1b[%d;1H\x1b[K%s", i+1, want) // erased first: after the last column it would erase that
		}
	}
	c.shown = lines
	if b.Len() == 0 {
		return nil
	}
	_, err := c.out.WriteString(syncBegin + b.String() + syncEnd)
	return err
}

// wipe forgets what is on the screen: it is drawn anew as a whole.
func (c *console) wipe() {
	c.shown = nil
	c.out.WriteString("\x1b[2J")
}
