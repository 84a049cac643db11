package cmd

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/llm/llmtest"
	"github.com/parlance-cli/parlance/ticket"
)

// lines FILE N tells whether a file has N lines; "N+" is at least so many.
func lines(ts *testscript.TestScript, neg bool, args []string) {
	got := strings.Count(ts.ReadFile(args[0]), "\n")
	want, err := strconv.Atoi(strings.TrimSuffix(args[1], "+"))
	ts.Check(err)
	if got != want && !(strings.HasSuffix(args[1], "+") && got > want) {
		ts.Fatalf("%s has %d lines, want %s", args[0], got, args[1])
	}
}

// valid-lines SCHEMA FILE holds every line against a schema.
func validLines(t *testing.T) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, _ bool, args []string) {
		for _, line := range strings.Split(strings.TrimSpace(ts.ReadFile(args[1])), "\n") {
			validate(t, args[0], []byte(line))
		}
	}
}

// process runs the command line as a process of its own.
func process(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(exe, args...)
	c.Env = append(os.Environ(), "PARLANCE_AS_PROGRAM=1", "PARLANCE_CONFIG_DIR="+t.TempDir(), "LC_ALL=C")
	return c
}

// manyTickets writes n tickets of one shop and returns the file.
func manyTickets(t *testing.T, n int) string {
	t.Helper()
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, `{"id":"T%d","text":"Hello, where is my order NL-%d? I have been waiting for two weeks. Thanks, Ann Miller","customer":{"country":"GB"}}`+"\n", i, 118000+i)
	}
	path := filepath.Join(t.TempDir(), "in.jsonl")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// drafted counts the lines of an output by id and fails on a broken one.
func drafted(t *testing.T, path string) map[string]int {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]int{}
	for n, line := range strings.Split(strings.TrimSuffix(string(b), "\n"), "\n") {
		var d draft.Document
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatalf("line %d: %v", n+1, err)
		}
		if d.Error != nil {
			t.Errorf("%s failed: %+v", d.ID, d.Error)
		}
		ids[d.ID]++
	}
	return ids
}

func TestABatchThatIsKilledAgainAndAgainLosesNothing(t *testing.T) {
	const tickets, together = 120, 4
	s := llmtest.Start(t, "")
	s.SetDelay(5 * time.Millisecond)
	in, out := manyTickets(t, tickets), filepath.Join(t.TempDir(), "out.jsonl")
	args := []string{"batch", in, "-o", out, "--base-url", s.URL(), "--model", "m", "-n", "1", "--concurrency", strconv.Itoa(together)}
	kills := 0
	for ; kills < 8; kills++ {
		c := process(t, args...)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		before := len(s.Requests())
		target := before + 1 + rand.IntN(tickets/8)
		ended := make(chan struct{})
		go func() { c.Wait(); close(ended) }()
		for alive := true; alive && len(s.Requests()) < target; {
			select {
			case <-ended:
				alive = false
			case <-time.After(time.Millisecond):
			}
		}
		c.Process.Kill()
		<-ended
	}
	if b, err := process(t, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, b)
	}
	ids := drafted(t, out)
	if len(ids) != tickets {
		t.Errorf("%d tickets have a line, want %d", len(ids), tickets)
	}
	for id, n := range ids {
		if n != 1 {
			t.Errorf("%s has %d lines", id, n)
		}
	}
	if n := len(s.Requests()); n > tickets+kills*2*together {
		t.Errorf("%d requests for %d tickets and %d kills", n, tickets, kills)
	}
}

func TestAnInterruptedBatchSaysHowToGoOn(t *testing.T) {
	s := llmtest.Start(t, "")
	s.SetDelay(50 * time.Millisecond)
	in, out := manyTickets(t, 500), filepath.Join(t.TempDir(), "out.jsonl")
	c := process(t, "batch", in, "-o", out, "--base-url", s.URL(), "--model", "m", "-n", "1", "--concurrency", "2")
	var said bytes.Buffer
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for len(s.Requests()) < 5 {
		time.Sleep(5 * time.Millisecond)
	}
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Skip("this system knows no signals:", err)
	}
	c.Wait()
	if code := c.ProcessState.ExitCode(); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(said.String(), "run the same command again") {
		t.Errorf("said %q", said.String())
	}
	n := len(drafted(t, out))
	if n < 3 || n > 490 {
		t.Errorf("%d lines", n)
	}
}

