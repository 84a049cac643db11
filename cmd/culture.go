package cmd

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/ticket"
)

func (a *app) cultureCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "culture",
		Short: "Look at the culture profiles",
		Args:  usageArgs(cobra.NoArgs),
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.cultureListCmd(), a.cultureShowCmd(), a.cultureWhichCmd())
	return c
}

func (a *app) cultureListCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "Name the profiles there are",
		Args:  usageArgs(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			return a.print(strings.Join(culture.List(), "\n") + "\n")
		},
	}
}

func (a *app) cultureShowCmd() *cobra.Command {
	return &cobra.Command{
		Use:     "show TAG",
		Short:   "Read a profile: what to do, what to avoid, why, and who says so",
		Example: "  parlance culture show ja-JP",
		Args:    usageArgs(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			p, how, err := culture.Resolve(args[0])
			if err != nil {
				return err
			}
			return a.print(profileText(p, how, a.painter(), a.width))
		},
	}
}

// profileText is a profile for a person learning the culture.
func profileText(p *culture.Profile, how culture.Resolution, paint painter, width int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s address, writes %s\n", paint.bold(p.Tag), p.Register, p.Language)
	if how.Note != "" {
		fmt.Fprintf(&b, "%s\n", wrap(how.Note, width))
	}
	for _, f := range p.Guidance {
		fmt.Fprintf(&b, "\n%s\n%s\n", paint.bold(f.Topic), indent(wrap(f.Text, width-2)))
		if len(f.Say) > 0 {
			fmt.Fprintf(&b, "  say      %s\n", strings.Join(f.Say, " / "))
		}
		if len(f.NotSay) > 0 {
			fmt.Fprintf(&b, "  not      %s\n", strings.Join(f.NotSay, " / "))
		}
		if f.Why != "" {
			fmt.Fprintf(&b, "  why      %s\n", f.Why)
		}
		fmt.Fprint(&b, paint.dim(fmt.Sprintf("  source   %s (%s confidence)", f.Source, f.Confidence))+"\n")
	}
	return b.String()
}

func (a *app) cultureWhichCmd() *cobra.Command {
	var opts ticketOptions
	c := &cobra.Command{
		Use:     "which TICKET…",
		Short:   "Say which culture a ticket gets, and why",
		Example: "  parlance culture which examples/*.txt",
		Args:    usageArgs(cobra.MinimumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			settings, err := a.settings()
			if err != nil {
				return err
			}
			for _, name := range args {
				t, err := a.readTicket(c.Context(), opts, []string{name})
				if err != nil {
					return err
				}
				axes, err := draft.Resolve(t, ticket.Analyse(t, "en", a.now()), opts.wanted(), defaults(settings.Config))
				if err != nil {
					return err
				}
				if err := a.print(fmt.Sprintf("%s\t%s\tfrom %s (%.2f)\t%s\n", clean.Line(name, 200), axes.Culture.Tag, axes.Culture.From, axes.Culture.Confidence, strings.Join(axes.Notes, "; "))); err != nil {
					return err
				}
			}
			return nil
		},
	}
	opts.addAxisFlags(c)
	return c
}
