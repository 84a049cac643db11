package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"runtime"
	"strings"
	"time"

	"github.com/zalando/go-keyring"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/say"
	"github.com/parlance-cli/parlance/ticket"
)

// program is what a report of a fault should begin with.
func (x *examination) program() {
	x.add("program", llm.Learn, fmt.Sprintf("parlance %s, %s/%s", x.app.version, runtime.GOOS, runtime.GOARCH), "")
}

// terminal looks whether the terminal can show what is written: replies are in many
// scripts. The console of Windows is switched to UTF-8 by us.
func (x *examination) terminal() {
	name, locale := "", ""
	for _, n := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale = x.app.getenv(n); locale != "" {
			name = n
			break
		}
	}
	_, charset, _ := strings.Cut(strings.ToLower(locale), ".")
	charset, _, _ = strings.Cut(strings.ReplaceAll(charset, "-", ""), "@")
	utf8 := charset == "utf8" || runtime.GOOS == "windows" || runtime.GOOS == "darwin" && charset == ""
	switch {
	case !utf8 && name == "":
		x.add("terminal", llm.Odd, "no locale is set: Japanese or German may show as question marks", "export LANG=C.UTF-8, or your language's from `locale -a`")
	case !utf8:
		x.add("terminal", llm.Odd, fmt.Sprintf("%s is %s, which is not UTF-8: Japanese or German may show as question marks", name, locale), "export "+name+"=C.UTF-8, or your language's from `locale -a`")
	case x.app.terminal.out && x.app.width < 60:
		x.add("terminal", llm.Odd, fmt.Sprintf("%d columns: too narrow for candidates to be compared", x.app.width), "make the window at least 60 columns wide, 110 to see both texts side by side")
	case x.app.terminal.out:
		x.add("terminal", llm.Fine, fmt.Sprintf("UTF-8, %d columns", x.app.width), "")
	default:
		x.add("terminal", llm.Fine, "UTF-8", "")
	}
}

// keyring looks whether there is one. Many machines have none, which is no fault.
func (x *examination) keyring() {
	const nobody = "https://keyring.invalid:443"
	_, err := inTime(func() (string, error) { return x.app.keyring.Get(service, nobody) })
	if err == nil || errors.Is(err, keyring.ErrNotFound) {
		x.add("keyring", llm.Fine, "keeps keys: `parlance key set URL`", "")
		return
	}
	state := llm.Learn
	if errors.Is(err, errKeyringSlow) { // it holds up every draft
		state = llm.Odd
	}
	x.add("keyring", state, fmt.Sprintf("not usable here: %s", err), "keep keys in an environment variable (endpoint.key_env) or a file of mode 0600 (endpoint.key_file)")
}

// proxyPatience is how long a proxy may take to accept a connection.
const proxyPatience = 3 * time.Second

// proxy looks whether the environment's proxy is on the way to the endpoint, and answers.
func (x *examination) proxy(ctx context.Context, e llm.Endpoint) {
	via, variable, err := llm.ProxyFor(e, x.app.getenv)
	switch {
	case err != nil:
		x.bad("proxy", input{say.Errorf("%s is no proxy: expected something like http://proxy.example:3128", variable)}, "correct or unset "+variable)
	case variable == "":
		x.add("proxy", llm.Fine, "none is set", "")
	case via == nil && e.Model != "" && llm.IsLoopback(e.BaseURL):
		x.add("proxy", llm.Fine, variable+" is set, and never used for this machine's own servers", noProxyAdvice(x.app.getenv))
	case via == nil:
		x.add("proxy", llm.Fine, variable+" is set, and not used for this endpoint", "")
	default:
		x.proxyAnswers(ctx, via.Host, variable, hostOf(cmp.Or(e.BaseURL, "https://api.openai.com/v1")))
	}
}

// noProxyAdvice is for other programs: curl asks a proxy for 127.0.0.1 unless told.
func noProxyAdvice(getenv func(string) string) string {
	if cmp.Or(getenv("NO_PROXY"), getenv("no_proxy")) != "" {
		return ""
	}
	return "other programs may use it for them: NO_PROXY=localhost,127.0.0.1 tells them not to"
}

func (x *examination) proxyAnswers(ctx context.Context, proxy, variable, host string) {
	if _, _, err := net.SplitHostPort(proxy); err != nil {
		proxy = net.JoinHostPort(proxy, "80")
	}
	bare, _, err := net.SplitHostPort(host)
	if err != nil {
		bare = host
	}
	d := net.Dialer{Timeout: proxyPatience}
	conn, err := d.DialContext(ctx, "tcp", proxy)
	if err != nil {
		x.rows = append(x.rows, llm.Finding{Probe: "proxy", State: llm.Bad, Detail: fmt.Sprintf("the proxy %s of %s does not answer", proxy, variable),
			Hint: "start it, unset " + variable + ", or reach the endpoint without it: NO_PROXY=" + bare,
			Err:  &llm.Error{Kind: llm.Unreachable, Message: "the proxy does not answer"}})
		return
	}
	conn.Close()
	x.add("proxy", llm.Fine, fmt.Sprintf("%s of %s is used for this endpoint", proxy, variable), "")
}

