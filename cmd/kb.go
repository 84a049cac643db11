package cmd

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/lang"
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

// openKB opens the folders of --kb, else of the settings, else those indexed last.
func (a *app) openKB(ctx context.Context, dirs []string, o kb.Options) (*kb.Base, error) {
	dirs, err := a.kbFolders(dirs)
	if err != nil {
		return nil, err
	}
	o.Cache = a.dirs.cache
	return a.knowledge(ctx, dirs, o)
}

func (a *app) kbFolders(dirs []string) ([]string, error) {
	if len(dirs) > 0 {
		return dirs, nil
	}
	settings, err := a.settings()
	if err != nil {
		return nil, err
	}
	if len(settings.KB.Folders) > 0 {
		return settings.KB.Folders, nil
	}
	if dirs = a.indexedLast(); len(dirs) > 0 {
		a.note("looking in %s, indexed last; --kb or kb.folders in your config name another", strings.Join(dirs, ", "))
		return dirs, nil
	}
	return nil, usagef("no knowledge base: name a folder with --kb, or set kb.folders in your config")
}

// indexedLast are the folders that were indexed last and are still there.
func (a *app) indexedLast() []string {
	data, err := os.ReadFile(a.lastIndexed())
	var dirs []string
	if err != nil || json.Unmarshal(data, &dirs) != nil || folders(dirs) != nil {
		return nil
	}
	return dirs
}

func (a *app) lastIndexed() string { return filepath.Join(a.dirs.cache, "kb", "last.json") }

// rememberIndexed keeps the folders for a search that names none. It is a convenience:
// a cache that cannot be written is told by the index itself.
func (a *app) rememberIndexed(dirs []string) {
	full := make([]string, len(dirs))
	for i, d := range dirs {
		full[i] = d
		if abs, err := filepath.Abs(d); err == nil {
			full[i] = abs
		}
	}
	if data, err := json.Marshal(full); err == nil && a.dirs.cache != "" {
		_ = os.WriteFile(a.lastIndexed(), data, 0o600)
	}
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
	search, err := a.searchOptions(ctx, opts, settings.Config)
	if err != nil {
		return err
	}
	search.Translator = nil
	stats, warnings, err := kb.Index(ctx, dirs, search)
	if err != nil {
		return input{err}
	}
	a.rememberIndexed(dirs)
	for _, w := range warnings {
		a.note("warning: %s", w)
	}
	return a.print(a.say("%d files (%d read anew), %d articles, %d snippets", stats.Files, stats.Read, stats.Articles, stats.Snippets) + "\n")
}

func (a *app) kbListCmd() *cobra.Command {
	var (
		dirs   []string
		asJSON bool
	)
	c := &cobra.Command{
		Use:     "list",
		Short:   "List the snippets",
		Example: "  parlance kb list --kb examples/kb",
		Args:    usageArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			base, err := a.openKB(c.Context(), dirs, kb.Options{})
			if err != nil {
				return err
			}
			if asJSON {
				return a.printSnippets(base.List())
			}
			var b strings.Builder
			for _, s := range base.List() {
				fmt.Fprintf(&b, "%s\t%s\t%s%s\n", clean.Line(s.ID, 100), s.Language, clean.Line(s.Title, 200), a.internal(s))
			}
			return a.print(b.String())
		},
	}
	c.Flags().StringArrayVar(&dirs, "kb", nil, "knowledge base `DIR`; repeatable")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON document (parlance.kb/v1)")
	return c
}

// internal marks what informs and is never quoted.
func (a *app) internal(s kb.Snippet) string {
	if !s.Internal {
		return ""
	}
	return "\t" + a.say("internal")
}

func (a *app) printSnippets(found []kb.Snippet) error {
	return a.printJSON(snippetList{"parlance.kb/v1", nil, append([]kb.Snippet{}, found...)})
}

