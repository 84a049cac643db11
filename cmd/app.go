// Package cmd is the command line: flags, streams and exit codes. It decides nothing
// about a reply.
package cmd

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/say"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"
)

// app is what commands share. Main builds one from the process, a test another.
type app struct {
	in       io.Reader
	out, err io.Writer
	terminal struct{ in, out, err bool }
	width    int // columns of the terminal; 80 when unknown
	args     []string
	getenv   func(string) string
	isset    func(string) (string, bool) // getenv that tells set to nothing from not set; nil: it cannot
	environ  func() []string
	now      func() time.Time
	newID    func() string // 64 random bits in hex
	dirs     struct{ config, cache, work string }
	version  string
	keyring  keys
	example  string // config.example.yaml, which init fills in

	global globals
	ui     func() *say.Speaker // nil: English
	unsaid error               // why help could not be printed; cobra asks for none
}

// globals are the flags of every command.
type globals struct {
	config         string
	color, uiLang  string
	quiet, verbose bool
}

// Main runs the program and returns its exit code. Example is config.example.yaml.
func Main(example string) int {
	debug.SetGCPercent(400) // a run is short: collecting garbage costs more than keeping it
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	a := processApp()
	a.example = example
	return a.run(ctx)
}

func processApp() *app {
	a := &app{in: os.Stdin, out: os.Stdout, err: os.Stderr, args: os.Args[1:], getenv: os.Getenv, isset: os.LookupEnv, environ: os.Environ, now: time.Now, newID: randomID, version: version(), keyring: systemKeyring{}}
	a.terminal.in = term.IsTerminal(int(os.Stdin.Fd()))
	a.terminal.out = term.IsTerminal(int(os.Stdout.Fd()))
	a.terminal.err = term.IsTerminal(int(os.Stderr.Fd()))
	a.width = 80
	if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && w > 0 {
		a.width = w
	}
	a.dirs.config = folder(os.Getenv("PARLANCE_CONFIG_DIR"), os.UserConfigDir)
	a.dirs.cache = folder(os.Getenv("PARLANCE_CACHE_DIR"), os.UserCacheDir)
	a.dirs.work, _ = os.Getwd()
	a.ui = sync.OnceValue(func() *say.Speaker { return say.In(a.uiLanguage()) })
	return a
}

// lookup is a variable of the environment, and whether it is set.
func (a *app) lookup(name string) (string, bool) {
	if a.isset != nil {
		return a.isset(name)
	}
	value := a.getenv(name)
	return value, value != ""
}

// folder is the named folder, or ours in the system's place for it; "" without either.
func folder(named string, system func() (string, error)) string {
	if named != "" {
		return named
	}
	dir, err := system()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "parlance")
}

func randomID() string {
	b := make([]byte, 8)
	rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

// run executes one command line.
func (a *app) run(ctx context.Context) int {
	root := a.root()
	root.SetArgs(a.args)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	if len(a.args) > 0 && strings.HasPrefix(a.args[0], cobra.ShellCompRequestCmd) && a.speaker() != nil {
		root.InitDefaultHelpCmd()
		root.InitDefaultCompletionCmd()
		sayTree(root, a.speaker()) // the shell shows what commands and flags are for
	}
	c, err := root.ExecuteContextC(ctx)
	if err == nil {
		err = a.unsaid
	}
	if err == nil {
		return exitDone
	}
	return a.report(c, err)
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "parlance",
		Short: "Draft support replies in the buyer's language and manner",
		Long: `Parlance drafts customer-support replies for cross-border sellers: it reads a ticket,
has an OpenAI-compatible endpoint (or the built-in composer) write candidate replies,
carries them into the buyer's language and checks them with rules no model can talk
its way around. A person sends.`,
		Example: `  parlance draft ticket.txt
  cat ticket.txt | parlance draft --outcome refuse --note "parcel is at customs, 5 days"
  parlance draft --json ticket.json | jq .candidates[0].reply.text`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          usageArgs(cobra.NoArgs),
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SuggestionsMinimumDistance = 2
	root.SetFlagErrorFunc(flagError)
	flags := root.PersistentFlags()
	flags.StringVar(&a.global.config, "config", "", "read settings from `FILE` instead of the user's config.yaml")
	flags.StringVar(&a.global.color, "color", "auto", "colour the output: auto, always, never")
	flags.StringVar(&a.global.uiLang, "ui-lang", "", "language of help and messages: en, zh (default: yours, from settings or locale)")
	flags.BoolVarP(&a.global.quiet, "quiet", "q", false, "print no notes on stderr")
	flags.BoolVarP(&a.global.verbose, "verbose", "v", false, "say what is being done, on stderr")
	complete(root, "color", []string{"auto", "always", "never"})
	complete(root, "ui-lang", []string{"en", "zh"})
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		if !slices.Contains([]string{"auto", "always", "never"}, a.global.color) {
			return usagef("--color is %q, expected auto, always or never", a.global.color)
		}
		if a.global.uiLang != "" && say.Language(a.global.uiLang) == "" {
			return usagef("--ui-lang is %q, expected en or zh", a.global.uiLang)
		}
		return nil
	}
	a.speakHelp(root)
	root.AddCommand(a.draftCmd(), a.batchCmd(), a.inspectCmd(), a.checkCmd(), a.translateCmd(), a.tokensCmd(), a.maskCmd(), a.cultureCmd(), a.rulesCmd(), a.kbCmd(),
		a.modelsCmd(), a.initCmd(), a.doctorCmd(),
		a.configCmd(), a.keyCmd(), a.schemaCmd(), a.versionCmd(), a.manCmd())
	answerHelp(root)
	return root
}

// flagError names the flag that a misspelt one most likely meant.
func flagError(c *cobra.Command, err error) error {
	var value *pflag.InvalidValueError
	if errors.As(err, &value) && errors.As(err, new(*strconv.NumError)) {
		return usage{say.Errorf("--%s takes a number, not %q", value.GetFlag().Name, value.GetValue())}
	}
	wrong, found := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !found {
		return usage{err}
	}
	best, distance := "", min(4, len(wrong)/2+1) // more edits apart is another word
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if d := lang.Distance(wrong, f.Name); d < distance {
			best, distance = f.Name, d
		}
	})
	if best == "" {
		return usage{say.Errorf("%w; see `%s --help`", err, c.CommandPath())}
	}
	return usage{say.Errorf("%w; did you mean --%s?", err, best)}
}
