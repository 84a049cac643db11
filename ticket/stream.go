package ticket

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/clean"
)

// StreamOptions steer ReadAll and OpenAll.
type StreamOptions struct {
	Format  string            // one of StreamFormats; "" is auto
	Name    string            // file name, for errors and sniffing
	Limit   int64             // most bytes of one record; 0 means 10 MiB
	Columns map[string]string // CSV: our field to their column, for example text → Nachricht
	Note    func(string)      // told what was guessed or skipped; may be nil
}

func (o StreamOptions) note(s string) {
	if o.Note != nil {
		o.Note(s)
	}
}

// StreamFormats are the names StreamOptions.Format takes.
func StreamFormats() []string {
	return append(Formats(), "jsonl", "csv", "tsv", "mbox")
}

// ReadAll reads tickets one after another; memory does not grow with their number.
// A record that cannot be read is yielded as an *InputError with its line or number
// and a nil ticket, and the next one follows. An error that is no *InputError, or one
// with neither Line nor Nth, is the last thing yielded.
func ReadAll(r io.Reader, o StreamOptions) iter.Seq2[*Ticket, error] {
	if o.Limit <= 0 {
		o.Limit = defaultLimit
	}
	return func(yield func(*Ticket, error) bool) {
		b, sample, err := utf8Reader(r)
		if err != nil {
			if errors.Is(err, clean.ErrBinary) || errors.Is(err, clean.ErrCharset) {
				err = &InputError{Name: o.Name, Kind: err, Want: wantStream}
			}
			yield(nil, err)
			return
		}
		if len(bytes.TrimSpace(sample)) == 0 {
			yield(nil, &InputError{Name: o.Name, Kind: ErrEmpty, Want: wantStream})
			return
		}
		format, err := streamFormat(sample, o)
		if err != nil {
			yield(nil, err)
			return
		}
		s := &stream{in: b, o: o, yield: yield}
		s.read(format, sample)
	}
}

const wantStream = "give JSON lines, CSV with a header, mbox, a helpdesk export or a folder of .txt and .eml files"

// stream is one input being read.
type stream struct {
	in    *bufio.Reader
	o     StreamOptions
	yield func(*Ticket, error) bool
	nth   int // records so far
}

func (s *stream) read(format string, sample []byte) {
	switch format {
	case "csv", "tsv":
		s.csv(format, sample)
	case "mbox":
		s.mbox()
	case "text", "eml":
		s.single(format)
	case "document":
		s.document("auto-json")
	case "jsonl":
		s.jsonLines("auto-json", sample)
	default: // a helpdesk, or our JSON, in lines or in one document
		if lineJSON(sample) {
			s.jsonLines(format, sample)
			return
		}
		s.document(format)
	}
}

// single reads an input that is one ticket.
func (s *stream) single(format string) {
	t, notes, err := Read(s.in, ReadOptions{Format: format, Name: s.o.Name, Limit: s.o.Limit})
	for _, n := range notes {
		s.o.note(n)
	}
	if err != nil {
		s.yield(nil, err)
		return
	}
	s.yield(t, nil)
}

// emit yields a ticket or its error, placed; false ends the stream.
func (s *stream) emit(t *Ticket, notes []string, err error, at int) bool {
	s.nth++
	for _, n := range notes {
		s.o.note(n)
	}
	if bad := (*InputError)(nil); errors.As(err, &bad) {
		bad.Name, bad.Nth = s.o.Name, s.nth
		if at > 0 {
			bad.Line = at
		}
	}
	if err == nil && strings.TrimSpace(t.Text) == "" && !t.hasBuyer() {
		err = &InputError{Name: s.o.Name, Line: at, Nth: s.nth, Kind: ErrEmpty, Want: "a ticket holds a message of the buyer"}
	}
	if err != nil {
		return s.yield(nil, err)
	}
	return s.yield(t, nil)
}

