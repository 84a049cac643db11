package llm

import (
	"context"
	"errors"
	"io"
	"net/http"
	"path"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

const testKey = "sk-canary-0123456789"

// row is one scenario of the catalogue and how it must end.
type row struct {
	scenario  string
	kind      Kind   // "" is success
	text      string // what success says
	message   string // part of the failure's message or hint
	retryable bool
	asked     int         // how many requests; 0 is not checked
	warning   WarningKind // of a success
}

// The catalogue, by the numbers of its rows: T transport, H status, B body, S stream,
// M meaning. Rows that need more than a scenario have tests of their own:
//
//	T1 TestAnUnknownHostIsNamed      T2 TestRefusedConnectionsNameTheUsualServer
//	T5 TestTLSConfusionsAreToldApart T6 TestTheProxyOfTheEnvironment, TestAProxysRefusalIsNamed
//	T7 also TestNoRedirectCarriesAnythingAway
//	T11 TestAStaleConnectionIsReplacedQuietly
//	T12 TestCancellingIsTheCallersOwnError, TestAThousandCancelledStreamsLeaveNothing
//	H5 TestARefusedParameterCostsOneRetryOnce
//	H11 TestTheServersWaitIsKept     H13 TestALimitHoldsEverybody
//	B9 TestASilentlyCutPromptIsNoticed
//	M3 TestModels                    M4 TestStrangeEmbeddings
//
// B7 (candidates alike), B16 (JSON mode, which we do not use), M1 and M2 (what an
// answer says) are judged by the packages above, which see texts and not endpoints.
func catalogue() map[string][]row {
	fails := func(scenario string, kind Kind, message string, retryable bool, asked int) row {
		return row{scenario: scenario, kind: kind, message: message, retryable: retryable, asked: asked}
	}
	says := func(scenario, text string, warning ...WarningKind) row {
		r := row{scenario: scenario, text: text}
		if len(warning) > 0 {
			r.warning = warning[0]
		}
		return r
	}
	return map[string][]row{
		"T3 the server hangs up": {
			fails("accept-close", Unreachable, "closed the connection", true, 3),
			fails("accept-rst", Unreachable, "closed the connection", true, 3)},
		"T4 no headers": {fails("header-stall", Timeout, "no answer", true, 3)},
		"T7 redirects are refused": {
			fails("redirect-301", Redirect, "/ok/v1/chat/completions", false, 1), fails("redirect-302", Redirect, "redirects", false, 1),
			fails("redirect-307", Redirect, "redirects", false, 1), fails("redirect-308", Redirect, "redirects", false, 1),
			fails("redirect-cross", Redirect, "nothing was sent", false, 1), fails("redirect-loop", Redirect, "redirects", false, 1),
			fails("redirect-noloc", Redirect, "nowhere", false, 1)},
		"T8 a body that is cut": {
			fails("length-mismatch", Truncated, "cut", true, 3), fails("bad-chunking", Truncated, "cut", true, 0)},
		"T9 a whole document in a short body": {says("length-short-but-complete", "Hello world", BodyOdd)},
		"T10 compression": {
			says("gzip-unasked", "Hello world"), fails("gzip-corrupt", Protocol, "compressed", false, 1), fails("brotli-unasked", Protocol, "Content-Encoding br", false, 1)},

		"H1 a captive portal":         {fails("200-html", Protocol, "Hotel WiFi login", false, 1)},
		"H2 an error with status 200": {fails("200-error-json", Overloaded, "model overloaded", true, 3)},
		"H3 a 200 that holds nothing": {
			fails("200-empty", Protocol, "empty body", true, 0), fails("204", Protocol, "204", false, 1), fails("200-null", Protocol, "no choices", false, 1),
			fails("200-array", Protocol, "no choices", false, 1), fails("200-text", ModelUnknown, "unsupported model: xyz", false, 0)},
		"H4 context overflow": {
			fails("400-context-openai", Context, "128000", false, 1), fails("400-context-llama", Context, "2048", false, 1), fails("400-fastapi-flat", Context, "4096", false, 1)},
		"H5 a parameter is refused for ever": {fails("400-max-tokens", BadRequest, "max_completion_tokens", false, 3)},
		"H6 the key is refused": {
			fails("401-openai", Auth, "environment variable PARLANCE_TEST_KEY", false, 1), fails("401-text", Auth, "Unauthorized", false, 1),
			fails("403-cloudflare", Auth, "Cloudflare", false, 1), fails("400-array-gemini", Auth, "API key not valid", false, 1)},
		"H7 no credit": {fails("402-credits", Quota, "billing", false, 1), fails("429-quota", Quota, "billing", false, 1)},
		"H8 wrong URL, wrong model": {
			fails("404-ollama-text", NotFound, "404 page not found", false, 1), fails("404-fastapi", NotFound, "Not Found", false, 1),
			fails("404-model", ModelUnknown, "parlance models", false, 0), fails("400-string", ModelUnknown, "try pulling", false, 0)},
		"H9 too large":        {fails("413-nginx", TooLarge, "413", false, 1), fails("413-groq", TooLarge, "too large", false, 1)},
		"H10 a refused field": {fails("422-fastapi", BadRequest, "messages: Field required", false, 1), fails("422-echo", BadRequest, "quotes the request", false, 1)},
		"H11 waits that are asked for": {
			fails("429-seconds", RateLimit, "Rate limit reached", true, 3), fails("429-ms", RateLimit, "", true, 3), fails("429-date", RateLimit, "", true, 3),
			fails("429-gemini", RateLimit, "exhausted", true, 3), fails("429-spoken", RateLimit, "", true, 3)},
		"H12 absurd waits": {
			fails("429-insane", RateLimit, "slow down", true, 3), fails("429-negative", RateLimit, "slow down", true, 3), fails("429-long", RateLimit, "wait 1h0m0s", true, 1)},
		"H13 a passing rate limit": {says("429-then-ok", "Hello world")},
		"H14 passing failures": {
			says("500-then-ok", "Hello world"), fails("502-html", Server, "502 Bad Gateway", true, 3), fails("504", Timeout, "upstream", true, 3)},
		"H15 a permanent 500": {fails("500-choice", BadRequest, "Only one completion choice", false, 1)},
		"H16 loading":         {says("503-then-ok", "Hello world"), fails("503-loading", Overloaded, "Loading model", true, 0)},
		"H17 other passing statuses": {
			fails("529", Overloaded, "Overloaded", true, 3), fails("424", Overloaded, "generation", true, 3), fails("408", Timeout, "", true, 3),
			fails("409", Server, "Conflict", true, 3), fails("425", Server, "Too Early", true, 3)},
		"H18 error bodies without an end": {fails("err-huge", Server, "HTTP 500", true, 3), fails("err-stall", Server, "partial", true, 3)},
		"H19 hostile error bodies":        {fails("err-ansi", BadRequest, "bad request", false, 1), fails("err-echo-key", Auth, redacted, false, 1)},
		"H10 odd error documents": {
			fails("400-type-number", BadRequest, "bad", false, 1), fails("400-param-number", BadRequest, "bad", false, 1),
			fails("400-no-message", BadRequest, "HTTP 400", false, 1), fails("400-code-float", BadRequest, "bad", false, 1),
			fails("400-nested", BadRequest, "HTTP 400: invalid message content type", false, 1), fails("501", Unsupported, "embeddings", false, 1)},

		"B1 no text": {
			fails("choices-empty", Empty, "", true, 2), fails("choices-null", Empty, "", true, 2), fails("message-null", Empty, "without any text", true, 2),
			fails("content-null", Empty, "", true, 2), fails("content-blank", Empty, "", true, 2)},
		"B2 content in parts": {says("content-parts", "Hello parts"), says("content-parts-thinking", "Hello")},
		"B3 reasoning fields": {
			says("reasoning-field", "Hello"), says("reasoning-content", "Hello"), fails("reasoning-only", Truncated, "reasoning", false, 1)},
		"B4 reasoning in the text": {
			says("think-tags", "Dear customer,"), fails("think-unclosed", Truncated, "reasoning", false, 1), says("think-close-only", "Dear customer,")},
		"B5 finish reasons": {
			fails("finish-length", Truncated, "token limit", false, 1), fails("finish-filter", Refused, "refused", false, 1), says("finish-null", "Dear", NoFinish),
			fails("finish-null-zero", Truncated, "zero usage", true, 0), says("finish-unknown", "Dear", OddFinish), says("finish-number", "hi", OddFinish), fails("refusal", Refused, "", false, 1)},
		"B6 another number of choices": {says("n-ignored", "only one"), says("n-same-index", "a")},
		"B8 another model":             {says("wrong-model", "hi", OtherModel)},
		"B9 usage": {
			says("usage-missing", "hi"), says("usage-float", "hi"), says("usage-string", "hi"), says("usage-huge", "hi")},
		"B10 odd ids and times": {says("created-float", "hi"), says("created-string", "hi"), says("id-number", "hi")},
		"B11 bad characters": {
			says("bad-utf8", "caf\uFFFD \uFFFD ok", Damaged), says("lone-surrogate", "a \uFFFD b", Damaged), says("bom", "Hello")},
		"B12 control characters are the printer's business": {
			says("content-ansi", "Hello \x1b[31mred\x1b[0m \x1b]8;;http://evil\x07link\x1b]8;;\x07 \x1b]52;c;ZXZpbA==\x07 \u202Eright-to-left \u0000nul \u009b31m")},
		"B13 more than a document": {says("trailing-garbage", "Hello", BodyOdd), says("two-docs", "first", BodyOdd)},
		"B14 too big, too deep":    {fails("huge-body", Protocol, "8 MiB", false, 1), fails("deep-nesting", Protocol, "JSON", false, 1)},
		"B15 another form than asked": {
			says("sse-for-nonstream", "Hello world"), says("text-plain-json", "Hello"), says("blank-lines-first", "Hello")},

		"S1 a document instead of a stream": {says("s-json-for-stream", "Hello world"), says("s-json-pretty-for-stream", "Hello")},
		"S2 endings": {
			says("s-no-done", "Hello world"), says("s-no-finish-done", "Hello wor", NoFinish), fails("s-done-only", Protocol, "no answer", true, 0),
			fails("s-empty", Truncated, "before anything", true, 3), fails("s-zero-usage", Truncated, "zero usage", true, 0), fails("s-length", Truncated, "token limit", false, 1)},
		"S3 clean cuts": {
			fails("s-cut-clean", Truncated, "without a finish reason", true, 0), fails("s-cut-clean-midline", Truncated, "", true, 0), fails("s-cut-midrune", Truncated, "", true, 0)},
		"S4 broken cuts":            {fails("s-cut-chunked", Truncated, "cut", true, 0), fails("s-cut-rst", Truncated, "cut", true, 0)},
		"S5 a character in two":     {says("s-midrune-complete-json", "Hello あ")},
		"S6 silence":                {fails("s-stall", Timeout, "no data", true, 0), says("s-stall-after-finish", "Hello world"), says("s-open-after-done", "Hello world")},
		"S7 drops of bytes":         {fails("s-slowloris", Timeout, "no data", true, 3)},
		"S8 keep-alives":            {says("s-keepalive-140", "Hello"), says("s-keepalive-200", "Hello"), says("s-event-lines", "Hello"), fails("s-keepalive-for-ever", Timeout, "keep-alives", true, 3)},
		"S9 errors inside a stream": errorRows(),
		"S10 error is null":         {says("s-error-null-first", "Hello")},
		"S11 repetitions":           {says("s-dup", "Hello Hello worldworld", Repeated), says("s-cumulative", "Hello world", Repeated)},
		"S12 events without text":   {says("s-empty-choices", "Hello"), says("s-no-choices-key", "Hello"), says("s-delta-null", "Hello"), says("s-usage-null", "Hello")},
		"S13 the letter of the specification": {
			says("s-multiline", "Hello"), says("s-crlf", "Hello"), says("s-cr", "Hello"), says("s-nospace", "Hello"), says("s-bom", "Hello world"), says("s-done-lower", "Hello")},
		"S14 no end": {
			says("s-huge-line", strings.Repeat("A", 2<<20)), fails("s-endless-line", Protocol, "4 MiB", false, 1), fails("s-infinite", Truncated, "token limit", false, 1)},
		"S15 message instead of delta": {says("s-message-not-delta", "Hello"), says("s-content-array", "Hello world")},
		"S16 an event that is no JSON": {fails("s-bad-json-mid", Truncated, "cannot be read", true, 0)},
		"S17 choices out of order":     {fails("s-interleaved", Truncated, "token limit", false, 1)},
		"S18 text after the end":       {says("s-after-done", "Hello")},
		"S19 a page instead":           {fails("s-html", Protocol, "login", false, 1)},
		"S20 reasoning in the stream":  {says("s-think-split", "Dear customer,"), says("s-think-close-only", "Dear customer,"), fails("s-think-unclosed", Truncated, "reasoning", false, 1), fails("s-reasoning-length", Truncated, "reasoning", false, 1)},
	}
}

func errorRows() []row {
	return []row{
		{scenario: "s-error-openai", kind: Server, message: "had an error", retryable: true},
		{scenario: "s-error-first", kind: Context, message: "4096"},
		{scenario: "s-error-event", kind: Overloaded, message: "overloaded", retryable: true},
		{scenario: "s-error-after-comment", kind: Server, message: "Provider returned error", retryable: true},
		{scenario: "s-error-spaced", kind: Server, message: "boom", retryable: true},
		{scenario: "s-error-key-last", kind: Server, message: "Provider disconnected", retryable: true},
		{scenario: "s-error-string", kind: Server, message: "while running the model", retryable: true},
		{scenario: "s-error-bare-json", kind: Server, message: "bare", retryable: true},
		{scenario: "s-error-field", kind: Context, message: "context size exceeded"},
		{scenario: "s-error-open", kind: Server, message: "boom", retryable: true},
		{scenario: "s-error-overflow", kind: Context, message: "context size"},
	}
}

func TestCatalogue(t *testing.T) {
	s := llmtest.Start(t, "")
	other := llmtest.Start(t, "")
	s.SetOther(strings.TrimSuffix(other.URL(), "/v1"))
	for class, rows := range catalogue() {
		t.Run(class, func(t *testing.T) {
			for _, r := range rows {
				t.Run(r.scenario, func(t *testing.T) {
					t.Parallel()
					playRow(t, s, r)
				})
			}
		})
	}
	if n := len(other.Requests()); n > 0 {
		t.Errorf("a redirect was followed %d times", n)
	}
}

func playRow(t *testing.T, s *llmtest.Server, r row) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	c, read := counted(t, s.Scenario(r.scenario))
	a, err := Collect(c.Stream(ctx, Request{System: "You are a support agent.", User: "Where is my parcel? My order is 4711-0815, and I wait since weeks.", Silent: true}))
	if ctx.Err() != nil {
		t.Fatal("did not end in time")
	}
	if n := read.Load(); n > maxStream+(1<<20) {
		t.Errorf("read %d bytes", n)
	}
	if asked := s.Hits(r.scenario); r.asked > 0 && asked != r.asked {
		t.Errorf("asked %d times, want %d", asked, r.asked)
	}
	if r.kind == "" {
		checkAnswer(t, a, err, r)
		return
	}
	checkFailure(t, err, r)
}

