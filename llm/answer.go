package llm

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"
)

// afterFinish is how long a stream may go on once the finish reason is there: the
// usage follows, and not every server closes.
const afterFinish = 2 * time.Second

// answer reads one response, whatever its shape, into chunks.
type answer struct {
	c     *Client
	req   Request
	plan  plan
	watch *watch
	emit  func(Chunk) bool // false: the caller has left

	end       ending
	think     thinker
	mend      mender
	pieces    pieces
	model     string
	events    int
	textBytes int
	lastEvent time.Time
	warnings  []Warning
}

var errLeft = errors.New("the caller left the loop")

// read reads the body of a 200 answer. The error is *Error or errLeft.
func (a *answer) read(res *http.Response) error {
	if enc := res.Header.Get("Content-Encoding"); enc != "" && !strings.EqualFold(enc, "identity") {
		return protocol("the endpoint answered with Content-Encoding " + shorten(enc, 20) + ", which nobody asked for")
	}
	a.lastEvent = a.c.o.Now()
	a.watch.expect(a.c.s.IdleTimeout, timeout("no data from the endpoint for "+a.c.s.IdleTimeout.String()))
	body := &lively{r: res.Body, watch: a.watch}
	first, err := body.sniff()
	if err != nil && first == 0 {
		return a.nothing(res, err)
	}
	switch stream := strings.Contains(res.Header.Get("Content-Type"), "event-stream"); {
	case first == '{', first == '[', bytes.HasPrefix(body.seen, []byte("null")):
		return a.readWhole(body)
	case first != '<' && stream, looksLikeEvents(body.seen):
		body.watch = nil // from here on only events count as life
		return a.readStream(body)
	}
	return a.notAnAnswer(body)
}

func looksLikeEvents(start []byte) bool {
	for _, name := range []string{"data:", "event:", "id:", "retry:", "error:", ":"} {
		if bytes.HasPrefix(start, []byte(name)) {
			return true
		}
	}
	return false
}

// nothing judges a body without a single byte worth reading.
func (a *answer) nothing(res *http.Response, err error) error {
	if !errors.Is(err, io.EOF) {
		return a.brokenBody(err)
	}
	if strings.Contains(res.Header.Get("Content-Type"), "event-stream") {
		return truncated("the stream ended before anything came", true)
	}
	e := protocol("the endpoint answered HTTP 200 with an empty body")
	e.Retryable = true
	return e
}

func (a *answer) notAnAnswer(body io.Reader) error {
	b, _ := io.ReadAll(io.LimitReader(body, maxFault))
	f := readFault(0, nil, b)
	e := classify(f, a.c.redactor(a.req), a.c.s)
	if e.Kind != ModelUnknown {
		e.Kind, e.Retryable, e.Hint = Protocol, false, "is endpoint.base_url an OpenAI-compatible API, and is the network signed in?"
	}
	e.Message = shorten("the endpoint answered with "+describe(e.Message, f), 300)
	return e
}

func describe(message string, f fault) string {
	if strings.HasPrefix(f.message, "an HTML page") {
		return message
	}
	return "text instead of an answer: " + message
}

func protocol(message string) *Error { return &Error{Kind: Protocol, Message: message} }

func timeout(message string) *Error {
	return &Error{Kind: Timeout, Message: message, Retryable: true}
}

// readWhole reads a JSON body: some servers answer so even when asked to stream.
func (a *answer) readWhole(body io.Reader) error {
	b, err := io.ReadAll(io.LimitReader(body, maxBody+1))
	if len(b) > maxBody {
		return protocol("the answer is larger than 8 MiB")
	}
	if !utf8.Valid(b) {
		b = mark(b)
	}
	d := json.NewDecoder(bytes.NewReader(b))
	e, fail := a.document(d, err)
	if fail != nil {
		return fail
	}
	pieces := isChunk(e)
	a.end.whole, a.end.done = true, !pieces
	if a.plan.stream && !pieces {
		a.c.wholes.Store(true)
	}
	if err := a.take(e); err != nil {
		return err
	}
	for pieces && d.More() { // a stream of bare documents
		if e, fail = a.document(d, err); fail != nil {
			return fail
		}
		if err := a.take(e); err != nil {
			return err
		}
	}
	if err != nil || len(bytes.TrimSpace(b[d.InputOffset():])) > 0 {
		a.warn(BodyOdd, "the answer has more or less bytes than its document")
	}
	return a.finish()
}

