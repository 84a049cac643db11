package compose

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/parlance-cli/parlance/culture"
)

// notes carries the agent's notes over: through a phrase where the meaning is known,
// word for word where they are written for the buyer in the buyer's language. What is
// left, clause by clause, is for the agent alone.
func (d *drafting) notes() (said []sentence, left []string) {
	for _, note := range d.job.Decision.Notes {
		same := sameScript(noteLanguage(note), d.job.Language)
		for _, clause := range clauses(note) {
			s, l := d.clause(clause, same)
			said, left = append(said, s...), append(left, l...)
		}
	}
	return said, left
}

// clause says one sentence of a note, part by part; left are the parts of which the
// letter leaves out something.
func (d *drafting) clause(clause string, same bool) (said []sentence, left []string) {
	if d.asked(clause) {
		return nil, nil
	}
	parts := partsOf(clause)
	if !hasAny(withoutHarmless(plain(clause)), known().Unsure) {
		said, left = d.parts(parts, clause)
	} else {
		left = []string{clause}
	}
	if (len(left) > 0 || talkative(clause)) && same && forBuyer(clause, d.job.Language) {
		return []sentence{{quote: finish(clause, d.job.Language), key: "note"}}, nil
	}
	return said, left
}

// parts says the parts of a clause. A part that is but a value belongs to the one
// before: "at customs, 5 days".
func (d *drafting) parts(parts []string, clause string) (said []sentence, left []string) {
	first, last := d.listed(parts, clause)
	before, from := "", 0
	for i, part := range parts {
		s, whole, ok := d.part(part, i >= first && i <= last)
		if !ok && before != "" && size(part) <= 4 && len(d.values(part, false)) > 0 {
			if joined, whole, ok := d.part(before+", "+part, false); ok && whole {
				said = append(said[:from], joined...)
				continue
			}
		}
		if !ok || !whole {
			left = append(left, part)
		}
		if ok {
			before, from = part, len(said)
			said = append(said, s...)
		}
	}
	return said, left
}

// part says the fact of one part, and what may stand beside it; whole is false when the
// letter leaves out some of it.
func (d *drafting) part(part string, listed bool) (said []sentence, whole, ok bool) {
	f := d.find(part)
	if len(f.patterns) == 0 || f.denied || listed && f.bare {
		return nil, false, false
	}
	for _, p := range f.patterns {
		said = append(said, d.fact(p, part)...)
	}
	if f.several { // of which of the facts the values speak is not known
		for i := range said {
			said[i].slots, said[i].holds = nil, nil
		}
		return said, false, true
	}
	slices.SortStableFunc(said, func(a, b sentence) int { return later(a) - later(b) })
	return said, d.told(part, said, d.values(part, happened(said)), f.meant), true
}

func later(s sentence) int {
	if s.adds {
		return 1
	}
	return 0
}

// has tells whether a part has the value that a phrase cannot do without.
func (d *drafting) has(slot, part string) bool {
	return slot == "" || slices.ContainsFunc(d.values(part, false), func(c carried) bool { return c.slot == slot })
}

// fact is the sentence of a pattern, none when the refusal says it already.
func (d *drafting) fact(p notePattern, part string) []sentence {
	if name, of, _ := strings.Cut(p.Denies, "="); name != "" {
		d.denied, d.contrary = append(d.denied, name), append(d.contrary, of)
	}
	if d.job.Decision.Outcome == culture.Refuse && slices.Contains(p.Repeats, d.main.Kind) {
		return nil
	}
	s := sentence{key: "note." + p.ID, slots: map[string]any{}, adds: p.Adds}
	if side := d.side(part); side != "" {
		s.holds = append(s.holds, side)
	}
	for _, c := range d.values(part, p.Done) {
		if _, twice := s.slots[c.slot]; c.slot != "" && !twice {
			s.slots[c.slot] = c.x
		}
	}
	return []sentence{s}
}

// happened tells whether what is said has happened.
func happened(said []sentence) bool {
	return slices.ContainsFunc(said, func(s sentence) bool {
		return slices.ContainsFunc(known().Notes, func(p notePattern) bool { return p.Done && "note."+p.ID == s.key })
	})
}

// asked tells whether a clause is an order to ask for something, and the letter asks.
func (d *drafting) asked(clause string) bool {
	needs := noteNeeds([]string{clause})
	if d.job.Decision.Outcome != culture.Ask || len(needs) == 0 {
		return false
	}
	all := d.needs()
	return !slices.ContainsFunc(needs, func(n string) bool { return !slices.Contains(all, n) })
}

var spanForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(\d+(?:\s*[-–~～至到]\s*\d+)?)\s*(个工作日|工作日|営業日|business days?|working days?|werktagen?|werktage|days?|tagen?|tage|日間|日|天|weeks?|wochen?|週間|周|星期|hours?|stunden?|時間|小时|months?|monaten?|monate|か月|ヶ月|个月)`)
})

var spanUnits = []struct{ prefix, unit string }{
	{"个工作日", "business-day"}, {"工作日", "business-day"}, {"営業日", "business-day"}, {"business", "business-day"}, {"working", "business-day"}, {"werktag", "business-day"},
	{"day", "day"}, {"tag", "day"}, {"日", "day"}, {"天", "day"},
	{"week", "week"}, {"woche", "week"}, {"週", "week"}, {"周", "week"}, {"星期", "week"},
	{"hour", "hour"}, {"stunde", "hour"}, {"時間", "hour"}, {"小时", "hour"},
	{"month", "month"}, {"monat", "month"}, {"か月", "month"}, {"ヶ月", "month"}, {"个月", "month"},
}

// findSpan finds a length of time and its place; a date such as 3月5日 or 29日 is none.
func findSpan(low string) (span, [2]int, bool) {
	for _, m := range spanForm().FindAllStringSubmatchIndex(low, -1) {
		if strings.HasSuffix(low[:m[0]], "月") || strings.HasSuffix(low[:m[0]], "年") {
			continue
		}
		count, word := low[m[2]:m[3]], low[m[4]:m[5]]
		if word == "日" && m[3]-m[2] <= 2 && !isLength(low, m[0], m[1]) {
			continue
		}
		for _, u := range spanUnits {
			if strings.HasPrefix(word, u.prefix) {
				count = strings.NewReplacer(" ", "", "-", "–", "~", "–", "～", "–", "至", "–", "到", "–").Replace(count)
				return span{count, u.unit}, [2]int{m[0], m[1]}, true
			}
		}
	}
	return span{}, [2]int{}, false
}

// dateOf reads the canonical key of a date. One without a year is the nearest to now.
func (j *Job) dateOf(key string) (time.Time, bool) {
	text := strings.TrimPrefix(key, "date:")
	zone := j.zone()
	if t, err := time.ParseInLocation(time.DateOnly, text, zone); err == nil {
		return t, true
	}
	t, err := time.ParseInLocation("--01-02", text, zone)
	if err != nil || j.Now.IsZero() {
		return time.Time{}, false
	}
	best := time.Date(j.Now.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zone)
	for _, years := range []int{-1, 1} {
		other := best.AddDate(years, 0, 0)
		if other.Sub(j.Now).Abs() < best.Sub(j.Now).Abs() {
			best = other
		}
	}
	return best, true
}

// noteNeeds are the things a note says to ask the buyer for.
func noteNeeds(notes []string) []string {
	var needs []string
	for _, note := range notes {
		low := strings.ToLower(note)
		for need, words := range known().Needs {
			if hasAny(low, words) {
				needs = append(needs, need)
			}
		}
	}
	slices.Sort(needs)
	return needs
}
