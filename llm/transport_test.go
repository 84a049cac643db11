package llm

import (
	"context"
	"encoding/pem"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

// ask makes a client with no patience and asks it once.
func ask(t *testing.T, e Endpoint, o Options) (Answer, error) {
	t.Helper()
	c, err := New(e, o)
	if err != nil {
		return Answer{}, err
	}
	c.sleep = func(ctx context.Context, _ time.Duration) error { c.gate.reopen(); return ctx.Err() }
	return Collect(c.Stream(t.Context(), hello()))
}

func wantKind(t *testing.T, err error, kind Kind, words string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Kind != kind || !strings.Contains(e.Message+" "+e.Hint, words) {
		t.Errorf("got %v (%+v), want kind %s with %q", err, e, kind, words)
	}
}

func TestPlainHTTPNeedsAWord(t *testing.T) {
	_, err := New(Endpoint{BaseURL: "http://api.example.com/v1"}, Options{})
	wantKind(t, err, Insecure, "insecure_http")
	if _, err := New(Endpoint{BaseURL: "http://api.example.com/v1", InsecureHTTP: true}, Options{}); err != nil {
		t.Error(err)
	}
	for _, base := range []string{"http://localhost:1/v1", "http://127.0.0.1:1/v1", "http://127.8.9.10/v1", "http://[::1]:1/v1", "http://llm.localhost/v1"} {
		if _, err := New(Endpoint{BaseURL: base}, Options{}); err != nil {
			t.Errorf("%s: %v", base, err)
		}
	}
	for _, base := range []string{"http://localhost.example.com/v1", "http://0.0.0.0/v1", "http://10.0.0.1/v1", "http://127.0.0.1.nip.io/v1", "http://[::ffff:10.0.0.1]/v1"} {
		_, err := New(Endpoint{BaseURL: base}, Options{})
		wantKind(t, err, Insecure, "plain http")
	}
}

func TestBadBaseURLs(t *testing.T) {
	for _, base := range []string{"localhost:8080/v1", "ftp://h/v1", "://", "http://", "https://user:" + testKey + "@h/v1", "file:///etc/passwd"} {
		_, err := New(Endpoint{BaseURL: base}, Options{})
		if KindOf(err) != Settings || strings.Contains(err.Error(), testKey) {
			t.Errorf("%q: %v", base, err)
		}
	}
}

func TestLocalOnlyRefusesNames(t *testing.T) {
	_, err := New(Endpoint{BaseURL: "https://api.example.com/v1", LocalOnly: true}, Options{})
	wantKind(t, err, Insecure, "not this machine")
}

// A name that looks local may resolve elsewhere: the address decides.
func TestADialAfterResolutionMustBeLoopback(t *testing.T) {
	for _, e := range []Endpoint{{BaseURL: "http://localhost:9/v1"}, {BaseURL: "https://localhost:9/v1", LocalOnly: true}} {
		s, err := resolve(e, Options{}.filled())
		if err != nil {
			t.Fatal(err)
		}
		d := dialer(s)
		for address, fine := range map[string]bool{"127.0.0.1:9": true, "[::1]:9": true, "[::ffff:127.0.0.1]:9": true, "192.0.2.7:9": false, "[2001:db8::1]:9": false, "0.0.0.0:9": false, "not an address": false} {
			err := d.ControlContext(t.Context(), "tcp", address, nil)
			if (err == nil) != fine {
				t.Errorf("%s, %s: %v", e.BaseURL, address, err)
			}
			if err != nil && KindOf(err) != Insecure {
				t.Errorf("%s: kind of %v", address, err)
			}
		}
	}
}

func TestRefusedConnectionsNameTheUsualServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	_, err = ask(t, Endpoint{BaseURL: "http://" + addr + "/v1", Retries: 2}, Options{})
	wantKind(t, err, Unreachable, "no connection to "+addr)
	c, err := New(Endpoint{BaseURL: "http://127.0.0.1:11434/v1"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := c.transportError(t.Context(), &net.OpError{Op: "dial", Err: errors.New("connection refused")})
	wantKind(t, got, Unreachable, "ollama serve")
}

func TestAnUnknownHostIsNamed(t *testing.T) {
	c, err := New(Endpoint{BaseURL: "https://no-such-host.invalid/v1"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	dials := 0
	c.wire.transport = &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		dials++
		return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "no-such-host.invalid", IsNotFound: true}}
	}}
	_, err = Collect(c.Stream(t.Context(), hello()))
	wantKind(t, err, Unreachable, "no such host: no-such-host.invalid")
	if dials != 1 {
		t.Errorf("dialled %d times", dials)
	}
}

