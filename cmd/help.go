package cmd

import (
	"bytes"
	"io"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/parlance-cli/parlance/say"
)

// speakHelp has help told in the language of the interface. The command tree is put
// into it when somebody asks for help, and not before.
func (a *app) speakHelp(root *cobra.Command) {
	help := root.HelpFunc()
	root.SetHelpFunc(func(c *cobra.Command, args []string) {
		s := a.speaker()
		if s == nil {
			help(c, args)
			return
		}
		sayTree(root, s)
		var b bytes.Buffer
		c.SetOut(&b)
		help(c, args)
		c.SetOut(a.out)
		io.WriteString(a.out, sayHeadings(b.String(), s))
	})
}

// sayTree tells what every command and flag is for.
func sayTree(c *cobra.Command, s *say.Speaker) {
	c.InitDefaultHelpFlag()
	c.Short, c.Long = s.Text(c.Short), s.Text(c.Long)
	c.Example = sayExample(c.Example, s)
	for _, flags := range []*pflag.FlagSet{c.Flags(), c.PersistentFlags()} {
		flags.VisitAll(func(f *pflag.Flag) { f.Usage = s.Text(f.Usage) })
	}
	for _, sub := range c.Commands() {
		sayTree(sub, s)
	}
}

// sayExample tells the comments of an example; commands stay as they are typed.
func sayExample(example string, s *say.Speaker) string {
	lines := strings.Split(example, "\n")
	for i, line := range lines {
		if before, comment, found := strings.Cut(line, "# "); found {
			lines[i] = before + "# " + s.Text(comment)
		}
	}
	return strings.Join(lines, "\n")
}

// sayHeadings tells what cobra and pflag write around it: headings, the default of a
// flag, the way to the help of a subcommand.
func sayHeadings(help string, s *say.Speaker) string {
	lines := strings.Split(help, "\n")
	byDefault := regexp.MustCompile(` \(default (.*)\)$`)
	for i, line := range lines {
		if strings.HasSuffix(line, ":") || strings.HasPrefix(line, "Use ") {
			lines[i] = s.Text(line)
		} else if strings.HasPrefix(line, "  ") {
			lines[i] = byDefault.ReplaceAllString(line, s.Sprintf(" (default %s)", "$1"))
		}
	}
	return strings.Join(lines, "\n")
}
