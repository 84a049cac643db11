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
func Reasons(d *draft.Document) []string { return reasons(d, nil) }

func reasons(d *draft.Document, s *say.Speaker) []string {
	var why []string
	if d.Error != nil {
		why = append(why, s.Sprintf("failed: %s", d.Error.Kind))
	}
	if d.Ticket != nil {
		for _, r := range d.Ticket.Risks {
			if r.Hold {
				why = append(why, s.Sprintf("risk %s", r.Kind))
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
			why = append(why, w.Kind)
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

func cardOf(d *draft.Document, s *say.Speaker) card {
	why := reasons(d, s)
	c := card{ID: clean.Line(d.ID, 80), Why: strings.Join(why, ", "), Person: len(why) > 0}
	if d.Error != nil {
		c.Error = clean.Line(d.Error.Message, 300)
	}
	if t := d.Ticket; t != nil {
		c.Meta = strings.Join(nonEmpty(t.Language.Tag, t.Culture.Tag, t.Market.Tag, t.Channel.Name, strings.Join(askKinds(t), " "), t.Emotion.Label, t.Deadline), " · ")
		if t.Gloss != nil {
			c.Gloss = clean.Terminal(t.Gloss.Text)
		}
		for _, a := range t.Asks {
			c.Asks = append(c.Asks, a.Kind+": "+clean.Line(a.Text, 200))
		}
	}
	if best := d.Best(); best != nil {
		c.Subject = clean.Line(best.Reply.Subject, 200)
		c.Reply = newSide(best.Reply.Text, best.Reply.Language)
		c.Agent = newSide(best.Agent.Text, best.Agent.Language)
		for _, f := range best.Findings {
			c.Findings = append(c.Findings, string(f.Severity)+" "+f.Rule+": "+clean.Line(f.Message, 200))
		}
	}
	return c
}

func nonEmpty(list ...string) []string {
	var kept []string
	for _, s := range list {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}
