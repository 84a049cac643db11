package cmd

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/llm"
)

// writer is somebody who can write: a model of a server, a service, or nobody.
type writer struct {
	name, note string
	baseURL    string
	model      string   // "" to be asked
	start      []string // names to begin with
	keyEnv     string   // where its users keep their key
	key        bool     // it wants one
	models     []llm.Model
}

// endpoint settles who writes.
func (s *setup) endpoint(ctx context.Context) error {
	if s.opts.builtin {
		s.values["endpoint.base_url"], s.values["endpoint.model"] = "", ""
		return nil
	}
	var chosen *writer
	var err error
	switch {
	case s.opts.baseURL != "":
		chosen = s.at(s.opts.baseURL)
	case s.ask != nil && s.opts.model == "":
		chosen, err = s.askWriter(ctx)
	default:
		chosen, err = s.proposed(ctx)
	}
	if err != nil || chosen == nil {
		return err
	}
	if s.opts.model != "" {
		chosen.model = s.opts.model
	}
	return s.use(ctx, chosen)
}

// at is whoever is at a base URL.
func (s *setup) at(baseURL string) *writer {
	w := &writer{name: baseURL, baseURL: baseURL}
	if service, known := llm.ServiceAt(baseURL); known {
		w.name, w.start, w.keyEnv, w.key = service.Name, service.Models, service.KeyEnv, true
	}
	return w
}

// proposed is who writes when nobody is asked: the endpoint there was, the server that has
// --model, or the first model of this machine. A service elsewhere is never chosen for
// a person.
func (s *setup) proposed(ctx context.Context) (*writer, error) {
	if s.text("endpoint.model") != "" && s.opts.model == "" {
		return nil, nil
	}
	local := s.look(ctx)
	if model := s.opts.model; model != "" {
		for _, w := range local {
			if slices.ContainsFunc(w.models, func(m llm.Model) bool { return m.ID == model }) {
				return &w, nil
			}
		}
		return nil, usagef("no server of this machine has the model %s; name the endpoint with --base-url", model)
	}
	if len(local) > 0 && local[0].model != "" {
		return &local[0], nil
	}
	s.tell("No model server answers on this machine: the built-in composer will write. --base-url and --model name an endpoint.")
	return nil, nil
}

// modelsShown is how many models of one server are offered; any other is typed.
const modelsShown = 4

// look finds the models of this machine.
func (s *setup) look(ctx context.Context) []writer {
	s.tell("Looking for model servers on this machine …")
	s.document.Found = llm.Nearby(ctx, s.app.surroundings())
	var list []writer
	for _, f := range s.document.Found {
		chat := llm.ChatModels(f.Models)
		switch {
		case f.Locked:
			list = append(list, writer{name: f.Name, note: s.app.say("%s, wants a key", f.BaseURL), baseURL: f.BaseURL, key: true})
		case len(chat) == 0:
			s.tell("%s runs at %s but has no model that writes.", f.Name, f.BaseURL)
		}
		for i, m := range chat {
			if i < modelsShown || m.ID == s.opts.model {
				list = append(list, writer{name: m.ID, note: s.app.say("%s, on this machine", f.Name), baseURL: f.BaseURL, model: m.ID, models: f.Models})
			}
		}
	}
	// What can write at once comes first, whatever server it is of.
	slices.SortStableFunc(list, func(a, b writer) int { return rank(a) - rank(b) })
	return list
}

func rank(w writer) int {
	if w.key {
		return 1
	}
	return 0
}

