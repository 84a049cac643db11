package cmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/llm"
)

func (a *app) modelsCmd() *cobra.Command {
	var (
		opts   endpointOptions
		asJSON bool
	)
	c := &cobra.Command{
		Use:     "models",
		Short:   "List the models an endpoint offers",
		Example: "  parlance models --base-url http://127.0.0.1:11434/v1",
		Args:    usageArgs(cobra.NoArgs),
		RunE:    func(c *cobra.Command, _ []string) error { return a.models(c.Context(), opts, asJSON) },
	}
	opts.addEndpointFlags(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON document (parlance.models/v1)")
	return c
}

func (a *app) models(ctx context.Context, opts endpointOptions, asJSON bool) error {
	settings, err := a.settings()
	if err != nil {
		return err
	}
	e := opts.endpoint(settings.Config)
	if e.BaseURL == "" && e.Model == "" {
		return errNoEndpoint
	}
	client, err := llm.New(e, a.surroundings())
	if err != nil {
		return err
	}
	found, err := client.Models(ctx)
	if err != nil {
		return err
	}
	if asJSON {
		return a.printJSON(modelList{"parlance.models/v1", nil, found})
	}
	var b strings.Builder
	for _, m := range found {
		fmt.Fprintln(&b, clean.Line(m.ID, 200))
	}
	return a.print(b.String())
}

// modelList is the document of models.
type modelList struct {
	Schema string         `json:"schema"`
	Error  *draft.Failure `json:"error"`
	Models []llm.Model    `json:"models"`
}