func checkAnswer(t *testing.T, a Answer, err error, r row) {
	t.Helper()
	if err != nil || a.Text != r.text {
		t.Errorf("got %.60q, %v; want %.60q", a.Text, err, r.text)
	}
	if strings.Contains(a.Text, "think") || strings.Contains(a.Text, "secret") {
		t.Errorf("reasoning reached the text: %q", a.Text)
	}
	for _, w := range a.Warnings {
		if w.Kind == r.warning {
			return
		}
	}
	if r.warning != "" || len(a.Warnings) > 0 {
		t.Errorf("warnings = %v, want %q", a.Warnings, r.warning)
	}
}

func checkFailure(t *testing.T, err error, r row) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want kind %s", err, r.kind)
	}
	if e.Kind != r.kind || e.Retryable != r.retryable {
		t.Errorf("got kind %s, retryable %t (%s); want %s, %t", e.Kind, e.Retryable, e.Message, r.kind, r.retryable)
	}
	if !strings.Contains(e.Message+"\n"+e.Hint, r.message) {
		t.Errorf("message %q, hint %q; want %q in it", e.Message, e.Hint, r.message)
	}
	shown := e.Message + e.Hint
	if strings.Contains(shown, testKey) || strings.Contains(shown, "4711-0815") || strings.ContainsFunc(shown, unicode.IsControl) || utf8.RuneCountInString(e.Message) > 300 {
		t.Errorf("unsafe to show: %q", shown)
	}
}

