package cmd

import (
	"github.com/spf13/cobra"
)

func (a *app) manCmd() *cobra.Command {
	return &cobra.Command{
		Use:    "man",
		Short:  "Print the manual as Markdown",
		Hidden: true,
		Args:   usageArgs(cobra.NoArgs),
		RunE:   func(c *cobra.Command, _ []string) error { return a.print(reference(c.Root())) },
	}
}
