package cmd

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// manCmd writes manual pages from the same commands as --help.
func (a *app) manCmd() *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:   "man [COMMAND]...",
		Short: "Print a manual page, or write all of them into a folder",
		Example: `  parlance man draft | man -l -
  parlance man kb index | man -l -
  parlance man --dir ~/.local/share/man/man1`,
		RunE: func(c *cobra.Command, args []string) error {
			if dir != "" {
				return a.manPages(c.Root(), dir)
			}
			page, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return usagef("there is no command %q; `parlance --help` lists them", strings.Join(args, " "))
			}
			return a.print(a.manPage(page))
		},
	}
	c.Flags().StringVar(&dir, "dir", "", "write a page for every command into folder `DIR`, made if need be")
	return c
}

// manPages writes the page of every command that --help shows.
func (a *app) manPages(c *cobra.Command, dir string) error {
	err := os.MkdirAll(dir, 0o755) // #nosec G301 -- everybody reads manual pages
	if err != nil {
		return err
	}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			if err := a.manPages(sub, dir); err != nil {
				return err
			}
		}
	}
	return os.WriteFile(filepath.Join(dir, pageName(c)+".1"), []byte(a.manPage(c)), 0o644) // #nosec G306 -- likewise
}

func pageName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// manPage is one page in the man macros. The library for this, cobra/doc, costs every
// start a Markdown parser.
func (a *app) manPage(c *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH %s 1 \"%s\" \"parlance %s\" Parlance\n", strings.ToUpper(pageName(c)), a.now().Format("2006-01-02"), a.version)
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", pageName(c), roff(c.Short))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n", roff(c.UseLine()))
	if c.Long != "" {
		fmt.Fprintf(&b, ".SH DESCRIPTION\n%s\n", strings.ReplaceAll(roff(c.Long), "\n\n", "\n.PP\n"))
	}
	manFlags(&b, "OPTIONS", c.LocalNonPersistentFlags())
	manFlags(&b, "OPTIONS OF EVERY COMMAND", c.Root().PersistentFlags())
	if c.Example != "" {
		fmt.Fprintf(&b, ".SH EXAMPLES\n.EX\n%s\n.EE\n", roff(c.Example))
	}
	if near := neighbours(c); len(near) > 0 {
		fmt.Fprintf(&b, ".SH SEE ALSO\n%s\n", strings.Join(near, ",\n"))
	}
	return b.String()
}

func manFlags(b *strings.Builder, title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	fmt.Fprintf(b, ".SH %s\n", title)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		fmt.Fprintf(b, ".TP\n\\fB%s\\fR \\fI%s\\fR\n%s\n", roff(name), roff(value), roff(usage))
	})
}

// neighbours are the pages of the command above and the commands below.
func neighbours(c *cobra.Command) []string {
	var out []string
	if c.HasParent() {
		out = append(out, `\fB`+roff(pageName(c.Parent()))+`\fR(1)`)
	}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			out = append(out, `\fB`+roff(pageName(sub))+`\fR(1)`)
		}
	}
	return out
}

// roff is text that the man macros print as it stands.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, ".") || strings.HasPrefix(l, "'") {
			lines[i] = `\&` + l
		}
	}
	return strings.Join(lines, "\n")
}
