package draft

import (
	"slices"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/value"
)

// quoting is what a composed letter says in words that are not its own.
type quoting struct {
	agent Side
	reply ReplyView
	days  []time.Time // told to the agent as dates
	notes []string
	from  []Citation
}

// explains tells of a finding that it is but how the letter quotes: each side has an
// article in its own language, with its links; the agent reads as a date what the buyer
// reads in their own words; a note stands in the reply as it was written.
func (q quoting) explains(f check.Finding) bool {
	if len(f.Where) == 0 || f.Where[0].Span == nil {
		return false
	}
	at := f.Where[0]
	switch {
	case f.Rule == "facts/link" && len(f.Where) == 2 && f.Where[1].Span != nil:
		return q.article(*at.Span, *f.Where[1].Span)
	case f.Rule == "facts/date" && at.Side == check.Agent:
		return q.day(cut(q.agent.Text, *at.Span))
	case f.Rule == "facts/language" && at.Side == check.Reply:
		return q.note(cut(q.reply.Text, *at.Span))
	}
	return false
}

// article tells whether both places are quoted from one article.
func (q quoting) article(agent, reply [2]int) bool {
	within := func(a [2]int, b *[2]int) bool { return b != nil && b[0] <= a[0] && a[1] <= b[1] }
	return slices.ContainsFunc(q.from, func(c Citation) bool { return within(agent, c.Spans.Agent) && within(reply, c.Spans.Reply) })
}

// day tells whether a text is one of the days that were named in words: "Friday 27
// November" for the "Freitag" of the buyer's own letter.
func (q quoting) day(said string) bool {
	return slices.ContainsFunc(value.Find(said, q.agent.Language), func(v value.Value) bool {
		return v.Kind == value.Date && slices.ContainsFunc(q.days, func(day time.Time) bool { return strings.HasSuffix(v.Key, day.Format("-01-02")) })
	})
}

// note tells whether a sentence stands in a note, which is then in the buyer's language.
func (q quoting) note(said string) bool {
	said = strings.TrimRight(said, ".。")
	return slices.ContainsFunc(q.notes, func(note string) bool { return strings.Contains(note, said) })
}

// cut is what stands between two code points of a text.
func cut(text string, at [2]int) string { return string([]rune(text)[at[0]:at[1]]) }
