package batch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/parlance-cli/parlance/draft"
)

// ErrJournal is a file that is not a journal of ours, or one that another run holds.
var ErrJournal = errors.New("cannot use the output file")

// entry is what a run must know of a ticket that has a line already.
type entry struct {
	fingerprint string
	failed      bool
}

// Journal is the output: one document a line, appended and synced. What was cut off by
// a crash is removed when it is opened; the last line of an id wins.
type Journal struct {
	file *os.File
	size int64 // bytes known to be whole lines
	seen map[string]entry
}

// Open opens or makes a journal and takes its lock. A file that holds anything else is
// refused untouched.
func Open(path string) (*Journal, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrJournal, err)
	}
	if err := lock(f); err != nil {
		f.Close()
		return nil, fmt.Errorf("%w: %s: another run is writing it", ErrJournal, path)
	}
	j := &Journal{file: f, seen: map[string]entry{}}
	if err := j.load(path); err != nil {
		f.Close()
		return nil, err
	}
	if err := j.settle(path); err != nil {
		f.Close()
		return nil, err
	}
	return j, nil
}

// load reads every whole line.
func (j *Journal) load(path string) error {
	lines := bufio.NewReaderSize(j.file, 1<<16)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return j.half(path, n, line)
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrJournal, err)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			id, e, ok := parse(line)
			if !ok {
				return fmt.Errorf("%w: %s:%d is no line of %s; give another file with -o", ErrJournal, path, n, draft.Schema)
			}
			j.seen[id] = e
		}
		j.size += int64(len(line))
	}
}

// half judges what stands after the last newline: the beginning of one of our lines,
// which a crash cut off, or somebody else's file.
func (j *Journal) half(path string, n int, rest []byte) error {
	start := []byte(`{"schema":"` + draft.Schema)
	if short := min(len(rest), len(start)); !bytes.Equal(rest[:short], start[:short]) {
		return fmt.Errorf("%w: %s:%d is no line of %s; give another file with -o", ErrJournal, path, n, draft.Schema)
	}
	return nil
}

func parse(line []byte) (string, entry, bool) {
	var d struct {
		Schema      string          `json:"schema"`
		ID          string          `json:"id"`
		Fingerprint string          `json:"fingerprint"`
		Error       json.RawMessage `json:"error"`
	}
	if json.Unmarshal(line, &d) != nil || d.Schema != draft.Schema || d.ID == "" {
		return "", entry{}, false
	}
	failed := len(d.Error) > 0 && !bytes.Equal(d.Error, []byte("null"))
	return d.ID, entry{d.Fingerprint, failed}, true
}

// settle cuts off a half line and makes the file's name durable.
func (j *Journal) settle(path string) error {
	err := j.file.Truncate(j.size)
	if err == nil {
		_, err = j.file.Seek(j.size, io.SeekStart)
	}
	if err == nil {
		err = j.file.Sync()
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrJournal, err)
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil {
		dir.Sync() // not every file system can; the line's own sync is what counts
		dir.Close()
	}
	return nil
}

// Append writes one line and returns when it is on disk. A line that cannot be written
// whole is taken back.
func (j *Journal) Append(d *draft.Document) error {
	var line bytes.Buffer
	e := json.NewEncoder(&line)
	e.SetEscapeHTML(false)
	if err := e.Encode(d); err != nil {
		return err
	}
	n, err := j.file.Write(line.Bytes())
	if err == nil {
		err = j.file.Sync()
	}
	if err != nil {
		if n > 0 {
			j.file.Truncate(j.size)
			j.file.Seek(j.size, io.SeekStart)
		}
		return fmt.Errorf("%w: %w", ErrJournal, err)
	}
	j.size += int64(line.Len())
	j.seen[d.ID] = entry{d.Fingerprint, d.Error != nil}
	return nil
}

// Close releases the lock.
func (j *Journal) Close() error { return j.file.Close() }

// Documents yields the last line of every id in the order in which they were written.
func Documents(path string, each func(*draft.Document) error) error {
	last, err := lastLines(path)
	if err != nil {
		return err
	}
	n := 0
	return eachLine(path, func(line []byte) error {
		n++
		id, _, ok := parse(line)
		if !ok || last[id] != n {
			return nil
		}
		var d draft.Document
		if err := json.Unmarshal(line, &d); err != nil {
			return fmt.Errorf("%w: %s:%d: %w", ErrJournal, path, n, err)
		}
		return each(&d)
	})
}

func lastLines(path string) (map[string]int, error) {
	last := map[string]int{}
	n := 0
	err := eachLine(path, func(line []byte) error {
		n++
		if id, _, ok := parse(line); ok {
			last[id] = n
		}
		return nil
	})
	return last, err
}

// eachLine calls each with every whole line of a file.
func eachLine(path string, each func([]byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrJournal, err)
	}
	defer f.Close()
	lines := bufio.NewReaderSize(f, 1<<16)
	for {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrJournal, err)
		}
		if err := each(line); err != nil {
			return err
		}
	}
}
