package cmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/prompts"
)

func (a *app) tokensCmd() *cobra.Command {
	var (
		opts draftOptions
		raw  bool
	)
	c := &cobra.Command{
		Use:   "tokens [FILE]",
		Short: "Count tokens, and show how a ticket's prompt is packed",
		Long: `Tokens shows how the prompt for a ticket is packed into the model's context: each part
with its tokens, what was cut, and the share that other tickets of the same culture,
language and brand have in common (what a prompt cache can keep).`,
		Example: `  parlance tokens ticket.txt --kb kb
  parlance tokens --raw text.txt`,
		Args: usageArgs(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			opts.changed = c.Flags().Changed
			return a.tokens(c.Context(), opts, raw, args)
		},
	}
	opts.addTicketFlags(c)
	opts.addEndpointFlags(c)
	opts.candidates, opts.via = 1, "pivot"
	c.Flags().BoolVar(&raw, "raw", false, "count the text as it is, without a prompt")
	c.Flags().BoolVar(&opts.json, "json", false, "print one JSON document (parlance.tokens/v1)")
	return c
}

// packing is parlance.tokens/v1.
type packing struct {
	Schema   string         `json:"schema"`
	Error    *draft.Failure `json:"error"`
	Tokens   int            `json:"tokens"`
	Shared   int            `json:"shared"` // tokens of the system message, the same for every ticket of this culture, language and brand
	Context  int            `json:"context"`
	Reserved int            `json:"reserved"`
	Parts    []prompts.Part `json:"parts"`
	Cuts     []string       `json:"cuts"`
}

func (a *app) tokens(ctx context.Context, opts draftOptions, raw bool, args []string) error {
	if raw {
		return a.countRaw(ctx, opts, args)
	}
	opts.dryRun = true
	drafter, job, err := a.prepare(ctx, opts, args)
	if err != nil {
		return err
	}
	job.Gloss, job.Candidates = false, 1
	plan, err := drafter.Plan(ctx, job)
	if err != nil {
		return err
	}
	call := plan.Calls[0]
	p := packing{Schema: "parlance.tokens/v1", Tokens: call.Used, Shared: plan.Shared, Context: drafter.ContextSize(), Reserved: drafter.Reserved(), Parts: call.Parts, Cuts: call.Cuts}
	if opts.json {
		return a.printJSON(p)
	}
	var b strings.Builder
	for _, part := range p.Parts {
		cut := ""
		if part.Cut {
			cut = "  " + a.say("(cut)")
		}
		fmt.Fprintf(&b, "%7d  %s%s\n", part.Tokens, part.Name, cut)
	}
	fmt.Fprintln(&b, a.say("%7d  in all, of %d (%d kept for the answer)", p.Tokens, p.Context, p.Reserved))
	fmt.Fprintln(&b, a.say("%6.0f%%  shared with other tickets of this culture, language and brand", 100*float64(p.Shared)/float64(max(p.Tokens, 1))))
	for _, c := range p.Cuts {
		fmt.Fprintln(&b, a.say("left out: %s", clean.Line(c, 200)))
	}
	return a.print(b.String())
}

func (a *app) countRaw(ctx context.Context, opts draftOptions, args []string) error {
	settings, err := a.settings()
	if err != nil {
		return err
	}
	text, err := a.readText(ctx, "text", args)
	if err != nil {
		return err
	}
	n := prompts.Count(text, opts.endpoint(settings.Config).Model)
	if opts.json {
		return a.printJSON(packing{Schema: "parlance.tokens/v1", Tokens: n, Parts: []prompts.Part{}, Cuts: []string{}})
	}
	return a.print(fmt.Sprintf("%d\n", n))
}
