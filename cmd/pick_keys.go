package cmd

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// key is one key: a name ("up", "enter", "ctrl-c"), or the text it types.
type key struct{ name, text string }

// sequences are the escape sequences of keys, as terminals of all kinds send them.
func sequences() map[string]string {
	return map[string]string{
		"[A": "up", "[B": "down", "[C": "right", "[D": "left", "OA": "up", "OB": "down", "OC": "right", "OD": "left",
		"[5~": "page-up", "[6~": "page-down", "[H": "home", "[F": "end", "[1~": "home", "[4~": "end", "OH": "home", "OF": "end",
		"[7~": "home", "[8~": "end", "[Z": "backtab", "[3~": "delete",
	}
}

// controls are keys that type a control character.
func controls() map[byte]string {
	return map[byte]string{
		'\r': "enter", '\n': "enter", '\t': "tab", 0x03: "ctrl-c", 0x04: "ctrl-d", 0x0c: "ctrl-l", 0x15: "ctrl-u", 0x17: "ctrl-w", 0x1a: "ctrl-z",
		0x7f: "backspace", 0x08: "backspace", 0x0e: "down", 0x10: "up", 0x06: "page-down", 0x02: "page-up", 0x01: "home", 0x05: "end",
	}
}

const (
	pasteBegin = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
)

// unfinished tells whether more must follow what was typed: half a character, half a
// pasted text, or an escape that may begin a sequence.
func unfinished(b []byte) bool {
	if i := bytes.LastIndex(b, []byte(pasteBegin)); i >= 0 && !bytes.Contains(b[i:], []byte(pasteEnd)) {
		return true
	}
	if i := bytes.LastIndexByte(b, 0x1b); i >= 0 && sequence(b[i+1:]) == 0 {
		return true
	}
	for i := 1; i < utf8.UTFMax && i <= len(b); i++ {
		if tail := b[len(b)-i:]; utf8.RuneStart(tail[0]) {
			return !utf8.FullRune(tail)
		}
	}
	return false
}

// sequence is the length of the escape sequence that b, which follows an escape, begins
// with; 0 when it is not complete.
func sequence(b []byte) int {
	if len(b) == 0 {
		return 0
	}
	switch b[0] {
	case 'O':
		if len(b) < 2 {
			return 0
		}
		return 2
	case '[':
		for i := 1; i < len(b); i++ {
			if b[i] >= 0x40 && b[i] <= 0x7e {
				return i + 1
			}
		}
		return 0
	}
	return 1
}

// decode reads keys from what was typed. An escape that begins nothing is the Escape
// key; sequences nobody knows are dropped; what is pasted is text, whatever it holds.
func decode(b []byte) []key {
	var keys []key
	for len(b) > 0 {
		if rest, found := bytes.CutPrefix(b, []byte(pasteBegin)); found {
			text, after, _ := bytes.Cut(rest, []byte(pasteEnd))
			keys = append(keys, key{text: inline(string(text))})
			b = after
			continue
		}
		k, n := one(b)
		if k != (key{}) {
			keys = append(keys, k)
		}
		b = b[n:]
	}
	return keys
}

// one reads one key and how many bytes it took.
func one(b []byte) (key, int) {
	if b[0] == 0x1b {
		n := sequence(b[1:])
		if n <= 1 && (len(b) == 1 || b[1] != '[' && b[1] != 'O') { // Escape, or Alt and a key: taken for two
			return key{name: "esc"}, 1
		}
		if n == 0 {
			return key{name: "esc"}, len(b)
		}
		return key{name: sequences()[string(b[1:1+n])]}, 1 + n
	}
	if name, ok := controls()[b[0]]; ok {
		return key{name: name}, 1
	}
	if b[0] < ' ' {
		return key{}, 1
	}
	r, n := utf8.DecodeRune(b)
	if r == utf8.RuneError {
		return key{}, n
	}
	return key{text: visible(string(b[:n]))}, n
}

// entry is a line that is typed.
type entry struct{ text string }

// press changes the line by a key; false when the key means nothing here.
func (e *entry) press(k key) bool {
	switch k.name {
	case "":
		e.text += k.text
	case "backspace":
		_, n := utf8.DecodeLastRuneInString(e.text)
		e.text = e.text[:len(e.text)-n]
	case "ctrl-u":
		e.text = ""
	case "ctrl-w":
		cut := strings.TrimRight(e.text, " ")
		e.text = cut[:strings.LastIndexByte(cut, ' ')+1]
	default:
		return false
	}
	return true
}
