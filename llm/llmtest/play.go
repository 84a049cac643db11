package llmtest

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// The pieces scenarios are made of.

// chunk is one well-formed stream event.
func chunk(content string, finish any) string {
	delta := map[string]any{}
	if content != "" {
		delta["content"] = content
	}
	return data(compact(map[string]any{"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "fake-1",
		"choices": []any{map[string]any{"index": 0, "delta": delta, "finish_reason": finish}}}))
}

func data(doc string) string { return "data: " + doc + "\n\n" }

const end = "data: [DONE]\n\n"

// full is a well-formed whole answer.
func full(content string, finish any) string {
	return compact(map[string]any{"id": "c1", "object": "chat.completion", "created": 1, "model": "fake-1",
		"choices": []any{map[string]any{"index": 0, "message": map[string]any{"role": "assistant", "content": content}, "finish_reason": finish}},
		"usage":   map[string]any{"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}})
}

// one is a whole answer with the given choice, written out.
func one(choice string) string { return `{"id":"x","choices":[` + choice + `]}` }

// oops is OpenAI's error document.
func oops(message, kind, code string) string {
	return fmt.Sprintf(`{"error":{"message":"%s","type":"%s","param":null,"code":%s}}`, message, kind, code)
}

// stream answers 200 with the given pieces of an event stream, whatever was asked.
func stream(parts ...string) scenario {
	return func(a *ask) { a.stream(parts...) }
}

func (a *ask) stream(parts ...string) {
	a.w.Header().Set("Content-Type", "text/event-stream")
	a.w.WriteHeader(200)
	for _, p := range parts {
		a.write(p)
	}
}

func (a *ask) write(s string) {
	io.WriteString(a.w, s)
	http.NewResponseController(a.w).Flush()
}

// hang keeps the connection open until the client goes.
func (a *ask) hang() { <-a.r.Context().Done() }

// body answers with a JSON body.
func body(doc string) scenario { return status(200, "application/json", doc) }

// status answers with a status, a content type, a body and headers in pairs.
func status(code int, contentType, doc string, header ...string) scenario {
	return func(a *ask) {
		a.w.Header().Set("Content-Type", contentType)
		for i := 0; i+1 < len(header); i += 2 {
			a.w.Header().Set(header[i], header[i+1])
		}
		a.w.WriteHeader(code)
		io.WriteString(a.w, doc)
	}
}

func html(code int, page string) scenario { return status(code, "text/html; charset=utf-8", page) }

// fine is how a healthy endpoint answers.
func fine(a *ask) {
	if a.streaming() {
		a.stream(chunk("Hello ", nil), chunk("world", nil), chunk("", "stop"), end)
		return
	}
	writeJSON(a.w, 200, full("Hello world", "stop"))
}

// raw writes literal bytes to the connection and closes it, by RST if asked.
func (a *ask) raw(reset bool, parts ...string) {
	conn, _, err := http.NewResponseController(a.w).Hijack()
	if err != nil {
		panic(err)
	}
	defer conn.Close()
	for _, p := range parts {
		io.WriteString(conn, p)
		wait(a.r.Context(), 5*time.Millisecond) // so that each part is a packet of its own
	}
	if tcp, ok := conn.(*net.TCPConn); ok && reset {
		tcp.SetLinger(0)
	}
}

const (
	chunkedHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
	closingHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
)

func frame(s string) string { return fmt.Sprintf("%x\r\n%s\r\n", len(s), s) }

// rawly is raw as a scenario.
func rawly(reset bool, parts ...string) scenario {
	return func(a *ask) { a.raw(reset, parts...) }
}
