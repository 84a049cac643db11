package batch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/say"
	"github.com/parlance-cli/parlance/ticket"
)

// line is one line of a journal, unread but for its head.
type line struct {
	id     string
	offset int64
	length int // without its end
	entry
}

// readLines calls each with every line. Blank lines are passed over. It returns the size
// of the lines that have an end, and what stands behind them when that is a whole line
// too. A line that is not ours is ErrJournal with its number.
func readLines(r io.Reader, path string, each func(line)) (rest []byte, size int64, err error) {
	in := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		b, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, 0, say.Errorf("%w: %w", ErrJournal, err)
		}
		ended := err == nil
		l, ours := parse(b)
		l.offset, l.length = size, len(b)
		switch {
		case ours:
			each(l)
		case len(bytes.TrimSpace(b)) == 0:
		case ended || !half(b):
			return nil, 0, say.Errorf("%w: %s:%d is no line of %s; give another file with -o", ErrJournal, path, n, draft.Schema)
		}
		if !ended {
			if ours {
				rest = b
			}
			return rest, size, nil
		}
		size += int64(len(b))
	}
}

// half tells the beginning of one of our lines, which a crash cut off, from somebody
// else's text. A file system that lost power may have left zeros.
func half(rest []byte) bool {
	rest = bytes.TrimRight(rest, "\x00")
	head := []byte(`{"schema":"` + draft.Schema)
	short := min(len(rest), len(head))
	return bytes.Equal(rest[:short], head[:short])
}

// head is what a run must know of a line: less than a document, since all of a backlog
// is read before its first ticket.
type head struct {
	Schema      string         `json:"schema"`
	ID          string         `json:"id"`
	Fingerprint string         `json:"fingerprint"`
	Error       *draft.Failure `json:"error"`
	Ticket      struct {
		Risks []ticket.Risk `json:"risks"`
	} `json:"ticket"`
	Candidates []struct {
		Error    *draft.Failure  `json:"error"`
		Findings []check.Finding `json:"findings"`
	} `json:"candidates"`
	Warnings []draft.Warning `json:"warnings"`
}

func parse(b []byte) (line, bool) {
	var h head
	if json.Unmarshal(b, &h) != nil || h.Schema != draft.Schema || h.ID == "" {
		return line{}, false
	}
	d := draft.Document{ID: h.ID, Fingerprint: h.Fingerprint, Error: h.Error, Ticket: &draft.TicketView{Risks: h.Ticket.Risks}, Warnings: h.Warnings}
	for _, c := range h.Candidates {
		d.Candidates = append(d.Candidates, draft.Candidate{Error: c.Error, Findings: c.Findings})
	}
	return line{id: h.ID, entry: entryOf(&d)}, true
}

// index is where the last line of every id stands, in the order in which the ids first
// came: drafting a ticket again does not move it.
type index struct {
	path  string
	lines []line
}

func readIndex(path string) (*index, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, say.Errorf("%w: %w", ErrJournal, err)
	}
	defer f.Close()
	x := &index{path: path}
	nth := map[string]int{}
	_, _, err = readLines(f, path, func(l line) {
		if i, known := nth[l.id]; known {
			x.lines[i] = l
			return
		}
		nth[l.id] = len(x.lines)
		x.lines = append(x.lines, l)
	})
	return x, err
}

// documents yields the last line of every id that want accepts.
func (x *index) documents(want func(i int) bool, each func(i int, d *draft.Document) error) error {
	f, err := os.Open(x.path)
	if err != nil {
		return say.Errorf("%w: %w", ErrJournal, err)
	}
	defer f.Close()
	var b []byte
	for i, l := range x.lines {
		if !want(i) {
			continue
		}
		b = append(b[:0], make([]byte, l.length)...)
		if _, err := f.ReadAt(b, l.offset); err != nil {
			return say.Errorf("%w: %w", ErrJournal, err)
		}
		d := draft.EmptyDocument()
		if err := json.Unmarshal(b, d); err != nil {
			return say.Errorf("%w: %s: the line of %q: %w", ErrJournal, x.path, l.id, err)
		}
		if err := each(i, d); err != nil {
			return err
		}
	}
	return nil
}

func all(int) bool { return true }

// Documents yields the last line of every id of a journal, in the order in which the
// ids first came.
func Documents(path string, each func(*draft.Document) error) error {
	x, err := readIndex(path)
	if err != nil {
		return err
	}
	return x.documents(all, func(_ int, d *draft.Document) error { return each(d) })
}
