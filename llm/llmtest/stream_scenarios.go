package llmtest

import (
	"io"
	"strings"
	"time"
)

// streamScenarios are event streams that are odd, broken or endless.
func streamScenarios() map[string]scenario {
	hello := chunk("Hello", "stop")
	usual := hello + end
	all := map[string]scenario{
		"s-json-for-stream":        body(full("Hello world", "stop")),
		"s-json-pretty-for-stream": body("{\n  \"id\": \"x\",\n  \"choices\": [\n {\"index\":0,\"message\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]\n}\n"),
		"s-no-done":                stream(chunk("Hello ", nil), chunk("world", nil), chunk("", "stop")),
		"s-no-finish-done":         stream(chunk("Hello ", nil), chunk("wor", nil), end),
		"s-zero-usage":             stream(chunk("Hello ", nil), data(`{"choices":[],"usage":{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}}`), end),
		"s-cut-clean":              rawly(false, closingHead, chunk("Hello ", nil), chunk("wor", nil)),
		"s-cut-clean-midline":      rawly(false, closingHead, chunk("Hello ", nil), `data: {"id":"c1","choices":[{"index":0,"delta":{"con`),
		"s-cut-chunked":            rawly(false, chunkedHead, frame(chunk("Hello ", nil)), frame(chunk("wor", nil))),
		"s-cut-rst":                rawly(true, chunkedHead, frame(chunk("Hello ", nil))),
		"s-cut-midrune":            rawly(false, closingHead, chunk("Hello ", nil), "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\xe3\x81"),
		"s-midrune-complete-json":  stream(chunk("Hello ", nil), data("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\xe3\x81\"}}]}"), data("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\x82\"}}]}"), chunk("", "stop"), end),
		"s-length":                 stream(chunk("Dear customer, we are very so", nil), chunk("", "length"), end),
		"s-reasoning-length":       stream(data(`{"choices":[{"index":0,"delta":{"reasoning_content":"The customer is upset about"}}]}`), chunk("", "length"), end),
		"s-think-split":            stream(chunk("<th", nil), chunk("ink>secret", nil), chunk(" thought</", nil), chunk("think>", nil), chunk("\n\nDear customer,", nil), chunk("", "stop"), end),
		"s-think-close-only":       stream(chunk("secret thought", nil), chunk(" goes on</thi", nil), chunk("nk>\nDear customer,", nil), chunk("", "stop"), end),
		"s-think-unclosed":         stream(chunk("<think>secret thought", nil), chunk("", "stop"), end),
		"s-keepalive-140":          stream(strings.Repeat(": keep-alive\n\n", 140), usual),
		"s-keepalive-200":          stream(strings.Repeat(": keep-alive\n\n", 200), usual),
		"s-event-lines":            stream("event: message\nid: 7\nretry: 100\n"+hello, end),
		"s-dup":                    stream(chunk("Hello ", nil), chunk("Hello ", nil), chunk("world", nil), chunk("world", nil), chunk("", "stop"), end),
		"s-cumulative":             stream(chunk("Hel", nil), chunk("Hello wor", nil), chunk("Hello world", nil), chunk("", "stop"), end),
		"s-empty-choices":          stream(data(`{"id":"","object":"","created":0,"model":"","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{}}],"choices":[]}`), chunk("Hello", nil), chunk("", "stop"), data(`{"id":"c","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}`), end),
		"s-no-choices-key":         stream(data(`{"id":"c","usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}`), usual),
		"s-multiline":              stream("data: {\"choices\":[{\"index\":0,\ndata: \"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}\n\n", end),
		"s-crlf":                   stream(strings.ReplaceAll(usual, "\n", "\r\n")),
		"s-cr":                     stream(strings.ReplaceAll(usual, "\n", "\r")),
		"s-nospace":                stream(strings.ReplaceAll(usual, "data: ", "data:")),
		"s-bom":                    stream("\xef\xbb\xbf"+chunk("Hello ", nil), chunk("world", "stop"), end),
		"s-huge-line":              stream(chunk(strings.Repeat("A", 2<<20), "stop"), end),
		"s-delta-null":             stream(data(`{"choices":[{"index":0,"delta":null,"finish_reason":null}]}`), data(`{"choices":[{"index":0,"delta":{"role":"assistant","content":null}}]}`), usual),
		"s-message-not-delta":      stream(data(`{"choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}]}`), end),
		"s-content-array":          stream(data(`{"choices":[{"index":0,"delta":{"content":[{"type":"text","text":"Hello"}]}}]}`), chunk(" world", "stop"), end),
		"s-bad-json-mid":           stream(chunk("Hello ", nil), "data: {oops\n\n", chunk("world", "stop"), end),
		"s-interleaved":            stream(data(`{"choices":[{"index":1,"delta":{"content":"B1"}}]}`), data(`{"choices":[{"index":0,"delta":{"content":"A1"}}]}`), data(`{"choices":[{"index":1,"delta":{"content":"B2"},"finish_reason":"stop"},{"index":0,"delta":{"content":"A2"},"finish_reason":"length"}]}`), end),
		"s-after-done":             stream(hello, end, chunk(" extra", nil)),
		"s-usage-null":             stream(data(`{"choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":"stop"}],"usage":null}`), end),
		"s-done-lower":             stream(hello, "data: [done]\n\n"),
		"s-html":                   html(200, "<!DOCTYPE html>\n<html>\n<title>login</title>\n</html>\n"),
		"s-empty":                  stream(),
		"s-done-only":              stream(end),
		"s-infinite":               infinite,
		"s-endless-line":           endlessLine,
		"s-stall":                  open(chunk("Hello ", nil)),
		"s-stall-after-finish":     open(chunk("Hello ", nil), chunk("world", "stop")),
		"s-open-after-done":        open(chunk("Hello ", nil), chunk("world", "stop"), end),
		"s-slowloris":              slowly,
		"s-keepalive-for-ever":     keepAlive,
	}
	for name, play := range errorStreams() {
		all[name] = play
	}
	return all
}

