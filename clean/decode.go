package clean

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/say"
)

// ErrBinary and ErrCharset say why bytes are not a text we can read.
var (
	ErrBinary  = errors.New("not a text file")
	ErrCharset = errors.New("cannot tell the character encoding")
)

// Decoded is bytes read as text.
type Decoded struct {
	Text     string // valid UTF-8, no BOM, newlines as \n
	Charset  string // IANA name of what it was read as, "utf-8" for plain UTF-8
	Replaced int    // code points that could not be read and became U+FFFD
}

// Decode reads UTF-8, UTF-16 (with or without BOM), Shift_JIS, EUC-JP, ISO-2022-JP,
// GB18030, Big5, EUC-KR, windows-1252 … as text. declared is the charset a header
// named, or "". Bytes that are valid UTF-8 are read as UTF-8 whatever was declared,
// because nothing else looks like it by accident. It returns ErrBinary for what is
// no text at all and ErrCharset when no encoding fits well enough to risk it.
func Decode(b []byte, declared string) (Decoded, error) {
	if name, rest := byteOrderMark(b); name != "" {
		return read(rest, name)
	}
	if kind := magic(b); kind != "" {
		return Decoded{}, say.Errorf("%w: this is a %s", ErrBinary, kind)
	}
	if name := wide(b); name != "" {
		return read(b, name)
	}
	if controls(b) {
		return Decoded{}, ErrBinary
	}
	if name := escaped(b); name != "" {
		return read(b, name)
	}
	good, bad := utf8Sequences(b)
	if bad == 0 || good >= 4*bad {
		return read(b, "utf-8")
	}
	if d, ok := trusted(b, declared); ok {
		return d, nil
	}
	name := detect(b)
	if name == "" {
		return Decoded{}, ErrCharset
	}
	return read(b, name)
}

// read decodes b as the named charset.
func read(b []byte, name string) (Decoded, error) {
	if name == "utf-8" {
		text, replaced := repaired(b)
		return Decoded{lines(text), name, replaced}, nil
	}
	text, err := charset(name).NewDecoder().Bytes(b)
	if err != nil {
		return Decoded{}, say.Errorf("%w: %s: %w", ErrCharset, name, err)
	}
	return Decoded{lines(string(text)), name, bytes.Count(text, []byte("\uFFFD"))}, nil
}

// repaired is b with each run of bytes that is not UTF-8 as one U+FFFD.
func repaired(b []byte) (string, int) {
	if utf8.Valid(b) {
		return string(b), 0
	}
	fixed := bytes.ToValidUTF8(b, []byte("\uFFFD"))
	return string(fixed), bytes.Count(fixed, []byte("\uFFFD")) - bytes.Count(b, []byte("\uFFFD"))
}

func lines(s string) string {
	if !strings.Contains(s, "\r") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// trusted reads b as declared when that leaves next to nothing unreadable.
func trusted(b []byte, declared string) (Decoded, bool) {
	name := canonical(declared)
	if name == "" || name == "utf-8" {
		return Decoded{}, false
	}
	d, err := read(b, name)
	if err != nil || d.Replaced*50 > utf8.RuneCountInString(d.Text) || hasC1(d.Text) {
		return Decoded{}, false
	}
	return d, true
}

func hasC1(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 && r <= 0x9f && r != 0x85 })
}

// byteOrderMark names the encoding a mark at the start states, and what follows it.
func byteOrderMark(b []byte) (string, []byte) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return "utf-8", b[3:]
	case bytes.HasPrefix(b, []byte("\xff\xfe\x00\x00")) && len(b)%4 == 0:
		return "utf-32le", b[4:]
	case bytes.HasPrefix(b, []byte("\x00\x00\xfe\xff")):
		return "utf-32be", b[4:]
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return "utf-16le", b[2:]
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return "utf-16be", b[2:]
	}
	return "", b
}

// utf8Sequences counts multi-byte sequences and the bytes that are in none. A
// sequence cut off by the end of the input is nobody's mistake.
func utf8Sequences(b []byte) (good, bad int) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case r != utf8.RuneError || n > 1:
			good++
		case good > 0 && !utf8.FullRune(b[i:]):
		default:
			bad++
		}
		i += n
	}
	return good, bad
}
