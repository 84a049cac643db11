package llm

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

func (d *doctor) settings() {
	s := d.c.s
	key := "no key"
	if s.key.from != "" {
		key = "key from " + s.key.from
	} else if s.key.absent != "" {
		key += " (" + s.key.absent + ")"
	}
	where := "remote"
	if s.local {
		where = "this machine"
	}
	d.add(Finding{Probe: "settings", State: Learn, Detail: fmt.Sprintf("%s, %s, model %s, %s", s.BaseURL, where, orNone(s.Model), key)})
}

func orNone(s string) string {
	if s == "" {
		return "not set"
	}
	return s
}

// models is optional: an endpoint without a list can still draft.
func (d *doctor) models() {
	list, err := d.c.Models(d.ctx)
	if err != nil {
		f := Finding{Probe: "models", State: Odd, Detail: err.Error(), Err: err}
		if d.silent = KindOf(err) == Unreachable; d.silent { // chat will say it, with what to do
			f.State = Moot
		} else {
			f.Hint = d.remedy(err)
		}
		d.add(f)
		return
	}
	d.listed = list
	names := make([]string, len(list))
	for i, m := range list {
		names[i] = m.ID
	}
	f := Finding{Probe: "models", State: Fine, Detail: fmt.Sprintf("%d: %s", len(names), shorten(strings.Join(names, ", "), 160))}
	if len(names) == 0 {
		f.State, f.Detail, f.Hint = Odd, "the list is empty", "load or download a model in the server first"
	} else {
		for _, m := range append([]string{d.c.s.Model}, d.want.Models...) {
			if m != "" && m != "default" && !d.has(m) {
				f.State, f.Detail, f.Hint = Odd, m+" is not among the "+f.Detail, d.otherModel(m, names)
				break
			}
		}
	}
	d.add(f)
}

// has tells whether the endpoint lists a model, by its whole name or without Ollama's tag.
func (d *doctor) has(model string) bool {
	bare := func(name string) string { return strings.TrimSuffix(strings.ToLower(name), ":latest") }
	return slices.ContainsFunc(d.listed, func(m Model) bool {
		return bare(m.ID) == bare(model) || m.Owner == "llamacpp" // which answers to every name
	})
}

// otherModel is what to do about a model that is not there.
func (d *doctor) otherModel(model string, names []string) string {
	chat := ChatModels(d.listed)
	some := near(model, names)
	for i := 0; i < len(chat) && len(some) == 0 && i < 3; i++ {
		some = append(some, chat[i].ID)
	}
	hint := "correct endpoint.model or translate.model"
	if len(some) > 0 {
		hint += "; the endpoint has " + strings.Join(some, ", ")
	}
	if slices.ContainsFunc(d.listed, func(m Model) bool { return m.Owner == "library" }) {
		hint += "; or fetch it: ollama pull " + model
	}
	return shorten(hint, 300)
}

// probe is a question small enough to cost nothing.
func (d *doctor) probe(req Request) (Answer, time.Duration, error) {
	if req.MaxTokens == 0 {
		req.MaxTokens = 64
	}
	start := d.c.o.Now()
	a, err := Collect(d.c.Stream(d.ctx, req))
	return a, d.c.o.Now().Sub(start), err
}

func (d *doctor) chat() (Answer, bool) {
	a, took, err := d.probe(Request{System: "You are a terse assistant.", User: "Answer with the one word: ready", Silent: true})
	cutShort := KindOf(err) == Truncated && strings.TrimSpace(a.Text) != ""
	if err != nil && !cutShort {
		d.bad("chat", err)
		return a, false
	}
	f := Finding{Probe: "chat", State: Fine, Took: took, Detail: fmt.Sprintf("answered in %s, first text after %s, finish %s", took.Round(time.Millisecond), a.FirstToken.Round(time.Millisecond), orNone(a.Finish))}
	if cutShort {
		f.State, f.Detail, f.Hint = Odd, "the answer was cut: "+err.Error(), "raise endpoint.max_tokens, and look into the server's log if that does not help"
	}
	for _, w := range a.Warnings {
		f.Detail += "; " + w.Message
		if w.Kind != Downgraded { // what was refused has rows of its own
			f.State, f.Hint = Odd, "drafts work; look here first when a reply looks wrong"
		}
	}
	d.add(f)
	return a, true
}

func (d *doctor) stream(a Answer) {
	p := d.c.plan(Request{})
	f := Finding{Probe: "stream", State: Fine, Detail: "answers arrive in pieces; token limit by " + orNone(p.tokenField)}
	if !p.stream {
		f.State, f.Detail, f.Hint = Odd, "the endpoint refuses to stream: answers arrive whole", "drafts work, but appear late; switch streaming on in the server or gateway"
	} else if d.c.wholes.Load() {
		f.State, f.Detail, f.Hint = Odd, "answers arrive whole although a stream was asked for", "drafts work, but appear late; a gateway or proxy on the way may collect the stream"
	}
	if a.Reasoning != "" {
		f.Detail += "; the model reasons before it answers"
	}
	d.add(f)
}

