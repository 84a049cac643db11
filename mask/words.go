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
	out := make([]word, 0, len(s)/12)
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
	seps   string
	groups []int // lengths of the groups
	start  int
	end    int
	first  int    // places of the first and the last word
	last   int    //
	near   string // kind of the nearest cue in front, and how far it is
	gap    int
	upto   int  // how many cues begin in front
	digits bool // nothing but digits
}

// longestChain is how many characters the longest number has: an IBAN.
const longestChain = 34

// chainsFrom calls each with every chain that begins at word i, the longest last.
func (s *scan) chainsFrom(i int, each func(c *chain)) {
	if s.words[i].digits == 0 && !s.leads(i) {
		return
	}
	var text [longestChain]byte
	var seps [16]byte
	var groups, ends [16]int
	n, length := 0, 0
	for j := i; j < len(s.words) && n < len(groups); j++ {
		w := s.words[j]
		if length+w.len() > longestChain {
			break
		}
		if j > i {
			sep, ok := s.joined(s.words[j-1].end, w.start)
			if !ok || w.digits == 0 && s.words[j-1].digits == 0 {
				break
			}
			seps[n-1] = sep
		}
		length += copy(text[length:], s.text[w.start:w.end])
		groups[n], ends[n] = w.len(), length
		n++
	}
	whole, joints := string(text[:length]), string(seps[:max(0, n-1)])
	c := chain{start: s.words[i].start, first: i, digits: true}
	c.upto = s.upto(c.start)
	c.near, c.gap = s.beforeFrom(c.upto, c.start)
	for k := range n {
		w := s.words[i+k]
		c.text, c.seps, c.groups = whole[:ends[k]], joints[:k], groups[:k+1]
		c.end, c.last = w.end, i+k
		c.digits = c.digits && w.digits == w.len()
		each(&c)
	}
}

// leads says that a word of letters has digits joined behind it.
func (s *scan) leads(i int) bool {
	if i+1 >= len(s.words) || s.words[i+1].digits == 0 {
		return false
	}
	_, ok := s.joined(s.words[i].end, s.words[i+1].start)
	return ok
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
