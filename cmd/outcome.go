package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/batch"
	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/compose"
	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/say"
)

// The exit codes, as in docs/cli.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitPerson      = 3
	exitEndpoint    = 4
	exitInterrupted = 130
)

// outcomes turn an error into exit code, error.kind and the next step. The first match
// wins.
var outcomes = []struct {
	is   error
	code int
	kind string
	hint string
}{
	{context.Canceled, exitInterrupted, "interrupted", ""},
	{errNoEndpoint, exitEndpoint, "no-endpoint", "`parlance init` finds one; or set endpoint.base_url and endpoint.model, or give --base-url and --model"},
	{culture.ErrUnknown, exitUsage, "culture", "`parlance culture list` names the cultures there are"},
	{culture.ErrLanguage, exitUsage, "language", ""},
	{culture.ErrCountry, exitUsage, "market", ""},
	{config.ErrInvalid, exitUsage, "settings", "compare with config.example.yaml; `parlance config` shows each value and its origin"},
	{check.ErrRules, exitUsage, "rules", "`parlance rules check` names every mistake"},
	{brand.ErrInvalid, exitUsage, "brand", ""},
	{brand.ErrUnknown, exitUsage, "brand", "a file can be named too: --brand shop/northlight.yaml"},
	{compose.ErrLanguage, exitEndpoint, "language", "set endpoint.base_url and endpoint.model: a model can write it"},
	{batch.ErrJournal, exitUsage, "output", ""},
	{batch.ErrBusy, exitFailed, "output", "let it end, or give another file with -o"},
	{batch.ErrWrite, exitFailed, "output", "what is in the file is whole; run the same command again to go on"},
	{errUsage, exitUsage, "usage", ""},
	{errInput, exitUsage, "input", ""},
}

// Sentinels of the command line itself.
var (
	errUsage      = errors.New("usage")
	errInput      = errors.New("input")
	errNoEndpoint = errors.New("no endpoint is set")
)

// usage is a mistake on the command line.
type usage struct{ error }

func (usage) Is(target error) bool { return target == errUsage }
func (u usage) Unwrap() error      { return u.error }

func usagef(format string, args ...any) error { return usage{say.Errorf(format, args...)} }

// input is a file or stream we cannot use.
type input struct{ error }

func (input) Is(target error) bool { return target == errInput }
func (i input) Unwrap() error      { return i.error }

// reported is an outcome that has already been shown on stdout and stderr.
type reported struct{ code int }

func (r reported) Error() string { return fmt.Sprintf("exit %d", r.code) }

// failed is a failure that a document carries.
type failed struct{ *draft.Failure }

func (f failed) Error() string { return f.Message }

// usageArgs makes a wrong number of arguments the user's mistake.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			if near := c.SuggestionsFor(strings.Join(args, " ")); c.HasSubCommands() && len(near) > 0 {
				return usage{say.Errorf("%w; did you mean %q?", err, near[0])}
			}
			return usage{say.Errorf("%w; see `%s --help`", err, c.CommandPath())}
		}
		return nil
	}
}

// classify is the one place where an error gets exit code, kind and hint.
func classify(err error) (int, draft.Failure) {
	var (
		f failed
		e *llm.Error
	)
	switch {
	case err == context.Canceled: // no words of its own for a person
		return exitInterrupted, draft.Failure{Kind: "interrupted", Message: "interrupted"}
	case errors.As(err, &f):
		return failureCode(f.Kind), *f.Failure
	case errors.As(err, &e):
		return failureCode(string(e.Kind)), draft.Failure{Kind: string(e.Kind), Message: e.Message, Hint: e.Hint, Retryable: e.Retryable}
	}
	for _, o := range outcomes {
		if errors.Is(err, o.is) {
			return o.code, draft.Failure{Kind: o.kind, Message: clean.Line(err.Error(), 500), Hint: o.hint, Retryable: false}
		}
	}
	return exitFailed, draft.Failure{Kind: "internal", Message: clean.Line(err.Error(), 500)}
}

// failureCode is the exit code of a failed draft: nothing came from the endpoint,
// unless the settings were wrong in the first place.
func failureCode(kind string) int {
	switch kind {
	case string(llm.Settings), string(llm.Insecure):
		return exitUsage
	case "interrupted":
		return exitInterrupted
	case "internal":
		return exitFailed
	}
	return exitEndpoint
}

// report shows an error as the command's streams want it, and returns the exit code.
func (a *app) report(c *cobra.Command, err error) int {
	var shown reported
	if errors.As(err, &shown) {
		return shown.code
	}
	code, f := a.failure(err)
	a.printFailure(f)
	switch {
	case a.asked("--ndjson"):
		a.printLine(draft.Event{Schema: draft.EventSchema, Type: "done", Error: &f, Document: emptyDocument(f)})
	case a.asked("--json"):
		a.printJSON(failureDocument(c, f))
	}
	return code
}

// printFailure is one line, then hint lines.
func (a *app) printFailure(f draft.Failure) {
	f = a.told(f)
	fmt.Fprintf(a.err, "parlance: %s\n", clean.Line(f.Message, 500))
	if f.Hint != "" {
		fmt.Fprintln(a.err, a.say("hint: %s", clean.Line(f.Hint, 500)))
	}
}

// asked tells whether a flag stands on the command line, also when parsing it failed.
func (a *app) asked(flag string) bool {
	return slices.Contains(a.args, flag) || slices.Contains(a.args, flag+"=true")
}

func emptyDocument(f draft.Failure) *draft.Document {
	d := draft.EmptyDocument()
	d.Error = &f
	return d
}

// failureDocument is the command's own document with nothing but the error.
func failureDocument(c *cobra.Command, f draft.Failure) any {
	name := "draft"
	for ; c != nil && c.HasParent(); c = c.Parent() {
		name = c.Name() // of "kb search" it is kb
	}
	if name == "draft" {
		return emptyDocument(f)
	}
	return map[string]any{"schema": "parlance." + name + "/v1", "error": f}
}

func (a *app) printJSON(v any) error {
	b, err := marshal(v)
	if err != nil {
		return err
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, b, "", "  "); err != nil {
		return err
	}
	_, err = fmt.Fprintln(a.out, strings.TrimSuffix(pretty.String(), "\n"))
	return err
}

func (a *app) printLine(v any) error {
	b, err := marshal(v)
	if err != nil {
		return err
	}
	_, err = a.out.Write(b)
	return err
}

// marshal leaves <, > and & as they are but escapes every control character and
// direction override, so that JSON cannot drive a terminal either.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return clean.JSON(b.Bytes()), nil
}
