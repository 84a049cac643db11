package value

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// protect finds what must be kept letter by letter: links, e-mail addresses and
// placeholders.
func (s *scanner) protect() {
	for i := 0; i < len(s.text); {
		if mayKeep(s.text[i]) {
			if v, ok := s.keptAt(i); ok {
				s.kept = append(s.kept, v)
				i = v.End
				continue
			}
		}
		i++
	}
	s.found = append(s.found, s.kept...)
	s.blank()
}

// blank hides what is kept from the rest of the search.
func (s *scanner) blank() {
	kept := s.kept
	for i := range s.runes {
		for len(kept) > 0 && s.at[i] >= kept[0].End {
			kept = kept[1:]
		}
		if len(kept) == 0 {
			return
		}
		if s.at[i] >= kept[0].Start {
			s.runes[i] = hidden
		}
	}
}

// hidden stands for a rune of a link or the like: no letter, digit, sign or space.
const hidden = '\ufffc'

// mayKeep tells the bytes that keptAt looks at.
func mayKeep(c byte) bool {
	switch c {
	case '{', '%', '$', '[', '<', 0xe2, ':', '@', 'h', 'H', 'w', 'W', 'f', 'F', '.':
		return true
	}
	return false
}

func (s *scanner) keptAt(i int) (Value, bool) {
	switch c := s.text[i]; {
	case c == '{' || c == '%' || c == '$' || c == '[' || c == '<' || c == 0xe2:
		if end := placeholderEnd(s.text, i); end > 0 {
			return s.keep(Placeholder, i, end), true
		}
	case c == ':':
		if end := roleEnd(s.text, i); end > 0 {
			return s.keep(Placeholder, i, end), true
		}
	case c == '@':
		if start, end := emailAround(s.text, i); end > 0 && (len(s.kept) == 0 || start >= s.kept[len(s.kept)-1].End) {
			return s.keep(Email, start, end), true
		}
	case (c == 'h' || c == 'H' || c == 'w' || c == 'W' || c == 'f' || c == 'F') && !letterBefore(s.text, i):
		if end := linkEnd(s.text, i); end > 0 {
			return s.keep(Link, i, end), true
		}
	case c == '.' && i > 0 && asciiAlnum(s.text[i-1]):
		if start, end := bareLink(s.text, i); end > 0 && (len(s.kept) == 0 || start >= s.kept[len(s.kept)-1].End) {
			return s.keep(Link, start, end), true
		}
	}
	return Value{}, false
}

func (s *scanner) keep(kind Kind, start, end int) Value {
	text := s.text[start:end]
	key := text
	switch kind {
	case Email:
		key = strings.ToLower(text)
	case Link:
		key = linkKey(text)
	case Placeholder:
		key = strings.Join(strings.Fields(text), " ")
	}
	return Value{Kind: kind, Text: text, Start: start, End: end, Key: string(kind) + ":" + key}
}

func letterBefore(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return i > 0 && r < 0x80 && asciiAlnum(byte(r))
}

// letterEnds tells whether text ends in a letter of a script with spaces.
func letterEnds(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsLetter(r) && !unspaced(r)
}

func asciiAlnum(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// placeholderEnd returns where the placeholder that begins at i ends, or 0:
// {{name}}, {0}, {name}, %{name}, %(name)s, %1$s, %s, %d, ${name}, [[name]],
// ⟦EMAIL_1⟧, <name/>.
func placeholderEnd(text string, i int) int {
	rest := text[i:]
	for _, form := range []struct{ open, close string }{
		{"{{", "}}"}, {"%{", "}"}, {"${", "}"}, {"{", "}"}, {"[[", "]]"}, {"⟦", "⟧"}, {"%(", ")s"}, {"%(", ")d"},
	} {
		inner, ok := strings.CutPrefix(rest, form.open)
		if !ok {
			continue
		}
		name, _, ok := strings.Cut(inner, form.close)
		if ok && placeholderName(name) {
			return i + len(form.open) + len(name) + len(form.close)
		}
	}
	return verbEnd(text, i)
}

// verbEnd reads %s, %d, %1$s and the like; a percent sign after a digit is a percentage.
func verbEnd(text string, i int) int {
	if text[i] != '%' || i > 0 && text[i-1] >= '0' && text[i-1] <= '9' {
		return 0
	}
	end := i + 1
	for end < len(text) && (text[end] >= '0' && text[end] <= '9' || text[end] == '$' || text[end] == '.') {
		end++
	}
	if end >= len(text) || strings.IndexByte("sdifuxgeq@", text[end]) < 0 {
		return 0
	}
	if end+1 < len(text) && asciiAlnum(text[end+1]) {
		return 0
	}
	return end + 1
}

// roleEnd reads the name before marked-up code: :func:`open`.
func roleEnd(text string, i int) int {
	end := i + 1
	for end < len(text) && (asciiAlnum(text[end]) || text[end] == ':' || text[end] == '-') {
		end++
	}
	if end < i+3 || text[end-1] != ':' || end >= len(text) || text[end] != '`' {
		return 0
	}
	return end
}

func placeholderName(name string) bool {
	if len(name) == 0 || len(name) > 60 {
		return false
	}
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" _.-:|$#@/", r) {
			return false
		}
	}
	return true
}
