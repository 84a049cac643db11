package cmd

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/culture"
)

// prose is the document with its blocks of code emptied, so that lines keep their numbers.
func (d *document) prose() []string {
	lines := append([]string{}, d.lines...)
	for _, b := range d.blocks {
		clear(lines[b.first : b.first+len(b.lines)])
	}
	return lines
}

func (d *document) at(line int) string {
	return fmt.Sprintf("%s:%d", strings.TrimPrefix(d.path, "../"), line+1)
}

var (
	linkTo = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	inCode = regexp.MustCompile("`([^`]+)`")
)

func TestDocsLinkToWhatThereIs(t *testing.T) {
	links := 0
	for _, d := range documents(t) {
		for n, line := range d.prose() {
			for _, m := range linkTo.FindAllStringSubmatch(line, -1) {
				if strings.Contains(m[1], "://") {
					continue
				}
				links++
				if err := leads(d.path, m[1]); err != nil {
					t.Errorf("%s: %s: %v", d.at(n), m[1], err)
				}
			}
		}
	}
	if links < 20 {
		t.Errorf("%d links: are they still read?", links)
	}
}

// leads tells whether a relative link of a document leads somewhere.
func leads(from, link string) error {
	path, anchor, _ := strings.Cut(link, "#")
	if path != "" {
		from = filepath.Join(filepath.Dir(from), filepath.FromSlash(path))
	}
	if _, err := os.Stat(from); err != nil || anchor == "" {
		return err
	}
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(b)) {
		if heading := strings.TrimLeft(line, "#"); heading != line && slug(heading) == anchor {
			return nil
		}
	}
	return errors.New("no such heading")
}

// slug is the anchor that a heading gets.
func slug(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimSpace(heading))
}

func TestDocsNameCommandsAndFlagsThereAre(t *testing.T) {
	root := (&app{getenv: func(string) string { return "" }, now: time.Now, version: "devel"}).root()
	commands := 0
	for _, d := range documents(t) {
		look := func(n int, code string) {
			for _, words := range calls(code) {
				commands++
				if err := known(root, words); err != nil {
					t.Errorf("%s: %s: %v", d.at(n), code, err)
				}
			}
		}
		for n, line := range d.prose() {
			for _, m := range inCode.FindAllStringSubmatch(strings.ReplaceAll(line, `\|`, "|"), -1) {
				if flag, _, _ := strings.Cut(strings.Fields(m[1] + " -")[0], "="); strings.HasPrefix(flag, "--") && !somewhere(root, flag[2:]) {
					t.Errorf("%s: no command has %s", d.at(n), flag)
				}
				look(n, m[1])
			}
		}
		for _, b := range d.blocks {
			for i, line := range b.lines {
				look(b.first+i, strings.TrimPrefix(line, "$ "))
			}
		}
	}
	if commands < 100 {
		t.Errorf("%d commands: are they still read?", commands)
	}
}

var word = regexp.MustCompile(`'[^']*'|"[^"]*"|[^\s|;&]+|[|;&]+`)

// calls are the words after "parlance" in a line of shell, once for every time it is run there.
func calls(line string) (list [][]string) {
	var words []string
	end := func() {
		for len(words) > 0 && strings.Contains(words[0], "=") && !strings.HasPrefix(words[0], "-") {
			words = words[1:] // NAME=value before a command
		}
		text := strings.Join(words, " ")
		for _, start := range []string{"parlance", "go run .", "docker run --rm -i parlance", ":%!parlance"} {
			if text == start || strings.HasPrefix(text, start+" ") {
				list = append(list, words[len(strings.Fields(start)):])
				break
			}
		}
		words = nil
	}
	for _, w := range word.FindAllString(line, -1) {
		if strings.ContainsAny(w[:1], "|;&") {
			end()
		} else {
			words = append(words, w)
		}
	}
	end()
	return list
}

// known tells what in a call no command or flag is.
func known(c *cobra.Command, words []string) error {
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch {
		case strings.HasPrefix(w, "--") && len(w) > 2:
			name, _, given := strings.Cut(w[2:], "=")
			f := flagOf(c, name)
			if f == nil && name != "help" {
				return fmt.Errorf("%s has no --%s", c.CommandPath(), name)
			}
			if f != nil && f.NoOptDefVal == "" && !given {
				i++
			}
		case regexp.MustCompile(`^-[a-z]$`).MatchString(w):
			f := c.Flags().ShorthandLookup(w[1:])
			if f == nil {
				f = c.Root().PersistentFlags().ShorthandLookup(w[1:])
			}
			if f == nil {
				return fmt.Errorf("%s has no %s", c.CommandPath(), w)
			}
			if f.NoOptDefVal == "" {
				i++
			}
		case strings.ContainsAny(w[:1], "<>") || strings.HasPrefix(w, "2>"):
			return nil
		case c.HasSubCommands() && regexp.MustCompile(`^[a-z]+$`).MatchString(w):
			if strings.Contains("help completion __complete", w) {
				return nil // cobra's own
			}
			next, _, err := c.Find([]string{w})
			if err != nil || next == c {
				return fmt.Errorf("%s has no command %q", c.CommandPath(), w)
			}
			c = next
		}
	}
	return nil
}