func (a *app) kbShowCmd() *cobra.Command {
	var (
		dirs   []string
		asJSON bool
	)
	c := &cobra.Command{
		Use:     "show ID",
		Short:   "Print one snippet",
		Example: "  parlance kb show returns.md#eu --kb examples/kb",
		Args:    usageArgs(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			base, err := a.openKB(c.Context(), dirs, kb.Options{})
			if err != nil {
				return err
			}
			s, ok := base.Show(args[0])
			switch {
			case !ok:
				return input{say.Errorf("no snippet %q; `parlance kb list` names them", args[0])}
			case asJSON:
				return a.printSnippets([]kb.Snippet{s})
			}
			return a.print(fmt.Sprintf("%s%s\n%s\n\n%s\n", clean.Line(s.Title, 200), a.internal(s), clean.Line(strings.TrimSpace(s.Source+" "+s.URL), 300), clean.Terminal(s.Text)))
		},
	}
	c.Flags().StringArrayVar(&dirs, "kb", nil, "knowledge base `DIR`; repeatable")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON document (parlance.kb/v1)")
	return c
}

// kbSearchOptions are the flags of kb search.
type kbSearchOptions struct {
	endpointOptions
	dirs   []string
	query  kb.Query
	asJSON bool
}

func (a *app) kbSearchCmd() *cobra.Command {
	var opts kbSearchOptions
	c := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find snippets the way a draft does",
		Long: `Search prints what a draft would be given for a question: nothing, when no article is
good enough. With an endpoint set, embeddings (kb.embeddings.model) or the model's
translation of the question help, as in a draft; --engine builtin leaves them out.`,
		Example: `  parlance kb search "返品したい" --country DE --kb examples/kb --json`,
		Args:    usageArgs(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			return a.kbSearch(c.Context(), opts, args[0])
		},
	}
	opts.addEndpointFlags(c)
	flags := c.Flags()
	flags.StringArrayVar(&opts.dirs, "kb", nil, "knowledge base `DIR`; repeatable")
	flags.StringVar(&opts.query.Language, "lang", "", "language of the reply: translations in it come first (default: the question's)")
	flags.StringVar(&opts.query.Market, "country", "", "`COUNTRY` of the buyer: articles for other markets never answer")
	flags.IntVar(&opts.query.Limit, "limit", 0, "most snippets (default 6)")
	flags.BoolVar(&opts.asJSON, "json", false, "print one JSON document (parlance.kb/v1)")
	return c
}

func (a *app) kbSearch(ctx context.Context, opts kbSearchOptions, text string) error {
	q := opts.query
	if q.Market != "" && !countryCode(q.Market) {
		return usagef("--country is %q, expected two letters such as DE", q.Market)
	}
	settings, err := a.settings()
	if err != nil {
		return err
	}
	with, err := a.searchOptions(ctx, opts.endpointOptions, settings.Config)
	if err != nil {
		return err
	}
	base, err := a.openKB(ctx, opts.dirs, with)
	if err != nil {
		return err
	}
	q.Texts, q.At, q.Market = []string{text}, a.now(), cmp.Or(q.Market, kb.AnyMarket)
	q.Language = cmp.Or(q.Language, lang.Detect(text).Tag)
	found, err := base.Search(ctx, q)
	if errors.Is(err, kb.ErrWordsOnly) {
		a.note("warning: %s", clean.Line(a.speaker().Error(err), 300))
		err = nil
	}
	switch {
	case err != nil:
		return err
	case opts.asJSON:
		return a.printSnippets(found)
	case len(found) == 0:
		a.note("no article is good enough; a draft would ask or promise to find out")
		return nil
	}
	var b strings.Builder
	for _, s := range found {
		fmt.Fprintf(&b, "%.2f\t%s\t%s%s\n", s.Score, clean.Line(s.ID, 100), clean.Line(s.Title, 200), a.internal(s))
	}
	return a.print(b.String())
}

func countryCode(s string) bool {
	return len(s) == 2 && strings.Trim(strings.ToUpper(s), "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// snippetList is the document of the kb commands.
type snippetList struct {
	Schema   string         `json:"schema"`
	Error    *draft.Failure `json:"error"`
	Snippets []kb.Snippet   `json:"snippets"`
}
