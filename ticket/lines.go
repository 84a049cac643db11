package ticket

import (
	"bufio"
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/parlance-cli/parlance/clean"
)

// lineReader hands out lines of any length up to a limit and remembers where it is.
// Lines can be given back.
type lineReader struct {
	r     *bufio.Reader
	limit int
	n     int    // number of the line handed out last, from 1
	back  []line // given back, next one last
}

type line struct {
	text    []byte // with its newline
	n       int
	tooLong bool // longer than the limit: text is its beginning
}

func newLineReader(r *bufio.Reader, limit int64) *lineReader {
	return &lineReader{r: r, limit: int(limit)}
}

// next returns io.EOF after the last line.
func (l *lineReader) next() (line, error) {
	if n := len(l.back); n > 0 {
		x := l.back[n-1]
		l.back = l.back[:n-1]
		return x, nil
	}
	var text []byte
	tooLong := false
	for {
		piece, err := l.r.ReadSlice('\n')
		if room := l.limit - len(text); len(piece) > room {
			tooLong = true
			piece = piece[:room]
		}
		text = append(text, piece...)
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err != nil && (err != io.EOF || len(text) == 0):
			return line{}, err
		}
		l.n++
		return line{text: text, n: l.n, tooLong: tooLong}, nil
	}
}

// giveBack makes lines the next ones again.
func (l *lineReader) giveBack(lines []line) {
	for i := len(lines) - 1; i >= 0; i-- {
		l.back = append(l.back, lines[i])
	}
}

// sampleSize is how much of a stream decides its encoding and format.
const sampleSize = 64 << 10

// utf8Reader decodes a stream of whatever encoding Excel and others write. The sample
// is the beginning as UTF-8.
func utf8Reader(r io.Reader) (*bufio.Reader, []byte, error) {
	b := bufio.NewReaderSize(r, sampleSize)
	sample, err := b.Peek(sampleSize)
	if err != nil && err != io.EOF {
		return nil, nil, err
	}
	switch {
	case bytes.HasPrefix(sample, []byte("\xef\xbb\xbf")):
		if _, err := b.Discard(3); err != nil {
			return nil, nil, err
		}
	case bytes.HasPrefix(sample, []byte{0xff, 0xfe}), bytes.HasPrefix(sample, []byte{0xfe, 0xff}):
		d := unicode.BOMOverride(unicode.UTF8.NewDecoder())
		b = bufio.NewReaderSize(transform.NewReader(b, d), sampleSize)
	case !validSample(sample):
		d, err := clean.Decode(sample, "")
		if err != nil {
			return nil, nil, err
		}
		if enc, err := htmlindex.Get(d.Charset); err == nil {
			b = bufio.NewReaderSize(transform.NewReader(b, enc.NewDecoder()), sampleSize)
		}
	}
	sample, err = b.Peek(sampleSize)
	if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
		return nil, nil, err
	}
	return b, sample, nil
}

// validSample tells UTF-8; the last character may be cut.
func validSample(b []byte) bool {
	for cut := 0; cut < utf8.UTFMax && cut <= len(b); cut++ {
		if utf8.Valid(b[:len(b)-cut]) {
			return true
		}
	}
	return false
}
