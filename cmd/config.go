package cmd

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/config"
)

func (a *app) configCmd() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "config",
		Short:   "Show each setting and where its value is from",
		Example: "  parlance config\n  parlance config --json | jq '.settings[] | select(.from != \"default\")'",
		Args:    usageArgs(cobra.NoArgs),
		RunE:    func(*cobra.Command, []string) error { return a.showConfig(asJSON) },
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON document (parlance.config/v1)")
	return c
}

func (a *app) showConfig(asJSON bool) error {
	l, err := a.settings()
	if err != nil {
		return err
	}
	if asJSON {
		settings := []map[string]any{}
		for _, o := range l.Origins {
			settings = append(settings, map[string]any{"key": o.Key, "value": shown(o), "from": o.From})
		}
		return a.printJSON(map[string]any{"schema": "parlance.config/v1", "error": nil, "file": l.UserFile, "project": l.Project, "settings": settings})
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
