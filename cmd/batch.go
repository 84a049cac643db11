package cmd

import (
	"context"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/batch"
	"github.com/parlance-cli/parlance/ticket"
)

// batchOptions are the flags of batch, with those of draft that make sense for many.
type batchOptions struct {
	draftOptions
	out         string
	limits      batch.Limits
	maxCost     float64
	maxOutage   time.Duration
	limit       int
	retryFailed bool
	again       bool // --changed
	report, csv string
	incident    string
	columns     map[string]string
}

func (a *app) batchCmd() *cobra.Command {
	var opts batchOptions
	c := &cobra.Command{
		Use:   "batch [IN] -o OUT.jsonl",
		Short: "Draft a backlog; crash-safe, resumable",
		Long: `Batch drafts every ticket of IN: JSON lines (our schema or a helpdesk export), CSV with
a header, mbox, or a folder. OUT gets one parlance.draft/v1 line per ticket and is the
journal: run the same command again after an interruption, a crash or a change of IN,
and only what has no line yet is drafted. Tickets with a risk, a due reply or an angry
buyer come first.

Without IN, --report and --csv are written again from OUT.`,
		Example: `  parlance batch backlog.jsonl -o out.jsonl --report report.html
  parlance batch export.json -o out.jsonl --concurrency 16 --rpm 300 --max-cost 5.00
  parlance batch backlog.jsonl -o out.jsonl --retry-failed
  parlance batch backlog.jsonl -o out.jsonl --incident where-is-it-ja-jp-1 --note "the typhoon stopped all parcels until Monday"
  parlance batch -o out.jsonl --report report.html --csv review.csv`,
		Args: usageArgs(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			opts.changed = c.Flags().Changed
			return a.batch(c.Context(), opts, args)
		},
	}
	flags := c.Flags()
	flags.StringVarP(&opts.out, "out", "o", "", "output `FILE`, one draft a line; also what a later run goes on from")
	flags.IntVar(&opts.limits.Concurrency, "concurrency", 8, "requests at a time")
	flags.IntVar(&opts.limits.RPM, "rpm", 0, "most requests a minute (default: no limit)")
	flags.IntVar(&opts.limits.TPM, "tpm", 0, "most tokens a minute (default: no limit)")
	flags.Float64Var(&opts.maxCost, "max-cost", 0, "stop before more is spent; needs prices in the settings")
	flags.DurationVar(&opts.maxOutage, "max-outage", time.Hour, "how long to wait for an endpoint that went away")
	flags.IntVar(&opts.limit, "limit", 0, "draft at most `N` tickets now")
	flags.BoolVar(&opts.retryFailed, "retry-failed", false, "draft failed tickets again")
	flags.BoolVar(&opts.again, "changed", false, "draft again where ticket, settings, knowledge or model have changed")
	flags.StringVar(&opts.report, "report", "", "write a page about OUT to `FILE`")
	flags.StringVar(&opts.csv, "csv", "", "write a table of OUT to `FILE`, for a spreadsheet")
	flags.StringVar(&opts.incident, "incident", "", "draft the tickets of one incident of the report again; with --note")
	flags.StringToStringVar(&opts.columns, "column", nil, "in a table, the column of a `FIELD` of ours, for example text=Nachricht; repeatable")
	flags.BoolVar(&opts.json, "json", false, "print one JSON document about the run (parlance.batch/v1)")
	opts.addTicketFlags(c)
	opts.addEndpointFlags(c)
	opts.addWritingFlags(c)
	flags.Lookup("ticket-format").Usage = strings.Join(ticket.StreamFormats(), ", ")
	return c
}

func (o batchOptions) validate() error {
	switch {
	case o.out == "":
		return usagef("no output: name it with -o OUT.jsonl")
	case o.limits.Concurrency < 1 || o.limits.Concurrency > 1000:
		return usagef("--concurrency is %d, expected 1 to 1000", o.limits.Concurrency)
	case o.limits.RPM < 0 || o.limits.TPM < 0 || o.limit < 0 || o.maxCost < 0:
		return usagef("--rpm, --tpm, --limit and --max-cost are 0 or more")
	case o.incident != "" && len(o.notes) == 0:
		return usagef("--incident NAME needs --note TEXT: what you know about it")
	case o.format != "auto" && !slices.Contains(ticket.StreamFormats(), o.format):
		return usagef("--ticket-format is %q, expected %s", o.format, strings.Join(ticket.StreamFormats(), ", "))
	}
	return o.draftOptions.validate()
}

func (a *app) batch(ctx context.Context, opts batchOptions, args []string) error {
	if err := opts.validate(); err != nil {
		return err
	}
	if err := opts.checkFiles(args); err != nil {
		return err
	}
	if len(args) == 0 && (opts.report != "" || opts.csv != "") {
		if err := a.derive(opts); err != nil {
			return err
		}
		if opts.json {
			return a.printJSON(batchSummary{Schema: batchSchema, Output: opts.out, Report: opts.report, CSV: opts.csv})
		}
		return nil
	}
	if len(args) == 0 && a.terminal.in {
		return usagef("no input: name a file or a folder, or pipe tickets in")
	}
	b, err := a.prepareBatch(ctx, opts, args)
	if err != nil {
		return err
	}
	defer b.journal.Close()
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(memory))
	return b.run(ctx)
}
