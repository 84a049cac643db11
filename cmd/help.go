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
		if s != nil {
			sayTree(root, s)
		}
		var b bytes.Buffer
		c.SetOut(&b)
		help(c, args)
		c.SetOut(a.out)
		width := 1 << 16 // in a pipe a flag is a line
		if a.terminal.out {
			width = a.width
		}
		_, a.unsaid = io.WriteString(a.out, layFlags(sayHeadings(b.String(), s), width, s))
	})
}

// answerHelp makes "help" with a word that is no command a mistake.
func answerHelp(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		if c.Name() != "help" {
			continue
		}
		c.Run = nil
		c.RunE = func(_ *cobra.Command, args []string) error {
			about, rest, err := root.Find(args)
			if err == nil && len(rest) == 0 {
				about.InitDefaultHelpFlag()
				return about.Help()
			}
			about.SuggestionsMinimumDistance = root.SuggestionsMinimumDistance
			err = say.Errorf("unknown command %q for %q", strings.Join(rest, " "), about.CommandPath())
			if near := about.SuggestionsFor(strings.Join(rest, " ")); len(near) > 0 {
				return usage{say.Errorf("%w; did you mean %q?", err, near[0])}
			}
			return usage{say.Errorf("%w; see `%s --help`", err, about.CommandPath())}
		}
	}
}

// layFlags breaks what flags are for at the width, under where it begins, and names the
// kind of their values in the reader's language.
func layFlags(help string, width int, s *say.Speaker) string {
	flag := regexp.MustCompile(`^( +(?:-\w, )?--[a-z-]+)( [A-Za-z]+)?(   +)(\S.*)$`)
	lines := strings.Split(help, "\n")
	for i, line := range lines {
		m := flag.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		margin := columns(m[1] + m[2] + m[3])
		kind := strings.TrimPrefix(m[2], " ")
		if kind != "" && kind == strings.ToLower(kind) { // not a name that stands in the text
			kind = s.Text(kind)
		}
		head := strings.TrimRight(m[1]+" "+kind, " ")
		text := strings.TrimSuffix(m[4], s.Sprintf(" (default %s)", "[]")) // nothing
		lines[i] = pad(head, margin) + strings.ReplaceAll(wrap(text, max(width-margin, 24)), "\n", "\n"+strings.Repeat(" ", margin))
	}
	return strings.Join(lines, "\n")
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
	if s == nil {
		return help
	}
	lines := strings.Split(help, "\n")
	byDefault := regexp.MustCompile(` \(default (.*)\)$`)
	for i, line := range lines {
		if strings.HasSuffix(line, ":") || strings.HasPrefix(line, "Use ") {
			lines[i] = s.Text(line)
		} else if strings.HasPrefix(line, "  parlance ") && strings.HasSuffix(line, "]") { // what is put in
			lines[i] = strings.NewReplacer("[flags]", s.Text("[flags]"), "[command]", s.Text("[command]")).Replace(line)
		} else if strings.HasPrefix(line, "  ") {
			lines[i] = byDefault.ReplaceAllString(line, s.Sprintf(" (default %s)", "$1"))
		}
	}
	return strings.Join(lines, "\n")
}
