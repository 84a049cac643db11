package cmd

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/batch"
	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/say"
	"github.com/parlance-cli/parlance/ticket"
)

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
	priced  bool // whether the model has a price
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
	silent := *a
	silent.global.quiet = true // one wait of one request is no news in a batch
	if b.drafter, err = silent.drafter(ctx, opts.draftOptions, settings.Config); err != nil {
		return nil, err
	}
	if _, err := draft.Resolve(b.drafter.Cultures, &ticket.Ticket{}, ticket.Signals{}, b.job.Flags, b.job.Defaults); err != nil {
		return nil, err // a culture there is none of must not fail every ticket
	}
	if err := b.settle(settings.Config); err != nil {
		return nil, err
	}
	if b.orders, err = readOrderBook(opts.order); err != nil {
		return nil, err
	}
	if err := b.checkInput(); err != nil {
		return nil, err
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
	b.priced = newPrices(c.Prices, b.drafter.ModelName).knows(b.drafter.ModelName)
	if b.opts.maxCost > 0 && !b.priced {
		return usagef("--max-cost needs the price of %q: set `prices` in your config, for example [{model: %s, input: 0.40, output: 1.60}]", b.drafter.ModelName, b.drafter.ModelName)
	}
	b.drafter.Model = batch.Limit(b.drafter.Model, b.opts.limits)
	return nil
}

// checkInput finds a wrong name before anything is made.
func (b *backlog) checkInput() error {
	if b.in == "-" {
		return nil
	}
	info, err := os.Stat(b.in)
	if err != nil {
		return input{say.Errorf("no such file: %s", b.in)}
	}
	if !info.IsDir() {
		return nil
	}
	for _, made := range say.NonEmpty(b.opts.out, b.opts.report, b.opts.csv) {
		if made = realPath(made); strings.HasPrefix(made, realPath(b.in)+string(filepath.Separator)) {
			return usagef("%s lies in the folder that tickets are read from: put it elsewhere", made)
		}
	}
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
	o := ticket.StreamOptions{Format: b.opts.format, Columns: b.opts.columns, Note: func(s string) { b.debug("%s", s) }}
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
		if err := writeFile(opts.report, func(f *os.File) error { return batch.Report(opts.out, f, a.speaker(), a.reportNames()) }); err != nil {
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
		return input{say.Errorf("cannot write %s: %w", path, err)}
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
