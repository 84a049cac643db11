package draft

import (
	"strings"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/check"
)

// What a letter quotes explains a finding; the same finding elsewhere in it stays.
func TestAFindingIsExplainedByWhatIsQuoted(t *testing.T) {
	const agent, reply = "See /en/returns by Friday, November 27. Or 5 December.", "Siehe /de/returns bis Freitag. Ersatz ist unterwegs."
	q := quoting{
		agent: Side{Language: "en", Text: agent}, reply: ReplyView{Language: "de", Text: reply},
		days: []time.Time{time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)}, notes: []string{"Ersatz ist unterwegs, seit gestern"},
		from: []Citation{{Snippet: "returns.md", Spans: CitationSpans{Agent: &[2]int{0, 15}, Reply: &[2]int{0, 17}}}},
	}
	at := func(side check.Side, text, part string) check.Where {
		from := strings.Index(text, part)
		return check.Where{Side: side, Span: &[2]int{from, from + len(part)}}
	}
	for _, c := range []struct {
		name, rule string
		where      []check.Where
		want       bool
	}{
		{"two pages of one article", "facts/link", []check.Where{at(check.Agent, agent, "/en/returns"), at(check.Reply, reply, "/de/returns")}, true},
		{"a link of the article, and one beside it", "facts/link", []check.Where{at(check.Agent, agent, "/en/returns"), at(check.Reply, reply, "Ersatz")}, false},
		{"the day that was named in words", "facts/date", []check.Where{at(check.Agent, agent, "Friday, November 27")}, true},
		{"another day", "facts/date", []check.Where{at(check.Agent, agent, "5 December")}, false},
		{"the day, on the buyer's side", "facts/date", []check.Where{at(check.Reply, reply, "Freitag")}, false},
		{"a note as it was written", "facts/language", []check.Where{at(check.Reply, reply, "Ersatz ist unterwegs.")}, true},
		{"a sentence that is in no note", "facts/language", []check.Where{at(check.Reply, reply, "Siehe /de/returns bis Freitag.")}, false},
		{"a note's words under another rule", "tone/shouting", []check.Where{at(check.Reply, reply, "Ersatz ist unterwegs.")}, false},
		{"a finding without a place", "facts/link", nil, false},
	} {
		if got := q.explains(check.Finding{Rule: c.rule, Where: c.where}); got != c.want {
			t.Errorf("%s: explained %t, want %t", c.name, got, c.want)
		}
	}
}
