package compose

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/value"
)

// day is a date said with its day of the week.
type day time.Time

// span is a length of time: 5 day, "3–5" business-day.
type span struct{ count, unit string }

// items are phrases said as a list.
type items []string

// letterSlots are the values every sentence of a letter may use. What is unknown is "".
func (v *voice) letterSlots(tag string) map[string]string {
	j := v.job
	s := map[string]string{
		"name":     v.name(),
		"order":    j.order(),
		"product":  j.product(),
		"brand":    j.Brand.Name,
		"deadline": v.deadline(tag),
		"received": v.date(j.received()),
		"placed":   v.date(j.placed()),
	}
	if j.Decision.Amount != nil {
		s["amount"] = v.formats.Money(*j.Decision.Amount)
	}
	if by, ok := j.hearsBy(); ok {
		s["by"] = v.near(by)
	}
	if o := j.tied.record; o != nil {
		s["tracking"], s["carrier"] = o.Tracking, o.Carrier
	}
	s["signature"] = j.signature(tag)
	return s
}

// near is a day soon to come: Chinese letters put the day of the week in brackets.
func (v *voice) near(t time.Time) string {
	said := v.formats.DateDay(t)
	if !sameBase(v.language.Tag, "zh") {
		return said
	}
	at := strings.Index(said, "星期")
	if at < 0 {
		return said
	}
	weekday := said[at:]
	if sameScript(v.language.Tag, "zh-Hans") {
		weekday = strings.Replace(weekday, "星期", "周", 1)
	}
	return strings.TrimSpace(said[:at]) + "（" + weekday + "）"
}

// deadline is the date the buyer needs: as written to a buyer who reads their own
// language, else told in the letter's, and in quotes where it is no date we can read.
// "Today" is no date to note: the day goes by.
func (v *voice) deadline(tag string) string {
	text := v.job.Signals.Deadline
	low := strings.ToLower(strings.TrimSpace(text))
	if slices.Contains(known().Today, low) {
		return ""
	}
	wrote := v.job.Signals.Language.Tag
	if wrote == "" {
		wrote = v.job.Language
	}
	if text == "" || tag == v.job.Language && sameScript(tag, wrote) {
		return text
	}
	for _, x := range value.Find(text, wrote) {
		if t, ok := v.job.dateOf(x.Key); ok && x.Kind == value.Date {
			said := v.date(t)
			if strings.HasPrefix(x.Key, "date:--") {
				said = withoutYear(said, t.Year())
			}
			return said
		}
	}
	if due, ok := v.job.namedDeadline(); ok {
		return withoutYear(v.near(due), due.Year())
	}
	quoted, _ := v.language.Phrase("as-written", v.holds)
	return strings.ReplaceAll(quoted, "{text}", text)
}

// namedDeadline is the date of a deadline named in words, counted from the message.
func (j *Job) namedDeadline() (time.Time, bool) {
	from := j.received()
	if from.IsZero() {
		from = j.Now
	}
	if from.IsZero() {
		return from, false
	}
	n, ok := namedDay(strings.ToLower(j.Signals.Deadline), from.In(j.zone()), false)
	return n.day, ok && n.clear
}

// withoutYear takes the year out of a date as locales write it.
func withoutYear(said string, year int) string {
	y := strconv.Itoa(year)
	for _, form := range []string{", " + y, " de " + y, y + "年", y + "년 ", " " + y} {
		if cut := strings.Replace(said, form, "", 1); cut != said {
			return cut
		}
	}
	return said
}

func (v *voice) date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return v.formats.Date(t.In(v.job.zone()))
}

// write writes a slot out.
func (v *voice) write(x any) string {
	switch x := x.(type) {
	case string:
		return x
	case time.Time:
		return v.date(x)
	case day:
		return v.formats.DateDay(time.Time(x).In(v.job.zone()))
	case value.Money:
		return v.formats.Money(x)
	case span:
		return v.span(x)
	case items:
		texts := make([]string, len(x))
		for i, key := range x {
			text, _ := v.language.Phrase(key, v.holds)
			texts[i] = v.fill(v.spell(text), nil)
		}
		return v.list(unique(texts))
	}
	return ""
}