// endpoint asks the endpoint.
func (x *examination) endpoint(ctx context.Context, e llm.Endpoint) {
	if e.Model == "" {
		x.add("endpoint", llm.Learn, "none is set: the built-in composer writes", "`parlance init` finds one; or set endpoint.base_url and endpoint.model")
		return
	}
	e.Budget = min(cmp.Or(e.Budget, doctorBudget), doctorBudget)
	client, err := llm.New(e, x.hurried())
	if err != nil {
		_, f := classify(err)
		x.bad("settings", err, cmp.Or(f.Hint, "compare with `parlance config --example`"))
		return
	}
	want := llm.Wants{Embeddings: x.settings.KB.Embeddings.Model, Prompt: x.promptSize(ctx, e)}
	if m := x.settings.Translate.Model; m != "" {
		want.Models = []string{m}
	}
	defer x.app.waiting("asking %s …", e.Model)()
	x.rows = append(x.rows, client.Doctor(ctx, want)...)
	if x.settings.Privacy.Mask == "never" && !client.Loopback() {
		x.add("privacy", llm.Odd, "privacy.mask is never: names, addresses and numbers of buyers are sent as they are", "set privacy.mask to remote ("+x.origin("privacy.mask")+")")
	}
}

// doctorBudget is how long one answer may take: a large model is loaded first.
const doctorBudget = 2 * time.Minute

// hurried are our surroundings for a person who waits for doctor.
func (x *examination) hurried() llm.Options {
	o := x.app.surroundings()
	o.Hurried = true
	return o
}

// waiting shows on a terminal what is waited for, until the function it returns is called.
func (a *app) waiting(format string, args ...any) (done func()) {
	if !a.terminal.err || a.global.quiet || a.global.verbose {
		return func() {}
	}
	fmt.Fprint(a.err, clean.Line(a.say(format, args...), a.width-1))
	return func() { fmt.Fprint(a.err, "\r\x1b[K") }
}

// sampleTicket is as long as most tickets are.
const sampleTicket = `Hello, where is my order NL-118273? I ordered the tent two weeks ago and the tracking has not
changed since Monday. We leave on Friday and need it by then. If it does not come in time I
would like my money back, or another one sent by express. Please let me know.

Kind regards
Ann Miller
`

// promptSize is how many tokens the prompt of a short ticket takes with these settings; 0
// when that cannot be told.
func (x *examination) promptSize(ctx context.Context, e llm.Endpoint) int {
	opts := draftOptions{dryRun: true, candidates: 1}
	opts.changed = func(string) bool { return false }
	c := x.settings.Config
	c.Endpoint = e
	c.Endpoint.Context = 1 << 20 // nothing is cut
	c.KB.Folders, c.Draft.Candidates, c.Draft.Gloss = nil, 1, false
	d, err := x.app.drafter(ctx, opts, c)
	if err != nil {
		return 0
	}
	job, err := x.app.job(ctx, opts, c, x.app.searchWith(d, e, c))
	if err != nil {
		return 0
	}
	var plan draft.Plan
	if job.Ticket, _, err = ticket.Read(strings.NewReader(sampleTicket), ticket.ReadOptions{Format: "text"}); err == nil {
		plan, err = d.Plan(ctx, job)
	}
	if err != nil || len(plan.Calls) == 0 {
		return 0
	}
	return plan.Calls[0].Used
}

// fallbackPatience is how long one more endpoint may take.
const fallbackPatience = 5 * time.Second

// fallbacks asks the other endpoints whether they are there.
func (x *examination) fallbacks(ctx context.Context) {
	for i, e := range x.settings.Fallbacks {
		probe := fmt.Sprintf("fallback %d", i+1)
		client, err := llm.New(e, x.hurried())
		if err == nil {
			ctx, cancel := context.WithTimeout(ctx, fallbackPatience)
			_, err = client.Models(ctx)
			cancel()
		}
		if err != nil && llm.KindOf(err) != llm.NotFound { // not every endpoint has a list
			_, f := classify(err)
			x.add(probe, llm.Odd, f.Message, cmp.Or(f.Hint, "correct it under fallbacks ("+x.origin("fallbacks")+")"))
			continue
		}
		x.add(probe, llm.Fine, client.String(), "")
	}
}
