package cmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/llm"
)

func (a *app) doctorCmd() *cobra.Command {
	var (
		opts   endpointOptions
		asJSON bool
	)
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Check settings, files, network and endpoint, and say what to do",
		Long: `Doctor checks what a draft needs: the settings and who can change them, folders, the
terminal, the keyring, knowledge and brand, the proxy, and the endpoint, which it asks a
few small questions. No ticket is sent. A row is ok, info, warn (works, with something to
know), fail or skip; warn and fail say what to do.`,
		Example: "  parlance doctor\n  parlance doctor --base-url http://127.0.0.1:11434/v1 --model qwen3:8b\n  parlance doctor --json | jq '.rows[] | select(.state == \"fail\")'",
		Args:    usageArgs(cobra.NoArgs),
		RunE:    func(c *cobra.Command, _ []string) error { return a.doctor(c.Context(), opts, asJSON) },
	}
	opts.addEndpointFlags(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON document (parlance.doctor/v1)")
	return c
}

// doctorDocument is parlance.doctor/v1. Its error is that of the first row that failed.
type doctorDocument struct {
	Schema string         `json:"schema"`
	Error  *draft.Failure `json:"error"`
	Rows   []llm.Finding  `json:"rows,omitempty"`
}

// examination is one run of doctor.
type examination struct {
	app      *app
	rows     []llm.Finding
	settings config.Loaded
}

func (a *app) doctor(ctx context.Context, opts endpointOptions, asJSON bool) error {
	x := &examination{app: a}
	x.program()
	readable := x.config()
	x.permissions()
	x.folders()
	x.terminal()
	x.keyring()
	if readable {
		e := opts.endpoint(x.settings.Config)
		x.proxy(ctx, e)
		x.knowledge(ctx)
		x.brand()
		x.prompts()
		x.endpoint(ctx, e)
		x.fallbacks(ctx)
	} else {
		x.moot("the settings cannot be read", "proxy", "knowledge", "brand", "prompts", "endpoint")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return x.report(asJSON)
}

// report prints the rows; the exit code is that of the first failure.
func (x *examination) report(asJSON bool) error {
	doc := doctorDocument{Schema: "parlance.doctor/v1"}
	code := exitDone
	for i, r := range x.rows {
		if r.State == llm.Bad && doc.Error == nil {
			var f draft.Failure
			code, f = classify(r.Err)
			f.Message, f.Hint = r.Detail, r.Hint
			f = x.app.told(f)
			doc.Error = &f
		}
		s := x.app.speaker()
		x.rows[i].Detail, x.rows[i].Hint = s.Text(r.Detail), s.Text(r.Hint)
	}
	doc.Rows = x.rows
	var err error
	if asJSON {
		err = x.app.printJSON(doc)
	} else {
		width := x.app.width
		if !x.app.terminal.out {
			width = 1 << 16 // a row is a line
		}
		err = x.app.print(doctorText(x.rows, x.app.painter(), width, x.app.words()) + x.summary())
	}
	if err == nil && code != exitDone {
		return reported{code}
	}
	return err
}

// summary counts what needs somebody.
func (x *examination) summary() string {
	bad, odd := 0, 0
	for _, r := range x.rows {
		switch r.State {
		case llm.Bad:
			bad++
		case llm.Odd:
			odd++
		}
	}
	if bad+odd == 0 {
		return x.app.say("all is well") + "\n"
	}
	return x.app.say("to do: %d fail, %d warn", bad, odd) + "\n"
}

func (x *examination) add(probe string, state llm.State, detail, hint string) {
	x.rows = append(x.rows, llm.Finding{Probe: probe, State: state, Detail: detail, Hint: hint})
}

// bad is a row that failed because of err, which settles the exit code.
func (x *examination) bad(probe string, err error, hint string) {
	x.rows = append(x.rows, llm.Finding{Probe: probe, State: llm.Bad, Detail: clean.Line(err.Error(), 500), Hint: hint, Err: err})
}

// moot are rows that something else makes pointless.
func (x *examination) moot(why string, probes ...string) {
	for _, p := range probes {
		x.add(p, llm.Moot, why, "")
	}
}

func doctorText(rows []llm.Finding, p painter, width int, w words) string {
	const margin = 18
	block := func(s string) string {
		return strings.ReplaceAll(wrap(clean.Line(s, 700), max(width-margin, 30)), "\n", "\n"+strings.Repeat(" ", margin))
	}
	var b strings.Builder
	for _, r := range rows {
		paint := func(s string) string { return s }
		switch r.State {
		case llm.Bad:
			paint = p.red
		case llm.Odd:
			paint = p.yellow
		case llm.Moot:
			paint = p.dim
		}
		fmt.Fprintf(&b, "%s %s %s\n", paint(pad(named(w.States, string(r.State)), 5)), pad(named(w.Probes, r.Probe), 11), block(r.Detail))
		if r.Hint != "" {
			fmt.Fprintf(&b, "%s%s\n", strings.Repeat(" ", margin), block("→ "+r.Hint))
		}
	}
	return b.String()
}
