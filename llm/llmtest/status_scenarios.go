package llmtest

import (
	"net/http"
	"strings"
	"time"
)

const (
	isJSON = "application/json"
	isText = "text/plain"
)

// statusScenarios answer with an HTTP status that is not 200, or with a 200 that
// holds no answer.
func statusScenarios() map[string]scenario {
	limited := func(message, code string, header ...string) scenario {
		return status(429, isJSON, oops(message, "rate_limit_error", code), header...)
	}
	return map[string]scenario{
		"200-html":       html(200, "<!DOCTYPE html><html><title>Hotel WiFi login</title></html>\n"),
		"200-error-json": body(oops("model overloaded", "server_error", `"overloaded"`)),
		"200-empty":      status(200, isJSON, ""),
		"200-null":       body("null"),
		"200-array":      body("[]"),
		"200-text":       status(200, isText, "unsupported model: xyz"),
		"204":            func(a *ask) { a.w.WriteHeader(204) },

		"400-context-openai": status(400, isJSON, oops("This model's maximum context length is 128000 tokens. However, your messages resulted in 128012 tokens. Please reduce the length of the messages.", "invalid_request_error", `"context_length_exceeded"`)),
		"400-context-llama":  status(400, isJSON, `{"error":{"code":400,"message":"request (4528 tokens) exceeds the available context size (2048 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":4528,"n_ctx":2048}}`),
		"400-fastapi-flat":   status(400, isJSON, `{"object":"error","message":"This model's maximum context length is 4096 tokens.","type":"BadRequestError","param":null,"code":400}`),
		"400-max-tokens":     status(400, isJSON, oops("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", "invalid_request_error", `"unsupported_parameter"`)),
		"400-string":         status(400, isJSON, `{"error":"model 'foo' not found, try pulling it first"}`),
		"400-array-gemini":   status(400, isJSON, `[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}]`),
		"400-type-number":    status(400, isJSON, `{"error":{"message":"bad","type":400,"code":"x"}}`),
		"400-param-number":   status(400, isJSON, `{"error":{"message":"bad","type":"x","param":7,"code":"x"}}`),
		"400-no-message":     status(400, isJSON, `{"error":{"type":"x","code":"y"}}`),
		"400-code-float":     status(400, isJSON, `{"error":{"message":"bad","type":"x","code":1.5}}`),
		"400-nested":         status(400, isJSON, `{"error":{"message":"{\"error\":{\"code\":400,\"message\":\"invalid message content type\"}}","type":"api_error"}}`),
		"401-openai":         status(401, isJSON, oops("Incorrect API key provided: sk-abc***xyz.", "invalid_request_error", `"invalid_api_key"`)),
		"401-text":           status(401, isText, "Unauthorized"),
		"402-credits":        status(402, isJSON, `{"error":{"code":402,"message":"Insufficient credits"}}`),
		"403-cloudflare":     html(403, "<!DOCTYPE html><title>Attention Required! | Cloudflare</title>"+strings.Repeat("<p>x</p>", 2000)),
		"404-ollama-text":    status(404, isText, "404 page not found"),
		"404-fastapi":        status(404, isJSON, `{"detail":"Not Found"}`),
		"404-model":          status(404, isJSON, oops("The model `nope` does not exist or you do not have access to it.", "invalid_request_error", `"model_not_found"`)),
		"407-proxy":          status(407, isText, "Proxy Authentication Required"),
		"413-nginx":          html(413, "<html><head><title>413 Request Entity Too Large</title></head></html>"),
		"413-groq":           status(413, isJSON, oops("Request too large for model on tokens per minute (TPM): Limit 6000, Requested 7000", "tokens", `"rate_limit_exceeded"`)),
		"422-fastapi":        status(422, isJSON, `{"detail":[{"type":"missing","loc":["body","messages"],"msg":"Field required","input":{}}]}`),
		"422-echo":           echoing,

		"429-seconds":  limited("Rate limit reached", `"rate_limit_exceeded"`, "Retry-After", "2", "X-Ratelimit-Reset-Requests", "1.2s"),
		"429-ms":       limited("Rate limit reached", `"rate_limit_exceeded"`, "Retry-After-Ms", "250"),
		"429-date":     limitedUntil,
		"429-spoken":   limited("Rate limit reached. Please try again in 4.77s.", `"rate_limit_exceeded"`),
		"429-insane":   limited("slow down", "null", "Retry-After", "99999999999999999999"),
		"429-long":     limited("slow down", "null", "Retry-After", "3600"),
		"429-negative": limited("slow down", "null", "Retry-After", "-5"),
		"429-quota":    status(429, isJSON, oops("You exceeded your current quota, please check your plan and billing details.", "insufficient_quota", `"insufficient_quota"`)),
		"429-gemini":   status(429, isJSON, `[{"error":{"code":429,"message":"Resource has been exhausted","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"38s"}]}}]`),
		"429-then-ok":  thenFine(status(429, isJSON, oops("slow down", "x", "null"), "Retry-After-Ms", "5")),

		"500-then-ok":  thenFine(status(500, isJSON, oops("The server had an error while processing your request", "server_error", "null"))),
		"500-choice":   status(500, isJSON, oops("Only one completion choice is allowed", "server_error", "500")),
		"501":          status(501, isJSON, oops("This server does not support embeddings. Start it with --embeddings", "not_supported_error", "501")),
		"502-html":     html(502, "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>"),
		"503-loading":  status(503, isJSON, `{"error":{"message":"Loading model","type":"unavailable_error","code":503}}`),
		"503-then-ok":  thenFine(status(503, isJSON, `{"error":{"message":"Loading model","type":"unavailable_error","code":503}}`)),
		"504":          status(504, isText, "upstream request timeout"),
		"529":          status(529, isJSON, `{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}`),
		"424":          status(424, isJSON, `{"error":"Request failed during generation","error_type":"generation"}`),
		"408":          status(408, isText, "Request Timeout"),
		"409":          status(409, isJSON, oops("Conflict", "x", "null")),
		"425":          status(425, isText, "Too Early"),
		"err-huge":     func(a *ask) { html(500, strings.Repeat("A", 20<<20))(a) },
		"err-ansi":     status(400, isText, "\x1b[2J\x1b]0;pwned\x07\x1b]52;c;ZXZpbA==\x07 bad request"),
		"err-echo-key": func(a *ask) { writeJSON(a.w, 401, oops("bad key "+a.r.Header.Get("Authorization"), "x", "null")) },
		"err-stall": func(a *ask) {
			a.w.WriteHeader(500)
			a.write("partial")
			a.hang()
		},
	}
}

// thenFine fails on every first of two requests.
func thenFine(fail scenario) scenario {
	return func(a *ask) {
		if a.hit%2 == 1 {
			fail(a)
			return
		}
		fine(a)
	}
}

func limitedUntil(a *ask) {
	a.w.Header().Set("Retry-After", time.Now().Add(3*time.Second).UTC().Format(http.TimeFormat))
	writeJSON(a.w, 429, oops("slow down", "x", "null"))
}

// echoing quotes what it was sent, as validators do.
func echoing(a *ask) {
	writeJSON(a.w, 422, compact(map[string]any{"message": "cannot parse: " + a.sent.User, "type": "validation"}))
}
