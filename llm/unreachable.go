package llm

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// causeOr prefers the reason a context ended for over what the end looked like.
func (c *Client) causeOr(ctx context.Context, err error) error {
	var e *Error
	if ctx.Err() == nil {
		return err
	}
	if cause := context.Cause(ctx); errors.As(cause, &e) && e != finished {
		return e
	}
	return ctx.Err()
}

// cause is why a read failed: the watch's reason, else the error itself.
func (c *Client) cause(w *watch, err error) error {
	if errors.Is(err, context.Canceled) {
		if e := w.cause.Load(); e != nil {
			return e
		}
	}
	return err
}

// cut is a connection that broke inside an answer.
func (c *Client) cut(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return truncated("the connection was cut in the middle of the answer", true)
}

// transportError explains why there was no answer at all.
func (c *Client) transportError(ctx context.Context, err error) error {
	if cause := c.causeOr(ctx, nil); cause != nil {
		return cause
	}
	var ours *Error
	if errors.As(err, &ours) {
		return ours
	}
	e := &Error{Kind: Unreachable}
	if e.Message, e.Hint = c.noConnection(err); e.Message == "" {
		e.Message, e.Hint = c.noTLS(err)
	}
	if e.Message == "" {
		e.Message, e.Hint, e.Retryable = c.noAnswer(err)
	}
	return e
}

// noConnection explains what failed before a byte was exchanged.
func (c *Client) noConnection(err error) (message, hint string) {
	var dns *net.DNSError
	var op *net.OpError
	errors.As(err, &op)
	switch {
	case op != nil && op.Op == "proxyconnect", proxyRefused(err):
		return "cannot reach " + c.s.base.Host + " through the proxy of the environment", "check HTTPS_PROXY and NO_PROXY"
	case errors.As(err, &dns) && (!dns.IsNotFound || isService(c.s.BaseURL)): // a resolver that is offline says "not found", too
		return "the name of " + c.s.base.Hostname() + " cannot be looked up", "is this machine online? else check endpoint.base_url"
	case errors.As(err, &dns):
		return "no such host: " + c.s.base.Hostname(), "check endpoint.base_url"
	case op != nil && op.Op == "dial":
		return "no connection to " + c.s.base.Host, portHint(c.s.base)
	}
	return "", ""
}

func isService(baseURL string) bool {
	_, known := ServiceAt(baseURL)
	return known
}

// proxyRefused recognises a proxy's own answer to CONNECT, which net/http reports as
// the bare text of its status line.
func proxyRefused(err error) bool {
	text := err.Error()
	for _, status := range []int{407, 502, 503, 504} {
		if text == http.StatusText(status) {
			return true
		}
	}
	return false
}

// noTLS explains confusions about certificates, and about http and https.
func (c *Client) noTLS(err error) (message, hint string) {
	var verify *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &unknown):
		return "the certificate of " + c.s.base.Host + " is from an unknown authority", "endpoint.ca_file can name your own"
	case errors.As(err, &verify):
		return "the certificate of " + c.s.base.Host + " is not valid for it", "check host name and date"
	case errors.As(err, &record), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return c.s.base.Host + " does not speak TLS", "the base URL should begin with http://"
	}
	return "", ""
}

// noAnswer explains a connection that ended, or spoke something else.
func (c *Client) noAnswer(err error) (message, hint string, retryable bool) {
	if strings.Contains(err.Error(), "malformed HTTP") {
		return c.s.base.Host + " does not speak HTTP there", "check scheme and port of the base URL", false
	}
	return c.s.base.Host + " closed the connection without an answer", "", true
}

func redirected(res *http.Response) *Error {
	where := "nowhere"
	if u, err := url.Parse(res.Header.Get("Location")); err == nil && res.Header.Get("Location") != "" {
		if res.Request != nil && res.Request.URL != nil {
			u = res.Request.URL.ResolveReference(u)
		}
		where = shorten(u.Scheme+"://"+u.Host+u.Path, 120)
	}
	return &Error{Kind: Redirect, Status: res.StatusCode, Message: fmt.Sprintf("HTTP %d: the base URL redirects to %s; nothing was sent there", res.StatusCode, where),
		Hint: "set endpoint.base_url to the final address if you trust it"}
}

// portHint names the program that usually listens on a local port.
func portHint(u *url.URL) string {
	names, start := serversAt(u.Port())
	if names == "" || !loopbackHost(u.Hostname()) {
		return "check endpoint.base_url, and that the server runs"
	}
	return "is " + names + " running? (" + start + ")"
}