func TestTLSConfusionsAreToldApart(t *testing.T) {
	fake := llmtest.Start(t, "")
	secure := httptest.NewUnstartedServer(http.HandlerFunc(fake.ServeHTTP))
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	t.Cleanup(secure.Close)

	_, err := ask(t, Endpoint{BaseURL: secure.URL + "/v1"}, Options{})
	wantKind(t, err, Unreachable, "unknown authority")
	_, err = ask(t, Endpoint{BaseURL: strings.Replace(fake.URL(), "http:", "https:", 1)}, Options{})
	wantKind(t, err, Unreachable, "does not speak TLS")
	_, err = ask(t, Endpoint{BaseURL: strings.Replace(secure.URL, "https:", "http:", 1) + "/v1"}, Options{})
	wantKind(t, err, BadRequest, "HTTPS")

	ca := filepath.Join(t.TempDir(), "ca.pem")
	os.WriteFile(ca, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: secure.Certificate().Raw}), 0o600)
	if a, err := ask(t, Endpoint{BaseURL: secure.URL + "/v1", CAFile: ca}, Options{}); err != nil || a.Text == "" {
		t.Errorf("with the CA file: %v", err)
	}
	_, err = ask(t, Endpoint{BaseURL: strings.Replace(secure.URL, "127.0.0.1", "localhost", 1) + "/v1", CAFile: ca}, Options{})
	wantKind(t, err, Unreachable, "not valid for it")
	for _, bad := range []string{ca + "-none", os.Args[0]} {
		_, err := New(Endpoint{BaseURL: secure.URL, CAFile: bad}, Options{})
		wantKind(t, err, Settings, "ca_file")
	}
}

func TestTheProxyOfTheEnvironment(t *testing.T) {
	e := Endpoint{BaseURL: "https://api.example.com/v1"}
	env := map[string]string{"HTTPS_PROXY": "http://user:pass@127.0.0.1:1", "NO_PROXY": "other.example"}
	getenv := func(name string) string { return env[name] }
	_, err := ask(t, e, Options{Getenv: getenv})
	wantKind(t, err, Unreachable, "proxy")
	if strings.Contains(err.Error(), "pass") {
		t.Errorf("the proxy's password shows: %v", err)
	}
	for name, s := range map[string]settings{"loopback": {local: true}, "local only": {Endpoint: Endpoint{LocalOnly: true}}} {
		if proxyFrom(s, getenv) != nil {
			t.Errorf("%s goes through a proxy", name)
		}
	}
	env["NO_PROXY"] = "api.example.com"
	req, _ := http.NewRequest("GET", e.BaseURL, nil)
	if u, err := proxyFrom(settings{}, getenv)(req); u != nil || err != nil {
		t.Errorf("NO_PROXY is not honoured: %v, %v", u, err)
	}
}

func TestAProxysRefusalIsNamed(t *testing.T) {
	for _, status := range []int{407, 502} {
		proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(status) }))
		_, err := ask(t, Endpoint{BaseURL: "https://api.example.com/v1"}, Options{Getenv: func(name string) string {
			return map[string]string{"HTTPS_PROXY": proxy.URL}[name]
		}})
		proxy.Close()
		wantKind(t, err, Unreachable, "proxy")
	}
}

// The nine ways in which a redirect could carry key or ticket away.
func TestNoRedirectCarriesAnythingAway(t *testing.T) {
	var reached []string
	target := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		reached = append(reached, r.Method+" "+r.Header.Get("Authorization")+r.Header.Get("api-key")+string(b))
	}))
	t.Cleanup(target.Close)
	otherPort := target.URL
	otherHost := strings.Replace(target.URL, "127.0.0.1", "localhost", 1)
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, to := range []string{otherPort, otherHost} {
			for _, api := range []string{"openai", "azure"} {
				from := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					w.Header().Set("Location", to+"/v1/chat/completions?token="+testKey)
					w.WriteHeader(status)
				}))
				_, err := ask(t, Endpoint{BaseURL: from.URL + "/v1", APIType: api, Model: "m", KeyEnv: "K", Retries: 2}, Options{Getenv: func(string) string { return testKey }})
				from.Close()
				wantKind(t, err, Redirect, "nothing was sent there")
				if strings.Contains(err.Error(), testKey) {
					t.Errorf("%v", err)
				}
			}
		}
	}
	if len(reached) > 0 {
		t.Errorf("reached: %q", reached)
	}
}

// llama.cpp closes a kept connection after five seconds; the next POST meets it.
func TestAStaleConnectionIsReplacedQuietly(t *testing.T) {
	s := llmtest.Start(t, "")
	c, waits := dial(t, s.Scenario("stale-connection"), func(e *Endpoint) { e.Retries = 0 })
	for i := range 3 {
		a, err := Collect(c.Stream(t.Context(), hello()))
		if err != nil || a.Text != "Hello world" {
			t.Fatalf("request %d: %q, %v", i, a.Text, err)
		}
	}
	if len(*waits) > 0 {
		t.Errorf("waited %v", *waits)
	}
	if n := s.Hits("stale-connection"); n != 4 {
		t.Errorf("the server saw %d requests, want 4", n)
	}
}

func TestConnectionsAreUsedAgain(t *testing.T) {
	var addrs []string
	fake := llmtest.Start(t, "")
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		addrs = append(addrs, r.RemoteAddr)
		fake.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	c, _ := dial(t, s.URL+"/v1")
	for range 5 {
		if _, err := Collect(c.Stream(t.Context(), hello())); err != nil {
			t.Fatal(err)
		}
	}
	for _, a := range addrs {
		if netip.MustParseAddrPort(a) != netip.MustParseAddrPort(addrs[0]) {
			t.Errorf("connections: %v", addrs)
			break
		}
	}
}
