package mask

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// emails finds e-mail addresses, with letters of any alphabet, and what looks like
// one: payment ids (tier 2) and, after a cue, handles.
func (s *scan) emails() {
	s.everywhere("@", func(at int) { s.email(at, 1) })
	if !strings.Contains(s.text, "at]") && !strings.Contains(s.text, "at)") && !strings.Contains(s.text, "at}") {
		return
	}
	for _, sign := range [...]string{"[at]", "(at)", "{at}", " [at] ", " (at) "} {
		s.everywhere(sign, func(at int) { s.email(at, len(sign)) })
	}
}

// email notes the address around a sign for "at" of n bytes.
func (s *scan) email(i, n int) {
	start, end := s.localPart(i), s.domain(i+n)
	switch {
	case start < i && end > i+n && dotted(s.text[i+n:end]):
		s.add(start, end, "EMAIL", 1, rankMarked)
	case n > 1:
	case start < i && end-i > 3 && plainName(s.text[start:i]):
		s.add(start, end, "EMAIL", 2, rankForm)
	case start == i && end-i > 3 && (i == 0 || !isAlnum(s.text[i-1])) && s.cued(i, 24, "handle"):
		s.add(i, end, "HANDLE", 2, rankCue)
	}
}

// localPart is where the name in front of the sign begins.
func (s *scan) localPart(at int) int {
	start := at
	for start > 0 {
		r, n := utf8.DecodeLastRuneInString(s.text[:start])
		if !nameRune(r) && strings.IndexByte(".+_-%'!#$&*/=?^`{|}~", s.text[start-1]) < 0 || start-n < at-64*4 {
			break
		}
		start -= n
	}
	for start < at && strings.IndexByte(".-'!*/=?`{|#&~^$%", s.text[start]) >= 0 {
		start++
	}
	return s.sentenceStart(start, at)
}

// sentenceStart moves start past text that Chinese, Japanese or Thai write right
// before an address: addresses mix alphabets rarely, sentences with them always.
func (s *scan) sentenceStart(start, at int) int {
	if at == 0 || !isAlnum(s.text[at-1]) && s.text[at-1] < utf8.RuneSelf {
		return start
	}
	if last, _ := utf8.DecodeLastRuneInString(s.text[:at]); loose(last) {
		return start
	}
	for i := at; i > start; {
		r, n := utf8.DecodeLastRuneInString(s.text[:i])
		if loose(r) {
			return i
		}
		i -= n
	}
	return start
}

// domain is where the name behind the sign ends.
func (s *scan) domain(from int) int {
	end := from
	ascii := end < len(s.text) && s.text[end] < utf8.RuneSelf
	for end < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[end:])
		if !nameRune(r) && r != '.' && r != '-' && r != '_' || ascii && loose(r) || end-from > 253 {
			break
		}
		end += n
	}
	for end > from && strings.IndexByte(".-_", s.text[end-1]) >= 0 {
		end--
	}
	return end
}

func nameRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

func plainName(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf || !isAlnum(byte(r)) && r != '.' && r != '-' && r != '_' }) < 0
}

// dotted says that a domain has a dot with a top level of two letters or more after it.
func dotted(s string) bool {
	i := strings.LastIndexByte(s, '.')
	return i > 0 && utf8.RuneCountInString(s[i+1:]) >= 2 && strings.IndexFunc(s[i+1:], unicode.IsDigit) < 0 ||
		i > 0 && strings.HasPrefix(s[i+1:], "xn--")
}
