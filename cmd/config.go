package cmd

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/draft"
)

func (a *app) configCmd() *cobra.Command {
	var asJSON, example, path bool
	c := &cobra.Command{
		Use:   "config",
		Short: "Show each setting and where its value is from",
		Long: `Config shows every setting, its value and where that is from: a file with its line, an
environment variable, or the default. What may hold a key is not shown.`,
		Example: `  parlance config
  parlance config --json | jq '.settings[] | select(.from != "default")'
  $EDITOR "$(parlance config --path)"
  parlance config --example | less`,
		Args: usageArgs(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			switch {
			case example && (path || asJSON), path && asJSON:
				return usagef("--example, --path and --json exclude each other")
			case example:
				return a.print(a.speaker().Comments(a.example))
			case path:
				return a.print(a.settingsFile() + "\n")
			}
			return a.showConfig(asJSON)
		},
	}
	c.Flags().BoolVar(&example, "example", false, "print a settings file with every setting, its default and what it means")
	c.Flags().BoolVar(&path, "path", false, "print the name of the settings file")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON document (parlance.config/v1)")
	return c
}

// configDocument is parlance.config/v1. An error stands alone.
type configDocument struct {
	Schema   string          `json:"schema"`
	Error    *draft.Failure  `json:"error"`
	File     string          `json:"file,omitempty"`    // the user's file, or where it would be
	Project  string          `json:"project,omitempty"` // the project's file
	Settings []configSetting `json:"settings,omitempty"`
}

type configSetting struct {
	Key   string `json:"key"`
	Value string `json:"value"` // "[set, not shown]" when it may hold a key
	From  string `json:"from"`  // "default", a file with its line, or an environment variable
}

func (a *app) showConfig(asJSON bool) error {
	l, err := a.settings()
	if err != nil {
		return err
	}
	if asJSON {
		doc := configDocument{Schema: "parlance.config/v1", File: l.UserFile, Project: l.Project}
		for _, o := range l.Origins {
			doc.Settings = append(doc.Settings, configSetting{o.Key, shown(o), o.From})
		}
		return a.printJSON(doc)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", clean.Line(l.UserFile, 300))
	if l.Project != "" {
		fmt.Fprintf(&b, "# %s\n", clean.Line(l.Project, 300))
	}
	for _, o := range l.Origins {
		fmt.Fprintf(&b, "%-26s %-32s %s\n", o.Key, clean.Line(shown(o), 200), clean.Line(o.From, 300))
	}
	return a.print(b.String())
}

// shown is a setting's value as text.
func shown(o config.Origin) string { return fmt.Sprint(shownValue(o.Key, o.Value)) }

// shownValue is a setting's value without what may be secret: headers often carry keys, a
// URL may carry a password, and some people put a key where its place should stand.
func shownValue(key string, value any) any {
	const hidden = "[set, not shown]"
	text := fmt.Sprint(value)
	switch key {
	case "endpoint.headers", "fallbacks":
		if value == nil || text == "[]" {
			return value
		}
		return hidden
	case "endpoint.key_env":
		if text != "" && value != nil && !isVariable(text) {
			return hidden
		}
	case "endpoint.base_url":
		if u, err := url.Parse(text); err != nil || u.User != nil {
			return hidden
		}
	}
	return value
}
