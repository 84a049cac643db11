package ticket

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/clean"
)

// oneObject tells a whole JSON object.
func oneObject(b []byte) bool { return json.Valid(b) }

// jsonLines reads one JSON object per line. A first line that is no JSON at all is
// skipped: exports begin with one.
func (s *stream) jsonLines(format string, _ []byte) {
	lines := newLineReader(s.in, s.o.Limit)
	for {
		x, err := lines.next()
		if err != nil {
			if err != io.EOF {
				s.yield(nil, err)
			}
			return
		}
		text := bytes.TrimSpace(x.text)
		switch {
		case len(text) == 0:
			continue
		case x.tooLong:
			if !s.emit(nil, nil, &InputError{Kind: ErrTooLarge, What: "a line of more than " + size(s.o.Limit)}, x.n) {
				return
			}
			continue
		case x.n == 1 && text[0] != '{':
			s.o.note("the first line is not JSON and was skipped")
			continue
		}
		if !s.jsonLine(text, format, x.n) {
			return
		}
	}
}

// jsonLine reads one line; a page of a helpdesk on one line holds many tickets.
func (s *stream) jsonLine(text []byte, format string, at int) bool {
	if !utf8.Valid(text) {
		d, err := clean.Decode(text, "")
		if err != nil {
			return s.emit(nil, nil, &InputError{Kind: err}, at)
		}
		text = []byte(d.Text)
	}
	if key, ok := pageKey(text); ok {
		inner := &stream{o: s.o, yield: s.yield, nth: s.nth}
		goOn := inner.page(json.NewDecoder(bytes.NewReader(text)), format, key, at)
		s.nth = inner.nth
		return goOn
	}
	t, notes, err := jsonTicket(text, format)
	if bad := (*InputError)(nil); errors.As(err, &bad) {
		bad.Line = 0 // a line of the file, not of the record
	}
	return s.emit(t, notes, err, at)
}

// pageKeys name the lists that APIs wrap tickets in.
var pageKeys = []string{"tickets", "conversations", "results"}

// pageKey tells a page: an object with a list of objects and no ticket of its own.
func pageKey(text []byte) (string, bool) {
	found := ""
	for _, k := range pageKeys {
		if bytes.Contains(text, []byte(`"`+k+`"`)) {
			found = k
		}
	}
	if found == "" {
		return "", false
	}
	var keys map[string]json.RawMessage
	if json.Unmarshal(text, &keys) != nil || keys["id"] != nil || keys["text"] != nil {
		return "", false
	}
	for _, k := range pageKeys {
		if v := bytes.TrimSpace(keys[k]); len(v) > 1 && v[0] == '[' {
			return k, true
		}
	}
	return "", false
}

// document reads a list of tickets, a page of them, or one, streaming the elements.
func (s *stream) document(format string) {
	d := json.NewDecoder(s.in)
	for {
		tok, err := d.Token()
		switch {
		case err == io.EOF:
			return
		case err != nil:
			s.broken(err)
			return
		}
		switch tok {
		case json.Delim('['):
			if !s.elements(d, format, 0) {
				return
			}
		case json.Delim('{'):
			if !s.object(d, format) {
				return
			}
		default:
			s.yield(nil, &InputError{Name: s.o.Name, Kind: ErrInvalid, What: "a bare value where a ticket would be", Want: wantStream})
			return
		}
	}
}

// broken ends a document that is no JSON from here on.
func (s *stream) broken(err error) {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) {
		s.yield(nil, &InputError{Name: s.o.Name, Kind: ErrInvalid, What: "broken JSON after record " + count(s.nth), Want: wantStream})
		return
	}
	s.yield(nil, err)
}

// elements reads the rest of a list whose "[" was read.
func (s *stream) elements(d *json.Decoder, format string, at int) bool {
	for d.More() {
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			s.broken(err)
			return false
		}
		t, notes, err := jsonTicket(raw, format)
		if bad := (*InputError)(nil); errors.As(err, &bad) {
			bad.Line = 0
		}
		if !s.emit(t, notes, err, at) {
			return false
		}
	}
	if _, err := d.Token(); err != nil {
		s.broken(err)
		return false
	}
	return true
}

// page reads a page of tickets from its first byte.
func (s *stream) page(d *json.Decoder, format, _ string, at int) bool {
	if _, err := d.Token(); err != nil {
		s.broken(err)
		return false
	}
	_, goOn := s.members(d, format, at)
	return goOn
}

// object reads the rest of an object whose "{" was read: a page, or a ticket.
func (s *stream) object(d *json.Decoder, format string) bool {
	keys, goOn := s.members(d, format, 0)
	if !goOn || keys == nil {
		return goOn
	}
	raw, err := json.Marshal(keys)
	if err != nil {
		s.broken(err)
		return false
	}
	t, notes, err := jsonTicket(raw, format)
	if bad := (*InputError)(nil); errors.As(err, &bad) {
		bad.Line = 0
	}
	return s.emit(t, notes, err, 0)
}

// members reads the members of an object. The tickets of a page are emitted on the way
// and keys is nil; else the members are returned.
func (s *stream) members(d *json.Decoder, format string, at int) (keys map[string]json.RawMessage, goOn bool) {
	keys = map[string]json.RawMessage{}
	page := false
	for d.More() {
		name, err := d.Token()
		if err != nil {
			s.broken(err)
			return nil, false
		}
		key, _ := name.(string)
		if slices.Contains(pageKeys, key) && keys["id"] == nil && keys["text"] == nil {
			tok, err := d.Token()
			switch {
			case err != nil:
				s.broken(err)
				return nil, false
			case tok == json.Delim('['):
				page = true
				if !s.elements(d, format, at) {
					return nil, false
				}
				continue
			case tok == json.Delim('{'):
				if _, ok := s.members(d, format, at); !ok {
					return nil, false
				}
				continue
			}
			continue // a number or a text under that name
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			s.broken(err)
			return nil, false
		}
		if int64(len(raw)) <= s.o.Limit {
			keys[key] = raw
		}
	}
	if _, err := d.Token(); err != nil {
		s.broken(err)
		return nil, false
	}
	if page {
		return nil, true
	}
	return keys, true
}