// counted is a client that waits for nothing, carries a key and counts the bytes it
// reads.
func counted(t *testing.T, base string) (*Client, *atomic.Int64) {
	t.Helper()
	e := Endpoint{BaseURL: base, Model: "fake-1", MaxTokens: 100, Retries: 2, KeyEnv: "PARLANCE_TEST_KEY",
		IdleTimeout: 5 * time.Second, HeaderTimeout: 5 * time.Second}
	switch path.Base(strings.TrimSuffix(base, "/v1")) { // the scenarios that end by a timeout of ours
	case "err-stall", "s-stall", "s-slowloris":
		e.IdleTimeout = 200 * time.Millisecond
	case "header-stall", "s-keepalive-for-ever":
		e.HeaderTimeout = time.Second
	}
	c, err := New(e, Options{Getenv: func(name string) string {
		return map[string]string{"PARLANCE_TEST_KEY": testKey}[name]
	}})
	if err != nil {
		t.Fatal(err)
	}
	c.sleep = func(ctx context.Context, d time.Duration) error {
		c.gate.reopen()
		return ctx.Err()
	}
	var read atomic.Int64
	c.wire.transport = counting{c.wire.transport, &read}
	return c, &read
}

type counting struct {
	http.RoundTripper
	read *atomic.Int64
}

func (c counting) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := c.RoundTripper.RoundTrip(r)
	if err == nil {
		res.Body = countingBody{res.Body, c.read}
	}
	return res, err
}

type countingBody struct {
	io.ReadCloser
	read *atomic.Int64
}

func (b countingBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.read.Add(int64(n))
	return n, err
}
