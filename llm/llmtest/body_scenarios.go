package llmtest

import (
	"io"
	"strings"
)

// bodyScenarios answer with one JSON body that is odd in some way.
func bodyScenarios() map[string]scenario {
	said := func(message string) scenario {
		return body(one(`{"index":0,"message":` + message + `,"finish_reason":"stop"}`))
	}
	hi := `{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}`
	with := func(extra string) scenario { return body(`{` + extra + `,"choices":[` + hi + `]}`) }
	return map[string]scenario{
		"choices-empty":          body(`{"id":"x","object":"chat.completion","created":1,"model":"fake-1","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":0,"total_tokens":1}}`),
		"choices-null":           body(`{"id":"x","choices":null}`),
		"message-null":           said(`null`),
		"content-null":           said(`{"role":"assistant","content":null}`),
		"content-blank":          body(full("  \n\t ", "stop")),
		"content-parts":          said(`{"role":"assistant","content":[{"type":"text","text":"Hello "},{"type":"text","text":"parts"}]}`),
		"content-parts-thinking": said(`{"role":"assistant","content":[{"type":"thinking","thinking":[{"type":"text","text":"hmm"}]},{"type":"text","text":"Hello"}]}`),
		"reasoning-field":        said(`{"role":"assistant","content":"Hello","reasoning":"thinking..."}`),
		"reasoning-content":      said(`{"role":"assistant","content":"Hello","reasoning_content":"thinking..."}`),
		"reasoning-only":         body(one(`{"index":0,"message":{"role":"assistant","content":"","reasoning_content":"thinking... ran out"},"finish_reason":"length"}`)),
		"think-tags":             body(full("<think>\nThe customer is angry.\n</think>\n\nDear customer,", "stop")),
		"think-unclosed":         body(full("<think>\nThe customer is angry and", "length")),
		"think-close-only":       body(full("The customer is angry.\n</think>\n\nDear customer,", "stop")),
		"finish-length":          body(full("Dear customer, we are very so", "length")),
		"finish-filter":          body(full("", "content_filter")),
		"finish-null":            body(full("Dear", nil)),
		"finish-null-zero":       body(`{"choices":[{"index":0,"message":{"role":"assistant","content":"Dear"},"finish_reason":null}],"usage":{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}}`),
		"finish-unknown":         body(full("Dear", "end_turn")),
		"finish-number":          body(one(`{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":1}`)),
		"refusal":                said(`{"role":"assistant","content":null,"refusal":"I can't help with that."}`),
		"n-ignored":              body(full("only one", "stop")),
		"n-same-index":           body(one(`{"index":0,"message":{"role":"assistant","content":"a"},"finish_reason":"stop"},{"index":0,"message":{"role":"assistant","content":"b"},"finish_reason":"stop"}`)),
		"wrong-model":            with(`"model":"other-cheap-model"`),
		"usage-missing":          with(`"id":"x"`),
		"usage-float":            with(`"usage":{"prompt_tokens":10.0,"completion_tokens":5.5,"total_tokens":15.5}`),
		"usage-string":           with(`"usage":{"prompt_tokens":"10","completion_tokens":"5","total_tokens":"15"}`),
		"usage-huge":             with(`"usage":{"prompt_tokens":1e30,"completion_tokens":-7,"total_tokens":null}`),
		"created-float":          with(`"created":1700000000.123`),
		"created-string":         with(`"created":"2026-01-01T00:00:00Z"`),
		"id-number":              with(`"id":123`),
		"bad-utf8":               said("{\"role\":\"assistant\",\"content\":\"caf\xe9 \xff\xfe ok\"}"),
		"lone-surrogate":         said(`{"role":"assistant","content":"a \ud83d b"}`),
		"bom":                    body("\xef\xbb\xbf" + full("Hello", "stop")),
		"content-ansi":           body(full("Hello \x1b[31mred\x1b[0m \x1b]8;;http://evil\x07link\x1b]8;;\x07 \x1b]52;c;ZXZpbA==\x07 \u202Eright-to-left \u0000nul \u009b31m", "stop")),
		"trailing-garbage":       body(full("Hello", "stop") + "\n<!-- injected by proxy -->"),
		"two-docs":               body(full("first", "stop") + full("second", "stop")),
		"huge-body":              hugeBody,
		"deep-nesting":           body(`{"id":"x","foo":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + `,"choices":[]}`),
		"sse-for-nonstream":      stream(chunk("Hello ", nil), chunk("world", "stop"), end),
		"text-plain-json":        status(200, isText, full("Hello", "stop")),
		"blank-lines-first":      body("\n\n\n\n" + full("Hello", "stop")),
		"same-again":             body(full("Dear customer, your parcel is on its way.", "stop")),
	}
}

// hugeBody is one valid document of 64 MiB.
func hugeBody(a *ask) {
	before, after, _ := strings.Cut(full("@", "stop"), "@")
	writeJSON(a.w, 200, before)
	part := strings.Repeat("A", 1<<20)
	for range 64 {
		if _, err := io.WriteString(a.w, part); err != nil {
			return
		}
	}
	a.write(after)
}
