package llm

import (
	"bytes"
	"errors"
	"io"
)

// Limits of one answer. The largest honest line seen was 2 MB; a stream of 100,000
// one-token events is about 25 MB.
const (
	maxLine   = 4 << 20
	maxStream = 48 << 20
	maxBody   = 8 << 20
	maxText   = 8 << 20
	maxFault  = 64 << 10
)

var (
	errLineTooLong   = errors.New("a line of the stream is longer than 4 MiB")
	errStreamTooLong = errors.New("the stream is longer than 48 MiB")
)

// lines reads lines that end in LF, CR LF or CR, each as soon as its end is there.
// bufio cannot: it waits for the byte after a CR.
type lines struct {
	src        io.Reader
	buf        []byte
	start, end int // unread part of buf
	scanned    int // buf[start:scanned] holds no line end
	total      int
	skipLF     bool
	err        error
}

func newLines(src io.Reader) *lines { return &lines{src: src, buf: make([]byte, 16<<10)} }

// next is the next line without its end, valid until the next call. At the end of
// the source it returns what is left, if anything, as terminated false, then the
// source's error.
func (l *lines) next() (line []byte, terminated bool, err error) {
	for {
		if line, ok := l.cut(); ok {
			return line, true, nil
		}
		if l.err != nil {
			rest := l.buf[l.start:l.end]
			l.start, l.scanned = l.end, l.end
			if len(rest) > 0 {
				return rest, false, nil
			}
			return nil, false, l.err
		}
		l.fill()
	}
}

// cut takes a complete line from the buffer.
func (l *lines) cut() ([]byte, bool) {
	if l.skipLF && l.start < l.end {
		if l.buf[l.start] == '\n' {
			l.start++
			l.scanned = max(l.scanned, l.start)
		}
		l.skipLF = false
	}
	fresh := l.buf[l.scanned:l.end]
	at := bytes.IndexByte(fresh, '\n')
	if at < 0 {
		at = len(fresh)
	}
	if cr := bytes.IndexByte(fresh[:at], '\r'); cr >= 0 {
		at = cr
	}
	if at == len(fresh) {
		l.scanned = l.end
		return nil, false
	}
	end := l.scanned + at
	line := l.buf[l.start:end]
	l.skipLF = l.buf[end] == '\r'
	l.start, l.scanned = end+1, end+1
	return line, true
}

// fill reads once, making room first.
func (l *lines) fill() {
	if l.start > 0 {
		copy(l.buf, l.buf[l.start:l.end])
		l.end -= l.start
		l.scanned -= l.start
		l.start = 0
	}
	if l.end == len(l.buf) {
		if len(l.buf) >= maxLine {
			l.err, l.end, l.scanned = errLineTooLong, 0, 0
			return
		}
		l.buf = append(l.buf, make([]byte, len(l.buf))...)
	}
	n, err := l.src.Read(l.buf[l.end:])
	l.end += n
	l.total += n
	l.err = err
	if l.total > maxStream {
		l.err, l.end, l.start, l.scanned = errStreamTooLong, 0, 0, 0
	}
}

// field splits a line of an event stream. An empty name is a comment.
func field(line []byte) (name, value []byte) {
	name, value, _ = bytes.Cut(line, []byte(":"))
	return name, bytes.TrimPrefix(value, []byte(" "))
}
