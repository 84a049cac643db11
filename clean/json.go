package clean

import (
	"fmt"
	"unicode/utf8"
)

// JSON turns what encoding/json leaves raw but a terminal acts on (DEL, C1, direction
// overrides) into \u escapes. Valid JSON stays valid: such characters stand only inside
// strings. The result may be b itself.
func JSON(b []byte) []byte {
	clean := true
	for i := 0; i < len(b) && clean; {
		r, n := utf8.DecodeRune(b[i:])
		clean = !acts(r)
		i += n
	}
	if clean {
		return b
	}
	out := make([]byte, 0, len(b)+64)
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if acts(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = append(out, b[i:i+n]...)
		}
		i += n
	}
	return out
}

func acts(r rune) bool {
	return r >= 0x7f && r <= 0x9f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}
