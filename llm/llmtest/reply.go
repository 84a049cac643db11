package llmtest

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"net/http"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const friendly = "Thank you for your message. We have looked at your order and will write to you again by tomorrow."

// answer is the well-behaved side of the server.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, sent Sent) {
	path := r.URL.Path
	switch rule := s.pick(sent); {
	case rule != nil && rule.play != "":
		scenarios()[rule.play](&ask{s: s, w: w, r: r, sent: sent, hit: s.hit(rule.play)})
	case rule != nil:
		rule.reply(w, r, sent)
	case strings.HasSuffix(path, "/chat/completions"):
		anyway().reply(w, r, sent)
	case strings.HasSuffix(path, "/models"):
		s.models(w)
	case path == "/props" && s.file("props") != nil:
		writeJSON(w, 200, s.file("props").content)
	case strings.HasSuffix(path, "/embeddings"):
		embeddings(w, sent)
	default:
		writeJSON(w, 404, `{"error":{"message":"File Not Found","type":"not_found_error","code":404}}`)
	}
}

// anyway answers when no rule fits.
func anyway() *rule {
	return &rule{finish: "stop", done: true, status: 200, chunk: 8, cut: -1, content: friendly}
}

func (s *Server) file(name string) *rule {
	for _, r := range s.rules {
		if r.name == name {
			return r
		}
	}
	return nil
}

func (s *Server) pick(sent Sent) *rule {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.rules {
		if r.name == "models" || r.name == "props" || !r.fits(sent) || r.times > 0 && s.used[r] >= r.times {
			continue
		}
		s.used[r]++
		return r
	}
	return nil
}

func (s *Server) models(w http.ResponseWriter) {
	names := []string{"fake-1"}
	if f := s.file("models"); f != nil {
		names = strings.Fields(f.content)
	}
	var data []any
	for _, n := range names {
		data = append(data, map[string]any{"id": n, "object": "model", "created": 1, "owned_by": "llmtest"})
	}
	writeJSON(w, 200, compact(map[string]any{"object": "list", "data": data}))
}

func (r *rule) reply(w http.ResponseWriter, req *http.Request, sent Sent) {
	if r.delay > 0 && !wait(req.Context(), r.delay) {
		return
	}
	for _, h := range r.header {
		w.Header().Set(h[0], h[1])
	}
	text := r.text(sent)
	switch {
	case r.raw || r.status != 200:
		if w.Header().Get("Content-Type") == "" {
			w.Header().Set("Content-Type", "application/json")
		}
		if !r.raw && !strings.HasPrefix(text, "{") {
			text = compact(map[string]any{"error": map[string]any{"message": text, "type": "error", "code": r.status}})
		}
		w.WriteHeader(r.status)
		io.WriteString(w, text)
	case sent.Fields["stream"] == true:
		r.stream(w, req, sent, text)
	default:
		m := map[string]any{"role": "assistant", "content": text}
		if r.think != "" {
			m["reasoning_content"] = r.think
		}
		body := r.envelope(sent, "chat.completion")
		body["choices"] = []any{map[string]any{"index": 0, "message": m, "finish_reason": r.finishReason()}}
		body["usage"] = r.counts(sent, text)
		writeJSON(w, 200, compact(body))
	}
}

func (r *rule) envelope(sent Sent, object string) map[string]any {
	model := r.model
	if model == "" {
		model = sent.Model
	}
	return map[string]any{"id": "llmtest", "object": object, "created": 1, "model": model}
}

func (r *rule) finishReason() any {
	if r.finish == "none" {
		return nil
	}
	return r.finish
}

// stream sends the answer in pieces, each flushed, and ends as the rule says.
func (r *rule) stream(w http.ResponseWriter, req *http.Request, sent Sent, text string) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.WriteHeader(200)
	out := http.NewResponseController(w)
	event := func(delta map[string]any, finish any) {
		body := r.envelope(sent, "chat.completion.chunk")
		body["choices"] = []any{map[string]any{"index": 0, "delta": delta, "finish_reason": finish}}
		io.WriteString(w, "data: "+compact(body)+"\n\n")
		out.Flush()
	}
	event(map[string]any{"role": "assistant", "content": ""}, nil)
	if r.think != "" {
		event(map[string]any{"reasoning_content": r.think}, nil)
	}
	said := 0
	for text != "" {
		n := firstRunes(text, r.chunk)
		if r.cut >= 0 && said >= r.cut {
			panic(http.ErrAbortHandler)
		}
		event(map[string]any{"content": text[:n]}, nil)
		said += r.chunk
		text = text[n:]
		if r.gap > 0 && !wait(req.Context(), r.gap) {
			return
		}
	}
	r.end(w, sent, event)
}

func (r *rule) end(w http.ResponseWriter, sent Sent, event func(map[string]any, any)) {
	if r.finish != "none" {
		event(map[string]any{}, r.finish)
	}
	if options, _ := sent.Fields["stream_options"].(map[string]any); options["include_usage"] == true && r.usage != "none" {
		body := r.envelope(sent, "chat.completion.chunk")
		body["choices"], body["usage"] = []any{}, r.counts(sent, r.content)
		io.WriteString(w, "data: "+compact(body)+"\n\n")
	}
	if r.done {
		io.WriteString(w, "data: [DONE]\n\n")
	}
}

// counts is the usage of the rule, else a rough count of four bytes to a token.
func (r *rule) counts(sent Sent, text string) any {
	prompt, completion := (len(sent.System)+len(sent.User))/4+8, len(text)/4+1
	if a, b, ok := strings.Cut(r.usage, ","); ok {
		prompt, _ = strconv.Atoi(strings.TrimSpace(a))
		completion, _ = strconv.Atoi(strings.TrimSpace(b))
	}
	return map[string]any{"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
}

// firstRunes is the length in bytes of the first n code points.
func firstRunes(s string, n int) int {
	at := 0
	for range max(n, 1) {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}

// embeddings answers with a hash of the words of each input: equal words, near
// vectors. Enough to test search without a model.
func embeddings(w http.ResponseWriter, sent Sent) {
	inputs, _ := sent.Fields["input"].([]any)
	if one, ok := sent.Fields["input"].(string); ok {
		inputs = []any{one}
	}
	var data []any
	for i, in := range inputs {
		data = append(data, map[string]any{"object": "embedding", "index": i, "embedding": hashed(fmt.Sprint(in))})
	}
	writeJSON(w, 200, compact(map[string]any{"object": "list", "model": sent.Model, "data": data,
		"usage": map[string]any{"prompt_tokens": len(sent.Body) / 4, "total_tokens": len(sent.Body) / 4}}))
}

func hashed(text string) []float64 {
	v := make([]float64, 64)
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		h := fnv.New32a()
		io.WriteString(h, word)
		v[h.Sum32()%64]++
	}
	norm := 0.0
	for _, x := range v {
		norm += x * x
	}
	for i := range v {
		v[i] /= math.Max(math.Sqrt(norm), 1e-9)
	}
	return v
}

func compact(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

func writeJSON(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	io.WriteString(w, body)
}
