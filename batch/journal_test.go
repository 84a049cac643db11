package batch

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/parlance-cli/parlance/draft"
)

func document(id string) *draft.Document {
	d := draft.EmptyDocument()
	d.ID, d.Fingerprint = id, "print-of-"+id
	d.Candidates = append(d.Candidates, draft.Candidate{ID: "c1", Engine: "endpoint", Rank: 1})
	return d
}

func failing(id, kind string, retryable bool) *draft.Document {
	d := document(id)
	d.Error = &draft.Failure{Kind: kind, Message: kind + " happened", Retryable: retryable}
	d.Candidates[0].Error = d.Error
	return d
}

func mustOpen(t *testing.T, path string) *Journal {
	t.Helper()
	j, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// written is a journal of the given documents.
func written(t *testing.T, docs ...*draft.Document) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out.jsonl")
	j := mustOpen(t, path)
	for _, d := range docs {
		if err := j.Append(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// listed are the ids of a journal's documents, in their order.
func listed(t *testing.T, path string) string {
	t.Helper()
	var ids []string
	if err := Documents(path, func(d *draft.Document) error { ids = append(ids, d.ID); return nil }); err != nil {
		t.Fatal(err)
	}
	return strings.Join(ids, " ")
}

func TestALineCutAtAnyByteCostsThatTicketOnly(t *testing.T) {
	whole := read(t, written(t, document("A"), document("B-日本")))
	first := bytes.IndexByte(whole, '\n') + 1
	path := filepath.Join(t.TempDir(), "out.jsonl")
	for cut := range len(whole) + 1 {
		write(t, path, whole[:cut])
		j := mustOpen(t, path)
		if err := j.Append(document("C")); err != nil {
			t.Fatal(err)
		}
		j.Close()
		want := "A B-日本 C"
		switch {
		case cut < first-1:
			want = "C"
		case cut < len(whole)-1: // without its end a whole line is still whole
			want = "A C"
		}
		if got := listed(t, path); got != want {
			t.Fatalf("cut at %d: got %q, want %q", cut, got, want)
		}
	}
}

func TestZerosOfALostPowerSupplyAreCutOff(t *testing.T) {
	path := written(t, document("A"))
	for _, tail := range []string{"\x00\x00\x00\x00", `{"schema":"parlance.draft/v1","id":"B` + "\x00\x00", "  ", "\n\n"} {
		b := read(t, path)
		write(t, path, append(b, tail...))
		mustOpen(t, path).Close()
		if got := listed(t, path); got != "A" {
			t.Errorf("%q: got %q", tail, got)
		}
		write(t, path, b)
	}
}

func TestAFileThatIsNotOursIsRefusedUntouched(t *testing.T) {
	ours := string(read(t, written(t, document("A"))))
	for _, foreign := range []string{
		"hello", "hello\n", "{}\n", `{"id":"A","text":"a ticket"}` + "\n", ours + "a note\n" + ours, ours + "a note", `{"schema":"parlance.draft/v2","id":"A"}` + "\n", "\xef\xbb\xbfid,reply\n",
		`{"schema":"parlance.draft/v1"}` + "\n", // no id
	} {
		path := filepath.Join(t.TempDir(), "out.jsonl")
		write(t, path, []byte(foreign))
		_, err := Open(path)
		if !errors.Is(err, ErrJournal) || !strings.Contains(err.Error(), path+":") {
			t.Errorf("%q: got %v, want ErrJournal with the line", foreign, err)
		}
		if got := string(read(t, path)); got != foreign {
			t.Errorf("%q became %q", foreign, got)
		}
	}
}

func TestWhatIsNoFileIsRefused(t *testing.T) {
	dir := t.TempDir()
	for _, path := range []string{dir, filepath.Join(dir, "missing", "out.jsonl"), "/dev/null"} {
		if _, err := Open(path); !errors.Is(err, ErrJournal) {
			t.Errorf("%s: got %v, want ErrJournal", path, err)
		}
	}
}

func TestTheSecondRunOnAFileIsRefused(t *testing.T) {
	path := written(t, document("A"))
	j := mustOpen(t, path)
	if _, err := Open(path); !errors.Is(err, ErrBusy) {
		t.Errorf("got %v, want ErrBusy", err)
	}
	if err := j.Append(document("B")); err != nil {
		t.Error(err)
	}
	j.Close()
	mustOpen(t, path).Close()
	if got := listed(t, path); got != "A B" {
		t.Errorf("got %q", got)
	}
}

func TestTheLastLineOfAnIDWinsInItsFirstPlace(t *testing.T) {
	path := written(t, failing("A", "timeout", true), document("B"), document("A"))
	var errs []bool
	err := Documents(path, func(d *draft.Document) error { errs = append(errs, d.Error != nil); return nil })
	if err != nil || fmt.Sprint(errs) != "[false false]" || listed(t, path) != "A B" {
		t.Errorf("got %v of %s, %v", errs, listed(t, path), err)
	}
	j := mustOpen(t, path)
	defer j.Close()
	if e, ok := j.entry("A"); !ok || e.failed || e.fingerprint != "print-of-A" || j.Len() != 2 {
		t.Errorf("got %+v of %d", e, j.Len())
	}
}

func TestAFileEditedByHandIsRead(t *testing.T) {
	path := written(t, document("A"), document("B"), document("C"))
	lines := strings.SplitAfter(string(read(t, path)), "\n")
	// B taken out, a blank line put in, CRLF, keys in another order with spaces, no end.
	write(t, path, []byte(strings.TrimRight(lines[0], "\n")+"\r\n\r\n"+`{ "id": "D", "error": null, "schema": "parlance.draft/v1" }`+"\n"+strings.TrimRight(lines[2], "\n")))
	j := mustOpen(t, path)
	if err := j.Append(document("E")); err != nil {
		t.Fatal(err)
	}
	j.Close()
	if got := listed(t, path); got != "A D C E" {
		t.Errorf("got %q", got)
	}
}

func TestAFileThatIsRemovedOrReplacedEndsTheRun(t *testing.T) {
	for name, harm := range map[string]func(string) error{
		"removed":  os.Remove,
		"folder":   func(p string) error { return os.RemoveAll(filepath.Dir(p)) },
		"replaced": func(p string) error { return errors.Join(os.Remove(p), os.WriteFile(p, nil, 0o600)) },
	} {
		path := written(t, document("A"))
		j := mustOpen(t, path)
		if err := harm(path); err != nil {
			t.Fatal(err)
		}
		if err := j.Append(document("B")); !errors.Is(err, ErrWrite) {
			t.Errorf("%s: got %v, want ErrWrite", name, err)
		}
		j.Close()
	}
}

// fullDisk takes so many bytes and no more.
type fullDisk struct {
	*os.File
	room int64
}

func (f fullDisk) WriteAt(b []byte, at int64) (int, error) {
	if left := max(0, f.room-at); int64(len(b)) > left {
		n, _ := f.File.WriteAt(b[:left], at)
		return n, errors.New("no space left on device")
	}
	return f.File.WriteAt(b, at)
}

func TestAFullDiskLeavesWholeLines(t *testing.T) {
	line := int64(len(read(t, written(t, document("A")))))
	path := filepath.Join(t.TempDir(), "out.jsonl")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	j := start(fullDisk{f, line + line/2}, 0, map[string]entry{})
	if err := j.Append(document("A")); err != nil {
		t.Fatal(err)
	}
	if err := j.Append(document("B")); !errors.Is(err, ErrWrite) {
		t.Errorf("got %v, want ErrWrite", err)
	}
	if _, known := j.entry("B"); known {
		t.Error("a line that is not on disk counts as written")
	}
	j.Close()
	if got := read(t, path); int64(len(got)) != line {
		t.Errorf("%d bytes are left, want %d", len(got), line)
	}
	mustOpen(t, path).Close()
}

func TestManyWritersShareSyncsAndLoseNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.jsonl")
	j := mustOpen(t, path)
	var group sync.WaitGroup
	for i := range 200 {
		group.Go(func() {
			if err := j.Append(document(fmt.Sprint(i))); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	j.Close()
	if n := len(strings.Fields(listed(t, path))); n != 200 {
		t.Errorf("%d lines", n)
	}
	if err := j.Append(document("late")); !errors.Is(err, ErrWrite) {
		t.Errorf("after Close: got %v, want ErrWrite", err)
	}
}

func TestLinesCannotDriveATerminal(t *testing.T) {
	d := document("A")
	d.Warnings = append(d.Warnings, draft.Warning{Kind: "x", Message: "\x1b[2J\u009b2J\u202e\x7f"})
	b := read(t, written(t, d))
	if bytes.ContainsAny(b, "\x1b\u009b\u202e\x7f") {
		t.Errorf("raw control characters in %q", b)
	}
}

func FuzzOpeningNeverLosesALine(f *testing.F) {
	f.Add([]byte(`{"schema":"parlance.draft/v1","id":"A","error":null}` + "\n"))
	f.Add([]byte("x"))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "out.jsonl")
		write(t, path, b)
		j, err := Open(path)
		if err != nil {
			if got := read(t, path); !bytes.Equal(got, b) {
				t.Errorf("%q was refused and became %q", b, got)
			}
			return
		}
		j.Close()
		after := read(t, path)
		if !bytes.HasPrefix(append(b, '\n'), after) {
			t.Errorf("%q became %q", b, after)
		}
	})
}
