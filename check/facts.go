package check

import (
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/value"
)

// Facts applies the facts/* rules alone.
func Facts(in Input) []Finding { return facts(in) }

// facts compares what the texts state: the reply with the agent's text it was made
// from, and the reply with its sources.
func facts(in Input) []Finding {
	if strings.TrimSpace(in.Reply.Text) == "" {
		return nil
	}
	f := &factFinder{in: in, reply: value.Scan(in.Reply.Text, in.Reply.Language)}
	if in.Agent.Text != "" && in.Agent.Text != in.Reply.Text {
		f.agent = value.Scan(in.Agent.Text, in.Agent.Language)
		f.across()
		if !in.Composed {
			f.names()
			f.negation()
			f.length()
		}
		f.untranslated()
	}
	f.language()
	f.preamble()
	f.weekdays()
	f.unsupported()
	return f.found
}

// factFinder collects the facts/* findings of one reply.
type factFinder struct {
	in           Input
	agent, reply []value.Value
	found        []Finding
}

// factRules names the rule that a lost or added value breaks.
var factRules = map[value.Kind]string{
	value.Number: "facts/number", value.Percent: "facts/number", value.Duration: "facts/number",
	value.Date: "facts/date", value.Time: "facts/date", value.Amount: "facts/amount", value.ID: "facts/id",
	value.Link: "facts/link", value.Email: "facts/link", value.Placeholder: "facts/placeholder",
} // read-only

// across reports values that the agent's text and the reply do not share.
func (f *factFinder) across() {
	d := value.Compare(f.agent, f.reply)
	added := slices.Clone(d.Added)
	for _, i := range d.Missing {
		v := f.agent[i]
		twin := slices.IndexFunc(added, func(j int) bool { return factRules[f.reply[j].Kind] == factRules[v.Kind] })
		if twin < 0 {
			f.add(factRules[v.Kind], Error, []Where{f.where(Agent, v)}, Wording{
				"the agent text says %q, the reply does not", "底稿中有“%s”，回复中没有"}, v.Text)
			continue
		}
		w := f.reply[added[twin]]
		added = slices.Delete(added, twin, twin+1)
		f.add(factRules[v.Kind], Error, []Where{f.where(Agent, v), f.where(Reply, w)}, Wording{
			"the agent text says %q, the reply %q", "底稿中是“%s”，回复中是“%s”"}, v.Text, w.Text)
	}
	for _, j := range added {
		v := f.reply[j]
		f.add(factRules[v.Kind], Error, []Where{f.where(Reply, v)}, Wording{
			"the reply says %q, the agent text does not", "回复中有“%s”，底稿中没有"}, v.Text)
	}
	for _, pair := range d.Currency {
		a, b := f.agent[pair[0]], f.reply[pair[1]]
		f.add("facts/amount", Error, []Where{f.where(Agent, a), f.where(Reply, b)}, Wording{
			"the currency changed from %q to %q", "币种从“%s”变成了“%s”"}, a.Text, b.Text)
	}
}

// names reports names of the brand and its glossary that a translation did not keep.
func (f *factFinder) names() {
	b := f.in.Brand
	if b == nil {
		return
	}
	kept := []string{b.Name}
	for _, t := range b.Glossary {
		if t.Keep {
			kept = append(kept, t.Term)
		}
	}
	for _, name := range kept {
		at := strings.Index(f.in.Agent.Text, name)
		if name == "" || at < 0 || strings.Contains(f.in.Reply.Text, name) {
			continue
		}
		where := Where{Side: Agent, Span: span(f.in.Agent.Text, at, at+len(name))}
		f.add("facts/name", Warning, []Where{where}, Wording{
			"the name %q is not in the reply", "回复中没有名称“%s”"}, name)
	}
}

// weekdays reports a date that is not on the day of the week written beside it.
func (f *factFinder) weekdays() {
	for _, v := range f.reply {
		if v.Kind != value.Date || v.Day.IsZero() || v.Weekday < 0 || int(v.Day.Weekday()) == v.Weekday {
			continue
		}
		right := value.For(messageLang(f.in.AgentLang)).DateDay(v.Day)
		f.add("facts/date", Warning, []Where{f.where(Reply, v)}, Wording{
			"%q is %s", "“%s”应为%s"}, v.Text, right)
	}
}

func (f *factFinder) add(rule string, severity Severity, where []Where, message Wording, args ...any) {
	found := Finding{Rule: rule, Severity: severity, Where: where}
	found.Message, found.MessageLang = message.In(f.in.AgentLang, args...)
	f.found = append(f.found, found)
}

// where points at a value.
func (f *factFinder) where(side Side, v value.Value) Where {
	text := f.in.Reply.Text
	if side == Agent {
		text = f.in.Agent.Text
	}
	return Where{Side: side, Span: span(text, v.Start, v.End)}
}
