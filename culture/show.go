package culture

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Text writes a profile for a person who learns the culture: what to do and why, what
// to say and not to say, where each fact is from, and the days on which nothing moves
// from now on, for a year. The agent's language does not matter: facts are English.
func (p *Profile) Text(r Resolution, now time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", p.Tag)
	if r.Note != "" {
		fmt.Fprintf(&b, "  %s\n", r.Note)
	}
	fmt.Fprintf(&b, "  from: %s\n", strings.Join(r.Chain, " < "))
	fmt.Fprintf(&b, "  language %s, region %s, register %s, names %s\n", p.Language, first(p.Region, "any"), p.Register, p.NameOrder)
	fmt.Fprintf(&b, "  time zone %s, weekend %s, approaches %s\n", first(p.TimeZone, "unknown"), weekdays(p.Weekend), strings.Join(p.Approach, ", "))
	for _, f := range p.Guidance {
		f.write(&b)
	}
	b.WriteString("\norder of a reply\n")
	for _, o := range append([]Outcome{Undecided}, Outcomes...) {
		name := string(o)
		if o == Undecided {
			name = undecidedKey
		}
		fmt.Fprintf(&b, "  %-10s %s\n", name, strings.Join(p.Acts[o], " > "))
	}
	p.writeCalendar(&b, now)
	return b.String()
}

func (f Fact) write(b *strings.Builder) {
	fmt.Fprintf(b, "\n%s\n", f.Topic)
	fmt.Fprintf(b, "  do       %s\n", f.Text)
	if len(f.Say) > 0 {
		fmt.Fprintf(b, "  say      %s\n", strings.Join(f.Say, " · "))
	}
	if len(f.NotSay) > 0 {
		fmt.Fprintf(b, "  not say  %s\n", strings.Join(f.NotSay, " · "))
	}
	if f.Why != "" {
		fmt.Fprintf(b, "  why      %s\n", f.Why)
	}
	checked := "from literature, not checked against it"
	if f.Checked {
		checked = "checked"
	}
	fmt.Fprintf(b, "  source   %s (%s confidence, %s)\n", f.Source, f.Confidence, checked)
}

func (p *Profile) writeCalendar(b *strings.Builder, now time.Time) {
	from, to := now.Format(time.DateOnly), now.AddDate(1, 0, 0).Format(time.DateOnly)
	next := slices.DeleteFunc(slices.Clone(p.Calendar), func(h Holiday) bool { return first(h.To, h.From) < from || h.From > to })
	if len(next) == 0 {
		return
	}
	b.WriteString("\nthe next twelve months\n")
	for _, h := range next {
		days := h.From
		if h.To != "" {
			days += " to " + h.To
		}
		kind := "closed"
		if !h.Closed {
			kind = "slow"
		}
		fmt.Fprintf(b, "  %-24s %-6s %s\n", days, kind, h.Name)
	}
}

func weekdays(days []int) string {
	names := make([]string, len(days))
	for i, d := range days {
		names[i] = time.Weekday(d).String()
	}
	return strings.Join(names, " and ")
}