// faults answers most requests, and the others with what endpoints do on a bad day.
const faults = `
-- models --
m
-- 10-slow-down --
when-user: NL-118003
times: 2
status: 429
header: Retry-After: 1

slow down
-- 20-slow-down-silently --
when-user: NL-118007
times: 2
status: 429

slow down
-- 30-error --
when-user: NL-118011
times: 3
status: 500

internal error
-- 40-cut --
when-user: NL-118013
times: 4
cut: 20

Hello, we are checking where your order is and will write to you by tomorrow.
-- 50-hang --
when-user: NL-118017
times: 1
scenario: header-stall
`

func TestABadDayOfTheEndpointCostsNoTicket(t *testing.T) {
	if testing.Short() {
		t.Skip("waits as an endpoint asks to")
	}
	s := llmtest.Start(t, faults)
	in, out := manyTickets(t, 40), filepath.Join(t.TempDir(), "out.jsonl")
	c := process(t, "batch", in, "-o", out, "--base-url", s.URL(), "--model", "m", "-n", "1", "--no-gloss")
	c.Env = append(c.Env, "PARLANCE_ENDPOINT_HEADER_TIMEOUT=2s", "PARLANCE_ENDPOINT_IDLE_TIMEOUT=2s")
	if b, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, b)
	}
	if n := len(drafted(t, out)); n != 40 {
		t.Errorf("%d lines", n)
	}
}

func TestPricesAreFoundByTheBeginningOfAName(t *testing.T) {
	half := 0.05
	p := newPrices([]config.Price{{Model: "gpt-4.1", Input: 2, Output: 8}, {Model: "gpt-4.1-mini", Input: 0.4, Cached: &half, Output: 1.6}}, "gpt-4.1")
	u := llm.Usage{PromptTokens: 1_000_000, CachedTokens: 400_000, CompletionTokens: 500_000}
	for model, want := range map[string]float64{"gpt-4.1-mini-2026-04-14": 0.24 + 0.02 + 0.8, "gpt-4.1": 2 + 4, "something the server made up": 2 + 4} {
		if got := p.cost(model, u); got == nil || *got < want-1e-9 || *got > want+1e-9 {
			t.Errorf("%s: got %v, want %v", model, got, want)
		}
	}
	if newPrices(nil, "m").cost("m", u) != nil {
		t.Error("a model without a price has a cost")
	}
}

func TestOrdersAreJoinedByTheNumberInTheText(t *testing.T) {
	book := orderBook{"nl-118273": {ID: "NL-118273"}, "#1001": {ID: "#1001"}, "2002": {ID: "2002"}}
	for text, want := range map[string]string{
		"Where is NL-118273?": "NL-118273", "订单NL-118273的包裹在哪里": "NL-118273", "order (nl-118273).": "NL-118273",
		"my order #1001 is late": "#1001", "order #2002, please": "2002", "order NL-1182730": "", "no number": "",
	} {
		tk := &ticket.Ticket{Text: text}
		book.join(tk)
		got := ""
		if tk.Order != nil {
			got = tk.Order.ID
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestProgressOfALongRun(t *testing.T) {
	if got := grouped(1234567) + " " + grouped(999) + " " + grouped(1000); got != "1,234,567 999 1,000" {
		t.Error(got)
	}
	var screen bytes.Buffer
	a := &app{err: &screen, getenv: func(string) string { return "" }, now: func() time.Time { return time.Unix(120, 0) }, width: 60}
	a.terminal.err = true
	l := &live{backlog: &backlog{app: a}, total: 100, block: &block{out: &screen, width: func() int { return 60 }}}
	l.last.Started, l.last.Done, l.last.Failed, l.last.Tokens, l.last.Waiting = time.Unix(0, 0), 40, 1, 12345, "the endpoint takes no requests"
	l.draw()
	want := "40 drafted · 1 failed · 59 left · 20 a minute · ready in 2…\n12,345 tokens\nwaiting: the endpoint takes no requests\n"
	if got := strings.ReplaceAll(escapes.ReplaceAllString(screen.String(), ""), "\r", ""); got != want {
		t.Errorf("got %q", got)
	}
	screen.Reset()
	l.block.clear()
	if screen.String() != "\x1b[3A\r\x1b[J" {
		t.Errorf("got %q", screen.String())
	}
}
