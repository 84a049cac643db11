package compose

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/parlance-cli/parlance/value"
)

// carried is a value of a note: where it stands, in bytes, and by which slot a phrase
// may say it. One without a slot can not be said.
type carried struct {
	slot       string
	x          any
	start, end int
}

// values reads the dates, lengths of time, amounts and ids of a clause.
func (d *drafting) values(clause string, done bool) []carried {
	low := small(clause)
	var all []carried
	inside := func(start, end int) bool {
		for _, c := range all {
			if start < c.end && c.start < end {
				return true
			}
		}
		return false
	}
	for _, v := range value.Find(clause, noteLanguage(clause)) {
		c := carried{start: v.Start, end: v.End}
		switch v.Kind {
		case value.Amount:
			if m, err := value.ParseMoney(v.Text); err == nil {
				c.slot, c.x = "sum", m
			}
		case value.Date:
			if t, ok := d.job.dateOf(v.Key); ok {
				c.slot, c.x = "day", day(t)
			}
		case value.ID:
			c.slot, c.x = "id", v.Text
		case value.Link, value.Email, value.Time:
		default:
			continue // digits are looked for below
		}
		all = append(all, c)
	}
	if n, ok := namedDay(low, d.job.Now.In(d.job.zone()), done); ok && !inside(n.start, n.end) && !d.job.Now.IsZero() {
		c := carried{start: n.start, end: n.end}
		if n.clear {
			c.slot, c.x = "day", day(n.day)
			d.days = append(d.days, n.day)
		}
		all = append(all, c)
	}
	if sp, at, ok := findSpan(low); ok && !inside(at[0], at[1]) {
		all = append(all, carried{"duration", sp, at[0], at[1]})
	}
	for _, m := range digitRun().FindAllStringIndex(clause, -1) {
		if !inside(m[0], m[1]) {
			all = append(all, carried{start: m[0], end: m[1]})
		}
	}
	return all
}

var digitRun = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d+`) })

// small is a clause in small letters, byte by byte where it was.
func small(clause string) string {
	if low := strings.ToLower(clause); len(low) == len(clause) {
		return low
	}
	return clause
}

// told tells whether the buyer reads all of a clause: each of its values, and no more
// words left over than people put around a fact.
func (d *drafting) told(clause string, said []sentence, values []carried, meant int) bool {
	var text strings.Builder
	for _, s := range said {
		text.WriteString(d.buyer.sentence(s))
		text.WriteByte('\n')
	}
	beside := meant
	for _, c := range values {
		if c.slot == "" || !strings.Contains(text.String(), d.buyer.isolated(d.buyer.write(c.x))) {
			return false
		}
		beside += size(clause[c.start:c.end])
	}
	const around = 6 // words: "unfortunately … at the moment"
	return size(clause)-beside <= around
}

// size is how much a text says, in words; two signs of a script without spaces count
// as one.
func size(text string) int {
	words, wide := 0, 0
	inWord := false
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			wide++
			inWord = false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' || r == '’' || r == '-' || unicode.IsMark(r):
			if !inWord {
				words++
			}
			inWord = true
		default:
			inWord = false
		}
	}
	return words + wide/2
}
