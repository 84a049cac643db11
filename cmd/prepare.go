package cmd

import (
	"cmp"
	"context"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/mask"
	"github.com/parlance-cli/parlance/prompts"
)

// prepare turns flags, settings and the ticket into a drafter and its job.
func (a *app) prepare(ctx context.Context, opts draftOptions, args []string) (*draft.Drafter, draft.Job, error) {
	settings, err := a.settings()
	if err != nil {
		return nil, draft.Job{}, err
	}
	drafter, err := a.drafter(ctx, opts, settings.Config)
	if err != nil {
		return nil, draft.Job{}, err
	}
	if err := opts.wanted().Sound(drafter.Cultures); err != nil {
		return nil, draft.Job{}, err
	}
	job, err := a.job(ctx, opts, settings.Config, a.searchWith(drafter, opts.endpoint(settings.Config), settings.Config))
	if err != nil {
		return nil, draft.Job{}, err
	}
	if job.Revise != "" && drafter.Model == nil && !opts.dryRun {
		return nil, draft.Job{}, failed{&draft.Failure{Kind: "no-endpoint", Message: "--revise needs an endpoint: the built-in composer cannot rewrite",
			Hint: "`parlance init` finds one; or set endpoint.base_url and endpoint.model, or give --base-url and --model"}}
	}
	if job.Ticket, err = a.readTicket(ctx, opts.ticketOptions, args); err != nil {
		return nil, draft.Job{}, err
	}
	if err := a.joinOrder(job.Ticket, opts.order); err != nil {
		return nil, draft.Job{}, err
	}
	if cmp.Or(changedOr(opts, "engine", opts.engine), settings.Draft.Engine) == "auto" && drafter.Model == nil && a.terminal.err && !opts.dryRun {
		a.note("composed without a model; `parlance init` finds one") // only now: nothing is composed for a mistake
	}
	return drafter, job, nil
}

// job is all of a draft.Job but the ticket.
func (a *app) job(ctx context.Context, opts draftOptions, c config.Config, search kb.Options) (draft.Job, error) {
	decision, from, err := opts.decision()
	if err != nil {
		return draft.Job{}, err
	}
	agent := a.agentLanguage(opts.agentLang, c)
	job := draft.Job{
		Flags: opts.wanted(), Defaults: defaults(c), AgentLang: agent, ReaderLang: a.readerLanguage(agent, c), Decision: decision, From: from,
		Candidates: opts.candidates, Approaches: opts.approaches, Via: opts.via, Gloss: !opts.noGloss && c.Draft.Gloss, Instruct: opts.instruct,
	}
	if !opts.changed("candidates") {
		job.Candidates = c.Draft.Candidates
		if len(opts.approaches) > 0 {
			job.Candidates = len(opts.approaches)
		}
	}
	if !opts.changed("via") {
		job.Via = c.Draft.Via
	}
	if opts.revise != "" {
		if job.Revise, err = a.readText(ctx, "reply", []string{opts.revise}); err != nil {
			return job, err
		}
	}
	if job.Brand, err = a.brand(cmp.Or(opts.brand, c.Brand)); err != nil {
		return job, err
	}
	dirs := opts.kb
	if len(dirs) == 0 {
		dirs = c.KB.Folders
	}
	job.KB, err = a.knowledge(ctx, dirs, search)
	return job, err
}

// drafter chooses who writes. Without an endpoint Model stays nil.
func (a *app) drafter(ctx context.Context, opts draftOptions, c config.Config) (*draft.Drafter, error) {
	builder, err := prompts.New(c.Prompts)
	if err != nil {
		return nil, input{err}
	}
	d := &draft.Drafter{Prompts: builder, NewID: a.newID, Now: a.now, Log: a.debug, MaxTokens: c.Endpoint.MaxTokens,
		TranslateModel: c.Translate.Model, Fallback: opts.fallback || c.Draft.Fallback}
	d.Silent = !opts.ndjson && !a.showsAll(opts) // nobody watches the text arrive
	if d.Cultures, err = a.cultures(); err != nil {
		return nil, err
	}
	if d.Rules, err = a.rules(); err != nil {
		return nil, err
	}
	e := opts.endpoint(c)
	d.ModelName = e.Model
	d.Price = newPrices(c.Prices, e.Model).cost
	engine := cmp.Or(changedOr(opts, "engine", opts.engine), c.Draft.Engine)
	switch {
	case engine != "auto" && engine != "endpoint" && engine != "builtin":
		return nil, usagef("--engine is %q, expected auto, endpoint or builtin", engine)
	case engine == "endpoint" && e.Model == "":
		return nil, errNoEndpoint
	case engine == "builtin" || e.Model == "":
		d.Context, d.Mask = e.Context, maskFor(e.BaseURL == "", c)
		return d, nil
	}
	chain, err := llm.NewChain(append([]llm.Endpoint{e}, c.Fallbacks...), a.surroundings())
	if err != nil {
		return nil, err
	}
	d.Context, d.Mask = e.Context, maskFor(chain.Loopback(), c)
	if !opts.dryRun {
		d.Model, d.AskContext = chain, func(ctx context.Context) int { n, _ := chain.ContextSize(ctx); return n }
	}
	return d, nil
}

// maskFor says what is hidden: by default personal data, from endpoints that are not
// this machine.
func maskFor(loopback bool, c config.Config) *mask.Options {
	if c.Privacy.Mask == "never" || c.Privacy.Mask == "remote" && loopback {
		return nil
	}
	return &mask.Options{Allow: c.Privacy.Allow, Deny: c.Privacy.Deny}
}

// endpoint lays the flags over the settings.
func (o endpointOptions) endpoint(c config.Config) llm.Endpoint {
	e := c.Endpoint
	if o.baseURL != "" { // a flag's URL must not get the settings' key
		e.KeyOrigin = cmp.Or(e.KeyOrigin, llm.Origin(cmp.Or(e.BaseURL, "https://api.openai.com/v1")))
	}
	e.Model = cmp.Or(o.model, e.Model)
	e.BaseURL = cmp.Or(o.baseURL, e.BaseURL)
	e.LocalOnly = e.LocalOnly || o.localOnly
	if e.Model == "" && o.baseURL != "" {
		e.Model = "default" // local servers answer with the model they have loaded
	}
	return e
}

func changedOr(o draftOptions, flag, value string) string {
	if o.changed(flag) {
		return value
	}
	return ""
}

// surroundings are what an endpoint's client needs from us.
func (a *app) surroundings() llm.Options {
	return llm.Options{
		Getenv: a.getenv, Now: a.now, Log: a.debug, Keyring: a.fromKeyring, UserAgent: "parlance/" + a.version,
		Wait: func(reason string, d time.Duration) {
			if a.terminal.err || a.global.verbose {
				a.note("waiting %s: %s", d.Round(100*time.Millisecond), strings.TrimSuffix(reason, "."))
			}
		},
	}
}
