package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/batch"
	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/kb"
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
	flags.BoolVar(&opts.json, "json", false, "print one JSON document about the run (parlance.batch/v1)")
	opts.addTicketFlags(c)
	opts.addEndpointFlags(c)
	opts.addWritingFlags(c)
	flags.Lookup("ticket-format").Usage = "auto, " + strings.Join(ticket.StreamFormats(), ", ")
	complete(c, "incident", nil)
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
		return usagef("--ticket-format is %q, expected auto, %s", o.format, strings.Join(ticket.StreamFormats(), ", "))
	}
	for _, derived := range []string{o.report, o.csv} {
		if derived != "" && filepath.Clean(derived) == filepath.Clean(o.out) {
			return usagef("--report and --csv cannot be the output itself")
		}
	}
	return o.draftOptions.validate()
}

func (a *app) batch(ctx context.Context, opts batchOptions, args []string) error {
	if err := opts.validate(); err != nil {
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

// backlog is one run of batch.
type backlog struct {
	*app
	opts    batchOptions
	drafter *draft.Drafter
	job     draft.Job
	orders  orderBook
	journal *batch.Journal
	in      string // "-" is standard input
	only    map[string]bool
	price   func(model string) bool // whether a model has a price
}

// prepareBatch opens everything once: settings, knowledge, brand, endpoint, orders,
// output.
func (a *app) prepareBatch(ctx context.Context, opts batchOptions, args []string) (*backlog, error) {
	settings, err := a.settings()
	if err != nil {
		return nil, err
	}
	b := &backlog{app: a, opts: opts, in: "-"}
	if len(args) > 0 {
		b.in = args[0]
	}
	if b.job, err = a.job(ctx, opts.draftOptions, settings.Config, kb.Options{Cache: a.dirs.cache}); err != nil {
		return nil, err
	}
	if _, err := draft.Resolve(culture.Builtin(), &ticket.Ticket{}, ticket.Signals{}, b.job.Flags, b.job.Defaults); err != nil {
		return nil, err // a culture there is none of must not fail every ticket
	}
	silent := *a
	silent.global.quiet = true // one wait of one request is no news in a batch
	if b.drafter, err = silent.drafter(ctx, opts.draftOptions, settings.Config); err != nil {
		return nil, err
	}
	if err := b.settle(settings.Config); err != nil {
		return nil, err
	}
	if b.orders, err = readOrderBook(opts.order); err != nil {
		return nil, err
	}
	if b.in != "-" {
		if _, err := os.Stat(b.in); err != nil {
			return nil, input{fmt.Errorf("no such file: %s", b.in)}
		}
	}
	if opts.incident != "" {
		if b.only, err = incidentIDs(opts.out, opts.incident); err != nil {
			return nil, err
		}
	}
	b.journal, err = batch.Open(opts.out)
	return b, err
}

// settle sets prices, limits and all else that a batch does differently from a draft.
func (b *backlog) settle(c config.Config) error {
	b.drafter.Silent = true
	if b.drafter.Model == nil {
		if b.opts.maxCost > 0 {
			b.note("the built-in composer costs nothing: --max-cost has no meaning")
		}
		return nil
	}
	prices := newPrices(c.Prices, b.drafter.ModelName)
	b.drafter.Price = prices.cost
	b.price = prices.knows
	if b.opts.maxCost > 0 && !prices.knows(b.drafter.ModelName) {
		return usagef("--max-cost needs the price of %q: set `prices` in your config, for example [{model: %s, input: 0.40, output: 1.60}]", b.drafter.ModelName, b.drafter.ModelName)
	}
	b.drafter.Model = batch.Limit(b.drafter.Model, b.opts.limits)
	return nil
}

func incidentIDs(out, name string) (map[string]bool, error) {
	found, err := batch.Incidents(out)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, i := range found {
		if i.Name == name {
			ids := map[string]bool{}
			for _, id := range i.IDs {
				ids[id] = true
			}
			return ids, nil
		}
		names = append(names, i.Name)
	}
	return nil, usagef("no incident %q in %s; there are: %s", name, out, cmp.Or(strings.Join(names, ", "), "none"))
}

// tickets reads the input from its beginning.
func (b *backlog) tickets() iter.Seq2[*ticket.Ticket, error] {
	o := ticket.StreamOptions{Format: b.opts.format, Note: func(s string) { b.debug("%s", s) }}
	if b.in == "-" {
		return ticket.ReadAll(b.app.in, o)
	}
	return ticket.OpenAll(b.in, o)
}

// workers is how many tickets are on their way: twice as many as there are requests at a
// time, so that the next prompts wait when an answer frees a place; without an endpoint
// as many as processors.
func (b *backlog) workers() int {
	if b.drafter.Model == nil {
		return runtime.GOMAXPROCS(0)
	}
	return 2 * b.opts.limits.Concurrency
}

// Draft implements batch.Worker.
func (b *backlog) Draft(ctx context.Context, t *ticket.Ticket) (*draft.Document, error) {
	return b.drafter.Document(ctx, b.jobFor(t))
}

// Fingerprint implements batch.Worker.
func (b *backlog) Fingerprint(ctx context.Context, t *ticket.Ticket) (string, error) {
	return b.drafter.Fingerprint(ctx, b.jobFor(t))
}

func (b *backlog) jobFor(t *ticket.Ticket) draft.Job {
	job := b.job
	job.Ticket = t
	b.orders.join(t)
	return job
}

// memory is what a long run may take before garbage is collected more eagerly than in a
// short one.
const memory = 112 << 20

const grace = 4 * time.Second // for what is in flight after an interruption

func (b *backlog) run(ctx context.Context) error {
	estimate, err := b.estimate(ctx)
	if err != nil {
		return err
	}
	show := b.startProgress(ctx)
	progress, err := batch.Run(ctx, b.tickets(), b, b.journal, batch.Options{
		Workers: b.workers(), Limit: b.opts.limit, RetryFailed: b.opts.retryFailed, Changed: b.opts.again, Only: b.only,
		MaxCost: b.opts.maxCost, TicketCost: estimate, Grace: grace, MaxOutage: b.opts.maxOutage, Report: show.set,
	}, b.now)
	show.end()
	s := b.summary(progress, show.left(progress, err), err)
	if !errors.Is(err, context.Canceled) { // there is no time left; they can be made later
		if e := b.derive(b.opts); e != nil {
			b.note("%s", e)
			err = cmp.Or(err, e)
		} else {
			s.Report, s.CSV = b.opts.report, b.opts.csv
		}
	}
	return b.conclude(s, err)
}

// derive writes what is made from the output.
func (a *app) derive(opts batchOptions) error {
	if opts.report != "" {
		if err := writeFile(opts.report, func(f *os.File) error { return batch.Report(opts.out, f) }); err != nil {
			return err
		}
	}
	if opts.csv != "" {
		return writeFile(opts.csv, func(f *os.File) error { return batch.CSV(opts.out, f) })
	}
	return nil
}

// writeFile writes a file whole or not at all; only its owner may read it.
func writeFile(path string, write func(*os.File) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".parlance-*")
	if err != nil {
		return input{fmt.Errorf("cannot write %s: %w", path, err)}
	}
	err = write(f)
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
