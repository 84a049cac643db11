package llmtest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// transportScenarios fail below the level of HTTP answers, or redirect.
func transportScenarios() map[string]scenario {
	whole := full("Hello world", "stop")
	head := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", len(whole)+50)
	return map[string]scenario{
		"ok":                        fine,
		"accept-close":              rawly(false),
		"accept-rst":                rawly(true),
		"header-stall":              (*ask).hang,
		"length-mismatch":           rawly(false, head, whole[:len(whole)-20]),
		"length-short-but-complete": rawly(false, head, whole),
		"bad-chunking":              rawly(false, chunkedHead, frame(chunk("Hello ", nil)), "zz\r\nnot a chunk"),
		"gzip-unasked":              zipped,
		"gzip-corrupt":              status(200, "application/json", "\x1f\x8b\x08\x00garbage-garbage", "Content-Encoding", "gzip"),
		"brotli-unasked":            status(200, "application/json", "\x8b\x02\x80{\"x\":1}\x03", "Content-Encoding", "br"),
		"redirect-301":              redirect(301, "/ok"),
		"redirect-302":              redirect(302, "/ok"),
		"redirect-307":              redirect(307, "/ok"),
		"redirect-308":              redirect(308, "/ok"),
		"redirect-cross":            func(a *ask) { a.redirect(307, a.s.other+"/ok"+a.rest()) },
		"redirect-loop":             func(a *ask) { a.redirect(307, a.r.URL.Path) },
		"redirect-noloc":            html(302, "<html>login</html>"),
		"stale-connection":          stale,
		"slow-then-ok":              func(a *ask) { wait(a.r.Context(), 30*time.Millisecond); fine(a) },
	}
}

// rest is the path after the scenario's name.
func (a *ask) rest() string {
	_, rest, _ := strings.Cut(strings.TrimPrefix(a.r.URL.Path, "/"), "/")
	return "/" + rest
}

func (a *ask) redirect(code int, where string) {
	a.w.Header().Set("Location", where)
	a.w.WriteHeader(code)
}

func redirect(code int, to string) scenario {
	return func(a *ask) { a.redirect(code, to+a.rest()) }
}

func zipped(a *ask) {
	var b bytes.Buffer
	g := gzip.NewWriter(&b)
	text := full("Hello world", "stop")
	if a.streaming() {
		text = chunk("Hello ", nil) + chunk("world", "stop") + end
	}
	io.WriteString(g, text)
	g.Close()
	a.w.Header().Set("Content-Encoding", "gzip")
	a.w.Header().Set("Content-Type", "application/json")
	a.w.Write(b.Bytes())
}

// stale answers once on a connection it says it keeps, then closes it on the next
// request without a word, as a server whose idle time has just run out.
func stale(a *ask) {
	if a.hit == 2 {
		conn, _, _ := http.NewResponseController(a.w).Hijack()
		conn.Close()
		return
	}
	fine(a)
}
