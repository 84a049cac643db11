package mask

import (
	"net/netip"
	"strings"
)

// internet finds internet addresses. Four numbers with dots are one unless a word
// for versions stands before them.
func (s *scan) internet() {
	for i := 0; i < len(s.text); {
		if !addressByte(s.text[i]) || i > 0 && (isAlnum(s.text[i-1]) || s.text[i-1] == '.' || s.text[i-1] == '-') {
			i++
			continue
		}
		end := i
		for end < len(s.text) && addressByte(s.text[end]) {
			end++
		}
		s.address(i, end)
		i = end
	}
}

func addressByte(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'f' || c == ':' || c == '.' }

func (s *scan) address(start, end int) {
	for end > start && (s.text[end-1] == '.' || s.text[end-1] == ':' && !strings.HasSuffix(s.text[start:end], "::")) {
		end--
	}
	text := s.text[start:end]
	if end < len(s.text) && isAlnum(s.text[end]) || len(text) < 3 {
		return
	}
	if host, _, ok := strings.Cut(text, ":"); ok && strings.Count(text, ":") == 1 {
		text = host
	}
	if strings.Count(text, ".") != 3 && strings.Count(text, ":") < 2 {
		return
	}
	if ip, err := netip.ParseAddr(text); err == nil && (ip.Is6() && len(text) > 4 || s.isAddress(start)) {
		s.add(start, start+len(text), "IP_ADDRESS", 1, rankChecked)
	}
}

func (s *scan) isAddress(at int) bool {
	kind, _ := s.before(at)
	return kind != "version"
}
