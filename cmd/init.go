package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/llm"
)

// initOptions are the flags of init.
type initOptions struct {
	baseURL, model, embeddings string
	builtin                    bool
	keyEnv, keyFile            string
	keyStdin                   bool
	brand, agentLang           string
	kb                         []string
	yes, force, dryRun         bool
	noCheck, json              bool
}

func (a *app) initCmd() *cobra.Command {
	var opts initOptions
	c := &cobra.Command{
		Use:   "init",
		Short: "Set up: find a model, ask a few questions, write the settings",
		Long: `Init looks for model servers on this machine, asks who should write, for your shop's
name, your language and your help articles, and writes a commented settings file. Enter
accepts what it proposes. Nothing is written before the last answer; an existing file stays
unless --force is given, and then a copy is kept.

What a flag says is not asked. With --yes, and when nobody is at the terminal, nothing is
asked at all: a model server of this machine is used when there is one, and never a
service elsewhere unless a flag names it.`,
		Example: `  parlance init
  parlance init --yes --base-url http://127.0.0.1:11434/v1 --model qwen3:8b --kb help
  pass show openai | parlance init --yes --base-url https://api.openai.com/v1 --model gpt-4.1-mini --key-stdin
  parlance init --dry-run`,
		Args: usageArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return a.setUp(c.Context(), opts) },
	}
	flags := c.Flags()
	flags.StringVar(&opts.baseURL, "base-url", "", "endpoint `URL`, for example http://127.0.0.1:11434/v1")
	flags.StringVar(&opts.model, "model", "", "model `NAME`")
	flags.StringVar(&opts.embeddings, "embeddings", "", "model `NAME` that finds articles by meaning; none for none (default: one of a server of this machine)")
	flags.BoolVar(&opts.builtin, "builtin", false, "no model: the built-in composer writes")
	flags.StringVar(&opts.keyEnv, "key-env", "", "the key is in the environment variable `NAME`")
	flags.BoolVar(&opts.keyStdin, "key-stdin", false, "read the key from standard input and keep it in the system's keyring")
	flags.StringVar(&opts.keyFile, "key-file", "", "the key is in `FILE`; with --key-stdin it is written there, for your eyes only")
	flags.StringVar(&opts.brand, "brand", "", "the shop: `NAME`, a brand there is already, or a brand file")
	flags.StringVar(&opts.agentLang, "agent-lang", "", "your own language (default: your locale's)")
	flags.StringArrayVar(&opts.kb, "kb", nil, "folder with help articles, `DIR`; repeatable")
	flags.BoolVarP(&opts.yes, "yes", "y", false, "ask nothing, take what is proposed")
	flags.BoolVar(&opts.force, "force", false, "replace an existing settings file; a copy is kept, and settings not asked for are carried over")
	flags.BoolVar(&opts.dryRun, "dry-run", false, "print what would be written and write nothing")
	flags.BoolVar(&opts.noCheck, "no-check", false, "do not try the model at the end")
	flags.BoolVar(&opts.json, "json", false, "ask nothing and print one JSON document (parlance.init/v1)")
	return c
}

func (o initOptions) validate() error {
	switch {
	case o.builtin && (o.baseURL != "" || o.model != "" || o.keyStdin || o.keyEnv != "" || o.keyFile != ""):
		return usagef("--builtin needs no endpoint: leave out --base-url, --model and the key")
	case o.keyEnv != "" && (o.keyStdin || o.keyFile != ""):
		return usagef("--key-env excludes --key-stdin and --key-file: a key has one place")
	case o.keyEnv != "" && !isVariable(o.keyEnv):
		return usagef("--key-env takes the name of an environment variable, not a key; for example OPENAI_API_KEY")
	case o.baseURL != "" && llm.Origin(o.baseURL) == "":
		return usagef("--base-url is no URL; expected something like http://127.0.0.1:11434/v1")
	}
	return nil
}

