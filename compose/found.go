package compose

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	"github.com/parlance-cli/parlance/culture"
)

// found is what the patterns see in one part of a note.
type found struct {
	patterns []notePattern // those that add to another fact first
	meant    int           // words of the part that they stand for
	several  bool          // a second fact is in it
	denied   bool          // it says that the fact is not so, not yet, or of a part only
	bare     bool          // there is nothing beside the fact
}

// find looks a part over, and says nothing yet.
func (d *drafting) find(part string) found {
	var f found
	low := plain(part)
	take := func(p notePattern, word string) {
		f.meant += size(word)
		low = strings.Replace(low, word, blank(word), 1)
		f.patterns = append(f.patterns, p)
	}
	for p, word := range d.matches(&low, true, part) {
		take(p, word)
	}
	adds := len(f.patterns)
	for p, word := range d.matches(&low, false, part) {
		if f.several = len(f.patterns) > adds; !f.several {
			take(p, word)
			continue
		}
		low = strings.Replace(low, word, blank(word), 1)
	}
	if d.job.Decision.Outcome == culture.Refuse {
		for _, w := range known().Refusals {
			if strings.Contains(low, w) {
				f.meant += size(w)
				low = strings.Replace(low, w, blank(w), 1)
			}
		}
	}
	f.bare = size(low) <= 1 && len(d.values(part, false)) == 0
	f.denied = denied(low) || slices.ContainsFunc(f.patterns, func(p notePattern) bool {
		return p.Done && says(low, known().Future) || slices.Contains(p.Never, string(d.job.Decision.Outcome))
	})
	return f
}

// blank stands where a word was, byte for byte.
func blank(word string) string { return strings.Repeat("\x00", len(word)) }

// denied tells whether what is left of a part beside its facts may turn them round.
func denied(low string) bool {
	low = withoutHarmless(" " + low + " ")
	low = strings.ReplaceAll(low, "n't ", " not ")
	return says(low, known().Not) || says(low, known().Limits)
}

func withoutHarmless(low string) string {
	for _, w := range known().Harmless {
		low = strings.ReplaceAll(low, w, blank(w))
	}
	return low
}

// listed are the parts that a "not" in another one covers, when they are bare words:
// "no strike, storm or flood", 罢工、台风都没有.
func (d *drafting) listed(parts []string, clause string) (first, last int) {
	kana := strings.ContainsFunc(clause, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) })
	list := strings.Contains(clause, "、") && !kana || saysAll(" "+plain(parts[len(parts)-1]), known().Or)
	for i, part := range parts {
		switch f := d.find(part); {
		case len(f.patterns) == 0 || !f.denied:
		case saysAll(plain(part)+" ", known().All):
			return 0, i
		case list:
			return i, len(parts) - 1
		}
	}
	return len(parts), -1
}

// side tells whether the length of time in a part has gone by or is to come, by the word
// nearest before it, else by any.
func (d *drafting) side(part string) string {
	low := small(part)
	_, at, ok := findSpan(low)
	if !ok {
		at = [2]int{len(low), len(low)}
	}
	nearest := func(words []string) int {
		best := -1
		for _, w := range words {
			best = max(best, strings.LastIndex(low[:at[0]], w))
		}
		return best
	}
	elapsed, ahead := nearest(known().Elapsed), nearest(known().Ahead)
	switch {
	case elapsed > ahead:
		return "elapsed"
	case ahead > elapsed:
		return "ahead"
	case hasAny(low, known().Elapsed):
		return "elapsed"
	case hasAny(low, known().Ahead):
		return "ahead"
	}
	return ""
}

// says tells whether one of the words stands in a text, whole in scripts with spaces.
func says(low string, words []string) bool {
	_, _, ok := wordIn(low, words)
	return ok
}

// plain is a note in small letters with a typewriter's apostrophe; not byte by byte.
func plain(part string) string {
	return strings.ReplaceAll(strings.ToLower(part), "’", "'")
}

// matches yields the patterns that a part holds, the longest words first: "replacement
// has been shipped" is more than "has been shipped". What is taken is cut out of low.
func (d *drafting) matches(low *string, adds bool, part string) iter.Seq2[notePattern, string] {
	return func(yield func(notePattern, string) bool) {
		for {
			var best notePattern
			word := ""
			for _, p := range known().Notes {
				if w := p.says(*low); p.Adds == adds && len(w) > len(word) && d.buyer.language.Has("note."+p.ID) && d.has(p.Needs, part) {
					best, word = p, w
				}
			}
			if word == "" || !yield(best, word) {
				return
			}
		}
	}
}
