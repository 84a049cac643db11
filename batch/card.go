package batch

import (
	"strings"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/say"
)

// Reasons are why a person must see a draft before the others: it failed, a risk holds,
// a rule found an error, or not all of it is from where it should be. None: nil.
func Reasons(d *draft.Document) []string { return reasons(d, voice{}) }

func reasons(d *draft.Document, v voice) []string {
	var why []string
	if d.Error != nil {
		why = append(why, v.Sprintf("failed: %s", v.name("failures", d.Error.Kind)))
	}
	if d.Ticket != nil {
		for _, r := range d.Ticket.Risks {
			if r.Hold {
				why = append(why, v.Sprintf("risk %s", v.name("risks", r.Kind)))
			}
		}
	}
	if best := d.Best(); best != nil {
		for _, f := range best.Findings {
			if f.Severity == check.Error {
				why = append(why, f.Rule)
			}
		}
	}
	for _, w := range d.Warnings {
		if w.Kind == "fallback" || w.Kind == "prompt-cut" {
			why = append(why, v.name("failures", w.Kind))
		}
	}
	return why
}

// card is one ticket of a report.
type card struct {
	ID, Why, Meta, Gloss, Error string
	Asks                        []string
	Subject                     string
	Reply, Agent                sideText
	Findings                    []string
	Person                      bool
}

// sideText is a text with its language and direction.
type sideText struct{ Text, Lang, Dir string }

func newSide(text, language string) sideText {
	s := sideText{clean.Terminal(text), language, "ltr"}
	if lang.RTL(language) {
		s.Dir = "rtl"
	}
	return s
}

func cardOf(d *draft.Document, v voice) card {
	why := reasons(d, v)
	c := card{ID: clean.Line(d.ID, 80), Why: v.list(why), Person: len(why) > 0}
	if d.Error != nil {
		c.Error = clean.Line(d.Error.Message, 300)
	}
	if t := d.Ticket; t != nil {
		c.Meta = strings.Join(say.NonEmpty(v.language(t.Language.Tag), t.Culture.Tag, t.Market.Tag, v.name("channels", t.Channel.Name), v.asks(askKinds(t)), v.name("emotions", t.Emotion.Label), t.Deadline), " · ")
		if t.Gloss != nil {
			c.Gloss = clean.Terminal(t.Gloss.Text)
		}
		for _, a := range t.Asks {
			c.Asks = append(c.Asks, v.Sprintf("%s: %s", v.name("asks", a.Kind), clean.Line(a.Text, 200)))
		}
	}
	if best := d.Best(); best != nil {
		c.Subject = clean.Line(best.Reply.Subject, 200)
		c.Reply = newSide(best.Reply.Text, best.Reply.Language)
		c.Agent = newSide(best.Agent.Text, best.Agent.Language)
		for _, f := range best.Findings {
			c.Findings = append(c.Findings, v.Sprintf("%s: %s", v.name("severities", string(f.Severity))+" "+f.Rule, clean.Line(f.Message, 200)))
		}
	}
	return c
}

// asks are the kinds of asks in one line.
func (v voice) asks(kinds []string) string {
	if v.names == nil {
		return strings.Join(kinds, " ")
	}
	named := make([]string, len(kinds))
	for i, k := range kinds {
		named[i] = v.name("asks", k)
	}
	return v.list(named)
}