// document reads the next one of a body; broken is how reading the body ended.
func (a *answer) document(d *json.Decoder, broken error) (*event, error) {
	var doc json.RawMessage
	if err := d.Decode(&doc); err != nil {
		if broken != nil {
			return nil, a.brokenBody(broken)
		}
		return nil, protocol("the answer is no valid JSON")
	}
	if doc[0] != '{' {
		return nil, a.oddDocument(doc)
	}
	e, err := decode(doc)
	if e.failure() != nil {
		return nil, a.failed(doc)
	}
	if err != nil || len(e.Choices) == 0 && !a.begun() {
		return nil, a.oddDocument(doc)
	}
	a.events++
	return &e, nil
}

// begun tells whether a document of this body was read before.
func (a *answer) begun() bool { return a.events > 0 }

// isChunk tells whether a document is a piece of an answer and not all of it.
func isChunk(e *event) bool {
	c := e.first()
	return c != nil && c.Delta != nil && c.Message == nil
}

// oddDocument is JSON that is no completion: an error in a strange shape, or nothing.
func (a *answer) oddDocument(doc []byte) error {
	f := readFault(0, nil, doc)
	if f.message == "" {
		e := protocol("the endpoint answered with JSON that holds no choices")
		e.Retryable = bytes.Contains(doc, []byte(`"choices"`))
		if e.Retryable {
			e.Kind, e.Message = Empty, "the endpoint answered without any choice"
		}
		return e
	}
	return classify(f, a.c.redactor(a.req), a.c.s)
}

// failed is an error that arrived inside HTTP 200.
func (a *answer) failed(doc []byte) error {
	f := readFault(0, nil, doc)
	if status := statusIn(f.code); status > 0 {
		f.status = status
	}
	e := classify(f, a.c.redactor(a.req), a.c.s)
	e.Message = strings.TrimPrefix(e.Message, fmt.Sprintf("HTTP %d: ", f.status))
	e.Status = http.StatusOK
	return e
}

// statusIn is the HTTP status that servers put into error.code.
func statusIn(code string) int {
	if len(code) == 3 && code[0] >= '4' && code[0] <= '5' {
		return int(code[0]-'0')*100 + int(code[1]-'0')*10 + int(code[2]-'0')
	}
	return 0
}

// brokenBody is a body that could not be read to its end.
func (a *answer) brokenBody(err error) error {
	var corrupt flate.CorruptInputError
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.As(err, &corrupt) {
		return protocol("the answer is compressed and damaged")
	}
	return a.c.cut(err)
}

func (a *answer) warn(kind WarningKind, message string) {
	a.warnings = append(a.warnings, Warning{kind, message})
}

// lively tells the watch of every byte, and can look at the first one that counts.
type lively struct {
	r     io.Reader
	watch *watch
	seen  []byte
}

func (l *lively) Read(p []byte) (int, error) {
	if len(l.seen) > 0 {
		n := copy(p, l.seen)
		l.seen = l.seen[n:]
		return n, nil
	}
	n, err := l.r.Read(p)
	if n > 0 && l.watch != nil {
		l.watch.alive()
	}
	return n, err
}

// sniff is the first byte that is no blank and no byte order mark. DeepSeek sends
// blank lines until its answer is ready.
func (l *lively) sniff() (byte, error) {
	buf := make([]byte, 4096)
	for {
		n, err := l.Read(buf)
		rest := bytes.TrimPrefix(bytes.TrimLeft(buf[:n], " \t\r\n"), []byte("\xef\xbb\xbf"))
		if len(rest) > 0 {
			l.seen = bytes.Clone(rest)
			return rest[0], err
		}
		if err != nil {
			return 0, err
		}
	}
}