// askWriter shows who can write and asks. Nil is the built-in composer, or what was.
func (s *setup) askWriter(ctx context.Context) (*writer, error) {
	list, proposal := s.elsewhere(s.look(ctx))
	fmt.Fprintf(s.app.err, "\n%s\n", s.app.say("Who writes the drafts?"))
	if before := s.text("endpoint.model"); before != "" {
		proposal = "0"
		s.choice("0", before, s.app.say("%s, as before", s.text("endpoint.base_url")))
	}
	if len(s.document.Found) == 0 {
		s.tell("  No model server answers here. Start one (Ollama: `ollama pull qwen3:8b`) and run init again, or choose:")
	}
	for i, w := range list {
		s.choice(strconv.Itoa(i+1), w.name, w.note)
	}
	s.choice("b", s.app.say("the built-in composer"), s.app.say("without a model, in a few languages"))
	var chosen *writer
	_, err := s.ask.until(ctx, s.app.say("A number, a model's name or a base URL"), proposal, func(answer string) string {
		w, ok := s.named(list, answer)
		if !ok {
			return s.app.say("expected a number, b, the name of a model of this machine, or a URL such as http://127.0.0.1:11434/v1")
		}
		chosen = w
		return ""
	})
	return chosen, err
}

// elsewhere adds to the models of this machine the endpoint that the environment names and
// the services, and says what to propose: what is here, else where there is a key for.
func (s *setup) elsewhere(list []writer) (all []writer, proposal string) {
	proposal = "b"
	if len(list) > 0 && list[0].model != "" {
		proposal = "1"
	}
	propose := func(w writer, ready bool) {
		list = append(list, w)
		if ready && proposal == "b" {
			proposal = strconv.Itoa(len(list))
		}
	}
	base := s.app.getenv("OPENAI_BASE_URL")
	if llm.Origin(base) != "" && !slices.ContainsFunc(list, func(w writer) bool { return llm.Origin(w.baseURL) == llm.Origin(base) }) {
		w := s.at(base)
		w.name, w.note = hostOf(base), "OPENAI_BASE_URL"
		propose(*w, true)
	}
	for _, service := range servicesFor(s.app.speaker().Language()) {
		w := writer{name: service.Name, note: s.app.say("wants a key"), baseURL: service.BaseURL, start: service.Models, keyEnv: service.KeyEnv, key: true}
		ready := s.app.getenv(service.KeyEnv) != ""
		if ready {
			w.note = s.app.say("the key is in %s", service.KeyEnv)
		}
		propose(w, ready)
	}
	return list, proposal
}

// servicesFor are the services, those at home with a reader's language first and by the name
// they have there.
func servicesFor(language string) []llm.Service {
	var near, far []llm.Service
	for _, service := range llm.Services() {
		if service.Home != language {
			far = append(far, service)
			continue
		}
		service.Name = cmp.Or(service.HomeName, service.Name)
		near = append(near, service)
	}
	return append(near, far...)
}

// hostOf is the host of a URL of ours.
func hostOf(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	return u.Host
}

// choice shows one line of a menu.
func (s *setup) choice(key, name, note string) {
	const margin = 6
	room := max(s.app.width-margin-2, 20)
	name = clean.Line(name, min(room*3/5, 48))
	fmt.Fprintf(s.app.err, "  %2s  %s  %s\n", key, pad(name, min(room*3/5, 34)), firstColumns(clean.Line(note, 80), room-max(columns(name), min(room*3/5, 34))))
}

// firstColumns is what of a text a line has room for.
func firstColumns(text string, width int) string {
	if columns(text) <= width {
		return text
	}
	first, _, _ := strings.Cut(wrap(text, max(width-1, 10)), "\n")
	return first + "…"
}

// named is the writer that an answer means.
func (s *setup) named(list []writer, answer string) (*writer, bool) {
	switch answer {
	case "0":
		return nil, s.text("endpoint.model") != ""
	case "b":
		s.values["endpoint.base_url"], s.values["endpoint.model"] = "", ""
		return nil, true
	}
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(list) {
		return &list[n-1], true
	}
	for _, w := range list {
		if strings.EqualFold(answer, w.name) {
			return &w, true
		}
		if slices.ContainsFunc(w.models, func(m llm.Model) bool { return m.ID == answer }) {
			w.model = answer
			return &w, true
		}
	}
	if llm.Origin(answer) != "" && strings.HasPrefix(answer, "http") {
		return s.at(answer), true
	}
	return nil, false
}
