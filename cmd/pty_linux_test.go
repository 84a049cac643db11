package cmd

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// newcomer is a person at a pseudo terminal: what is typed goes to the program, what the
// screen was sent is kept.
type newcomer struct {
	t          *testing.T
	master     *os.File
	keystrokes int // besides text

	mu     sync.Mutex
	screen bytes.Buffer
	seen   int
	more   chan struct{}
	ended  error
}

// sitDown starts a program at a new pseudo terminal of 100 columns.
func sitDown(t *testing.T, dir string, env []string, name string, args ...string) *newcomer {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("no pseudo terminals here: %v", err)
	}
	fd := int(master.Fd())
	unlock := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil || unlock != nil {
		t.Skipf("no pseudo terminals here: %v %v", err, unlock)
	}
	tty, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo terminals here: %v", err)
	}
	unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 40, Col: 100})
	c := exec.Command(name, args...)
	c.Dir, c.Env = dir, env
	c.Stdin, c.Stdout, c.Stderr = tty, tty, tty
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	tty.Close()
	d := &newcomer{t: t, master: master, more: make(chan struct{}, 1)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		b := make([]byte, 4096)
		for {
			n, err := master.Read(b)
			d.mu.Lock()
			d.screen.Write(b[:n])
			d.ended = err
			d.mu.Unlock()
			select {
			case d.more <- struct{}{}:
			default:
			}
			if err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() {
		c.Process.Kill()
		c.Wait()
		master.Close()
		<-done
	})
	return d
}

// sees waits until the screen shows a text after all that was seen before.
func (d *newcomer) sees(text string) {
	d.t.Helper()
	deadline := time.After(30 * time.Second)
	for {
		d.mu.Lock()
		all, ended := d.screen.String(), d.ended
		d.mu.Unlock()
		if at := strings.Index(all[d.seen:], text); at >= 0 {
			d.seen += at + len(text)
			return
		}
		if ended != nil {
			d.t.Fatalf("the terminal ended before %q; it showed:\n%s", text, all)
		}
		select {
		case <-d.more:
		case <-deadline:
			d.t.Fatalf("no %q after %q", text, all[d.seen:])
		}
	}
}

// types enters text; press presses a key that is no text.
func (d *newcomer) types(text string) { d.master.WriteString(text) }

func (d *newcomer) press(key string) {
	d.keystrokes++
	d.master.WriteString(key)
}

func (d *newcomer) shown() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.screen.String()
}

// echoes tells whether the terminal shows what is typed.
func (d *newcomer) echoes() bool {
	state, err := unix.IoctlGetTermios(int(d.master.Fd()), unix.TCGETS)
	return err == nil && state.Lflag&unix.ECHO != 0
}

const (
	enter     = "\r"
	interrupt = "\x03"
)
