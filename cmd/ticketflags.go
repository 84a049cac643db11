package cmd

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"bytes"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/say"
	"github.com/parlance-cli/parlance/ticket"
	"github.com/parlance-cli/parlance/value"
)

// ticketOptions are the flags that say what is known and decided about a ticket.
type ticketOptions struct {
	culture, lang, market, channel string
	agentLang, brand               string
	outcome, amount                string
	notes, kb                      []string
	order, format                  string
	changed                        func(flag string) bool
}

func (o *ticketOptions) addTicketFlags(c *cobra.Command) {
	o.addAxisFlags(c)
	flags := c.Flags()
	flags.StringVar(&o.brand, "brand", "", "brand `NAME` (brands/NAME.yaml) or file")
	flags.StringVar(&o.outcome, "outcome", "", "the decision, `NAME`: inform, ask, refund, partial, replace, return, refuse, wait, escalate (default: undecided)")
	flags.StringVar(&o.amount, "amount", "", "`AMOUNT` of the decision, for example \"3000 JPY\"")
	flags.StringArrayVar(&o.notes, "note", nil, "`TEXT` you know and the ticket does not say; trusted; repeatable")
	flags.StringArrayVar(&o.kb, "kb", nil, "knowledge base `DIR`; repeatable")
	flags.StringVar(&o.order, "order", "", "orders to join by id, `FILE` in JSON or CSV")
	complete(c, "outcome", outcomeNames())
}

func (o *ticketOptions) addAxisFlags(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&o.culture, "culture", "", "buyer's culture `TAG`, for example ja-JP (default: from the ticket)")
	flags.StringVar(&o.lang, "lang", "", "language of the reply, `TAG`, for example ja (default: the buyer's)")
	flags.StringVar(&o.market, "market", "", "`COUNTRY` whose law applies, for example JP")
	flags.StringVar(&o.channel, "channel", "", "`NAME`: email, chat, amazon, ebay … (default: from the ticket, else email)")
	flags.StringVar(&o.agentLang, "agent-lang", "", "your own language, `TAG` (default: from the settings or locale, else en)")
	flags.StringVar(&o.format, "ticket-format", "auto", strings.Join(ticket.Formats(), ", "))
	complete(c, "culture", culture.List())
	complete(c, "channel", []string{"email", "chat", "whatsapp", "amazon", "ebay", "etsy", "aliexpress", "shopee", "review", "social"})
	complete(c, "ticket-format", ticket.Formats())
}

// complete offers values of a flag to the shell.
func complete(c *cobra.Command, flag string, values []string) {
	err := c.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return values, cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // a flag we did not define
	}
}

func outcomeNames() []string {
	var names []string
	for _, o := range culture.Outcomes {
		names = append(names, string(o))
	}
	return names
}

// endpointOptions are the flags that choose who writes.
type endpointOptions struct {
	model, baseURL, engine string
	fallback, localOnly    bool
}

func (o *endpointOptions) addEndpointFlags(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&o.model, "model", "", "model `NAME` (default: endpoint.model)")
	flags.StringVar(&o.baseURL, "base-url", "", "endpoint `URL`, for example http://127.0.0.1:11434/v1 (default: endpoint.base_url)")
	flags.StringVar(&o.engine, "engine", "auto", "auto: the endpoint when one is set; endpoint; builtin")
	flags.BoolVar(&o.fallback, "fallback", false, "let the built-in composer write when every candidate of the endpoint failed")
	flags.BoolVar(&o.localOnly, "local-only", false, "refuse every connection that leaves this machine")
	complete(c, "engine", []string{"auto", "endpoint", "builtin"})
}

// settings loads the configuration.
func (a *app) settings() (config.Loaded, error) {
	return config.Load(config.From{Lookup: a.lookup, ConfigDir: a.dirs.config, File: cmp.Or(a.global.config, a.getenv("PARLANCE_CONFIG")), WorkDir: a.dirs.work})
}

// wanted turns flags into what drafting calls the wanted axes.
func (o ticketOptions) wanted() draft.Wanted {
	return draft.Wanted{Culture: o.culture, Language: o.lang, Market: o.market, Channel: o.channel}
}

func defaults(c config.Config) draft.Wanted {
	return draft.Wanted{Culture: c.Culture, Language: c.Language, Market: c.Market, Channel: c.Channel}
}

// decision reads --outcome, --amount and --note.
func (o ticketOptions) decision() (ticket.Decision, string, error) {
	d := ticket.Decision{Outcome: culture.Outcome(o.outcome), Notes: o.notes}
	if o.outcome != "" && !slices.Contains(culture.Outcomes, d.Outcome) {
		return d, "", usagef("--outcome is %q, expected %s", o.outcome, strings.Join(outcomeNames(), ", "))
	}
	if o.amount != "" {
		if !d.Outcome.Pays() {
			return d, "", usagef("--amount is paid only with --outcome refund or --outcome partial: add one, or leave --amount out")
		}
		m, err := value.ParseDecided(o.amount)
		if err != nil {
			return d, "", usagef("--amount: %w", err)
		}
		d.Amount = &m
	}
	from := ""
	if o.outcome != "" {
		from = "flag"
	}
	return d, from, nil
}

// readTicket reads one ticket in any format.
func (a *app) readTicket(ctx context.Context, o ticketOptions, args []string) (*ticket.Ticket, error) {
	b, name, err := a.readInput(ctx, "ticket", args)
	if err != nil {
		return nil, err
	}
	t, warnings, err := ticket.Read(bytes.NewReader(b), ticket.ReadOptions{Format: o.format, Name: name})
	if err != nil {
		return nil, input{err}
	}
	for _, w := range warnings {
		a.note("warning: %s", w)
	}
	return t, nil
}

// agentLanguage is the flag's, the settings', that of an interface chosen in another
// language than English, the locale's, else English.
func (a *app) agentLanguage(flag string, c config.Config) string {
	wish := cmp.Or(flag, c.AgentLang)
	if ui := say.Language(cmp.Or(a.global.uiLang, c.UILang)); wish == "" && ui != "en" && ui != say.Language(a.locale()) {
		wish = ui
	}
	return draft.AgentLanguage(wish, a.locale())
}

// brand finds the brand by name (brands/ in the project or config folder) or file.
func (a *app) brand(name string) (*brand.Brand, error) {
	switch {
	case name == "":
		return &brand.Brand{}, nil
	case strings.ContainsAny(name, `/\`) || strings.HasSuffix(name, ".yaml"):
		return brand.Load(name)
	}
	return brand.Find(name, []string{filepath.Join(a.dirs.work, "brands"), filepath.Join(a.dirs.config, "brands")})
}

// knowledge opens the knowledge base; nil when none is wanted.
func (a *app) knowledge(ctx context.Context, dirs []string, o kb.Options) (*kb.Base, error) {
	if len(dirs) == 0 {
		return nil, nil
	}
	if err := folders(dirs); err != nil {
		return nil, err
	}
	base, warnings, err := kb.Open(ctx, dirs, o)
	if err != nil {
		return nil, input{err}
	}
	for _, w := range warnings {
		a.note("warning: %s", w)
	}
	return base, nil
}

// folders refuses what is no folder.
func folders(dirs []string) error {
	for _, dir := range dirs {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return input{say.Errorf("knowledge base: no such folder: %s", dir)}
		}
	}
	return nil
}
