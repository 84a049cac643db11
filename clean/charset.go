package clean

import (
	"bytes"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode/utf32"
)

// charset is the encoding of a canonical name.
func charset(name string) encoding.Encoding {
	switch name {
	case "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
	case "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return encoding.Nop // our own names are all known; see TestEveryCharsetIsKnown
	}
	return e
}

// canonical is the name under which a declared charset is known here, or "". As on
// the web, "gb2312" and "gbk" mean their superset, and "iso-8859-1" windows-1252.
func canonical(declared string) string {
	declared = strings.ToLower(strings.Trim(declared, " \t\"'"))
	switch declared {
	case "":
		return ""
	case "cp936", "936", "x-gbk":
		return "gb18030"
	case "cp932", "windows-932", "ms932":
		return "shift_jis"
	case "cp949", "uhc", "ms949":
		return "euc-kr"
	case "cp950", "ms950":
		return "big5"
	}
	e, err := htmlindex.Get(declared)
	if err != nil {
		return ""
	}
	name, err := htmlindex.Name(e)
	switch {
	case err != nil, name == "replacement", name == "x-user-defined":
		return ""
	case name == "gbk":
		return "gb18030"
	}
	return name
}

// escaped recognises ISO-2022-JP: seven-bit bytes that switch character sets by
// escape sequences, and that read as Japanese throughout.
func escaped(b []byte) string {
	if !bytes.Contains(b, []byte("\x1b$B")) && !bytes.Contains(b, []byte("\x1b$@")) {
		return ""
	}
	text, err := charset("iso-2022-jp").NewDecoder().Bytes(b)
	if err != nil || bytes.Contains(text, []byte("\uFFFD")) || bytes.IndexByte(text, 0x1b) >= 0 {
		return ""
	}
	return "iso-2022-jp"
}
