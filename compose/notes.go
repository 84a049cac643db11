package compose

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/parlance-cli/parlance/pack"

	"github.com/parlance-cli/parlance/value"
)

//go:embed patterns.yaml
var patternsFile []byte

// patterns are the words by which a note's meaning is known, in the languages agents
// write. Each id has a phrase note.ID in every language.
type patterns struct {
	Notes    []notePattern       `yaml:"notes"`
	Needs    map[string][]string `yaml:"needs"`    // words that ask the buyer for something
	Not      []string            `yaml:"not"`      // the clause may mean its opposite
	Unsure   []string            `yaml:"unsure"`   // the clause may not be so
	Internal []string            `yaml:"internal"` // talk among colleagues
	Elapsed  []string            `yaml:"elapsed"`  // a time gone by
	Ahead    []string            `yaml:"ahead"`    // a time to come
	Grants   []string            `yaml:"grants"`   // words of giving
	Salam    []string            `yaml:"salam"`    // a greeting that wants its own answer
	Away     []string            `yaml:"away"`     // names of places off a marketplace
	Cannot   []string            `yaml:"cannot"`   // a rule that denies something
	Requests []string            `yaml:"requests"` // a sentence that asks its reader for something
	Billing  []string            `yaml:"billing"`  // whom an invoice is made out to
	Today    []string            `yaml:"today"`    // a deadline that is no date
	HowBack  []string            `yaml:"howback"`  // where goods are sent back to, and who pays
	Unpaid   []string            `yaml:"unpaid"`   // the money has not come
	Opens    map[string][]string `yaml:"opens"`    // by language: words a whole sentence begins with
}

type notePattern struct {
	ID    string   `yaml:"id"`
	Words []string `yaml:"words"`
	Not   bool     `yaml:"not"` // a "not" beside it denies the request, not the fact: "no return, hygiene"
}

var known = sync.OnceValue(func() patterns {
	var p patterns
	if err := pack.Decode(patternsFile, &p); err != nil {
		panic(err) // our own file; the first test shows it
	}
	return p
})

// notes carries the agent's notes over: through a phrase where the meaning is known,
// word for word where they are written for the buyer in the buyer's language. What is
// left is for the agent alone.
func (d *drafting) notes() (said []sentence, left []string) {
	for _, note := range d.job.Decision.Notes {
		n, whole := d.note(strings.TrimSpace(note))
		if !whole {
			left = append(left, note)
		}
		said = append(said, n...)
	}
	return said, left
}

// note says one note; whole is false when the letter leaves out some of it.
func (d *drafting) note(note string) (said []sentence, whole bool) {
	whole = true
	same := sameScript(noteLanguage(note), d.job.Reply)
	for _, clause := range clauses(note) {
		known := d.patterns(clause)
		switch {
		case len(known) > 0 && !(same && talkative(clause)):
			said = append(said, known...)
			whole = whole && !slices.ContainsFunc(known, unclear)
		case same && forBuyer(clause, d.job.Reply):
			said = append(said, sentence{quote: finish(clause, d.job.Reply), key: "note"})
		default:
			whole = false
		}
	}
	return said, whole
}

// patterns recognises a clause, or each of its parts between commas when all of them
// are known.
func (d *drafting) patterns(clause string) []sentence {
	var all []sentence
	for _, part := range strings.FieldsFunc(clause, func(r rune) bool { return strings.ContainsRune(",，、", r) }) {
		s, ok := d.pattern(strings.TrimSpace(part))
		if !ok {
			all = nil
			break
		}
		all = append(all, s)
	}
	if len(all) == 0 {
		if s, ok := d.pattern(clause); ok {
			all = append(all, s)
		}
	}
	return all
}

// unclear: a length of time that may be gone by or to come is not said.
func unclear(s sentence) bool {
	return s.key == "note.customs" && s.slots["duration"] != nil && len(s.holds) == 0
}

// pattern recognises one clause.
func (d *drafting) pattern(clause string) (sentence, bool) {
	k := known()
	low := strings.ToLower(clause)
	if hasAny(low, k.Unsure) {
		return sentence{}, false
	}
	for _, p := range k.Notes {
		if !p.says(low, k.Not) || !d.buyer.language.Has("note."+p.ID) {
			continue
		}
		s := sentence{key: "note." + p.ID, slots: map[string]any{}}
		d.carry(&s, clause, low)
		return s, true
	}
	return sentence{}, false
}

// says tells whether the clause holds one of the words, and no "not" beside it.
func (p notePattern) says(low string, not []string) bool {
	return slices.ContainsFunc(p.Words, func(w string) bool {
		return hasAny(low, []string{w}) && (p.Not || !hasAny(strings.Replace(low, w, "·", 1), not))
	})
}

// carry takes dates, lengths of time, amounts and ids of a note along.
func (d *drafting) carry(s *sentence, clause, low string) {
	k := known()
	if hasAny(low, k.Elapsed) {
		s.holds = append(s.holds, "elapsed")
	} else if hasAny(low, k.Ahead) {
		s.holds = append(s.holds, "ahead")
	}
	if sp, ok := findSpan(low); ok {
		s.slots["duration"] = sp
	}
	for _, v := range value.Find(clause, noteLanguage(clause)) {
		switch v.Kind {
		case value.Amount:
			if m, err := value.ParseMoney(v.Text); err == nil {
				s.slots["sum"] = m
			}
		case value.Date:
			if t, ok := d.job.dateOf(v.Key); ok {
				s.slots["day"] = day(t)
			}
		case value.ID:
			s.slots["id"] = v.Text
		}
	}
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

// findSpan finds a length of time; a date such as 3月5日 is none.
func findSpan(low string) (span, bool) {
	for _, m := range spanForm().FindAllStringSubmatchIndex(low, -1) {
		if strings.HasSuffix(low[:m[0]], "月") || strings.HasSuffix(low[:m[0]], "年") {
			continue
		}
		count, word := low[m[2]:m[3]], low[m[4]:m[5]]
		for _, u := range spanUnits {
			if strings.HasPrefix(word, u.prefix) {
				count = strings.NewReplacer(" ", "", "-", "–", "~", "–", "～", "–", "至", "–", "到", "–").Replace(count)
				return span{count, u.unit}, true
			}
		}
	}
	return span{}, false
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

// hasAny looks for words; one of Latin letters only where a word begins.
func hasAny(low string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		for from := 0; ; {
			at := strings.Index(low[from:], w)
			if at < 0 {
				return false
			}
			at += from
			if w[0] > 0x7f || w[0] == '\'' || at == 0 || !letterBefore(low[:at]) {
				return true
			}
			from = at + 1
		}
	})
}
