package culture

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/say"
)

// Text writes a profile for a person who learns the culture: what to do and why, what
// to say and not to say, where each fact is from, and the days on which nothing moves
// from now on, for a year. The speaker tells what stands around the facts; they are
// English. name tells the fixed words of a profile: topics, acts, approaches.
func (p *Profile) Text(r Resolution, now time.Time, s *say.Speaker, name func(string) string) string {
	var b strings.Builder
	between, column := ", ", 10
	if s != nil {
		between, column = "、", 14
	}
	fmt.Fprintf(&b, "%s\n", p.Tag)
	if r.Note != "" {
		fmt.Fprintf(&b, "  %s\n", s.Text(r.Note))
	}
	for _, line := range []string{
		s.Sprintf("from: %s", strings.Join(r.Chain, " < ")),
		s.Sprintf("language %s, region %s, register %s, names %s", p.Language, first(p.Region, s.Text("any")), name(string(p.Register)), name(string(p.NameOrder))),
		s.Sprintf("time zone %s, weekend %s, approaches %s", first(p.TimeZone, s.Text("unknown")), weekdays(p.Weekend, s), strings.Join(called(p.Approach, name), between)),
	} {
		fmt.Fprintf(&b, "  %s\n", line)
	}
	if s != nil && len(p.Guidance) > 0 {
		fmt.Fprintf(&b, "  %s\n", s.Text("what follows was written in English and is shown as it is"))
	}
	for _, f := range p.Guidance {
		f.write(&b, s, name)
	}
	fmt.Fprintf(&b, "\n%s\n", s.Text("order of a reply"))
	for _, o := range append([]Outcome{Undecided}, Outcomes...) {
		outcome := string(o)
		if o == Undecided {
			outcome = undecidedKey
		}
		fmt.Fprintf(&b, "  %s %s\n", padded(name(outcome), column), strings.Join(called(p.Acts[o], name), " > "))
	}
	p.writeCalendar(&b, now, s)
	return b.String()
}

// called are words by their names.
func called(words []string, name func(string) string) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = name(w)
	}
	return list
}

// padded fills a word up to a width; a Chinese character takes two columns.
func padded(word string, width int) string {
	for _, r := range word {
		if width--; r > 0x2e80 {
			width--
		}
	}
	return word + strings.Repeat(" ", max(0, width))
}

func (f Fact) write(b *strings.Builder, s *say.Speaker, name func(string) string) {
	fmt.Fprintf(b, "\n%s\n", name(f.Topic))
	line := func(label, text string) {
		if text != "" {
			fmt.Fprintf(b, "  %s\n", s.Sprintf(label, text))
		}
	}
	line("do       %s", f.Text)
	line("say      %s", strings.Join(f.Say, " · "))
	line("not say  %s", strings.Join(f.NotSay, " · "))
	line("why      %s", f.Why)
	checked := "from literature, not checked against it"
	if f.Checked {
		checked = "checked"
	}
	line("source   %s", s.Sprintf("%s (%s confidence, %s)", f.Source, name(string(f.Confidence)), s.Text(checked)))
}

func (p *Profile) writeCalendar(b *strings.Builder, now time.Time, s *say.Speaker) {
	from, to := now.Format(time.DateOnly), now.AddDate(1, 0, 0).Format(time.DateOnly)
	next := slices.DeleteFunc(slices.Clone(p.Calendar), func(h Holiday) bool { return first(h.To, h.From) < from || h.From > to })
	if len(next) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s\n", s.Text("the next twelve months"))
	for _, h := range next {
		days := h.From
		if h.To != "" {
			days = s.Sprintf("%s to %s", h.From, h.To)
		}
		kind := "closed"
		if !h.Closed {
			kind = "slow"
		}
		fmt.Fprintf(b, "  %-24s %-6s %s\n", days, s.Text(kind), h.Name)
	}
}

func weekdays(days []int, s *say.Speaker) string {
	names := make([]string, len(days))
	for i, d := range days {
		names[i] = s.Text(time.Weekday(d).String())
	}
	return strings.Join(names, s.Text(" and "))
}
