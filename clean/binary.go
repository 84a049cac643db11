package clean

import "bytes"

// signatures are first bytes of files that people attach or pipe by mistake.
var signatures = [...]struct{ start, kind string }{
	{"%PDF-", "PDF"}, {"\x89PNG", "PNG picture"}, {"\xff\xd8\xff", "JPEG picture"}, {"GIF8", "GIF picture"},
	{"PK\x03\x04", "ZIP archive or office document"}, {"\x1f\x8b", "gzip file"}, {"\xd0\xcf\x11\xe0", "old office document"},
	{"\x7fELF", "program"}, {"MZ\x90\x00", "program"}, {"SQLite format 3\x00", "SQLite database"}, {"RIFF", "sound or picture"},
	{"ID3", "sound"}, {"OggS", "sound"}, {"7z\xbc\xaf", "7z archive"}, {"Rar!", "RAR archive"}, {"BZh", "bzip2 file"},
	{"\xfd7zXZ", "xz file"}, {"\x28\xb5\x2f\xfd", "zstd file"}, {"\x00\x00\x00\x18ftyp", "video"}, {"\x00\x00\x00\x20ftyp", "video"},
	{"\xca\xfe\xba\xbe", "program"}, {"\xcf\xfa\xed\xfe", "program"}, {"II*\x00", "TIFF picture"}, {"MM\x00*", "TIFF picture"},
}

// magic names the kind of file that begins like b, or "". A text may begin with the
// same letters, so more than the signature must speak against text.
func magic(b []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(b, []byte(s.start)) && (s.kind == "PDF" || unprintable(b) > 0) {
			return s.kind
		}
	}
	return ""
}

// unprintable counts control characters that no text needs, in the first 64 KiB.
// Escape, backspace, bell and form feed do occur in logs that people paste.
func unprintable(b []byte) int {
	n := 0
	for _, c := range b[:min(len(b), 1<<16)] {
		if c < 0x20 && !bytes.ContainsRune([]byte("\t\n\v\f\r\a\b\x0e\x0f\x1b"), rune(c)) {
			n++
		}
	}
	return n
}

// controls says that b has too many control characters for any eight-bit text.
func controls(b []byte) bool {
	sample := b[:min(len(b), 1<<16)]
	zeros := bytes.Count(sample, []byte{0})
	return zeros*20 > len(sample) || (unprintable(b)-zeros)*20 > len(sample)
}

// wide names the UTF-16 that b is without a mark: one half of its byte pairs is
// zero far more often than the other, or (for scripts that have no zero half) lines
// end in sixteen bits.
func wide(b []byte) string {
	if len(b) < 4 {
		return ""
	}
	sample := b[:min(len(b), 1<<16)]
	var zero [2]int
	for i, c := range sample {
		if c == 0 {
			zero[i%2]++
		}
	}
	pairs := len(sample) / 2
	switch {
	case zero[1] > zero[0]*8 && (zero[1]*10 > pairs*3 || plausible16(sample, "utf-16le")):
		return "utf-16le"
	case zero[0] > zero[1]*8 && (zero[0]*10 > pairs*3 || plausible16(sample, "utf-16be")):
		return "utf-16be"
	}
	return ""
}

// plausible16 says that b reads as letters, marks and punctuation in that UTF-16.
func plausible16(b []byte, name string) bool {
	text, err := charset(name).NewDecoder().Bytes(b)
	if err != nil {
		return false
	}
	good, all := 0, 0
	for _, r := range string(text) {
		all++
		if r == '\n' || r == '\r' || r == '\t' || r >= ' ' && r < 0x500 && r != 0x7f || r >= 0x590 && r < 0xe80 ||
			r >= 0x2000 && r < 0x2070 || r >= 0x3000 && r < 0x3100 || r >= 0x4e00 && r < 0x9fff || r >= 0xac00 && r < 0xd7a4 || r >= 0xff00 && r < 0xfff0 {
			good++
		}
	}
	return good*20 > all*19
}
