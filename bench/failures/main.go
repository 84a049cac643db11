// failures runs the built program against every scenario of the fake endpoint and
// holds each run to what a pipe may expect of it: the right exit code, at most three
// lines on stderr, one JSON document with --json, and no key, escape byte or panic.
//
//	failures PROGRAM [SCENARIO...]
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

const (
	canary   = "sk-canary-0123456789"
	maxLines = 3
	maxTime  = 60 * time.Second
	maxRSS   = 160 << 10 // KiB, where the system says
	ticket   = "Subject: order 4711-0815\n\nHello,\n\nwhere is my parcel? I ordered it two weeks ago.\n\nAnn\n"
)

// answered are the scenarios that end with a reply; all others are a failure with exit
// 4 and no output.
var answered = strings.Fields(`ok gzip-unasked length-short-but-complete 429-then-ok 500-then-ok 503-then-ok content-parts content-parts-thinking
	reasoning-field reasoning-content think-tags think-close-only finish-null finish-unknown finish-number n-ignored n-same-index wrong-model
	usage-missing usage-float usage-string usage-huge created-float created-string id-number bad-utf8 lone-surrogate bom content-ansi trailing-garbage
	two-docs sse-for-nonstream text-plain-json blank-lines-first same-again slow-then-ok stale-connection
	s-json-for-stream s-json-pretty-for-stream s-no-done s-no-finish-done s-midrune-complete-json s-think-split s-think-close-only
	s-keepalive-140 s-keepalive-200 s-event-lines s-dup s-cumulative s-empty-choices s-no-choices-key s-multiline s-crlf s-cr s-nospace s-bom
	s-huge-line s-delta-null s-message-not-delta s-content-array s-after-done s-usage-null s-done-lower s-stall-after-finish s-open-after-done
	s-error-null-first`)

// kinds are the failures whose kind a script may rely on.
var kinds = map[string]string{
	"s-cut-clean": "truncated", "s-length": "truncated", "s-cut-rst": "truncated", "200-html": "protocol", "200-text": "model-unknown", "401-openai": "auth",
	"429-seconds": "rate-limit", "429-quota": "quota", "502-html": "server", "400-context-openai": "context", "redirect-307": "redirect", "finish-filter": "refused",
	"content-null": "empty", "header-stall": "timeout", "s-stall": "timeout", "404-ollama-text": "not-found", "accept-close": "unreachable", "413-nginx": "too-large",
}

type run struct {
	out, err []byte
	code     int
	took     time.Duration
	rss      int64
}

type tester struct {
	program, dir string
	server       *llmtest.Server

	mu     sync.Mutex
	failed int
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: failures PROGRAM [SCENARIO...]")
		os.Exit(2)
	}
	failed, err := all(os.Args[1], os.Args[2:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "failures:", err)
		os.Exit(2)
	}
	if failed > 0 {
		os.Exit(1)
	}
}

func all(program string, names []string) (int, error) {
	program, err := filepath.Abs(program)
	if err != nil {
		return 0, err
	}
	dir, err := os.MkdirTemp("", "failures")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	server, err := llmtest.New("")
	if err != nil {
		return 0, err
	}
	defer server.Close()
	server.SetOther(strings.TrimSuffix(server.URL(), "/v1"))
	t := &tester{program: program, dir: dir, server: server}
	every := len(names) == 0
	if every {
		names = llmtest.Scenarios()
	}
	var group sync.WaitGroup
	slots := make(chan struct{}, 4) // most of a run is waiting for a timeout
	for _, name := range names {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			t.scenario(name)
		})
	}
	group.Wait()
	if every {
		t.stdin()
	}
	fmt.Printf("%d scenarios, %d complaints\n", len(names), t.failed)
	return t.failed, nil
}

// draft runs one draft with short patience.
func (t *tester) draft(base string, stdin io.Reader, more ...string) run {
	ctx, cancel := context.WithTimeout(context.Background(), maxTime)
	defer cancel()
	args := append([]string{"draft", "--engine", "endpoint", "--base-url", base, "--model", "fake-1", "-n", "1", "--lang", "en", "--no-gloss"}, more...)
	c := exec.CommandContext(ctx, t.program, append(args, "-")...)
	c.Env = append(os.Environ(), "PARLANCE_CONFIG_DIR="+t.dir, "PARLANCE_CACHE_DIR="+t.dir, "NO_COLOR=1", "PARLANCE_ENDPOINT_KEY_ENV=CANARY", "CANARY="+canary,
		"PARLANCE_ENDPOINT_RETRIES=1", "PARLANCE_ENDPOINT_HEADER_TIMEOUT=700ms", "PARLANCE_ENDPOINT_IDLE_TIMEOUT=700ms", "PARLANCE_ENDPOINT_MAX_TOKENS=200", "PARLANCE_ENDPOINT_BUDGET=20s")
	var out, errs bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = stdin, &out, &errs
	start := time.Now()
	c.Run()
	return run{out: out.Bytes(), err: errs.Bytes(), code: c.ProcessState.ExitCode(), took: time.Since(start), rss: peak(c.ProcessState)}
}

