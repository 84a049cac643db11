package clean

import "strings"

// longest is how many bytes of a terminal string (a title, a picture, a link) are
// dropped with it. A longer one, or one that never ends, is more likely an attempt
// to hide the rest of the text: only its start is dropped, and the rest is shown.
const longest = 1 << 16

// escape is the length of the escape sequence that follows an ESC.
func escape(s string) int {
	if s == "" {
		return 0
	}
	switch b := s[0]; {
	case b == '[':
		return 1 + csi(s[1:])
	case strings.IndexByte("]PX^_", b) >= 0:
		return 1 + terminated(s[1:])
	case b >= 0x20 && b <= 0x2f:
		i := 1
		for i < len(s) && s[i] >= 0x20 && s[i] <= 0x2f {
			i++
		}
		if i < len(s) && s[i] >= 0x30 && s[i] <= 0x7e {
			i++
		}
		return i
	case b >= 0x30 && b <= 0x7e:
		return 1
	}
	return 0
}

// c1 is the length of what follows an eight-bit control and belongs to it.
func c1(r rune, s string) int {
	switch r {
	case 0x9b:
		return csi(s)
	case 0x90, 0x98, 0x9d, 0x9e, 0x9f:
		return terminated(s)
	}
	return 0
}

// csi is the length of parameters, intermediates and final byte.
func csi(s string) int {
	i := 0
	for i < len(s) && s[i] >= 0x30 && s[i] <= 0x3f {
		i++
	}
	for i < len(s) && s[i] >= 0x20 && s[i] <= 0x2f {
		i++
	}
	if i < len(s) && s[i] >= 0x40 && s[i] <= 0x7e {
		i++
	}
	return i
}

// terminated is the length of a string up to and with its BEL or ST; 0 when it does
// not end in time or another escape breaks it off.
func terminated(s string) int {
	for i := 0; i < len(s) && i < longest; i++ {
		switch {
		case s[i] == 0x07:
			return i + 1
		case s[i] == 0xc2 && i+1 < len(s) && s[i+1] == 0x9c:
			return i + 2
		case s[i] == 0x1b && i+1 < len(s) && s[i+1] == '\\':
			return i + 2
		case s[i] == 0x1b || s[i] == 0x18 || s[i] == 0x1a:
			return 0
		}
	}
	return 0
}
