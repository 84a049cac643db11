package llm

import (
	"fmt"
	"strings"
)

// finish flushes what was kept back, judges the ending and sends the last chunk.
func (a *answer) finish() error {
	if err := a.give(piece{text: a.mend.flush()}); err != nil {
		return err
	}
	rest, unclosed := a.think.flush()
	if err := a.send(rest); err != nil {
		return err
	}
	a.end.unclosed = unclosed
	if err := a.undoCumulative(); err != nil {
		return err
	}
	fail, warnings := a.end.verdict()
	if fail != nil {
		return fail
	}
	a.warnings = append(a.warnings, warnings...)
	a.compare()
	if !a.emit(Chunk{Done: true, Finish: a.end.finish, Model: a.model, Usage: a.end.usage, Warnings: a.warnings}) {
		return errLeft
	}
	return nil
}

// undoCumulative corrects an answer whose every piece repeated all before it.
func (a *answer) undoCumulative() error {
	whole, ok := a.pieces.cumulative()
	if !ok {
		if a.pieces.doubled() {
			a.warn(Repeated, "the endpoint sent every piece of the answer twice")
		}
		return nil
	}
	a.warn(Repeated, "the endpoint repeats the whole text with every piece")
	var t thinker
	p := t.feed(whole)
	rest, unclosed := t.flush()
	a.end.unclosed = unclosed
	return a.send(piece{reset: true, text: p.text + rest.text})
}

// compare looks for signs that the server did something else than asked.
func (a *answer) compare() {
	if a.mend.damaged {
		a.warn(Damaged, "the answer holds bytes that are no UTF-8; they were replaced")
	}
	if a.model != "" && a.plan.model != "" && a.plan.model != "default" && !sameModel(a.model, a.plan.model) {
		a.warn(OtherModel, fmt.Sprintf("asked %s, answered by %s", shorten(a.plan.model, 60), shorten(a.model, 60)))
	}
	if u := a.end.usage; u != nil && a.req.Estimate > 200 {
		read := max(u.PromptTokens, u.CachedTokens) // some count what was cached apart
		if read > 0 && read < a.req.Estimate/2 {
			a.warn(PromptCut, fmt.Sprintf("the endpoint read %d tokens of about %d: it cut the prompt; give the model a larger context", read, a.req.Estimate))
		}
	}
}

// sameModel accepts what servers add to a name: a version, a tag, a folder, a file
// ending.
func sameModel(got, want string) bool {
	base := func(s string) string {
		s = strings.ToLower(s)
		s = s[strings.LastIndexAny(s, `/\`)+1:]
		return strings.TrimSuffix(strings.TrimSuffix(s, ".gguf"), ":latest")
	}
	got, want = base(got), base(want)
	return strings.HasPrefix(got, want) || strings.HasPrefix(want, got)
}

// pieces watches how deltas relate to each other. It keeps text only while they
// still look like repetitions.
type pieces struct {
	count    int
	grows    bool
	last     string
	pairs    bool
	previous string
}

func (p *pieces) note(s string) {
	if s == "" {
		return
	}
	p.count++
	if p.count == 1 {
		p.grows, p.pairs, p.last, p.previous = true, true, s, s
		return
	}
	if p.grows && len(s) > len(p.last) && strings.HasPrefix(s, p.last) {
		p.last = s
	} else {
		p.grows, p.last = false, ""
	}
	if p.pairs && p.count%2 == 0 && s != p.previous {
		p.pairs, p.previous = false, ""
	}
	if p.pairs {
		p.previous = s
	}
}

func (p *pieces) cumulative() (whole string, ok bool) { return p.last, p.grows && p.count >= 3 }
func (p *pieces) doubled() bool                       { return p.pairs && p.count >= 4 && p.count%2 == 0 }
