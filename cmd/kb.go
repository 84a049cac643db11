package cmd

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/say"
)

func (a *app) kbCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "kb",
		Short: "Look into the knowledge base",
		Args:  usageArgs(cobra.NoArgs),
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.kbIndexCmd(), a.kbListCmd(), a.kbShowCmd(), a.kbSearchCmd())
	return c
}

// openKB opens the folders of --kb, else of the settings.
func (a *app) openKB(ctx context.Context, dirs []string) (*kb.Base, error) {
	if len(dirs) == 0 {
		settings, err := a.settings()
		if err != nil {
			return nil, err
		}
		dirs = settings.KB.Folders
	}
	if len(dirs) == 0 {
		return nil, usagef("no knowledge base: name a folder with --kb, or set kb.folders in your config")
	}
	return a.knowledge(ctx, dirs, kb.Options{Cache: a.dirs.cache})
}

func (a *app) kbIndexCmd() *cobra.Command {
	var opts endpointOptions
	c := &cobra.Command{
		Use:   "index [DIR…]",
		Short: "Bring the index of the knowledge base up to date",
		Long: `Index reads the folders (else those of kb.folders) and keeps one index in the cache
folder, so that a draft opens it at once. Only files that changed are read again. With
kb.embeddings.model set, what has no vector yet gets one.`,
		Example: "  parlance kb index examples/kb",
		RunE: func(c *cobra.Command, args []string) error {
			return a.kbIndex(c.Context(), opts, args)
		},
	}
	opts.addEndpointFlags(c)
	return c
}

func (a *app) kbIndex(ctx context.Context, opts endpointOptions, dirs []string) error {
	settings, err := a.settings()
	if err != nil {
		return err
	}
	if len(dirs) == 0 {
		dirs = settings.KB.Folders
	}
	if len(dirs) == 0 {
		return usagef("no knowledge base: name a folder, or set kb.folders in your config")
	}
	if err := folders(dirs); err != nil {
		return err
	}
	flags := draftOptions{endpointOptions: opts}
	flags.changed = func(string) bool { return false }
	drafter, err := a.drafter(ctx, flags, settings.Config)
	if err != nil {
		return err
	}
	search := a.searchWith(drafter, opts.endpoint(settings.Config), settings.Config)
	search.Translator = nil
	stats, warnings, err := kb.Index(ctx, dirs, search)
	if err != nil {
		return input{err}
	}
	for _, w := range warnings {
		a.note("warning: %s", w)
	}
	return a.print(a.say("%d files (%d read anew), %d articles, %d snippets", stats.Files, stats.Read, stats.Articles, stats.Snippets) + "\n")
}

func (a *app) kbListCmd() *cobra.Command {
	var dirs []string
	c := &cobra.Command{
		Use:   "list",
		Short: "List the snippets",
		Args:  usageArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			base, err := a.openKB(c.Context(), dirs)
			if err != nil {
				return err
			}
			var b strings.Builder
			for _, s := range base.List() {
				fmt.Fprintf(&b, "%s\t%s\t%s\n", clean.Line(s.ID, 100), s.Language, clean.Line(s.Title, 200))
			}
			return a.print(b.String())
		},
	}
	c.Flags().StringArrayVar(&dirs, "kb", nil, "knowledge base `DIR`; repeatable")
	return c
}

func (a *app) kbShowCmd() *cobra.Command {
	var dirs []string
	c := &cobra.Command{
		Use:   "show ID",
		Short: "Print one snippet",
		Args:  usageArgs(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			base, err := a.openKB(c.Context(), dirs)
			if err != nil {
				return err
			}
			for _, s := range base.List() {
				if s.ID == args[0] {
					return a.print(fmt.Sprintf("%s\n%s\n\n%s\n", clean.Line(s.Title, 200), clean.Line(s.Source, 300), clean.Terminal(s.Text)))
				}
			}
			return input{say.Errorf("no snippet %q; `parlance kb list` names them", args[0])}
		},
	}
	c.Flags().StringArrayVar(&dirs, "kb", nil, "knowledge base `DIR`; repeatable")
	return c
}

func (a *app) kbSearchCmd() *cobra.Command {
	var (
		dirs   []string
		q      kb.Query
		asJSON bool
	)
	c := &cobra.Command{
		Use:     "search QUERY",
		Short:   "Find snippets the way a draft does",
		Example: `  parlance kb search "返品したい" --country DE --kb examples/kb --json`,
		Args:    usageArgs(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			base, err := a.openKB(c.Context(), dirs)
			if err != nil {
				return err
			}
			q.Texts, q.At, q.Market = args, a.now(), cmp.Or(q.Market, kb.AnyMarket)
			found, err := base.Search(c.Context(), q)
			if err != nil {
				return err
			}
			if asJSON {
				return a.printJSON(snippetList{"parlance.kb/v1", nil, append([]kb.Snippet{}, found...)})
			}
			var b strings.Builder
			for _, s := range found {
				fmt.Fprintf(&b, "%.2f\t%s\t%s\n", s.Score, clean.Line(s.ID, 100), clean.Line(s.Title, 200))
			}
			return a.print(b.String())
		},
	}
	flags := c.Flags()
	flags.StringArrayVar(&dirs, "kb", nil, "knowledge base `DIR`; repeatable")
	flags.StringVar(&q.Language, "lang", "", "language of the reply: translations in it come first")
	flags.StringVar(&q.Market, "country", "", "`COUNTRY` of the buyer: articles for other markets never answer")
	flags.IntVar(&q.Limit, "limit", 0, "most snippets (default 6)")
	flags.BoolVar(&asJSON, "json", false, "print one JSON document (parlance.kb/v1)")
	return c
}

// snippetList is the document of kb search.
type snippetList struct {
	Schema   string         `json:"schema"`
	Error    *draft.Failure `json:"error"`
	Snippets []kb.Snippet   `json:"snippets"`
}
