package cmd

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/say"
)

// draftOptions are the flags of draft.
type draftOptions struct {
	ticketOptions
	endpointOptions
	candidates int
	approaches []string
	via        string
	noGloss    bool
	revise     string
	instruct   string
	show       string
	dryRun     bool
	explain    bool
	edit       bool
	copy       bool
	pick       bool
	json       bool
	ndjson     bool
}

func (a *app) draftCmd() *cobra.Command {
	var opts draftOptions
	c := &cobra.Command{
		Use:   "draft [FILE]",
		Short: "Draft candidate replies to one ticket",
		Long: `Draft reads one ticket (a file, or standard input) and writes candidate replies.

On a terminal it shows what the buyer said, then the candidates, best first, with the
agent's text and the findings of the checks. On a pipe it prints the best candidate's
reply alone. Without an endpoint the built-in composer writes.`,
		Example: `  parlance draft ticket.txt
  cat ticket.txt | parlance draft --outcome refuse --note "parcel is at customs, 5 days" | pbcopy
  parlance draft --culture ja-JP --market JP -n 1 ticket.eml
  parlance draft --json ticket.json | jq .candidates[0].reply.text
  parlance draft --revise reply.txt --instruct "shorter, and offer the replacement" ticket.txt`,
		Args: usageArgs(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			opts.changed = c.Flags().Changed
			return a.draft(c.Context(), opts, args)
		},
	}
	flags := c.Flags()
	opts.addTicketFlags(c)
	opts.addEndpointFlags(c)
	opts.addWritingFlags(c)
	flags.StringVar(&opts.revise, "revise", "", "rewrite the reply in `FILE` instead of writing a new one")
	flags.StringVar(&opts.instruct, "instruct", "", "what to change in the revised reply, `TEXT`")
	flags.StringVar(&opts.show, "show", "", "best or all (default: all on a terminal, best on a pipe)")
	flags.BoolVar(&opts.pick, "pick", false, "choose a candidate on the terminal")
	flags.BoolVar(&opts.edit, "edit", false, "edit the reply in $EDITOR before it is printed")
	flags.BoolVar(&opts.copy, "copy", false, "put the reply on the clipboard as well")
	flags.BoolVar(&opts.dryRun, "dry-run", false, "print the exact messages and send nothing")
	flags.BoolVar(&opts.explain, "explain", false, "say why this culture, language, market, channel, approach and these snippets")
	flags.BoolVar(&opts.json, "json", false, "print one JSON document (parlance.draft/v1)")
	flags.BoolVar(&opts.ndjson, "ndjson", false, "print one JSON event per line (parlance.event/v1)")
	return c
}

// addWritingFlags are the flags that say how many candidates are written, and how.
func (o *draftOptions) addWritingFlags(c *cobra.Command) {
	flags := c.Flags()
	flags.IntVarP(&o.candidates, "candidates", "n", 3, "how many replies to draft")
	flags.StringArrayVar(&o.approaches, "approach", nil, "`NAME` of an approach (solution-first, reassure-first, brief); repeatable")
	flags.StringVar(&o.via, "via", "pivot", "pivot: write in the agent's language, then translate; direct: write in the buyer's")
	flags.BoolVar(&o.noGloss, "no-gloss", false, "do not ask for the buyer's message in the agent's language")
}

func (o draftOptions) validate() error {
	switch {
	case o.candidates < 1 || o.candidates > 10:
		return usagef("-n is %d, expected 1 to 10", o.candidates)
	case o.via != "pivot" && o.via != "direct":
		return usagef("--via is %q, expected pivot or direct", o.via)
	case o.show != "" && o.show != "best" && o.show != "all":
		return usagef("--show is %q, expected best or all", o.show)
	case (o.revise == "") != (o.instruct == ""):
		return usagef("--revise FILE and --instruct TEXT belong together")
	case o.json && o.ndjson:
		return usagef("--json and --ndjson exclude each other")
	case (o.json || o.ndjson) && (o.pick || o.edit):
		return usagef("--pick and --edit need a person; leave out --json or --ndjson")
	}
	return nil
}