// errorStreams report a failure inside HTTP 200, each in another way.
func errorStreams() map[string]scenario {
	begun := chunk("Hel", nil)
	return map[string]scenario{
		"s-error-openai":        stream(begun, data(oops("The server had an error", "server_error", "null"))),
		"s-error-first":         stream(data(oops("This model's maximum context length is 4096 tokens", "BadRequestError", "400")), end),
		"s-error-event":         stream(begun, "event: error\n"+data(oops("overloaded", "overloaded_error", "null"))),
		"s-error-after-comment": stream(": OPENROUTER PROCESSING\n\n", begun, data(oops("Provider returned error", "x", "502"))),
		"s-error-spaced":        stream(begun, data(`{ "error": {"message":"boom","code":500}}`)),
		"s-error-key-last":      stream(begun, data(`{"id":"gen-1","object":"chat.completion.chunk","created":1,"model":"m","provider":"p","choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}],"error":{"code":502,"message":"Provider disconnected"}}`)),
		"s-error-string":        stream(begun, data(`{"error":"an error was encountered while running the model"}`)),
		"s-error-bare-json":     stream(begun, `{"error":{"message":"bare","code":500}}`+"\n"),
		"s-error-field":         stream(begun, `error: {"code":500,"message":"context size exceeded","type":"server_error"}`+"\n\n"),
		"s-error-open":          open(begun, "data: "+oops("boom", "x", "null")+"\n"),
		"s-error-null-first":    stream(data(`{"error":null,"id":"c","choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":"stop"}]}`), end),
		"s-error-overflow":      stream(`error: {"code":400,"message":"the request exceeds the available context size. try increasing the context size or enable context shift","type":"invalid_request_error"}`+"\n\n", end),
	}
}

// open sends parts and leaves the connection open.
func open(parts ...string) scenario {
	return func(a *ask) {
		a.stream(parts...)
		a.hang()
	}
}

// slowly sends one event byte by byte: there is always life, never an event.
func slowly(a *ask) {
	a.stream()
	for _, b := range []byte(chunk("Hello", "stop") + end) {
		a.write(string(b))
		if !wait(a.r.Context(), 15*time.Millisecond) {
			return
		}
	}
}

func keepAlive(a *ask) {
	a.stream()
	for wait(a.r.Context(), 5*time.Millisecond) {
		a.write(": keep-alive\n\n")
	}
}

func infinite(a *ask) {
	a.stream()
	for a.r.Context().Err() == nil {
		a.write(chunk("la ", nil))
	}
}

func endlessLine(a *ask) {
	a.stream("data: ")
	part := strings.Repeat("A", 1<<20)
	for range 256 {
		if _, err := io.WriteString(a.w, part); err != nil {
			return
		}
	}
}
