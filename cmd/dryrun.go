package cmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/say"
)

// dryRun prints the exact messages of each call and sends nothing.
func (a *app) dryRun(ctx context.Context, d *draft.Drafter, job draft.Job, opts draftOptions) error {
	plan, err := d.Plan(ctx, job)
	if err != nil {
		return err
	}
	if opts.json || opts.ndjson {
		return a.printJSON(plan)
	}
	var b strings.Builder
	for _, c := range plan.Calls {
		fmt.Fprintf(&b, "━━ %s\n", strings.Join(say.NonEmpty(c.Purpose, c.Candidate, a.inWords(approachesIn, c.Approach), a.say("%d tokens", c.Used)), " · "))
		for _, p := range c.Parts {
			cut := ""
			if p.Cut {
				cut = "  " + a.say("(cut)")
			}
			fmt.Fprintf(&b, "   %6d  %s%s\n", p.Tokens, p.Name, cut)
		}
		for _, cut := range c.Cuts {
			fmt.Fprintf(&b, "   %s\n", a.say("left out: %s", clean.Line(cut, 200)))
		}
		for _, m := range c.Messages {
			fmt.Fprintf(&b, "── %s\n%s\n", m.Role, clean.Terminal(m.Content))
		}
		b.WriteByte('\n')
	}
	return a.print(b.String())
}

// explain says on stderr why the draft is what it is.
func (a *app) explain(d *draft.Document) {
	line := func(what say.Word, format string, args ...any) {
		label := a.say("%s", what)
		fmt.Fprintln(a.err, label+strings.Repeat(" ", max(1, 10-columns(label)))+a.say(format, args...))
	}
	t := d.Ticket
	axis := func(name say.Word, x draft.Axis) {
		line(name, "%-8s from %s (%.2f)", clean.Line(x.Tag, 40), a.inWords(originsIn, x.From), x.Confidence)
	}
	axis("language", t.Language)
	axis("culture", t.Culture)
	axis("market", t.Market)
	line("channel", "%s from %s", pad(a.inWords(channelsIn, clean.Line(t.Channel.Name, 40)), 8), a.inWords(originsIn, t.Channel.From))
	for _, c := range d.Candidates {
		name := a.inWords(approachesIn, c.Approach)
		if name != c.Approach { // --approach takes the code
			name += " " + c.Approach
		}
		line("approach", "%s (%s), rank %d, score %.2f", name, c.ID, c.Rank, c.Score)
	}
	for _, s := range d.Snippets {
		line("snippet", "%s %q, score %.2f", clean.Line(s.ID, 80), clean.Line(s.Title, 80), s.Score)
	}
}
