//go:build !windows

package cmd

import (
	"encoding/binary"
	"unicode/utf16"
)

// systemClipboard does nothing where programs do it.
func systemClipboard(string) (done bool, err error) { return false, nil }

// utf16le is text as Windows programs read it.
func utf16le(text string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}