// isVariable tells a variable's name from a key that was put in its place.
func isVariable(name string) bool {
	return !strings.ContainsFunc(name, func(r rune) bool {
		return r != '_' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) && len(name) <= 64 && (name[0] < '0' || name[0] > '9')
}

// initDocument is parlance.init/v1. An error stands alone.
type initDocument struct {
	Schema    string         `json:"schema"`
	Error     *draft.Failure `json:"error"`
	File      string         `json:"file,omitempty"`
	Written   bool           `json:"written,omitempty"`
	Backup    string         `json:"backup,omitempty"`     // the copy of the file that was replaced
	BrandFile string         `json:"brand_file,omitempty"` // written anew
	Changes   []change       `json:"changes,omitempty"`    // against the file that was replaced, else against the defaults
	Text      string         `json:"text,omitempty"`       // with --dry-run
	Key       string         `json:"key,omitempty"`        // where the key is: keyring, environment variable X, file X
	Found     []llm.Found    `json:"found,omitempty"`      // servers of this machine that answered
	Rows      []llm.Finding  `json:"rows,omitempty"`       // of the check at the end
	Next      []string       `json:"next,omitempty"`       // commands to type now
}

// setUp is init.
func (a *app) setUp(ctx context.Context, opts initOptions) error {
	if err := opts.validate(); err != nil {
		return err
	}
	s := &setup{app: a, opts: opts, path: a.settingsFile()}
	if err := s.begin(); err != nil {
		return err
	}
	if a.terminal.in && a.terminal.err && !opts.yes && !opts.json {
		s.ask = newAsker(a)
	}
	for _, step := range []func(context.Context) error{s.endpoint, s.shop, s.language, s.articles, s.write} {
		if err := step(ctx); err != nil {
			return s.stopped(err)
		}
	}
	if opts.dryRun {
		return s.show()
	}
	return s.conclude(ctx)
}

// settingsFile is the file that settings are read from and written to.
func (a *app) settingsFile() string {
	return cmp.Or(a.global.config, a.getenv("PARLANCE_CONFIG"), filepath.Join(a.dirs.config, "config.yaml"))
}

// setup is one run of init: what was answered, and what came of it.
type setup struct {
	app  *app
	opts initOptions
	ask  *asker // nil: nobody is asked
	path string

	old       map[string]any // settings of the file there was
	values    map[string]any // settings of the file to be
	key       llm.Secret     // to be kept; the zero Secret when there is none
	keyFile   string         // where to keep it; "" for the keyring
	newBrand  string         // a shop to write a brand file for
	models    []llm.Model    // of the endpoint that was chosen
	document  initDocument
	brandText string
}

// begin looks at what is there before anybody is asked anything.
func (s *setup) begin() error {
	s.document = initDocument{Schema: "parlance.init/v1", File: s.path}
	if s.app.dirs.config == "" && s.path == "config.yaml" {
		return usagef("there is no folder for settings: set HOME, or name a file with --config")
	}
	_, err := os.Stat(s.path)
	if err == nil && !s.opts.force && !s.opts.dryRun {
		return usagef("%s is there already; --force replaces it and keeps a copy, --dry-run shows what would be written", s.path)
	}
	if s.old, err = config.FileValues(s.path); err != nil {
		s.app.note("warning: %s", s.app.say("the old settings cannot be read and are not carried over: %s", err))
		s.old = map[string]any{}
	}
	s.values = map[string]any{}
	for key, value := range s.old {
		s.values[key] = value
	}
	return nil
}

// stopped says of an interruption what it left behind: nothing.
func (s *setup) stopped(err error) error {
	if errors.Is(err, context.Canceled) && !s.document.Written {
		return interrupted{}
	}
	return err
}

// interrupted is a person's own end of init.
type interrupted struct{}

func (interrupted) Error() string        { return "interrupted; nothing was written" }
func (interrupted) Is(target error) bool { return target == context.Canceled }

// text is the old value of a setting.
func (s *setup) text(key string) string {
	text, _ := s.old[key].(string)
	return text
}

// chosen is the new value of a setting.
func (s *setup) chosen(key string) string {
	text, _ := s.values[key].(string)
	return text
}

// conclude tells what was written and what to type next, and tries the model.
func (s *setup) conclude(ctx context.Context) error {
	if !s.opts.noCheck {
		s.check(ctx)
	}
	s.document.Next = s.next()
	if s.opts.json {
		if err := s.app.printJSON(s.document); err != nil {
			return err
		}
	} else if err := s.app.print("\n" + s.app.say("Now:") + "\n  " + strings.Join(s.document.Next, "\n  ") + "\n"); err != nil {
		return err
	}
	if slices.ContainsFunc(s.document.Rows, func(f llm.Finding) bool { return f.State == llm.Bad }) {
		return reported{exitPerson}
	}
	return ctx.Err()
}

// check asks the model one small question.
func (s *setup) check(ctx context.Context) {
	settings, err := s.app.settings()
	if err == nil && settings.Endpoint.Model == "" {
		return
	}
	var client *llm.Client
	if err == nil {
		o := s.app.surroundings()
		o.Hurried = true
		client, err = llm.New(settings.Endpoint, o)
	}
	if err != nil {
		s.document.Rows = []llm.Finding{{Probe: "settings", State: llm.Bad, Detail: err.Error(), Err: err}}
	} else {
		done := s.app.waiting("asking %s for one word …", settings.Endpoint.Model)
		s.document.Rows = client.Checkup(ctx)
		done()
	}
	if !s.opts.json && ctx.Err() == nil {
		fmt.Fprint(s.app.err, doctorText(s.document.Rows, painter{}, s.app.width, s.app.words()))
	}
}

// next are the commands to type now, as this program was called.
func (s *setup) next() []string {
	program := "parlance"
	if strings.HasPrefix(os.Args[0], "./") || strings.HasPrefix(os.Args[0], `.\`) {
		program = os.Args[0]
	}
	first := `echo "Hello, where is my order? It is ten days late." | ` + program + " draft"
	const example = "examples/late-parcel.ja.txt"
	if _, err := os.Stat(filepath.Join(s.app.dirs.work, filepath.FromSlash(example))); err == nil {
		first = program + " draft " + example
	}
	return []string{first, program + " doctor"}
}

// tell prints a line for the person; on a terminal it is broken where the window ends.
func (s *setup) tell(format string, args ...any) {
	if s.app.global.quiet || s.opts.json {
		return
	}
	text := s.app.say(format, args...)
	indent := text[:len(text)-len(strings.TrimLeft(text, " "))]
	if text = clean.Line(text, 500); s.app.terminal.err {
		text = strings.ReplaceAll(wrap(text, s.app.width-len(indent)), "\n", "\n"+indent)
	}
	fmt.Fprintln(s.app.err, indent+text)
}
