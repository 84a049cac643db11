package mask

// word is a run of ASCII letters and digits in the view that holds a digit, or a
// short run of letters that may belong to a number beside it.
type word struct {
	start, end int
	digits     int
	glued      bool // a letter of another alphabet that is written with spaces touches it
}

// split lists the words of a view in order.
func split(s string) []word {
	var out []word
	for i := 0; i < len(s); {
		if !isAlnum(s[i]) {
			i++
			continue
		}
		w := word{start: i}
		for i < len(s) && isAlnum(s[i]) {
			if isDigit(s[i]) {
				w.digits++
			}
			i++
		}
		w.end = i
		if w.digits > 0 || w.end-w.start <= 4 {
			w.glued = touches(s, w)
			out = append(out, w)
		}
	}
	return out
}

// touches says that an accented Latin or a Cyrillic or Greek letter stands right
// beside the word: then it is the middle of a name, not a number.
func touches(s string, w word) bool {
	before := w.start > 1 && s[w.start-2] >= 0xc3 && s[w.start-2] <= 0xd3 && s[w.start-1] >= 0x80
	after := w.end < len(s) && s[w.end] >= 0xc3 && s[w.end] <= 0xd3
	return before || after
}

func (w word) len() int { return w.end - w.start }

// chain is a number as people write it: groups of digits and letters with one or two
// separators between them.
type chain struct {
	text   string // the groups without separators
	start  int
	end    int
	groups []int // lengths of the groups
	seps   string
}

// chainsFrom calls each with every chain that begins at word i, the longest last, up
// to max characters.
func (s *scan) chainsFrom(i, max int, each func(c chain, last int) bool) {
	var buf [64]byte
	var groups [16]int
	text, seps := buf[:0], make([]byte, 0, 16)
	for j := i; j < len(s.words) && j-i < len(groups); j++ {
		w := s.words[j]
		if j > i {
			sep, ok := s.joined(s.words[j-1].end, w.start)
			if !ok {
				return
			}
			seps = append(seps, sep)
		}
		if len(text)+w.len() > max {
			return
		}
		text = append(text, s.text[w.start:w.end]...)
		groups[j-i] = w.len()
		c := chain{string(text), s.words[i].start, w.end, groups[:j-i+1], string(seps)}
		if !each(c, j) {
			return
		}
	}
}

// joined says that what stands between two words may stand inside one number, and
// which separator it amounts to.
func (s *scan) joined(from, to int) (byte, bool) {
	switch gap := s.text[from:to]; gap {
	case " ", "-", ".", "/":
		return gap[0], true
	case " - ", "- ", " -":
		return '-', true
	case ") ", ")", " (", "(", ")-", "-(", ".-":
		return '(', true
	case "  ":
		return ' ', true
	}
	return 0, false
}
