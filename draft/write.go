package draft

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/prompts"
	"github.com/parlance-cli/parlance/translate"
)

// writer writes one candidate with the endpoint.
type writer struct {
	*round
	c        Candidate
	seed     int
	emit     emitter
	start    time.Time
	prompt   prompts.Prompt // of the draft
	limit    prompts.Budget
	marks    []prompts.CitationMark
	warnings []Warning
	judged   struct {
		agent, reply string
		found        []check.Finding
	}
}

func (r *round) writer(i int, approach string, emit emitter) *writer {
	via := r.job.Via
	if r.same {
		via = "same"
	}
	return &writer{round: r, limit: r.budget(), seed: i + 1, emit: emit, start: r.Now(), c: Candidate{
		ID: fmt.Sprintf("c%d", i+1), Approach: approach, Engine: "endpoint", Model: r.ModelName, Via: via,
		Agent: Side{Language: r.job.AgentLang}, Reply: ReplyView{Language: r.axes.Language.Tag, Subject: r.subject()},
		Citations: []Citation{}, Findings: []check.Finding{}, Repaired: []string{},
	}}
}

// write runs the candidate through draft, check, repair, translation, check, repair.
func (w *writer) write(ctx context.Context) Candidate {
	err := w.texts(ctx)
	w.c.Timing.TotalMS = w.Now().Sub(w.start).Milliseconds()
	if err != nil {
		w.c.Error = failure(err)
		return w.c
	}
	w.c.Findings = w.judge(w.c.Agent.Text, w.c.Reply.Text)
	w.c.Citations = w.citations()
	w.c.Findings = append(slices.Clone(w.c.Findings), w.unsupported()...)
	return w.c
}

func (w *writer) texts(ctx context.Context) error {
	written, side := w.job.AgentLang, "agent"
	if w.c.Via != "pivot" {
		written, side = w.axes.Language.Tag, "reply"
	}
	text, err := w.draft(ctx, written, side)
	w.keep(side, text)
	if err != nil {
		return err
	}
	switch w.c.Via {
	case "same":
		w.c.Agent.Text = w.c.Reply.Text
	case "direct":
		var used UsageView
		w.c.Agent.Text, used, err = w.gloss(ctx, text, written)
		w.c.Usage.join(used)
	default:
		w.c.Reply.Text, err = w.translate(ctx, text)
	}
	return err
}

func (w *writer) keep(side, text string) {
	if side == "agent" {
		w.c.Agent.Text = text
	} else {
		w.c.Reply.Text = text
	}
}

// draft has the model write, and once more when a rule finds an error.
func (w *writer) draft(ctx context.Context, written, side string) (string, error) {
	d := w.promptDraft(written)
	text, err := w.first(ctx, d, side)
	if err != nil {
		return text, err
	}
	found := w.judgeDraft(text, written, side)
	if !check.HasError(found) {
		return text, nil
	}
	p, err := w.Prompts.Repair(d, text, messages(found), w.limit, w.fence)
	if err != nil {
		return "", err
	}
	w.emit(Event{Type: "reset", Candidate: w.c.ID, Side: side})
	again, marks, err := w.askDraft(ctx, p, side)
	if err != nil || worse(w.judgeDraft(again, written, side), found) {
		return text, ctx.Err() // the first text stands, with its findings
	}
	w.marks = marks
	w.c.Repaired = append(w.c.Repaired, side)
	return again, nil
}

// first has the model write. When the prompt does not fit after all, it is packed once
// more into the size the refusal taught us.
func (w *writer) first(ctx context.Context, d prompts.Draft, side string) (string, error) {
	for learned := false; ; learned = true {
		p, err := w.Prompts.Draft(d, w.limit, w.fence)
		if err != nil {
			return "", err
		}
		w.prompt = p
		text, marks, err := w.askDraft(ctx, p, side)
		w.marks = marks
		if llm.KindOf(err) != llm.Context || learned || !w.learnLimit(ctx) {
			return text, err
		}
	}
}

// learnLimit asks for the size of a context that was overrun, and tells whether it is
// smaller than was thought.
func (w *writer) learnLimit(ctx context.Context) bool {
	if w.AskContext == nil {
		return false
	}
	n := w.AskContext(ctx)
	smaller := n > 0 && n < w.limit.Context
	if smaller {
		w.limit.Context = n
	}
	return smaller
}

// askDraft asks for a reply and takes off what is no part of it.
func (w *writer) askDraft(ctx context.Context, p prompts.Prompt, side string) (string, []prompts.CitationMark, error) {
	answer, err := w.ask(ctx, p, side, "", translate.Prepared{})
	var ids []string
	for _, s := range w.doc.Snippets {
		ids = append(ids, s.ID)
	}
	_, answer = prompts.SplitSubject(translate.Unwrap(answer)) // the subject is the buyer's own, answered
	_, named := prompts.StripCitations(answer)
	for _, m := range named { // a marker may name what was never given: that is a finding
		if !slices.Contains(ids, m.ID) && strings.Count(answer, m.ID) == strings.Count(answer, "[["+m.ID+"]]") {
			ids = append(ids, m.ID)
		}
	}
	text, marks := prompts.StripCitations(answer, ids...)
	return text, marks, err
}

