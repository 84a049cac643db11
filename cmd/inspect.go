package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/ticket"
)

// inspection is parlance.inspect/v1.
type inspection struct {
	Schema string         `json:"schema"`
	ID     string         `json:"id"`
	Error  *draft.Failure `json:"error"`
	*draft.TicketView
	Warnings []draft.Warning `json:"warnings"`
}

func (a *app) inspectCmd() *cobra.Command {
	var (
		opts ticketOptions
		asJS bool
	)
	c := &cobra.Command{
		Use:   "inspect [FILE]",
		Short: "Show what a ticket says: language, emotion, asks, risks, axes and why",
		Example: `  parlance inspect ticket.txt
  parlance inspect --json ticket.eml | jq .asks`,
		Args: usageArgs(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error { return a.inspect(c.Context(), opts, asJS, args) },
	}
	opts.addAxisFlags(c)
	c.Flags().BoolVar(&asJS, "json", false, "print one JSON document (parlance.inspect/v1)")
	return c
}

func (a *app) inspect(ctx context.Context, opts ticketOptions, asJSON bool, args []string) error {
	settings, err := a.settings()
	if err != nil {
		return err
	}
	t, err := a.readTicket(ctx, opts, args)
	if err != nil {
		return err
	}
	agent := a.agentLanguage(opts.agentLang, settings.Config)
	reader := a.readerLanguage(agent, settings.Config)
	signals := ticket.Analyse(t, reader, a.now())
	lib, err := a.cultures()
	if err != nil {
		return err
	}
	axes, err := draft.Resolve(lib, t, signals, opts.wanted(), defaults(settings.Config))
	if err != nil {
		return err
	}
	a.sayWarnings(axes.Warnings)
	view := draft.View(signals, axes)
	if asJSON {
		err = a.printJSON(inspection{Schema: "parlance.inspect/v1", ID: t.ID, TicketView: view, Warnings: append([]draft.Warning{}, axes.Warnings...)})
	} else {
		err = a.printTicket(newSheet(wordsFor(reader), a.painter(), a.width), view, t)
		for _, w := range axes.Warnings {
			a.note("warning: %s", w.Message)
		}
		for _, n := range axes.Notes {
			a.note("%s", n)
		}
	}
	if err == nil && signals.Hold() {
		return reported{exitPerson}
	}
	return err
}

// printTicket prints what a ticket says, then the buyer's words with the places marked.
func (a *app) printTicket(s sheet, view *draft.TicketView, t *ticket.Ticket) error {
	return a.print(join(append(s.gist(view), s.buyersWords(view, t.Subject, t.BuyerText())...)))
}
