package llm

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// readLines reads all lines, the source given in pieces of n bytes.
func readLines(s string, n int) (out []string) {
	l := newLines(&dribble{s, n})
	for {
		line, _, err := l.next()
		if err != nil {
			return out
		}
		out = append(out, string(line))
	}
}

type dribble struct {
	s string
	n int
}

func (d *dribble) Read(p []byte) (int, error) {
	if d.s == "" {
		return 0, io.EOF
	}
	n := copy(p, d.s[:min(d.n, len(d.s))])
	d.s = d.s[n:]
	return n, nil
}

// plainLines is the specification: CR LF, LF or CR end a line.
func plainLines(s string) []string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(s, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

func FuzzLinesAreTheSpecifications(f *testing.F) {
	for _, s := range []string{"a\nb\r\nc\rd", "\r\r\n\n", "a\r", "data: x\r\n\r\n", ""} {
		f.Add(s, 1)
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		if n < 1 || n > 1<<16 || len(s) > 1<<16 {
			t.Skip()
		}
		got, want := readLines(s, n), plainLines(s)
		if strings.Join(got, "\x00") != strings.Join(want, "\x00") || len(got) != len(want) {
			t.Errorf("%q by %d: got %q, want %q", s, n, got, want)
		}
	})
}

func TestLinesLongerThanTheBuffer(t *testing.T) {
	long := strings.Repeat("x", 3<<20)
	l := newLines(strings.NewReader("a\n" + long + "\nb\n"))
	for _, want := range []int{1, len(long), 1} {
		line, terminated, err := l.next()
		if len(line) != want || !terminated || err != nil {
			t.Fatalf("got %d bytes, %v; want %d", len(line), err, want)
		}
	}
	l = newLines(strings.NewReader(strings.Repeat("x", maxLine+1)))
	if _, _, err := l.next(); !errors.Is(err, errLineTooLong) {
		t.Errorf("an endless line: %v", err)
	}
}

func TestAReadersErrorComesAfterItsData(t *testing.T) {
	boom := errors.New("boom")
	l := newLines(io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(boom)))
	if line, ok, err := l.next(); string(line) != "a" || !ok || err != nil {
		t.Errorf("%q %t %v", line, ok, err)
	}
	if line, ok, err := l.next(); string(line) != "b" || ok || err != nil {
		t.Errorf("%q %t %v", line, ok, err)
	}
	if _, _, err := l.next(); !errors.Is(err, boom) {
		t.Errorf("%v", err)
	}
}
