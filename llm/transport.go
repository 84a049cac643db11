package llm

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"syscall"
	"time"

	"golang.org/x/net/http/httpproxy"
)

// newTransport makes the one connection pool of a client. It is a RoundTripper, not
// an http.Client: so nothing follows a redirect.
func newTransport(s settings, o Options) (*http.Transport, error) {
	roots, err := certificates(s.CAFile)
	if err != nil {
		return nil, err
	}
	idle := 90 * time.Second
	if s.local {
		idle = 4 * time.Second // llama.cpp closes idle connections after five
	}
	return &http.Transport{
		Proxy:                  proxyFrom(s, o.Getenv),
		DialContext:            dialer(s).DialContext,
		TLSClientConfig:        &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    10 * time.Second,
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    64,
		IdleConnTimeout:        idle,
		MaxResponseHeaderBytes: 256 << 10,
		HTTP2:                  &http.HTTP2Config{SendPingTimeout: 30 * time.Second, PingTimeout: 15 * time.Second},
	}, nil
}

// dialer checks the address after resolution: a name that looks local but resolves
// elsewhere gets neither key nor ticket.
func dialer(s settings) *net.Dialer {
	d := &net.Dialer{Timeout: s.ConnectTimeout, KeepAlive: 30 * time.Second}
	if s.LocalOnly || s.local {
		d.ControlContext = func(_ context.Context, _, address string, _ syscall.RawConn) error {
			at, err := netip.ParseAddrPort(address)
			if err == nil && at.Addr().Unmap().IsLoopback() {
				return nil
			}
			return &Error{Kind: Insecure, Message: s.base.Hostname() + " resolves to an address that is not this machine",
				Hint: "check /etc/hosts and the base URL"}
		}
	}
	return d
}

func certificates(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil // the system's, loaded when first needed
	}
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, settingsError("ca_file "+file+" cannot be read", "")
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, settingsError("ca_file "+file+" holds no certificate in PEM form", "")
	}
	return pool, nil
}

// proxyFrom honours HTTPS_PROXY, HTTP_PROXY and NO_PROXY, except for this machine: a
// proxy there would carry the ticket away.
func proxyFrom(s settings, getenv func(string) string) func(*http.Request) (*url.URL, error) {
	if s.LocalOnly || s.local {
		return nil
	}
	conf, name := proxies(getenv)
	if name == "" {
		return nil
	}
	find := conf.ProxyFunc()
	return func(r *http.Request) (*url.URL, error) { return find(r.URL) }
}

// proxies are those of the environment, and the name of the variable that counts most.
func proxies(getenv func(string) string) (conf httpproxy.Config, name string) {
	first := func(names ...string) string {
		for _, n := range names {
			if v := getenv(n); v != "" {
				if name == "" && n != "NO_PROXY" && n != "no_proxy" {
					name = n
				}
				return v
			}
		}
		return ""
	}
	conf.HTTPSProxy = first("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
	conf.HTTPProxy = first("HTTP_PROXY", "http_proxy")
	conf.NoProxy = first("NO_PROXY", "no_proxy")
	return conf, name
}

// ProxyFor is the proxy on the way to an endpoint (nil for none) and the environment
// variable that names it; "" when no proxy is set at all. An error is a variable that
// holds no proxy.
func ProxyFor(e Endpoint, getenv func(string) string) (*url.URL, string, error) {
	conf, name := proxies(getenv)
	base, err := url.Parse(cmp.Or(e.BaseURL, getenv("OPENAI_BASE_URL"), openAI))
	if err != nil || name == "" || e.LocalOnly || loopbackHost(base.Hostname()) {
		return nil, name, nil
	}
	if base.Scheme == "http" && conf.HTTPProxy != "" {
		for _, n := range []string{"http_proxy", "HTTP_PROXY"} {
			if getenv(n) != "" {
				name = n
			}
		}
	}
	via, err := conf.ProxyFunc()(base)
	if err == nil && via != nil && (via.Hostname() == "" || strings.HasSuffix(via.Host, ":")) {
		err = settingsError("the proxy has no host", "")
	}
	return via, name, err
}