func (a *app) draft(ctx context.Context, opts draftOptions, args []string) error {
	if err := opts.validate(); err != nil {
		return err
	}
	drafter, job, err := a.prepare(ctx, opts, args)
	if err != nil {
		return err
	}
	if opts.dryRun {
		return a.dryRun(ctx, drafter, job, opts)
	}
	if opts.pick {
		if err := needConsole(); err != nil {
			return err
		}
	}
	view := a.viewFor(opts, wordsFor(job.ReaderLang), drafter.Model != nil)
	var doc *draft.Document
	for event, err := range drafter.Draft(ctx, job) {
		if err != nil {
			view.end()
			return err
		}
		event = a.tell(event)
		if err := view.event(event); err != nil {
			return err
		}
		if event.Document != nil {
			doc = event.Document
		}
	}
	view.end()
	return a.conclude(ctx, &desk{a, drafter, job, doc, wordsFor(job.ReaderLang)}, opts)
}

// conclude prints what a pipe or a chooser wants and settles the exit code.
func (a *app) conclude(ctx context.Context, d *desk, opts draftOptions) error {
	doc := d.doc
	best := doc.Best()
	machine := opts.json || opts.ndjson
	if !machine {
		for _, w := range doc.Warnings {
			if best == nil && strings.HasSuffix(w.Message, doc.Error.Message) {
				continue // for the same reason, which is told below
			}
			a.note("warning: %s", w.Message)
		}
	}
	if best == nil {
		if !machine {
			f := *doc.Error
			if d.drafter.Model != nil && failureCode(f.Kind) == exitEndpoint {
				f.Hint = strings.Join(say.NonEmpty(f.Hint, "--fallback or --engine builtin has the built-in composer write"), "; ")
			}
			return failed{&f}
		}
		a.printFailure(*doc.Error)
		return reported{failureCode(doc.Error.Kind)}
	}
	if opts.explain && !machine {
		a.explain(doc)
	}
	delivered := a.deliver(ctx, d, opts)
	if delivered != nil && !errors.Is(delivered, errNotCopied) {
		return delivered
	}
	if needsPerson(doc) {
		a.sayWhy(doc)
		if a.terminal.err && !a.showsAll(opts) && !machine && !opts.pick { // nobody has seen them
			a.showErrors(doc.Best())
		}
	}
	switch {
	case delivered != nil: // or the next command pastes what was on the clipboard before
		return reported{exitFailed}
	case needsPerson(doc):
		return reported{exitPerson}
	}
	return nil
}

// errNotCopied is a reply that was printed and told of, but is not on the clipboard.
var errNotCopied = errors.New("not copied")

// needsPerson tells whether somebody should look before anything is sent.
func needsPerson(doc *draft.Document) bool {
	best := doc.Best()
	if check.HasError(best.Findings) {
		return true
	}
	for _, r := range doc.Ticket.Risks {
		if r.Hold {
			return true
		}
	}
	for _, w := range doc.Warnings {
		if w.Kind == "fallback" || w.Kind == "prompt-cut" {
			return true
		}
	}
	return false
}

// sayWhy names on stderr the rules and risks that make a person look.
func (a *app) sayWhy(doc *draft.Document) {
	var why []string
	for _, r := range doc.Ticket.Risks {
		if r.Hold {
			why = append(why, a.say("risk %s", a.inWords(risksIn, r.Kind)))
		}
	}
	for _, f := range doc.Best().Findings {
		if f.Severity == check.Error {
			why = append(why, f.Rule)
		}
	}
	if len(why) > 0 {
		a.note("a person should look: %s", a.words().list(why))
	}
}

// deliver prints the chosen reply, edited and copied as asked.
func (a *app) deliver(ctx context.Context, d *desk, opts draftOptions) error {
	if opts.json || opts.ndjson {
		return nil
	}
	if opts.pick {
		err := d.pick(ctx)
		if errors.Is(err, errNothingChosen) {
			a.note("nothing was chosen")
			return reported{exitInterrupted}
		}
		if err != nil {
			return err
		}
	}
	text := sendable(d.doc.Best().Reply.Text)
	if opts.edit {
		var err error
		if text, err = a.editOnTerminal(ctx, text); err != nil {
			return err
		}
	}
	var notCopied error
	if opts.copy {
		if _, err := a.copyText(ctx, text, a.terminalOut()); err != nil {
			a.note("not copied: %s", err)
			notCopied = errNotCopied
		}
	}
	if a.showsAll(opts) && !opts.edit && !opts.pick {
		return notCopied // already on the screen
	}
	if _, err := fmt.Fprintln(a.out, text); err != nil {
		return err
	}
	return notCopied
}

// showsAll tells whether every candidate is shown, or the best reply alone.
func (a *app) showsAll(opts draftOptions) bool {
	return opts.show == "all" || opts.show == "" && a.terminal.out && !opts.pick
}