func flagOf(c *cobra.Command, name string) *pflag.Flag {
	if f := c.Flags().Lookup(name); f != nil {
		return f
	}
	return c.Root().PersistentFlags().Lookup(name)
}

// somewhere tells whether any command has the flag.
func somewhere(c *cobra.Command, name string) bool {
	if flagOf(c, name) != nil {
		return true
	}
	for _, sub := range c.Commands() {
		if somewhere(sub, name) {
			return true
		}
	}
	return false
}

func TestDocsYAMLIsAccepted(t *testing.T) {
	judges := map[string]func(path string) error{
		"profile": func(path string) error {
			mistakes, err := culture.CheckFile(path)
			if len(mistakes) > 0 {
				return errors.New(mistakes[0].String())
			}
			return err
		},
		"rule": func(path string) error {
			rules, err := check.OpenRules(filepath.Dir(path))
			if err != nil {
				return err
			}
			return errors.Join(rules.Mistakes()...)
		},
		"brand": func(path string) error { _, err := brand.Load(path); return err },
		"settings": func(path string) error {
			_, err := config.Load(config.From{File: path, Lookup: os.LookupEnv})
			return err
		},
	}
	seen := map[string]bool{}
	for _, d := range documents(t) {
		for _, b := range d.blocks {
			for kind, judge := range judges {
				if _, is := b.words[kind]; !is {
					continue
				}
				path := filepath.Join(t.TempDir(), filepath.Base(b.words["file"]))
				if err := os.WriteFile(path, []byte(strings.Join(b.lines, "\n")), 0o600); err != nil {
					t.Fatal(err)
				}
				err := judge(path)
				if _, wrong := b.words["mistake"]; wrong != (err != nil) {
					t.Errorf("%s: a %s with mistake %t: %v", d.at(b.first), kind, wrong, err)
				}
				seen[kind] = true
			}
		}
	}
	if len(seen) != len(judges) {
		t.Errorf("examples of %v only", seen)
	}
}

// TestDocsSeeWhatIsStale shows that the tests of the documents can fail.
func TestDocsSeeWhatIsStale(t *testing.T) {
	lines := func(text string) []string { return strings.Split(text, "/") }
	for _, c := range []struct {
		shown, printed string
		want           bool
	}{
		{"a/b", "a/b", true}, {"a/b", "a/c", false}, {"a", "a/b", false}, {"a/b", "a", false},
		{"a/…/d", "a/b/c/d", true}, {"a/…", "a", true}, {"…/d", "a/b", false}, {"in …", "in 3.2s", true}, {"in …", "on 3.2s", false},
	} {
		if got := fits(lines(c.shown), lines(c.printed)); got != c.want {
			t.Errorf("%q for %q: %t", c.shown, c.printed, got)
		}
	}
	root := (&app{getenv: func(string) string { return "" }, now: time.Now}).root()
	for line, wrong := range map[string]string{
		"cat t | parlance draft --outcome wait | pbcopy": "",
		"A=1 parlance kb search --json 'a --b'":          "",
		"parlance draft --out come wait":                 "no --out",
		"parlance drafts t.txt":                          "no command",
		"parlance kb find x":                             "no command",
		"cat t | parlance draft -z":                      "no -z",
	} {
		for _, words := range calls(line) {
			err := known(root, words)
			if (err == nil) != (wrong == "") || err != nil && !strings.Contains(err.Error(), wrong) {
				t.Errorf("%s: %v", line, err)
			}
		}
	}
	if leads("../README.md", "docs/none.md") == nil || leads("../README.md", "SECURITY.md#none") == nil || leads("../README.md", "SECURITY.md#how-to-report") != nil {
		t.Error("links are not followed")
	}
	d := readDocument("x.md", "a\n```console\n$ one \\\n> two\nout\n$ cat <<'E'\n> x\n> E\n```\n")
	steps, err := d.blocks[0].steps()
	if err != nil || len(steps) != 2 || steps[0].command != "one \\\ntwo" || len(steps[0].shown) != 1 || steps[1].command != "cat <<'E'\nx\nE" {
		t.Errorf("%+v, %v", steps, err)
	}
}