// translate carries the agent's text into the buyer's language, and once more when a
// rule finds an error in it.
func (w *writer) translate(ctx context.Context, agent string) (string, error) {
	to := w.axes.Language.Tag
	prepared := translate.Prepare(agent, translate.Options{From: w.job.AgentLang, To: to, Glossary: w.job.Brand.Glossary})
	t := prompts.Translation{Text: prepared.Text, From: w.job.AgentLang, To: to, Profile: w.axes.Profile, Phrases: w.phrases(to),
		Brand: w.job.Brand, Channel: w.axes.Channel.Name, Register: w.register(), Keep: prepared.Keep, Terms: prepared.Terms, Plain: w.signals.NonNative, Buyer: w.job.Ticket.LastBuyer()}
	text, problems, err := w.carry(ctx, t, prepared)
	if err != nil {
		return text, err
	}
	found := w.judge(agent, text)
	if !check.HasError(found) && !serious(problems) {
		return text, nil
	}
	t.Attempt, t.Findings = text, append(messages(found), says(problems)...)
	w.emit(Event{Type: "reset", Candidate: w.c.ID, Side: "reply"})
	again, problemsAgain, err := w.carry(ctx, t, prepared)
	if err != nil || worse(w.judge(agent, again), found) || len(problemsAgain) > len(problems) {
		return text, ctx.Err()
	}
	w.c.Repaired = append(w.c.Repaired, "reply")
	return again, nil
}

func (w *writer) carry(ctx context.Context, t prompts.Translation, prepared translate.Prepared) (string, []translate.Problem, error) {
	p, err := w.Prompts.Translate(t, w.fence)
	if err != nil {
		return "", nil, err
	}
	answer, err := w.ask(ctx, p, "reply", w.TranslateModel, prepared)
	if err != nil {
		return translate.Unwrap(answer), nil, err
	}
	text, problems := prepared.Finish(answer)
	if text == "" {
		return "", problems, &llm.Error{Kind: llm.Empty, Message: "the translation is empty", Retryable: true}
	}
	return text, problems, nil
}

// serious tells whether a value was lost or made up; a glossary term may wait for a
// person's eye.
func serious(problems []translate.Problem) bool {
	return slices.ContainsFunc(problems, func(p translate.Problem) bool { return p.Kind != translate.Unheeded })
}

func says(problems []translate.Problem) []string {
	var lines []string
	for _, p := range problems {
		lines = append(lines, p.String())
	}
	return lines
}

func (w *writer) promptDraft(written string) prompts.Draft {
	return prompts.Draft{
		Ticket: w.job.Ticket, Signals: w.signals, Profile: w.axes.Profile, Phrases: w.phrases(written), Brand: w.job.Brand,
		Market: w.axes.Law, Channel: w.axes.Channel.Name, Write: written, Reply: w.axes.Language.Tag, Decision: w.job.Decision,
		Approach: w.c.Approach, Snippets: w.doc.Snippets, Facts: w.doc.Facts, Revise: w.job.Revise, Instruct: w.job.Instruct,
		Holding: w.signals.Hold(), Now: w.Now().In(w.zone),
	}
}

// phrases are the tone examples of a language; without any the prompt does without.
func (r *round) phrases(tag string) *culture.Language {
	l, _, err := r.cultures().Language(tag)
	if err != nil {
		return nil
	}
	return l
}

func (r *round) budget() prompts.Budget {
	return prompts.Budget{Context: r.context, Reserved: r.Reserved(), Model: r.ModelName}
}

func budgetView(p prompts.Prompt, limit prompts.Budget) *BudgetView {
	return &BudgetView{Context: limit.Context, Reserved: limit.Reserved, Used: p.Used, Parts: append([]prompts.Part{}, p.Parts...)}
}

func (r *round) request(p prompts.Prompt, model string, seed int) llm.Request {
	req := llm.Request{System: p.System, User: p.User, Model: model, MaxTokens: r.MaxTokens, Estimate: p.Used, Silent: r.Silent}
	if seed != 0 {
		req.Seed = &seed
	}
	return req
}

// subject is the reply's subject line: the buyer's own, answered.
func (r *round) subject() string {
	s := strings.TrimSpace(r.job.Ticket.Subject)
	if s == "" || r.axes.Channel.Name != "email" || strings.HasPrefix(strings.ToLower(s), "re:") {
		return s
	}
	return "Re: " + s
}
