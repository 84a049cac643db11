package cmd

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

//go:embed schemas/*.json
var schemaFiles embed.FS

func schemaNames() []string {
	files, _ := fs.Glob(schemaFiles, "schemas/*.json") // the pattern is ours
	for i, f := range files {
		files[i] = strings.TrimSuffix(path.Base(f), ".json")
	}
	return files
}

func (a *app) schemaCmd() *cobra.Command {
	return &cobra.Command{
		Use:       "schema NAME",
		Short:     "Print the JSON Schema of a document",
		Long:      "Schema prints the JSON Schema of a document that --json or --ndjson prints, or of a\nticket: " + strings.Join(schemaNames(), ", ") + ".",
		Example:   "  parlance schema draft > draft.schema.json",
		Args:      usageArgs(cobra.ExactArgs(1)),
		ValidArgs: schemaNames(),
		RunE: func(_ *cobra.Command, args []string) error {
			if !slices.Contains(schemaNames(), args[0]) {
				return usagef("no schema %q; there are %s", args[0], strings.Join(schemaNames(), ", "))
			}
			b, err := schemaFiles.ReadFile("schemas/" + args[0] + ".json")
			if err != nil {
				return err
			}
			return a.print(string(b))
		},
	}
}