func (d *doctor) usage(a Answer) {
	if a.Usage == nil || a.Usage.PromptTokens == 0 {
		d.add(Finding{Probe: "usage", State: Odd, Detail: "the endpoint does not say how many tokens it read", Hint: "a silently cut prompt cannot be noticed; set endpoint.context"})
		return
	}
	d.add(Finding{Probe: "usage", State: Fine, Detail: fmt.Sprintf("%d tokens read, %d written", a.Usage.PromptTokens, a.Usage.CompletionTokens)})
}

// seed asks twice for something that dice would decide.
func (d *doctor) seed() {
	seed, hot := 7, 1.0
	req := Request{User: "Write one short sentence about the sea.", Seed: &seed, Temperature: &hot, MaxTokens: 32, Silent: true}
	first, _, err1 := d.probe(req)
	second, _, err2 := d.probe(req)
	switch {
	case !d.c.plan(req).seed:
		d.add(Finding{Probe: "seed", State: Learn, Detail: "refused; candidates differ by approach alone"})
	case unanswered(err1) || unanswered(err2):
		d.add(Finding{Probe: "seed", State: Moot, Detail: "there was no answer to compare"})
	case first.Text == second.Text:
		d.add(Finding{Probe: "seed", State: Fine, Detail: "the same seed gave the same answer"})
	default:
		d.add(Finding{Probe: "seed", State: Learn, Detail: "the same seed gave another answer"})
	}
}

// unanswered tells whether an answer failed otherwise than by its token limit.
func unanswered(err error) bool { return err != nil && KindOf(err) != Truncated }

func (d *doctor) system() {
	if d.c.plan(Request{}).systemRole {
		d.add(Finding{Probe: "system", State: Fine, Detail: "the system role is accepted"})
		return
	}
	d.add(Finding{Probe: "system", State: Learn, Detail: "no system role: its text is put before the user's"})
}

func (d *doctor) context() {
	if d.silent {
		d.add(Finding{Probe: "context", State: Moot, Detail: "there was no answer to judge"})
		return
	}
	n, from := d.c.ContextSize(d.ctx)
	f := Finding{Probe: "context", State: Fine, Detail: fmt.Sprintf("%d tokens (%s)", n, from)}
	need := d.want.Prompt + d.c.s.MaxTokens
	switch {
	case d.want.Prompt > 0 && n < need:
		f.State, f.Hint = Odd, fmt.Sprintf("start the model with %d or more%s", roundUp(need), d.howLarger())
		f.Detail += fmt.Sprintf(": too small, a short ticket's prompt takes about %d and the answer up to %d; articles and thread are cut", d.want.Prompt, d.c.s.MaxTokens)
	case from == "default":
		f.State, f.Hint = Odd, "the endpoint does not say; set endpoint.context to what the model was started with"
	case n < 4096:
		f.State, f.Hint = Odd, "little room for knowledge and thread; start the model with a larger context"+d.howLarger()
	}
	d.add(f)
}

// roundUp is the next size that people give to a context.
func roundUp(n int) int {
	size := 4096
	for size < n {
		size *= 2
	}
	return size
}

// howLarger says how the server at hand is given a larger context.
func (d *doctor) howLarger() string {
	switch names, _ := serversAt(d.c.s.base.Port()); {
	case !d.c.s.local:
		return ", or choose a model with more"
	case strings.HasPrefix(names, "Ollama"):
		return " (OLLAMA_CONTEXT_LENGTH=8192 ollama serve)"
	case strings.HasPrefix(names, "llama.cpp"):
		return " (llama-server -c 8192)"
	case strings.HasPrefix(names, "vLLM"):
		return " (vllm serve --max-model-len 8192)"
	}
	return ""
}

func (d *doctor) embeddings() {
	if d.silent {
		d.add(Finding{Probe: "embeddings", State: Moot, Detail: "there was no answer to judge"})
		return
	}
	v, err := d.c.Embed(d.ctx, d.want.Embeddings, []string{"parcel"})
	switch {
	case err == nil:
		d.add(Finding{Probe: "embeddings", State: Fine, Detail: fmt.Sprintf("%d dimensions", len(v[0]))})
	case d.want.Embeddings == "":
		d.add(Finding{Probe: "embeddings", State: Learn, Detail: "not available: " + err.Error() + "; knowledge is searched by words"})
	default:
		hint := "empty kb.embeddings.model to search by words alone"
		if found := EmbeddingModels(d.listed); len(found) > 0 && found[0].ID != d.want.Embeddings {
			hint = "set kb.embeddings.model to " + found[0].ID + ", or empty it to search by words alone"
		} else if slices.ContainsFunc(d.listed, func(m Model) bool { return m.Owner == "library" }) {
			hint = "fetch it: ollama pull " + d.want.Embeddings + "; or " + hint
		}
		d.add(Finding{Probe: "embeddings", State: Odd, Err: err, Hint: hint,
			Detail: fmt.Sprintf("kb.embeddings.model is %s, and it makes no vectors: %s; knowledge is searched by words", d.want.Embeddings, err)})
	}
}