func (v *voice) span(s span) string {
	unit, ok := v.language.Units[s.unit]
	if !ok {
		return ""
	}
	text, _ := unit.Pick(plural(s.count))
	count := s.count
	if v.language.Joiner == "" { // scripts without spaces write a range with a wave
		count = strings.ReplaceAll(count, "–", "～")
	}
	return strings.ReplaceAll(text, "{n}", count)
}

func (v *voice) list(texts []string) string {
	var out strings.Builder
	for i, text := range texts {
		switch {
		case i == 0:
		case i == len(texts)-1:
			out.WriteString(v.language.Lists.And)
		default:
			out.WriteString(v.language.Lists.Comma)
		}
		out.WriteString(text)
	}
	return out.String()
}

// unique drops what is said already: two asks may share a name.
func unique(texts []string) []string {
	var out []string
	for _, t := range texts {
		if t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// plural names the grammatical number of a count; of a range, that of its end.
func plural(count string) map[string]bool {
	n, _ := strconv.Atoi(count[strings.LastIndexByte(count, ' ')+1:])
	if at := strings.LastIndex(count, "–"); at >= 0 {
		n, _ = strconv.Atoi(count[at+len("–"):])
	}
	return map[string]bool{"one": count == "1", "two": count == "2", "few": n >= 3 && n <= 10}
}

// product is what it is about, short enough for a sentence: a listing's title is cut
// where its name ends and the keywords begin.
func (j *Job) product() string {
	name := ""
	switch {
	case len(j.Signals.Products) > 0:
		name = j.Signals.Products[0]
	case j.tied.record != nil && len(j.tied.record.Items) == 1:
		name = j.tied.record.Items[0].Name
	}
	name = strings.Join(strings.Fields(name), " ")
	name = withoutArticle(name)
	const enough = 48
	if runes := []rune(name); len(runes) > enough {
		cut := slices.IndexFunc(runes, func(r rune) bool { return strings.ContainsRune(",|，、(（【;；", r) })
		if cut > 4 && cut <= enough {
			return strings.TrimSpace(string(runes[:cut]))
		}
		head := string(runes[:enough])
		if at := strings.LastIndexByte(head, ' '); at > 0 {
			head = head[:at]
		}
		return strings.TrimSpace(head)
	}
	return name
}

// articles begin what a buyer calls a thing: "la lampe". A capital after one is a name.
const articles = " the my a an your der die das mein meine ein eine le la les un une mon ma el los las mi o os as um uma meu minha "

func withoutArticle(name string) string {
	first, rest, ok := strings.Cut(name, " ")
	if !ok || !strings.Contains(articles, " "+strings.ToLower(first)+" ") {
		return name
	}
	if strings.EqualFold(first, "the") || strings.EqualFold(first, "my") || first == strings.ToLower(first) || rest[:1] == strings.ToLower(rest[:1]) {
		return rest
	}
	return name
}

func (j *Job) placed() time.Time {
	if j.tied.record == nil {
		return time.Time{}
	}
	return j.tied.record.PlacedAt
}

// written is the buyer's newest message as it came, greeting and all.
func (j *Job) written() string {
	for _, m := range slices.Backward(j.Ticket.Messages) {
		if m.From == "buyer" {
			return m.Text
		}
	}
	return j.Ticket.Text
}

// received is when the buyer's last message came.
func (j *Job) received() time.Time {
	for _, m := range slices.Backward(j.Ticket.Messages) {
		if m.From == "buyer" && !m.At.IsZero() {
			return m.At
		}
	}
	return j.Ticket.CreatedAt
}

// signature is the brand's; on a marketplace without lines that lead off it.
func (j *Job) signature(tag string) string {
	text := strings.TrimSpace(j.Brand.SignatureFor(tag))
	if !marketplace(j.Channel) {
		return text
	}
	var kept []string
	for line := range strings.Lines(text) {
		if !leadsAway(line, tag) {
			kept = append(kept, strings.TrimRight(line, "\n"))
		}
	}
	return strings.Join(kept, "\n")
}

// leadsAway tells whether a text holds what marketplaces forbid: links and addresses.
func leadsAway(text, tag string) bool {
	return slices.ContainsFunc(value.Find(text, tag), func(v value.Value) bool {
		return v.Kind == value.Link || v.Kind == value.Email
	})
}
