package llm

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// decode reads one event. Bytes that are no UTF-8 survive as marks (see mend), so
// that a character cut in two over two events can be put together again.
func decode(b []byte) (event, error) {
	if !utf8.Valid(b) {
		b = mark(b)
	}
	var e event
	err := json.Unmarshal(b, &e)
	return e, err
}

// markBase begins a private-use range that stands for single bytes.
const markBase = 0x10FE00

func mark(b []byte) []byte {
	out := make([]byte, 0, len(b)+16)
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			out = utf8.AppendRune(out, markBase+rune(b[0]))
		} else {
			out = append(out, b[:n]...)
		}
		b = b[n:]
	}
	return out
}

// mender joins characters that arrive in parts and replaces what stays broken.
type mender struct {
	rest    []byte // beginning of a character
	damaged bool
}

func (m *mender) feed(s string) string {
	if len(m.rest) == 0 && strings.IndexByte(s, 0xf4) < 0 {
		m.note(s)
		return s
	}
	b := m.rest
	for _, r := range s {
		if r >= markBase && r <= markBase+0xff {
			b = append(b, byte(r-markBase))
		} else {
			b = utf8.AppendRune(b, r)
		}
	}
	m.rest = nil
	if cut := incomplete(b); cut < len(b) {
		m.rest = bytes.Clone(b[cut:])
		b = b[:cut]
	}
	s = strings.ToValidUTF8(string(b), "\uFFFD")
	m.note(s)
	return s
}

func (m *mender) flush() string {
	if len(m.rest) == 0 {
		return ""
	}
	m.rest, m.damaged = nil, true
	return "\uFFFD"
}

func (m *mender) note(s string) {
	if !m.damaged && strings.Contains(s, "\uFFFD") {
		m.damaged = true
	}
}

// incomplete is where a character begins that b ends inside of, else len(b).
func incomplete(b []byte) int {
	for i := len(b) - 1; i >= 0 && i >= len(b)-3; i-- {
		if utf8.RuneStart(b[i]) {
			if !utf8.FullRune(b[i:]) {
				return i
			}
			break
		}
	}
	return len(b)
}
