package compose

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// dayWords are the words by which people name a day without writing its date.
type dayWords struct {
	Weekdays  [][]string `yaml:"weekdays"` // Sunday first
	Next      []string   `yaml:"next"`     // beside a weekday: of the next calendar week
	Last      []string   `yaml:"last"`     // beside a weekday: the one gone by
	Counts    []string   `yaml:"counts"`   // before a weekday of one sign: 一周三次 is no Wednesday
	Yesterday []string   `yaml:"yesterday"`
	Tomorrow  []string   `yaml:"tomorrow"`
	After     []string   `yaml:"after"` // the day after tomorrow
	Vague     []string   `yaml:"vague"` // a time that is no day: next week, the end of the month
	Length    []string   `yaml:"length"`
}

// named is a day found in a text: its place, in bytes; Clear is false when the words
// name a time and not which day.
type named struct {
	day        time.Time
	start, end int
	clear      bool
}

// namedDay finds the first day named in words, in a text of small letters, counted from
// a moment. A weekday alone is the next one, or with done the last one.
func namedDay(low string, from time.Time, done bool) (named, bool) {
	if from.IsZero() {
		return named{}, false
	}
	today := time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, from.Location())
	w := known().Days
	for _, x := range []struct {
		words []string
		days  int
	}{{w.After, 2}, {w.Tomorrow, 1}, {w.Yesterday, -1}, {known().Today, 0}} {
		if at, end, ok := wordIn(low, x.words); ok {
			return named{today.AddDate(0, 0, x.days), at, end, true}, true
		}
	}
	for i, words := range w.Weekdays {
		at, end, ok := wordIn(low, words)
		if !ok || counts(low[:at]) {
			continue
		}
		return weekday(low, at, end, time.Weekday(i), today, done), true
	}
	if n, ok := dayOfMonth(low, today, done); ok {
		return n, true
	}
	if at, end, ok := wordIn(low, w.Vague); ok {
		return named{start: at, end: end}, true
	}
	return named{}, false
}

// weekday turns a weekday into a date. On that very day "on Friday" may be today or in
// a week: not clear.
func weekday(low string, at, end int, day time.Weekday, today time.Time, done bool) named {
	w := known().Days
	before, after := strings.TrimRight(low[:at], " の的-"), strings.TrimLeft(low[end:], " -")
	ahead := (int(day) - int(today.Weekday()) + 7) % 7
	switch n := (named{start: at, end: end, clear: true}); {
	case marked(before, after, w.Last):
		n.day = today.AddDate(0, 0, -(7-ahead)%7)
		if ahead == 0 {
			n.day = today.AddDate(0, 0, -7)
		}
		return n
	case marked(before, after, w.Next):
		monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7)
		n.day = monday.AddDate(0, 0, 7+(int(day)+6)%7)
		return n
	case ahead == 0:
		return named{start: at, end: end}
	case done:
		n.day = today.AddDate(0, 0, ahead-7)
		return n
	default:
		n.day = today.AddDate(0, 0, ahead)
		return n
	}
}

func marked(before, after string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return strings.HasSuffix(before, w) && !letterBefore(" "+strings.TrimSuffix(before, w)) || strings.HasPrefix(after, w)
	})
}

// counts tells whether a number stands before a week, and none of its days: 一周三次.
func counts(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, " "))
	return unicode.IsDigit(r) || slices.Contains(known().Days.Counts, string(r))
}

var monthDay = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(\d{1,2})\s*(日|号|號|일)`) })

// dayOfMonth reads 29日: the day, not a length of time.
func dayOfMonth(low string, today time.Time, done bool) (named, bool) {
	m := monthDay().FindStringSubmatchIndex(low)
	if m == nil || isLength(low, m[0], m[1]) {
		return named{}, false
	}
	n, _ := strconv.Atoi(low[m[2]:m[3]])
	const longest = 31
	if n < 1 || n > longest {
		return named{}, false
	}
	step := 1
	if done {
		step = -1
	}
	for i := range 3 { // the 31st is not in every month
		d := time.Date(today.Year(), today.Month()+time.Month(i*step), n, 0, 0, 0, 0, today.Location())
		if d.Day() == n && (done && !d.After(today) || !done && !d.Before(today)) {
			return named{d, m[0], m[1], true}, true
		}
	}
	return named{}, false
}

// isLength tells whether "5日" between two places is five days long: 5日間, あと5日.
func isLength(low string, start, end int) bool {
	before, after := strings.TrimRight(low[:start], " "), strings.TrimLeft(low[end:], " ")
	return slices.ContainsFunc(known().Days.Length, func(w string) bool {
		return strings.HasPrefix(after, w) || strings.HasSuffix(before, w)
	})
}

// wordIn finds the first of the words, whole at its beginning, and at its end where it
// is of Latin letters.
func wordIn(low string, words []string) (start, end int, ok bool) {
	for _, w := range words {
		for from := 0; ; {
			at := strings.Index(low[from:], w)
			if at < 0 {
				break
			}
			at, from = at+from, at+from+1
			latin := w[len(w)-1] < 0x80
			next, _ := utf8.DecodeRuneInString(low[at+len(w):])
			if w[0] < 0xe0 && at > 0 && letterBefore(low[:at]) || latin && at+len(w) < len(low) && unicode.IsLetter(next) && next < 0x250 {
				continue
			}
			return at, at + len(w), true
		}
	}
	return 0, 0, false
}