// streamFormat tells what an input is, by name and by its beginning.
func streamFormat(sample []byte, o StreamOptions) (string, error) {
	if f := strings.ToLower(o.Format); f != "" && f != "auto" {
		if !contains(StreamFormats(), f) {
			return "", &InputError{Name: o.Name, Kind: ErrFormat, What: clean.Line(o.Format, 40), Want: "formats are " + strings.Join(StreamFormats(), ", ")}
		}
		return f, nil
	}
	start := bytes.TrimLeft(sample, " \t\r\n")
	switch ext := strings.ToLower(filepath.Ext(o.Name)); {
	case ext == ".csv" || ext == ".tsv":
		return ext[1:], nil
	case ext == ".mbox" || mboxStart().Match(start):
		return "mbox", nil
	case ext == ".eml" || looksLikeMail(start):
		return "eml", nil
	case lineJSON(sample) || ext == ".jsonl" || ext == ".ndjson":
		return "jsonl", nil
	case start[0] == '{' || start[0] == '[':
		return "document", nil
	case ext == ".txt":
		return "text", nil
	case looksLikeTable(start):
		return "csv", nil
	}
	return "text", nil
}

var mboxStart = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^From [^\n]{1,200}\d{4}[^\n]{0,20}\n[!-9;-~]+:`)
})

// lineJSON tells JSON lines: one of the first two lines is a whole object.
func lineJSON(sample []byte) bool {
	for range 2 {
		first, rest, more := bytes.Cut(sample, []byte("\n"))
		first = bytes.TrimSpace(first)
		if len(first) > 1 && first[0] == '{' {
			if first[len(first)-1] == '}' {
				return !more || len(bytes.TrimSpace(rest)) > 0 && bytes.TrimSpace(rest)[0] == '{' || oneObject(first)
			}
			return !more && len(sample) >= sampleSize // one long line
		}
		sample = rest
	}
	return false
}

// OpenAll reads the tickets of a file or of every .txt, .eml, .json and .mbox file in a
// folder, in the order of their names. A ticket of a folder without an id of its own
// has its file's name as id.
func OpenAll(path string, o StreamOptions) iter.Seq2[*Ticket, error] {
	return func(yield func(*Ticket, error) bool) {
		info, err := os.Stat(path)
		if err != nil {
			yield(nil, err)
			return
		}
		if info.IsDir() {
			openFolder(path, o, yield)
			return
		}
		openFile(path, o, yield)
	}
}

func openFile(path string, o StreamOptions, yield func(*Ticket, error) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(nil, err)
	}
	defer f.Close()
	if o.Name == "" {
		o.Name = path
	}
	for t, err := range ReadAll(f, o) {
		if !yield(t, err) {
			return false
		}
	}
	return true
}

// openFolder reads the files of a folder and those below it, hidden ones left out.
func openFolder(dir string, o StreamOptions, yield func(*Ticket, error) bool) {
	nth := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if path != dir && strings.HasPrefix(d.Name(), ".") {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		switch strings.ToLower(filepath.Ext(path)) {
		case ".txt", ".eml", ".json", ".jsonl", ".ndjson", ".mbox":
		default:
			return nil
		}
		if !d.Type().IsRegular() {
			return nil
		}
		name, relErr := filepath.Rel(dir, path)
		if relErr != nil {
			name = path
		}
		file := o
		file.Name = path
		goOn := openFile(path, file, func(t *Ticket, err error) bool {
			nth++
			if err != nil {
				err = ofFolder(err, path, nth)
			}
			if t != nil && t.ID == "" {
				t.ID = filepath.ToSlash(name)
			}
			return yield(t, err)
		})
		if !goOn {
			return filepath.SkipAll
		}
		return nil
	})
	if err != nil {
		yield(nil, err)
	}
	if err == nil && nth == 0 {
		yield(nil, &InputError{Name: dir, Kind: ErrEmpty, Want: "a folder of .txt, .eml or .json tickets"})
	}
}

// ofFolder is what is wrong with a file of a folder, which is a record: the run goes on.
func ofFolder(err error, path string, nth int) error {
	var bad *InputError
	if !errors.As(err, &bad) {
		bad = &InputError{Name: path, Kind: ErrInvalid, What: err.Error(), Want: wantTicket}
		err = bad
	}
	if bad.Nth == 0 || errors.Is(bad, ErrEmpty) && bad.Line == 0 {
		bad.Nth, bad.whole, bad.Want = nth, true, wantTicket
	}
	return err
}
