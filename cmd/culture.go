package cmd

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/ticket"
)

func (a *app) cultureCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "culture",
		Short: "Look at the culture profiles",
		Args:  usageArgs(cobra.NoArgs),
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.cultureListCmd(), a.cultureShowCmd(), a.cultureWhichCmd(), a.cultureCheckCmd())
	return c
}

func (a *app) cultureListCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "Name the profiles there are",
		Args:  usageArgs(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			lib, err := a.cultures()
			if err != nil {
				return err
			}
			return a.print(cultureNames(lib.List(), a.speaker().Language()))
		},
	}
}

// cultureNames are tags, each with its name in a language behind a tab.
func cultureNames(tags []string, in string) string {
	regions := display.English.Regions()
	if in == "zh-Hans" {
		regions = display.Chinese.Regions()
	}
	var b strings.Builder
	for _, tag := range tags {
		base, region, _ := strings.Cut(tag, "-")
		names := []string{lang.Name(base, in)}
		if r, err := language.ParseRegion(region); err == nil {
			names = append(names, regions.Name(r))
		}
		fmt.Fprintf(&b, "%s\t%s\n", tag, strings.Join(names, " · "))
	}
	return b.String()
}

// inProfile is a fixed word of a profile, an approach or a decision in the language of the
// interface.
func (a *app) inProfile(word string) string {
	if outcome := "outcome-" + word; a.speaker() != nil && a.words().Labels[outcome] != "" {
		return a.words().label(outcome)
	}
	if name := a.inWords(mannersIn, word); name != word {
		return name
	}
	return a.inWords(approachesIn, word)
}

func (a *app) cultureShowCmd() *cobra.Command {
	return &cobra.Command{
		Use:     "show TAG",
		Short:   "Read a profile: what to do, what to avoid, why, and who says so",
		Example: "  parlance culture show ja-JP",
		Args:    usageArgs(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			lib, err := a.cultures()
			if err != nil {
				return err
			}
			p, how, err := lib.Resolve(args[0])
			if err != nil {
				return err
			}
			return a.print(p.Text(how, a.now(), a.speaker(), a.inProfile))
		},
	}
}

func (a *app) cultureCheckCmd() *cobra.Command {
	return &cobra.Command{
		Use:     "check FILE…",
		Short:   "Say what is wrong in a profile, language, market or calendar file",
		Example: "  parlance culture check my-profiles/ja-JP.yaml",
		Args:    usageArgs(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			bad := 0
			for _, name := range args {
				mistakes, err := culture.CheckFile(name)
				if err != nil {
					return input{err}
				}
				for _, m := range mistakes {
					bad++
					if err := a.print(a.speaker().Text(m.String()) + "\n"); err != nil {
						return err
					}
				}
			}
			if bad > 0 {
				return reported{exitUsage}
			}
			if len(args) == 1 {
				a.note("the file is good")
			} else {
				a.note("%d files are good", len(args))
			}
			return nil
		},
	}
}

// cultures are the profiles of the program with those of the user's config folder, in
// its folder "culture", laid over them.
func (a *app) cultures() (*culture.Library, error) {
	if a.dirs.config == "" {
		return culture.Builtin(), nil
	}
	lib, err := culture.Open(filepath.Join(a.dirs.config, "culture"))
	if err != nil {
		return nil, input{err}
	}
	return lib, nil
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
			lib, err := a.cultures()
			if err != nil {
				return err
			}
			for _, name := range args {
				t, err := a.readTicket(c.Context(), opts, []string{name})
				if err != nil {
					return err
				}
				axes, err := draft.Resolve(lib, t, ticket.Analyse(t, "en", a.now()), opts.wanted(), defaults(settings.Config))
				if err != nil {
					return err
				}
				if err := a.print(a.say("%s\t%s\tfrom %s (%.2f)\t%s", clean.Line(name, 200), axes.Culture.Tag, a.inWords(originsIn, axes.Culture.From), axes.Culture.Confidence, strings.Join(axes.Notes, "; ")) + "\n"); err != nil {
					return err
				}
			}
			return nil
		},
	}
	opts.addAxisFlags(c)
	return c
}
