package cmd

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

// encode NAME IN OUT writes a file in another character encoding.
func encode(ts *testscript.TestScript, _ bool, args []string) {
	var e encoding.Encoding = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	if args[0] != "utf-16" {
		var err error
		e, err = htmlindex.Get(args[0])
		ts.Check(err)
	}
	out, err := e.NewEncoder().String(ts.ReadFile(args[1]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(out), 0o600))
}

// makeBytes N OUT writes N bytes of text.
func makeBytes(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), bytes.Repeat([]byte("a b c d e\n"), n/10), 0o600))
}

// breakText IN OUT puts a byte into a text that no UTF-8 has.
func breakText(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text+"\nPS: caf\xff\n"), 0o600))
}

func TestAnOpenPipeIsWaitedForAloud(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in, w := io.Pipe()
		var said bytes.Buffer
		a := &app{in: in, err: &said, now: time.Now}
		go func() {
			time.Sleep(patience + time.Second)
			io.WriteString(w, "Where is my parcel?")
			w.Close()
		}()
		b, err := a.readStdin(t.Context(), "ticket")
		if err != nil || string(b) != "Where is my parcel?" || !strings.Contains(said.String(), "waiting for a ticket on standard input") {
			t.Errorf("got %q, %v, said %q", b, err, said.String())
		}
	})
}

func TestGivingUpOnAnOpenPipe(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in, w := io.Pipe()
		defer w.Close()
		ctx, cancel := context.WithCancel(t.Context())
		go func() { time.Sleep(time.Second); cancel() }()
		_, err := (&app{in: in, err: io.Discard}).readStdin(ctx, "ticket")
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want context.Canceled", err)
		}
	})
}

// TestCtrlC interrupts the real program while an endpoint keeps it waiting.
func TestCtrlC(t *testing.T) {
	model, err := llmtest.New("-- slow --\ndelay: 1h\n\nnever\n")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(model.Close)
	program := exec.Command(os.Args[0], "draft", "--base-url", model.URL(), "--model", "m", "-n", "1", "-")
	program.Env = append(os.Environ(), "PARLANCE_AS_PROGRAM=1", "PARLANCE_CONFIG_DIR="+t.TempDir())
	program.Stdin = strings.NewReader("Where is my order NL-118273? It has been two weeks.")
	var out bytes.Buffer
	program.Stdout = &out
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	for len(model.Requests()) == 0 { // the only event another process gives us
		time.Sleep(5 * time.Millisecond)
	}
	if err := program.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	err = program.Wait()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted || out.Len() > 0 {
		t.Errorf("got %v and %q, want exit code 130 and nothing on stdout", err, out.String())
	}
}
