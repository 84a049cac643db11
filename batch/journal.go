package batch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/say"
)

var (
	// ErrJournal is an output file that cannot be used: it is not ours, or cannot be
	// opened.
	ErrJournal = errors.New("cannot use the output file")
	// ErrBusy is an output file that another run is writing.
	ErrBusy = errors.New("another run is writing the output file")
	// ErrWrite is an output that can no longer be written: disk full, file removed.
	ErrWrite = errors.New("cannot write the output")
)

// entry is what a run must know of a ticket that has a line already.
type entry struct {
	fingerprint string
	failed      bool
	person      bool // drafted, and a person must see it first
}

func entryOf(d *draft.Document) entry {
	return entry{d.Fingerprint, d.Error != nil, d.Error == nil && len(Reasons(d)) > 0}
}

// disk is what a journal needs of a file.
type disk interface {
	io.WriterAt
	Truncate(size int64) error
	Sync() error
	Close() error
}

// Journal is the output: one document a line, appended and synced. What a crash cut off
// is removed when it is opened; the last line of an id wins. It is safe for concurrent
// use.
type Journal struct {
	disk   disk
	there  func() error // whether the file still stands under its name
	size   int64        // bytes known to be whole lines
	writes chan pending
	closed context.Context // ends with Close
	close  context.CancelFunc
	ended  chan struct{} // closed when the last write is done

	mu   sync.Mutex
	seen map[string]entry
}

// pending is a line on its way to the disk.
type pending struct {
	line []byte
	done chan error
}

// Open opens or makes a journal and takes its lock. A file that holds anything else is
// refused untouched (ErrJournal), and so is one that another run holds (ErrBusy).
func Open(path string) (*Journal, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, say.Errorf("%w: %w", ErrJournal, err)
	}
	j, err := open(f, path)
	if err != nil {
		f.Close()
		return nil, err
	}
	return j, nil
}

func open(f *os.File, path string) (*Journal, error) {
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, say.Errorf("%w: %s is no regular file", ErrJournal, path)
	}
	if lock(f) != nil {
		return nil, say.Errorf("%w: %s", ErrBusy, path)
	}
	seen := map[string]entry{}
	rest, size, err := readLines(f, path, func(l line) { seen[l.id] = l.entry })
	if err != nil {
		return nil, err
	}
	j := start(f, size, seen)
	j.there = func() error { return stands(path, info) }
	if err := j.settle(path, rest); err != nil {
		j.Close()
		return nil, say.Errorf("%w: %w", ErrJournal, err)
	}
	return j, nil
}

func start(d disk, size int64, seen map[string]entry) *Journal {
	j := &Journal{disk: d, size: size, seen: seen, there: func() error { return nil }, writes: make(chan pending), ended: make(chan struct{})}
	j.closed, j.close = context.WithCancel(context.Background())
	go j.write()
	return j
}

// stands tells whether a path still names the file that was opened.
func stands(path string, opened os.FileInfo) error {
	now, err := os.Stat(path)
	if err == nil && !os.SameFile(now, opened) {
		err = say.Errorf("%s was replaced by another file", path)
	}
	return err
}

// settle cuts off a half line, ends a whole one that an editor left without its end, and
// makes the file's name durable.
func (j *Journal) settle(path string, rest []byte) error {
	if err := j.disk.Truncate(j.size + int64(len(rest))); err != nil {
		return err
	}
	if len(rest) > 0 {
		if err := j.flush([]byte("\n"), int64(len(rest))); err != nil {
			return err
		}
	}
	if err := j.disk.Sync(); err != nil {
		return err
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil {
		dir.Sync() // not every file system can; the line's own sync is what counts
		dir.Close()
	}
	return nil
}

// Append writes one line and returns when it is on disk. A line that cannot be written
// whole is taken back (ErrWrite).
func (j *Journal) Append(d *draft.Document) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(d); err != nil {
		return err
	}
	p := pending{clean.JSON(b.Bytes()), make(chan error, 1)}
	select {
	case j.writes <- p:
	case <-j.closed.Done():
		return say.Errorf("%w: %w", ErrWrite, os.ErrClosed)
	}
	if err := <-p.done; err != nil {
		return say.Errorf("%w: %w", ErrWrite, err)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.seen[d.ID] = entryOf(d)
	return nil
}

// write puts lines on the disk; those that wait share a sync.
func (j *Journal) write() {
	defer close(j.ended)
	for {
		var group []pending
		select {
		case p := <-j.writes:
			group = append(group, p)
		case <-j.closed.Done():
			return
		}
		for more := true; more; {
			select {
			case p := <-j.writes:
				group = append(group, p)
			default:
				more = false
			}
		}
		var lines []byte
		for _, p := range group {
			lines = append(lines, p.line...)
		}
		err := j.flush(lines, 0)
		for _, p := range group {
			p.done <- err
		}
	}
}

// flush writes after the whole lines and so many bytes of an unended one.
func (j *Journal) flush(lines []byte, unended int64) error {
	err := j.there()
	if err == nil {
		_, err = j.disk.WriteAt(lines, j.size+unended)
	}
	if err == nil {
		err = j.disk.Sync()
	}
	if err != nil {
		j.disk.Truncate(j.size + unended) // what stays is cut off by the next run
		return err
	}
	j.size += unended + int64(len(lines))
	return nil
}

// entry is the last line of an id.
func (j *Journal) entry(id string) (entry, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e, ok := j.seen[id]
	return e, ok
}

// Len is how many tickets have a line.
func (j *Journal) Len() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(j.seen)
}

// Persons is how many of them are drafts that a person must see first.
func (j *Journal) Persons() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	n := 0
	for _, e := range j.seen {
		if e.person {
			n++
		}
	}
	return n
}

// Close waits for what is being written and releases the lock.
func (j *Journal) Close() error {
	j.close()
	<-j.ended
	return j.disk.Close()
}
