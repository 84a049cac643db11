package llm

import "errors"

// Kind classifies what went wrong; it is `error.kind` in JSON.
type Kind string

// The kinds of failure.
const (
	Unreachable  Kind = "unreachable"   // no connection, DNS, TLS, connection cut before an answer
	Timeout      Kind = "timeout"       // nothing came in time
	Auth         Kind = "auth"          // 401, 403: the key was not accepted
	Quota        Kind = "quota"         // paid for no more
	RateLimit    Kind = "rate-limit"    // 429 after all retries
	Overloaded   Kind = "overloaded"    // 503, 529
	Server       Kind = "server"        // other 5xx
	NotFound     Kind = "not-found"     // wrong URL
	ModelUnknown Kind = "model-unknown" // the endpoint has no such model
	BadRequest   Kind = "bad-request"   // a parameter was refused
	Context      Kind = "context"       // prompt and answer do not fit
	TooLarge     Kind = "too-large"     // 413
	Redirect     Kind = "redirect"      // the base URL redirects; nothing was sent there
	Protocol     Kind = "protocol"      // what came back is no chat completion
	Truncated    Kind = "truncated"     // the answer ended early: cut stream or finish_reason length
	Empty        Kind = "empty"         // complete, but no text (or reasoning only)
	Refused      Kind = "refused"       // content filter or refusal
	Insecure     Kind = "insecure"      // plain http to a remote host, or --local-only
	Settings     Kind = "settings"      // base URL, CA file or key file cannot be used
	Unsupported  Kind = "unsupported"   // the endpoint does not offer this (501), for example embeddings
)

// Error is a failure of an endpoint. Its text holds no key, no ticket text and no
// control characters.
type Error struct {
	Kind      Kind
	Status    int    // HTTP status, 0 when there was none
	Message   string // one line, at most 300 code points
	Hint      string // what to do next, or ""
	Retryable bool

	wait  waitHint // how long the server asked to wait
	param string   // the parameter a 400 or 422 names
	limit int      // context size a Context error names, tokens
	fatal bool     // retryable by a person later, but not by us now
}

func (e *Error) Error() string { return e.Message }

// KindOf is the kind of an endpoint's failure, "" for any other error.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}

// outage tells whether another endpoint could do better.
func (e *Error) outage() bool {
	switch e.Kind {
	case Unreachable, Timeout, Overloaded, Server, RateLimit, Quota:
		return true
	}
	return false
}
