package mask

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// secrets finds what nobody else should know: passwords and codes behind their word,
// and keys of well-known services by their form.
func (s *scan) secrets() {
	for _, c := range s.cues {
		switch c.kind {
		case "password":
			s.password(c.end)
		case "code":
			s.secretCode(c.end)
		}
	}
	s.keys()
}

// password notes the word behind the cue when it is quoted, follows a colon, or has a
// digit or sign that no common word has.
func (s *scan) password(from int) {
	start, marked := s.value(from)
	end := start
	quote := rune(0)
	if start > from {
		if r, _ := utf8.DecodeLastRuneInString(s.text[:start]); strings.ContainsRune("\"'“„«「『`‘", r) {
			quote = closing(r)
		}
	}
	for end < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[end:])
		if r == quote || unicode.IsSpace(r) || quote == 0 && (strings.ContainsRune("，。、；;）)」』\"“”<>", r) || loose(r)) {
			break
		}
		if quote == 0 && strings.ContainsRune(",.!?:", r) && s.breaks(end+n) && (r != '!' || strings.Contains(s.text[start:end], "!")) {
			break
		}
		end += n
	}
	text := s.text[start:end]
	odd := strings.ContainsFunc(text, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune("!@#$%^&*_+=~", r) })
	if n := utf8.RuneCountInString(text); n >= 4 && n <= 64 && (odd || quote != 0) && (marked || odd) {
		s.add(start, end, "SECRET", 2, rankForm)
	}
}

func (s *scan) breaks(i int) bool { return i >= len(s.text) || s.text[i] == ' ' || s.text[i] == '\n' }

func closing(open rune) rune {
	switch open {
	case '“', '„':
		return '”'
	case '«':
		return '»'
	case '「':
		return '」'
	case '『':
		return '』'
	case '‘':
		return '’'
	}
	return open
}

// value is where the value of a cue begins: behind its ending, small words such as
// "is" and "は", colons and quotes. marked says that a colon, copula or quote was there.
func (s *scan) value(from int) (at int, marked bool) {
	at = from
	for at < len(s.text) && at-from < 40 {
		rest := s.text[at:]
		r, n := utf8.DecodeRuneInString(rest)
		switch {
		case strings.ContainsRune(" :=：\"'“„«「『`‘→-", r):
			marked = marked || r != ' ' && r != '-'
			at += n
		default:
			m := copula(rest)
			if m == 0 {
				return at, marked
			}
			marked = true
			at += m
		}
	}
	return at, marked
}

// copula is the length of a word like "is" at the start of s.
func copula(s string) int {
	for _, w := range [...]string{"is ", "was ", "ist ", "lautet ", "est ", "es ", "é ", "è ", "to ", "my ", "jest ", "är ", "on ", "это ", "=", "هي ", "هو ",
		"הוא ", "היא ", "है ", "คือ", "là ", "adalah ", "は", "が", "を", "은 ", "는 ", "이 ", "가 ", "是", "为", "為", "code ", "number ", "no. ", "no ", "nr ", "i got is ", "mein ", "isn't "} {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}

// secretCode notes three to eight digits behind the cue.
func (s *scan) secretCode(from int) {
	start, _ := s.value(from)
	if start < len(s.text) && !isDigit(s.text[start]) { // "the PIN I got is 4779"
		i := strings.IndexFunc(s.text[start:min(len(s.text), start+20)], func(r rune) bool { return r >= '0' && r <= '9' || strings.ContainsRune(".,;!?\n#", r) })
		if i < 0 || !isDigit(s.text[start+i]) {
			return
		}
		start += i
	}
	end := start
	for end < len(s.text) && isDigit(s.text[end]) {
		end++
	}
	if n := end - start; n < 3 || n > 8 || end < len(s.text) && isAlnum(s.text[end]) || s.priced(end) {
		return
	}
	if near, _ := s.before(start); near == "order" {
		return
	}
	s.add(start, end, "SECRET", 2, rankForm)
}

// keyForms are beginnings of access keys and how long a key is at least.
var keyForms = [...]struct {
	start string
	least int
}{
	{"sk-", 20}, {"sk_live_", 16}, {"sk_test_", 16}, {"rk_live_", 16}, {"pk_live_", 16}, {"ghp_", 30}, {"gho_", 30}, {"github_pat_", 30}, {"glpat-", 20},
	{"akia", 20}, {"aiza", 35}, {"xoxb-", 20}, {"xoxp-", 20}, {"eyj", 40}, {"shpat_", 32}, {"hf_", 30}, {"npm_", 30}, {"whsec_", 20}, {"bearer ", 24},
}

func (s *scan) keys() {
	for _, k := range keyForms {
		for from := 0; ; {
			i := strings.Index(s.text[from:], k.start)
			if i < 0 {
				break
			}
			start := from + i
			end := start + len(k.start)
			for end < len(s.text) && (isAlnum(s.text[end]) || strings.IndexByte("-_./+=", s.text[end]) >= 0) {
				end++
			}
			if end-start >= k.least && (start == 0 || !isAlnum(s.text[start-1])) {
				s.add(start, end, "SECRET", 1, rankChecked)
			}
			from = end
		}
	}
}