func (t *tester) scenario(name string) {
	base := t.server.Scenario(name)
	plain := t.draft(base, strings.NewReader(ticket))
	t.laws(name, plain)
	t.exit(name, plain.code)
	if plain.code == 4 && len(plain.out) > 0 {
		t.complain(name, "exit 4 with %d bytes on stdout", len(plain.out))
	}
	doc := t.draft(base, strings.NewReader(ticket), "--json")
	t.laws(name+" --json", doc)
	t.document(name, doc)
}

// exit holds the exit code: findings on a toy answer (3) are not what is tested here.
func (t *tester) exit(name string, code int) {
	if slices.Contains(answered, name) {
		if code != 0 && code != 3 {
			t.complain(name, "exit %d, want 0 or 3", code)
		}
		return
	}
	if code != 4 {
		t.complain(name, "exit %d, want 4", code)
	}
}

// laws hold for every run whatever happened.
func (t *tester) laws(name string, r run) {
	for _, stream := range [][]byte{r.out, r.err} {
		if bytes.Contains(stream, []byte(canary)) {
			t.complain(name, "the key shows")
		}
		if bytes.ContainsAny(stream, "\x1b\x07\x00") {
			t.complain(name, "an escape byte came through")
		}
		if bytes.Contains(stream, []byte("goroutine ")) {
			t.complain(name, "a panic")
		}
	}
	if lines := essential(r.err); lines > maxLines {
		t.complain(name, "%d lines on stderr: %.300q", lines, r.err)
	}
	if r.took >= maxTime {
		t.complain(name, "took %s", r.took)
	}
	if r.rss > maxRSS {
		t.complain(name, "used %d KiB", r.rss)
	}
}

// essential counts the lines of an outcome. Waits and notes of what is going on are
// progress.
func essential(stderr []byte) int {
	n := 0
	for line := range strings.Lines(string(stderr)) {
		if !strings.Contains(line, "waiting ") && !strings.Contains(line, "warning: ") {
			n++
		}
	}
	return n
}

func (t *tester) document(name string, r run) {
	var doc struct {
		Error *struct{ Kind, Message string }
	}
	d := json.NewDecoder(bytes.NewReader(r.out))
	if err := d.Decode(&doc); err != nil {
		t.complain(name, "--json: %v", err)
		return
	}
	if _, err := d.Token(); err != io.EOF {
		t.complain(name, "--json: more than one document")
	}
	wrong := slices.Contains(answered, name) == (doc.Error != nil)
	if wrong {
		t.complain(name, "--json: error is %+v", doc.Error)
	}
	if want := kinds[name]; want != "" && (doc.Error == nil || doc.Error.Kind != want) {
		t.complain(name, "--json: error %+v, want kind %s", doc.Error, want)
	}
}

// stdin tries `< file`, and a pipe whose writer takes its time: the program must say
// that it waits.
func (t *tester) stdin() {
	t.slowPipe()
	path := filepath.Join(t.dir, "ticket.txt")
	os.WriteFile(path, []byte(ticket), 0o600)
	f, err := os.Open(path)
	if err != nil {
		t.complain("< file", "%v", err)
		return
	}
	defer f.Close()
	if r := t.draft(t.server.Scenario("ok"), f); r.code != 0 && r.code != 3 || len(r.out) == 0 {
		t.complain("< file", "exit %d, %d bytes", r.code, len(r.out))
	}
}

func (t *tester) slowPipe() {
	in, out, err := os.Pipe()
	if err != nil {
		t.complain("open pipe", "%v", err)
		return
	}
	defer in.Close()
	time.AfterFunc(4*time.Second, func() {
		io.WriteString(out, ticket)
		out.Close()
	})
	r := t.draft(t.server.Scenario("ok"), in)
	if r.code != 0 && r.code != 3 || len(r.out) == 0 || len(r.err) == 0 {
		t.complain("open pipe", "exit %d, %d bytes, stderr %.200q", r.code, len(r.out), r.err)
	}
}

func (t *tester) complain(name, format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.failed++
	fmt.Printf("%-28s %s\n", name, fmt.Sprintf(format, args...))
}
