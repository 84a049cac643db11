package kb

import (
	"slices"
	"strings"
)

// A word of the question that no article holds is taken for a slip of the pen when an
// article holds a word one slip away: then that word is looked for as well.
const (
	shortestSlip = 5  // letters: shorter words are too near each other
	surestSlip   = 7  // from here on any other letter is a slip too, not only a vowel for a vowel, one too many, too few or swapped
	longestWord  = 24 // nobody misspells longer ones alike
)

// vocabulary gathers the words of articles for correcting, folded.
type vocabulary map[string]bool

func (v vocabulary) add(run []rune) {
	if len(run) >= shortestSlip-1 && len(run) <= longestWord && !slices.ContainsFunc(run, func(r rune) bool { return r >= '0' && r <= '9' }) {
		v[string(run)] = true
	}
}

// list is the words in order, one per line; more is such a list to add to.
func (v vocabulary) list(more string) string {
	for w := range strings.Lines(more) {
		v[strings.TrimSuffix(w, "\n")] = true
	}
	all := make([]string, 0, len(v))
	for w := range v {
		all = append(all, w)
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// corrected is text with such words replaced by those that are probably meant.
func (x *index) corrected(text string) string {
	slips := map[string]string{}
	l := lexer{emit: func(field, term, bool) {}}
	first := true
	l.onWord = func(run []rune) {
		name := l.upper && !first
		first = false
		if len(run) < shortestSlip || len(run) > longestWord || name && len(run) < surestSlip {
			return
		}
		if t := hashRunes(words, run); x.find(t) != nil || commonTerms()[t] {
			return
		}
		if w := x.meant(run); w != "" {
			slips[string(run)] = w
		}
	}
	l.read(text)
	if len(slips) == 0 {
		return text
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return classOf(foldRune(r)) == classNone })
	for i, p := range parts {
		if w, ok := slips[fold(p)]; ok {
			parts[i] = w
		}
	}
	return strings.Join(parts, " ")
}

// meant is the word of the articles one slip away that most chunks hold, "" when none.
func (x *index) meant(run []rune) string {
	best, most := "", 0
	for line := range strings.Lines(x.words) {
		w := strings.TrimSuffix(line, "\n")
		if len(w) < len(run)-1 || !strings.HasPrefix(w, string(run[:1])) {
			continue // the first letter is hardly ever wrong
		}
		if near := []rune(w); slip(run, near) {
			if df := listLength(x.find(hashRunes(words, near))); df > most {
				best, most = w, df
			}
		}
	}
	return best
}

// slip tells whether b is a with two neighbours swapped, one letter too many or too
// few, or one letter another: in a short word, one vowel.
func slip(a, b []rune) bool {
	if len(b) > len(a) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 {
		return false
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	if len(a) > len(b) {
		return slices.Equal(a[i+1:], b[i:])
	}
	if i == len(a) {
		return false // the same word
	}
	if i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && slices.Equal(a[i+2:], b[i+2:]) {
		return true
	}
	vowels := strings.ContainsRune(latinVowels, a[i]) && strings.ContainsRune(latinVowels, b[i])
	return (len(a) >= surestSlip || vowels) && slices.Equal(a[i+1:], b[i+1:])
}

const latinVowels = "aeiou"
