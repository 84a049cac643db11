package cmd

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/llm"
)

func (a *app) doctorCmd() *cobra.Command {
	var (
		opts   endpointOptions
		asJSON bool
	)
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Check settings, knowledge, brand and endpoint, and say what to do",
		Long: `Doctor checks what a draft needs: the settings, the knowledge base, the brand and the
endpoint, which it asks a few small questions. No ticket is sent.`,
		Example: "  parlance doctor\n  parlance doctor --base-url http://127.0.0.1:11434/v1 --model qwen3:8b",
		Args:    usageArgs(cobra.NoArgs),
		RunE:    func(c *cobra.Command, _ []string) error { return a.doctor(c.Context(), opts, asJSON) },
	}
	opts.addEndpointFlags(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON document (parlance.doctor/v1)")
	return c
}

func (a *app) doctor(ctx context.Context, opts endpointOptions, asJSON bool) error {
	settings, err := a.settings()
	if err != nil {
		return err
	}
	rows := append([]llm.Finding{{Probe: "config", State: llm.Fine, Detail: settings.UserFile}}, a.probeFiles(ctx, settings.Config)...)
	failure := a.probeEndpoint(ctx, opts.endpoint(settings.Config), &rows)
	if err := ctx.Err(); err != nil {
		return err
	}
	if asJSON {
		err = a.printJSON(map[string]any{"schema": "parlance.doctor/v1", "error": failure, "rows": rows})
	} else {
		err = a.print(doctorText(rows, a.painter(), a.width))
	}
	if err == nil && failure != nil {
		return reported{failureCode(failure.Kind)}
	}
	return err
}

// probeFiles opens what the settings name.
func (a *app) probeFiles(ctx context.Context, c config.Config) []llm.Finding {
	row := func(probe, name string, set bool, err error) llm.Finding {
		switch {
		case !set:
			return llm.Finding{Probe: probe, State: llm.Learn, Detail: "none is set"}
		case err != nil:
			return llm.Finding{Probe: probe, State: llm.Bad, Detail: err.Error(), Err: err}
		}
		return llm.Finding{Probe: probe, State: llm.Fine, Detail: name}
	}
	base, err := a.knowledge(ctx, c.KB.Folders, kb.Options{Cache: a.dirs.cache})
	found := row("knowledge", strings.Join(c.KB.Folders, ", "), len(c.KB.Folders) > 0, err)
	if base != nil {
		found.Detail += fmt.Sprintf(": %d snippets", len(base.List()))
	}
	_, err = a.brand(c.Brand)
	return []llm.Finding{found, row("brand", c.Brand, c.Brand != "", err)}
}

// probeEndpoint adds the endpoint's rows and returns the first failure.
func (a *app) probeEndpoint(ctx context.Context, e llm.Endpoint, rows *[]llm.Finding) *draft.Failure {
	if e.Model == "" {
		*rows = append(*rows, llm.Finding{Probe: "endpoint", State: llm.Learn, Detail: "none is set: the built-in composer writes", Hint: "set endpoint.base_url and endpoint.model for a model's drafts"})
		return nil
	}
	client, err := llm.New(e, a.surroundings())
	if err == nil {
		found := client.Doctor(ctx, llm.Wants{})
		*rows = append(*rows, found...)
		for _, f := range found {
			if f.State == llm.Bad && err == nil {
				err = f.Err
				if err == nil {
					err = errors.New(f.Detail)
				}
			}
		}
	} else {
		*rows = append(*rows, llm.Finding{Probe: "settings", State: llm.Bad, Detail: err.Error(), Err: err})
	}
	if err == nil {
		return nil
	}
	_, f := classify(err)
	return &f
}

func doctorText(rows []llm.Finding, p painter, width int) string {
	var b strings.Builder
	for _, r := range rows {
		paint := func(s string) string { return s }
		switch r.State {
		case llm.Bad:
			paint = p.red
		case llm.Odd:
			paint = p.yellow
		case llm.Moot:
			paint = p.dim
		}
		const margin = 17
		detail := wrap(clean.Line(r.Detail, 500), max(width-margin, 30))
		fmt.Fprintf(&b, "%s %-10s %s\n", paint(fmt.Sprintf("%-5s", r.State)), r.Probe, strings.ReplaceAll(detail, "\n", "\n"+strings.Repeat(" ", margin)))
		if r.Hint != "" {
			fmt.Fprintf(&b, "%s→ %s\n", strings.Repeat(" ", margin), clean.Line(r.Hint, 300))
		}
	}
	return b.String()
}
