package draft

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/compose"
)

// builtin is the model name of the built-in composer.
const builtin = "composer"

// composeAll has the built-in composer write every candidate.
func (r *round) composeAll(emit emitter) {
	for i, approach := range r.approaches() {
		c := r.composed(i, approach)
		r.doc.Candidates = append(r.doc.Candidates, c)
		r.announce(c, emit)
	}
}

// composed writes one candidate without a model: the reply in the buyer's language, and
// the same letter in the agent's.
func (r *round) composed(i int, approach string) Candidate {
	start := r.Now()
	c := Candidate{
		ID: fmt.Sprintf("c%d", i+1), Approach: approach, Engine: "builtin", Model: builtin, Via: "pivot",
		Agent: Side{Language: r.job.AgentLang}, Reply: ReplyView{Language: r.axes.Language.Tag},
		Citations: []Citation{}, Findings: []check.Finding{}, Repaired: []string{},
	}
	agentLang := r.job.AgentLang
	if r.same {
		c.Via, agentLang = "same", ""
	}
	reply, agent, written, err := compose.Compose(r.composeJob(approach), agentLang)
	if err != nil {
		c.Error = failure(err)
		return c
	}
	c.Reply.Subject, c.Reply.Text, c.Agent.Text = reply.Subject, reply.Text, agent.Text
	if !r.same {
		c.Agent.Language = written
	}
	if i == 0 {
		for _, note := range reply.Left {
			r.doc.Warnings = append(r.doc.Warnings, Warning{"note", "the composer could not carry this note into the reply: " + note})
		}
		for _, fact := range reply.Against {
			r.doc.Warnings = append(r.doc.Warnings, Warning{"note-against-fact", "the reply does as your note says, but what was computed disagrees: " + fact})
		}
	}
	for _, from := range reply.Citations {
		c.Citations = append(c.Citations, Citation{from.Snippet, from.Title, CitationSpans{Agent: citedIn(agent, from.Snippet), Reply: &from.Span}})
	}
	in := r.inputFor(check.Text{Language: c.Agent.Language, Text: c.Agent.Text}, check.Text{Language: c.Reply.Language, Text: c.Reply.Text}, c.Reply.Subject)
	in.Composed = true
	for _, day := range slices.Concat(reply.Days, agent.Days) {
		in.Sources = append(in.Sources, check.Source{Name: "computed", Text: day.Format(time.DateOnly)})
	}
	said := quoting{c.Agent, c.Reply, agent.Days, r.job.Decision.Notes, c.Citations}
	c.Findings = append(r.aboutNotes(reply), slices.DeleteFunc(check.Run(in), said.explains)...)
	c.Timing.TotalMS = r.Now().Sub(start).Milliseconds()
	return c
}

// aboutNotes are the findings of a reply that says less than the notes, or otherwise
// than what was computed, or whose decision may be about any of several orders. What the person who decides wants said, and nobody would read,
// is an error: a pipe that sends what it gets must not send this (exit code 3). A note
// against a fact is their word, and stays a warning.
func (r *round) aboutNotes(reply compose.Letter) []check.Finding {
	found := []check.Finding{}
	add := func(rule, source string, severity check.Severity, message check.Wording, about string) {
		f := check.Finding{Rule: rule, Severity: severity, Where: []check.Where{}, Source: source}
		f.Message, f.MessageLang = message.In(r.job.ReaderLang, about)
		if r.job.Brand == nil || r.job.Brand.Silenced[rule] == "" {
			found = append(found, f)
		}
	}
	for _, note := range reply.Left {
		add("note/left", "note", check.Error, check.Wording{En: "not in the reply, or not all of it: %s", ZhHans: "回复中没有写进，或没有完整写进：%s"}, note)
	}
	if len(reply.Orders) > 0 {
		add("order/which", "ticket", check.Warning, check.Wording{En: "the ticket names several orders, and not which of them this decision is about: %s; the reply names none", ZhHans: "工单提到多个订单，看不出这个决定针对哪一个：%s；回复没有写订单号"}, strings.Join(reply.Orders, ", "))
	}
	for _, fact := range reply.Against {
		add("note/fact", "note", check.Warning, check.Wording{En: "the reply follows your note, but what was computed disagrees: %s", ZhHans: "回复以您的备注为准，但与算出的结果不一致：%s"}, fact)
	}
	return found
}

func (r *round) composeJob(approach string) compose.Job {
	job := compose.Job{
		Ticket: r.job.Ticket, Signals: r.signals, Profile: r.axes.Profile, Market: r.axes.Law, Brand: r.job.Brand,
		Channel: r.axes.Channel.Name, Language: r.axes.Language.Tag, Decision: r.job.Decision, Approach: approach,
		Library: r.cultures(), Snippets: r.doc.Snippets, Facts: computed(r.doc.Facts), Holding: r.signals.Hold(), Now: r.Now(),
	}
	if sameLanguage(r.axes.Profile.Language, r.axes.Language.Tag) {
		job.Register = r.register() // what the check asks for
	}
	if r.job.KB != nil {
		job.Article = r.job.KB.Show // for the agent's side of a quotation
	}
	return job
}

func citedIn(l compose.Letter, snippet string) *[2]int {
	for _, c := range l.Citations {
		if c.Snippet == snippet {
			return &c.Span
		}
	}
	return nil
}
