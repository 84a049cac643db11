package cmd

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
)

func (a *app) rulesCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "rules",
		Short: "The rules that replies are judged by, and your own",
		Long: `Rules are read from the folder "rules" beside your settings, over those of the program:
one with an id of ours replaces it, any other is added. docs/howto-rule.md says how to
write one.`,
		Args: usageArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.rulesListCmd(), a.rulesCheckCmd())
	return c
}

func (a *app) rulesListCmd() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "list [TEXT]",
		Short: "List rules: severity, id, what they say; TEXT is part of an id",
		Example: `  parlance rules list
  parlance rules list promise/ --json`,
		Args: usageArgs(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			rules, err := a.rules()
			if err != nil {
				return err
			}
			list := rules.List(a.uiLanguage())
			if len(args) > 0 {
				list = slices.DeleteFunc(list, func(r check.RuleView) bool { return !strings.Contains(r.ID, args[0]) })
			}
			if asJSON {
				return a.printJSON(ruleList{"parlance.rules/v1", nil, list})
			}
			for _, r := range list {
				if err := a.print(fmt.Sprintf("%s %-26s %s\n", pad(a.severity(r.Severity), 8), clean.Line(r.ID, 60), clean.Line(r.Message, 300))); err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON document (parlance.rules/v1)")
	return c
}

// severity is a severity in the language of the interface; readers of English read the
// value that rule files and JSON have.
func (a *app) severity(s check.Severity) string {
	if a.speaker() == nil {
		return string(s)
	}
	return a.words().label("severity-" + string(s))
}

// ruleList is the document of rules list.
type ruleList struct {
	Schema string           `json:"schema"`
	Error  *draft.Failure   `json:"error"`
	Rules  []check.RuleView `json:"rules"`
}

func (a *app) rulesCheckCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "check [DIR]",
		Short: "Say what is wrong in your rule files, and try their examples",
		Example: `  parlance rules check
  parlance rules check ./rules`,
		Args: usageArgs(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := cmp.Or(strings.Join(args, ""), a.ruleFolder())
			rules, err := check.OpenRules(dir)
			if err != nil {
				return err
			}
			mistakes := rules.Mistakes()
			for _, m := range mistakes {
				if err := a.print(a.speaker().Error(m) + "\n"); err != nil {
					return err
				}
			}
			if len(mistakes) > 0 {
				return reported{exitUsage}
			}
			a.note("the rules of %s are good", dir)
			return nil
		},
	}
}

func (a *app) ruleFolder() string {
	if a.dirs.config == "" {
		return ""
	}
	return filepath.Join(a.dirs.config, "rules")
}

// rules are those of the program with the user's over them.
func (a *app) rules() (*check.Rules, error) { return check.OpenRules(a.ruleFolder()) }
