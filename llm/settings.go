package llm

import (
	"cmp"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

const openAI = "https://api.openai.com/v1"

// settings is an Endpoint that was checked: everything a request needs, resolved.
type settings struct {
	Endpoint
	base    *url.URL
	origin  string
	local   bool // the host is this machine, by name or address
	key     credential
	headers map[string]Secret
	secrets []Secret // never shown: key and values of extra headers
}

func resolve(e Endpoint, o Options) (settings, error) {
	e.BaseURL = strings.TrimRight(cmp.Or(strings.TrimSpace(e.BaseURL), o.Getenv("OPENAI_BASE_URL"), openAI), "/")
	e.BaseURL = strings.TrimSuffix(e.BaseURL, "/chat/completions") // a URL pasted from a vendor's example
	base, err := url.Parse(e.BaseURL)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return settings{}, settingsError("base URL is no http or https URL", "expected something like http://127.0.0.1:11434/v1")
	}
	if base.User != nil {
		return settings{}, settingsError("base URL holds a user name or password", "put the key in an environment variable and name it in endpoint.key_env")
	}
	s := settings{Endpoint: e, base: base, origin: Origin(e.BaseURL), local: loopbackHost(base.Hostname())}
	s.fillDefaults()
	if err := s.checkSafe(); err != nil {
		return settings{}, err
	}
	if s.key, err = findKey(e, s.origin, o); err != nil {
		return settings{}, err
	}
	if s.headers, err = extraHeaders(e.Headers, o.Getenv); err != nil {
		return settings{}, err
	}
	s.secrets = append(s.secrets, s.key.secret)
	for _, value := range s.headers {
		s.secrets = append(s.secrets, value)
	}
	s.Headers = nil // their values may be secrets, and a struct prints
	return s, nil
}

func (s *settings) fillDefaults() {
	s.ConnectTimeout = cmp.Or(s.ConnectTimeout, 5*time.Second)
	s.IdleTimeout = cmp.Or(s.IdleTimeout, time.Minute)
	remote := 120 * time.Second
	if s.local {
		remote = 600 * time.Second // llama.cpp sends headers with the first token, after the queue
	}
	s.HeaderTimeout = cmp.Or(s.HeaderTimeout, remote)
	s.APIType = cmp.Or(s.APIType, "openai")
}

func (s *settings) checkSafe() error {
	switch {
	case s.LocalOnly && !s.local:
		return &Error{Kind: Insecure, Message: fmt.Sprintf("%s is not this machine, and only this machine is allowed", s.base.Host),
			Hint: "unset local_only, or use an endpoint on 127.0.0.1"}
	case s.base.Scheme == "http" && !s.local && !s.InsecureHTTP:
		return &Error{Kind: Insecure, Message: fmt.Sprintf("plain http to %s would show tickets and key to the network", s.base.Host),
			Hint: "use https, or set endpoint.insecure_http if you trust every hop"}
	case s.APIType != "openai" && s.APIType != "azure":
		return settingsError(fmt.Sprintf("api_type is %q", s.APIType), "expected openai or azure")
	}
	return nil
}

func settingsError(message, hint string) *Error {
	return &Error{Kind: Settings, Message: message, Hint: hint}
}

// Origin is scheme, host and port of a URL in one spelling, "" when it has none.
func Origin(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" {
		return ""
	}
	scheme := strings.ToLower(u.Scheme)
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[scheme]
	}
	return scheme + "://" + net.JoinHostPort(strings.TrimSuffix(strings.ToLower(u.Hostname()), "."), port)
}

// IsLoopback tells whether a URL is this machine, by its name.
func IsLoopback(raw string) bool {
	u, err := url.Parse(strings.TrimSpace(raw))
	return err == nil && loopbackHost(u.Hostname())
}

// loopbackHost tells by name alone; the dialer checks the address once more.
func loopbackHost(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback()
}

// extraHeaders reads "Name: value" lines. A value $NAME is the environment's.
func extraHeaders(lines []string, getenv func(string) string) (map[string]Secret, error) {
	h := map[string]Secret{}
	for i, line := range lines {
		name, value, ok := strings.Cut(line, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if env, found := strings.CutPrefix(value, "$"); found {
			value = getenv(strings.Trim(env, "{}"))
		}
		if !ok || !validName(name) || strings.ContainsAny(value, "\r\n\x00") {
			return nil, settingsError(fmt.Sprintf("endpoint.headers: line %d is no header", i+1), `expected "Name: value"`)
		}
		h[http.CanonicalHeaderKey(name)] = NewSecret(value)
	}
	return h, nil
}

func validName(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return r <= ' ' || r >= 0x7f || strings.ContainsRune(`()<>@,;\"/[]?={}`, r)
	})
}
