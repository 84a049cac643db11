package llm

import (
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// classify turns a taken-apart error answer into ours.
func classify(f fault, r redactor, s settings) *Error {
	e := &Error{Status: f.status, Message: r.line(f.message), param: f.param, wait: f.waitHint()}
	if e.Message == "" {
		e.Message = "the endpoint said nothing more"
	}
	if f.status != 0 && f.status != http.StatusOK {
		e.Message = fmt.Sprintf("HTTP %d: %s", f.status, e.Message)
	}
	e.Kind, e.Retryable = f.class()
	if e.Kind == Context {
		e.limit = f.contextLimit()
	}
	e.Hint = hint(e.Kind, f, s)
	e.Message = shorten(e.Message, 300)
	return e
}

// class decides by text where texts are known, then by status. Texts come first
// because gateways answer 500 to what is the caller's mistake and 429 to an empty
// account.
func (f fault) class() (k Kind, retryable bool) {
	said := strings.ToLower(f.message + " " + f.kind + " " + f.code)
	has := func(parts ...string) bool {
		for _, p := range parts {
			if strings.Contains(said, p) {
				return true
			}
		}
		return false
	}
	switch {
	case overflow().MatchString(said) && !has("per min", "tpm"):
		return Context, false
	case f.status == http.StatusPaymentRequired, has("insufficient_quota", "exceeded your current quota", "billing", "insufficient balance", "credit balance"):
		return Quota, false
	case has("request too large", "tokens per min") && f.status != http.StatusBadRequest && has("too large"):
		return TooLarge, false
	case has("content_filter", "content management policy", "moderation"):
		return Refused, false
	case f.status == http.StatusUnauthorized, f.status == http.StatusForbidden, has("api_key_invalid", "api key not valid", "invalid_api_key", "invalid api key"):
		return Auth, false
	case has("only one completion choice"):
		return BadRequest, false
	case f.status != http.StatusTooManyRequests && aboutModel(said):
		return ModelUnknown, false
	}
	return f.byStatus(has)
}

func (f fault) byStatus(has func(...string) bool) (Kind, bool) {
	switch f.status {
	case http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusGone:
		return NotFound, false
	case http.StatusProxyAuthRequired:
		return Unreachable, false
	case http.StatusRequestTimeout, http.StatusGatewayTimeout:
		return Timeout, true
	case http.StatusConflict, http.StatusTooEarly:
		return Server, true
	case http.StatusRequestEntityTooLarge:
		return TooLarge, false
	case http.StatusTooManyRequests:
		return RateLimit, true
	case http.StatusServiceUnavailable, 529, http.StatusFailedDependency:
		return Overloaded, true
	case http.StatusNotImplemented:
		return Unsupported, false
	}
	switch {
	case f.status >= 500:
		return Server, true
	case f.status >= 400:
		return BadRequest, false
	case has("overloaded", "server busy", "rate limit", "rate_limit"):
		return Overloaded, true
	}
	return Server, true // an error inside HTTP 200
}

// overflow are the words by which servers say that a prompt is too long.
var overflow = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`context_length_exceeded|exceed_context_size|maximum context length|context size|context length|context window|` +
		`too many tokens|prompt is too long|trying to keep the first|max_tokens must be at least 1|input tokens exceed|max_new_tokens.{0,8}must be <=`)
})

var contextNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:context length is(?: only)?|context size \(?|context window of|must be <=)\s*(\d{3,8})`)
})

func (f fault) contextLimit() int {
	if f.limit > 0 {
		return f.limit
	}
	if m := contextNumber().FindStringSubmatch(f.message); m != nil {
		n, _ := strconv.Atoi(m[1])
		return n
	}
	return 0
}

// aboutModel tells whether an error is about the name of the model.
func aboutModel(said string) bool {
	if strings.Contains(said, "model_not_found") || strings.Contains(said, "unsupported model") || strings.Contains(said, "no such model") {
		return true
	}
	if !strings.Contains(said, "model") {
		return false
	}
	return strings.Contains(said, "not found") || strings.Contains(said, "does not exist") || strings.Contains(said, "try pulling") || strings.Contains(said, "not a valid model")
}

// hint is the next step of a person, per kind.
func hint(k Kind, f fault, s settings) string {
	switch k {
	case Auth:
		return keyHint(s.key)
	case Quota:
		return "the account has no credit left; see its billing page"
	case NotFound:
		if !strings.Contains(s.base.Path, "/v1") {
			return "the base URL probably lacks /v1"
		}
		return "check the path of endpoint.base_url"
	case ModelUnknown:
		return "`parlance models` lists what the endpoint offers"
	case Context:
		return "the prompt is too long for the model's context; use fewer snippets or a larger context"
	case TooLarge:
		return "the request is too large for this endpoint or account"
	case Overloaded:
		if strings.Contains(strings.ToLower(f.message), "loading") {
			return "the model is still loading"
		}
	}
	return ""
}

func keyHint(c credential) string {
	switch {
	case c.from != "":
		return "the key from " + c.from + " was not accepted"
	case c.absent != "":
		return "no key was sent: " + c.absent
	}
	return "no key was sent; name its environment variable in endpoint.key_env"
}
