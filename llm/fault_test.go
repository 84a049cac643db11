package llm

import (
	"net/url"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestErrorBodiesOfAllShapes(t *testing.T) {
	tests := []struct{ body, message, param string }{
		{`{"error":{"message":"no","type":"x","param":"seed","code":"c"}}`, "no", "seed"},
		{`{"error":{"message":["one","two"]}}`, "one; two", ""},
		{`{"error":{"message":{"detail":[{"loc":["body","store"],"msg":"Extra inputs"}]}}}`, "store: Extra inputs", "store"},
		{`{"error":"text"}`, "text", ""},
		{`{"error":"text","error_type":"validation"}`, "text", ""},
		{`{"object":"error","message":"flat"}`, "flat", ""},
		{`{"message":"bare"}`, "bare", ""},
		{`{"detail":"Not Found"}`, "Not Found", ""},
		{`{"detail":[{"loc":["body","n"],"msg":"bad","type":"t"},{"loc":["body","m"],"msg":"worse"}]}`, "n: bad; m: worse", "n"},
		{`[{"error":{"code":429,"message":"wait","details":[{"retryDelay":"38s"}]}}]`, "wait", ""},
		{`{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}`, "Overloaded", ""},
		{`{"status":"failure","message":"broken"}`, "broken", ""},
		{`{"html-message":"<b>no</b>"}`, "<b>no</b>", ""},
		{`{"error":{"message":"upstream said {\"error\":{\"message\":\"deep\"}}"}}`, "deep", ""},
		{"plain text", "plain text", ""},
		{"<html><title>502 &amp; more</title></html>", `an HTML page "502 & more"`, ""},
		{"<html>no title</html>", "an HTML page", ""},
		{"", "", ""}, {"null", "", ""}, {"[]", "", ""}, {"{}", "", ""}, {`{"error":null}`, "", ""}, {`{"error":{}}`, "", ""},
		{"\xef\xbb\xbf" + `{"error":"bom"}`, "bom", ""},
	}
	for _, tt := range tests {
		f := readFault(400, nil, []byte(tt.body))
		if f.message != tt.message || f.param != tt.param {
			t.Errorf("%s: got %q, param %q; want %q, %q", tt.body, f.message, f.param, tt.message, tt.param)
		}
	}
}

func TestContextSizesAreReadFromErrors(t *testing.T) {
	for message, want := range map[string]int{
		"This model's maximum context length is 4096 tokens. However, you requested 5000": 4096,
		"request (4528 tokens) exceeds the available context size (2048 tokens)":          2048,
		"You passed 9000 input tokens ... context length is only 8192 tokens":             8192,
		"`inputs` tokens + `max_new_tokens` must be <= 2048. Given: 2000":                 2048,
		"the prompt is too long": 0,
	} {
		f := fault{status: 400, message: message}
		if k, _ := f.class(); k != Context {
			t.Errorf("%q is kind %s", message, k)
		}
		if got := f.contextLimit(); got != want {
			t.Errorf("%q: got %d, want %d", message, got, want)
		}
	}
}

func TestWhatAServerSaysIsMadeSafe(t *testing.T) {
	r := redactor{secrets: []Secret{NewSecret(testKey)}, prompt: "My name is Ann Example and my order is 4711-0815.\nお客様は怒っています。返金してください。"}
	for in, want := range map[string]string{
		"bad key " + testKey:                          "bad key " + redacted,
		"bad key Bearer abcdef123":                    "bad key Bearer " + redacted,
		"key 'sk-proj-123***456' is wrong":            "key '" + redacted + "' is wrong",
		"\x1b]0;pwned\x07 \x1b[31mred\x1b[0m":         "red",
		"cannot parse: My name is Ann Example and my": "cannot parse: … (quotes the request)",
		"入力: お客様は怒っています。返金":                           "入力: … (quotes the request)",
		"two\nlines\tand tabs":                        "two lines and tabs",
	} {
		if got := r.line(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func FuzzErrorsAreSafeToShow(f *testing.F) {
	for _, s := range []string{`{"error":{"message":"x"}}`, "\x1b[2J", `[{"error":[[[{"detail":"x"}]]]}]`, "<title>", testKey, `{"error":"` + testKey + `"}`} {
		f.Add([]byte(s), 500)
	}
	base, _ := url.Parse("http://127.0.0.1:1/v1")
	f.Fuzz(func(t *testing.T, body []byte, status int) {
		r := redactor{secrets: []Secret{NewSecret(testKey)}, prompt: "where is my parcel"}
		e := classify(readFault(status, nil, body), r, settings{base: base})
		shown := e.Message + e.Hint
		if strings.Contains(shown, testKey) || strings.ContainsFunc(shown, unicode.IsControl) || !utf8.ValidString(shown) || utf8.RuneCountInString(e.Message) > 300 {
			t.Errorf("%q", shown)
		}
		if e.Kind == "" || e.Message == "" {
			t.Errorf("kind %q, message %q", e.Kind, e.Message)
		}
	})
}
