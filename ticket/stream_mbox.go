package ticket

import (
	"bytes"
	"io"
	"regexp"
	"sync"
)

var mboxEscaped = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^>+From `) })

// mbox reads a mailbox: messages begin with a line "From …" after an empty line, and
// ">From" in a body means "From".
func (s *stream) mbox() {
	lines := newLineReader(s.in, s.o.Limit)
	var mail bytes.Buffer
	begin, empty, tooLong := 1, true, false
	flush := func() bool {
		defer mail.Reset()
		if len(bytes.TrimSpace(mail.Bytes())) == 0 {
			return true
		}
		if tooLong {
			tooLong = false
			return s.emit(nil, nil, &InputError{Kind: ErrTooLarge, What: "a mail of more than " + size(s.o.Limit)}, begin)
		}
		t, notes, err := parseMail(mail.Bytes(), s.o.Name)
		return s.emit(t, notes, err, begin)
	}
	for {
		x, err := lines.next()
		if err == io.EOF {
			flush()
			return
		}
		if err != nil {
			s.yield(nil, err)
			return
		}
		if empty && bytes.HasPrefix(x.text, []byte("From ")) {
			if !flush() {
				return
			}
			begin, empty = x.n, false
			continue
		}
		empty = len(bytes.TrimSpace(x.text)) == 0
		if mboxEscaped().Match(x.text) {
			x.text = x.text[1:]
		}
		if tooLong = tooLong || int64(mail.Len()+len(x.text)) > s.o.Limit; !tooLong {
			mail.Write(x.text)
		}
	}
}
