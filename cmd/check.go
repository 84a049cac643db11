package cmd

import (
	"context"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/kb"
)

// verdict is parlance.check/v1.
type verdict struct {
	Schema   string            `json:"schema"`
	Error    *draft.Failure    `json:"error"`
	Language draft.Axis        `json:"language"`
	Culture  draft.Axis        `json:"culture"`
	Market   draft.Axis        `json:"market"`
	Channel  draft.ChannelView `json:"channel"`
	Findings []check.Finding   `json:"findings"`
}

// checkOptions are the flags of check.
type checkOptions struct {
	ticketOptions
	ticket, agentText, report string
	json                      bool
}

func (a *app) checkCmd() *cobra.Command {
	var opts checkOptions
	c := &cobra.Command{
		Use:   "check [REPLY]",
		Short: "Judge a reply, anyone's, against ticket, culture, market, brand and knowledge",
		Example: `  parlance check reply.txt --ticket ticket.txt --culture de-DE --market DE
  pbpaste | parlance check --ticket ticket.json --json`,
		Args: usageArgs(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error { return a.check(c.Context(), opts, args) },
	}
	opts.addTicketFlags(c)
	flags := c.Flags()
	flags.StringVar(&opts.ticket, "ticket", "", "the ticket the reply answers, `FILE`")
	flags.StringVar(&opts.agentText, "agent-text", "", "the text the agent approved, `FILE`: both must say the same")
	flags.StringVar(&opts.report, "report", "text", "text, json or sarif")
	flags.BoolVar(&opts.json, "json", false, "same as --report json (parlance.check/v1)")
	return c
}

func (a *app) check(ctx context.Context, opts checkOptions, args []string) error {
	if opts.json {
		opts.report = "json"
	}
	if opts.report != "text" && opts.report != "json" && opts.report != "sarif" {
		return usagef("--report is %q, expected text, json or sarif", opts.report)
	}
	if opts.ticket == "" {
		return usagef("--ticket FILE is missing: a reply is judged against what the buyer wrote")
	}
	settings, err := a.settings()
	if err != nil {
		return err
	}
	reply, err := a.readText(ctx, "reply", args)
	if err != nil {
		return err
	}
	opts.changed = func(string) bool { return false }
	job, err := a.job(ctx, draftOptions{ticketOptions: opts.ticketOptions, candidates: 1}, settings.Config, kb.Options{Cache: a.dirs.cache})
	if err != nil {
		return err
	}
	if job.Ticket, err = a.readTicket(ctx, opts.ticketOptions, []string{opts.ticket}); err != nil {
		return err
	}
	if err := a.joinOrder(job.Ticket, opts.order); err != nil {
		return err
	}
	agent := ""
	if opts.agentText != "" {
		if agent, err = a.readText(ctx, "agent's text", []string{opts.agentText}); err != nil {
			return err
		}
	}
	d := &draft.Drafter{Now: a.now, NewID: a.newID}
	if d.Cultures, err = a.cultures(); err != nil {
		return err
	}
	if d.Rules, err = a.rules(); err != nil {
		return err
	}
	view, findings, err := d.Judge(ctx, job, agent, reply)
	if err != nil {
		return err
	}
	v := verdict{Schema: "parlance.check/v1", Language: view.Language, Culture: view.Culture, Market: view.Market, Channel: view.Channel, Findings: findings}
	if err := a.printVerdict(v, reply, args, opts.report); err != nil {
		return err
	}
	if check.HasError(findings) {
		return reported{exitPerson}
	}
	return nil
}

func (a *app) printVerdict(v verdict, reply string, args []string, report string) error {
	switch report {
	case "json":
		return a.printJSON(v)
	case "sarif":
		return a.printJSON(sarif(v.Findings, artifact(args), a.version))
	}
	if err := a.printFindings(a.out, v.Findings, map[check.Side]string{check.Reply: reply}); err != nil {
		return err
	}
	if len(v.Findings) == 0 {
		a.note("no findings")
	}
	return nil
}

// artifact is the URI of the reply that was read: a relative path stays relative.
func artifact(args []string) string {
	if len(args) == 0 || args[0] == "-" {
		return "reply.txt"
	}
	path := filepath.ToSlash(args[0])
	if filepath.IsAbs(args[0]) {
		return (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(path, "/")}).String()
	}
	return (&url.URL{Path: path}).String()
}

// sarif is the findings in the form editors and code hosts read (SARIF 2.1.0).
func sarif(findings []check.Finding, uri, version string) map[string]any {
	levels := map[check.Severity]string{check.Error: "error", check.Warning: "warning", check.Info: "note"}
	results := []any{}
	for _, f := range findings {
		result := map[string]any{"ruleId": f.Rule, "level": levels[f.Severity], "message": map[string]any{"text": f.Message + " " + f.Suggestion}}
		for _, w := range f.Where {
			if w.Span != nil && w.Side == check.Reply {
				result["locations"] = []any{map[string]any{"physicalLocation": map[string]any{
					"artifactLocation": map[string]any{"uri": uri},
					"region":           map[string]any{"charOffset": w.Span[0], "charLength": w.Span[1] - w.Span[0]},
				}}}
			}
		}
		results = append(results, result)
	}
	return map[string]any{
		"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
		"runs": []any{map[string]any{
			"tool":    map[string]any{"driver": map[string]any{"name": "parlance", "version": version, "rules": []any{}}},
			"results": results,
		}},
	}
}
