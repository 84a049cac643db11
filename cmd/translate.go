package cmd

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/ticket"
	"github.com/parlance-cli/parlance/translate"
)

// translateOptions are the flags of translate.
type translateOptions struct {
	ticketOptions
	endpointOptions
	glossary, ticket string
	json             bool
}

func (a *app) translateCmd() *cobra.Command {
	var opts translateOptions
	c := &cobra.Command{
		Use:   "translate [TEXT]",
		Short: "Carry a written reply into the buyer's language with the same safeguards",
		Long: `Translate carries a reply you wrote into the buyer's language: every number, date,
amount, id, link and name you approved is in the result and nothing else is, in the
form and register of the buyer's culture, or a finding says what is not. It needs an
endpoint: the built-in composer does not pretend to translate.`,
		Example: `  parlance translate reply.txt --lang de --culture de-DE
  pbpaste | parlance translate --lang ja --glossary terms.csv --json`,
		Args: usageArgs(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			opts.changed = c.Flags().Changed
			return a.translate(c.Context(), opts, args)
		},
	}
	opts.addAxisFlags(c)
	opts.addEndpointFlags(c)
	flags := c.Flags()
	flags.Lookup("lang").Usage = "language of the buyer, for example ja"
	flags.StringVar(&opts.brand, "brand", "", "brand `NAME` (brands/NAME.yaml) or file")
	flags.StringVar(&opts.glossary, "glossary", "", "terms and how they are said, `FILE` in CSV or TSV")
	flags.StringVar(&opts.ticket, "ticket", "", "the ticket the reply answers, `FILE`: for the buyer's own names of things")
	flags.BoolVar(&opts.json, "json", false, "print one JSON document (parlance.translate/v1)")
	return c
}

func (a *app) translate(ctx context.Context, opts translateOptions, args []string) error {
	if opts.lang == "" && opts.culture == "" {
		return usagef("--lang is missing: the language of the buyer, for example --lang ja")
	}
	settings, err := a.settings()
	if err != nil {
		return err
	}
	flags := draftOptions{ticketOptions: opts.ticketOptions, endpointOptions: opts.endpointOptions, candidates: 1}
	drafter, err := a.drafter(ctx, flags, settings.Config)
	if err != nil {
		return err
	}
	if err := opts.wanted().Sound(drafter.Cultures); err != nil {
		return err
	}
	if drafter.Model == nil {
		return errNoEndpoint
	}
	job, err := a.job(ctx, flags, settings.Config, kb.Options{Cache: a.dirs.cache})
	if err != nil {
		return err
	}
	text, err := a.readText(ctx, "reply", args)
	if err != nil {
		return err
	}
	if err := a.completeTranslation(ctx, &job, opts, text); err != nil {
		return err
	}
	t, err := drafter.Translate(ctx, job, strings.TrimSpace(text), nil)
	if err != nil {
		return err
	}
	return a.printTranslation(t, opts)
}

// completeTranslation adds glossary, ticket and the language the text is written in.
func (a *app) completeTranslation(ctx context.Context, job *draft.Job, opts translateOptions, text string) error {
	if guess := lang.Detect(text); opts.agentLang == "" && guess.Confidence >= 0.8 {
		job.AgentLang = guess.Tag
	}
	if job.Flags.Language == "" {
		job.Defaults.Language = opts.culture
	}
	job.Ticket = &ticket.Ticket{}
	if opts.ticket != "" {
		t, err := a.readTicket(ctx, opts.ticketOptions, []string{opts.ticket})
		if err != nil {
			return err
		}
		job.Ticket = t
	}
	if opts.glossary == "" {
		return nil
	}
	terms, err := readGlossary(opts.glossary)
	if err != nil {
		return input{err}
	}
	withTerms := *job.Brand
	withTerms.Glossary = append(terms, withTerms.Glossary...)
	job.Brand = &withTerms
	return nil
}

func readGlossary(name string) ([]brand.Term, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return translate.ReadGlossary(f, name)
}

func (a *app) printTranslation(t draft.Translation, opts translateOptions) error {
	if t.Error != nil {
		*t.Error = a.told(*t.Error)
	}
	if opts.json {
		if err := a.printJSON(t); err != nil {
			return err
		}
	}
	switch {
	case t.Error != nil && opts.json:
		a.printFailure(*t.Error)
		return reported{failureCode(t.Error.Kind)}
	case t.Error != nil:
		return failed{t.Error}
	case !opts.json:
		if _, err := fmt.Fprintln(a.out, clean.Reply(t.Reply.Text)); err != nil {
			return err
		}
		a.printFindings(a.err, t.Findings, map[check.Side]string{check.Agent: t.Agent.Text, check.Reply: t.Reply.Text})
	}
	if check.HasError(t.Findings) {
		return reported{exitPerson}
	}
	return nil
}
