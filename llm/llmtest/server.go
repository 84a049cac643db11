// Package llmtest is a fake OpenAI-compatible endpoint that speaks real HTTP and
// server-sent events. A txtar script says what it answers to what; it keeps what it
// was sent. Under /SCENARIO/v1 it misbehaves as the catalogue of scenarios says.
// It knows nothing of the client it tests.
package llmtest

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Server is a running fake endpoint. It is safe for concurrent use.
type Server struct {
	rules []*rule
	http  *http.Server
	addr  string
	delay time.Duration // before the first byte of every chat answer

	mu    sync.Mutex
	sent  []Sent
	hits  map[string]int // requests per scenario
	used  map[*rule]int
	other string // base URL of a second host, for redirects across hosts
}

// Sent is a request as it arrived.
type Sent struct {
	Method, Path string
	Header       http.Header
	Body         string
	Model        string
	System, User string         // the contents of the two messages
	Fields       map[string]any // the decoded body
}

// New starts a server on a free loopback port. See Parse for the script; "" answers
// everything with one friendly sentence.
func New(script string) (*Server, error) { return Listen("127.0.0.1:0", script) }

// Listen is New on a given address.
func Listen(addr, script string) (*Server, error) {
	rules, err := parse(script)
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	s := &Server{rules: rules, addr: l.Addr().String(), hits: map[string]int{}, used: map[*rule]int{}}
	s.http = &http.Server{Handler: s}
	go s.http.Serve(l)
	return s, nil
}

// TB is what Start needs of a test.
type TB interface {
	Helper()
	Fatal(args ...any)
	Cleanup(func())
}

// Start is New for a test: it stops with it.
func Start(t TB, script string) *Server {
	t.Helper()
	s, err := New(script)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// URL is the base URL of the well-behaved endpoint.
func (s *Server) URL() string { return "http://" + s.addr + "/v1" }

// Scenario is the base URL under which the server misbehaves.
func (s *Server) Scenario(name string) string { return "http://" + s.addr + "/" + name + "/v1" }

// SetDelay adds a wait before the first byte of every chat answer.
func (s *Server) SetDelay(d time.Duration) { s.delay = d }

// SetOther names the base of a second host that redirects may point to.
func (s *Server) SetOther(base string) { s.other = base }

// Requests are the requests so far, in the order of their arrival.
func (s *Server) Requests() []Sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Sent(nil), s.sent...)
}

// Saw tells whether any request held text, in its path, headers or body. Text that
// JSON escapes is looked for in the decoded messages.
func (s *Server) Saw(text string) bool {
	for _, r := range s.Requests() {
		if strings.Contains(r.Body, text) || strings.Contains(r.System, text) || strings.Contains(r.User, text) || strings.Contains(r.Path, text) {
			return true
		}
		for _, values := range r.Header {
			if strings.Contains(strings.Join(values, "\n"), text) {
				return true
			}
		}
	}
	return false
}

// Hits is how often a scenario was asked.
func (s *Server) Hits(scenario string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hits[scenario]
}

// Close stops the server and closes its connections.
func (s *Server) Close() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s.http.Shutdown(ctx)
	s.http.Close()
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	sent := s.keep(r)
	if s.delay > 0 && strings.HasSuffix(r.URL.Path, "/chat/completions") && !wait(r.Context(), s.delay) {
		return
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if play, ok := scenarios()[name]; ok {
		play(&ask{s: s, w: w, r: r, sent: sent, hit: s.hit(name)})
		return
	}
	s.answer(w, r, sent)
}

func (s *Server) keep(r *http.Request) Sent {
	body, _ := io.ReadAll(io.LimitReader(r.Body, 64<<20))
	sent := Sent{Method: r.Method, Path: r.URL.RequestURI(), Header: r.Header.Clone(), Body: string(body)}
	var chat struct {
		Model    string
		Messages []struct{ Role, Content string }
	}
	json.Unmarshal(body, &sent.Fields)
	json.Unmarshal(body, &chat)
	sent.Model = chat.Model
	for _, m := range chat.Messages {
		if m.Role == "user" {
			sent.User += m.Content
		} else {
			sent.System += m.Content
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent = append(s.sent, sent)
	return sent
}

func (s *Server) hit(name string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hits[name]++
	return s.hits[name]
}

// wait is a server taking its time; false when the client has gone.
func wait(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
