package cmd

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/say"
)

// use settles key and model of a writer, and what else its endpoint offers.
func (s *setup) use(ctx context.Context, w *writer) error {
	w.baseURL = strings.TrimRight(strings.TrimSpace(w.baseURL), "/")
	s.setKey(w)
	if s.opts.keyStdin {
		if err := s.readKey(); err != nil {
			return err
		}
	}
	s.models = w.models
	ready := true
	if s.ask != nil && w.key && !s.hasKey(w) {
		var err error
		if ready, err = s.askKey(ctx, w); err != nil {
			return err
		}
	}
	if s.models == nil && ready {
		if err := s.list(ctx, w); err != nil {
			return err
		}
	}
	if err := s.chooseModel(ctx, w); err != nil {
		return err
	}
	s.values["endpoint.base_url"], s.values["endpoint.model"] = w.baseURL, w.model
	return nil
}

// hasKey tells whether a key for the endpoint is known already.
func (s *setup) hasKey(w *writer) bool {
	if s.key.Reveal() != "" || s.keyFile != "" || s.chosen("endpoint.key_env") != "" || s.chosen("endpoint.key_file") != "" {
		return true
	}
	kept, _ := s.app.fromKeyring(llm.Origin(w.baseURL)) // no keyring is no mistake
	return kept != ""
}

// setKey writes down where the key is, as far as that is known without asking. A key of
// another endpoint is not carried over.
func (s *setup) setKey(w *writer) {
	if llm.Origin(w.baseURL) != llm.Origin(s.text("endpoint.base_url")) {
		for _, key := range []string{"endpoint.key_env", "endpoint.key_file", "endpoint.key_origin", "endpoint.headers", "endpoint.context"} {
			delete(s.values, key)
		}
	}
	switch {
	case s.opts.keyEnv != "":
		s.values["endpoint.key_env"] = s.opts.keyEnv
	case s.opts.keyFile != "":
		s.values["endpoint.key_file"], s.keyFile = absolute(s.app.dirs.work, s.opts.keyFile), absolute(s.app.dirs.work, s.opts.keyFile)
	case w.keyEnv != "" && !s.opts.keyStdin && s.app.getenv(w.keyEnv) != "":
		s.values["endpoint.key_env"] = w.keyEnv
	}
}

// readKey reads the key of --key-stdin.
func (s *setup) readKey() error {
	if s.app.terminal.in {
		return usagef("--key-stdin reads the key from a pipe; without it init asks for the key")
	}
	b, err := io.ReadAll(io.LimitReader(s.app.in, 1<<16))
	if err != nil {
		return input{say.Errorf("standard input: %w", err)}
	}
	return s.takeKey(string(b))
}

func (s *setup) takeKey(text string) error {
	key, err := oneKey(text)
	if err != nil {
		return err
	}
	s.key = llm.NewSecret(key)
	delete(s.values, "endpoint.key_env") // which would be looked at first
	delete(s.values, "endpoint.key_file")
	return nil
}

// client is a client for the endpoint that is being set up, with the key that is not kept
// anywhere yet.
func (s *setup) client(w *writer) (*llm.Client, error) {
	o := s.app.surroundings()
	e := llm.Endpoint{BaseURL: w.baseURL, Model: w.model, Retries: 0}
	e.KeyEnv, e.KeyFile = s.chosen("endpoint.key_env"), s.chosen("endpoint.key_file")
	if key := s.key.Reveal(); key != "" {
		e.KeyEnv, e.KeyFile = "", ""
		o.Keyring = func(string) (string, error) { return key, nil }
	} else if s.keyFile != "" {
		e.KeyFile = s.keyFile
	}
	return llm.New(e, o)
}

// list asks the endpoint for its models, and a person for the key when it wants one.
func (s *setup) list(ctx context.Context, w *writer) error {
	for {
		client, err := s.client(w)
		if err != nil {
			return err
		}
		s.models, err = client.Models(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil {
			return nil
		}
		if s.ask == nil || llm.KindOf(err) != llm.Auth {
			s.tell("%s does not list its models: %s", w.baseURL, err)
			return nil
		}
		if s.hasKey(w) {
			s.tell("%s does not accept that key.", client.Origin())
		}
		if again, err := s.askKey(ctx, w); err != nil || !again {
			return err
		}
	}
}

// askKey asks for a key that is not shown; false when there is none yet.
func (s *setup) askKey(ctx context.Context, w *writer) (bool, error) {
	text, err := s.ask.secret(ctx, s.app.say("Key for %s (not shown; Enter to set it later)", llm.Origin(w.baseURL)))
	if err != nil {
		return false, err
	}
	if text == "" {
		s.tell("Later: `parlance key set %s`", w.baseURL)
		return false, nil
	}
	if err := s.takeKey(text); err != nil {
		s.tell("%s", err)
	}
	return true, nil
}

// chooseModel settles the model: the one named, the one proposed, or the one typed.
func (s *setup) chooseModel(ctx context.Context, w *writer) error {
	if w.model != "" {
		return nil
	}
	chat := llm.ChatModels(s.models)
	proposal := ""
	for _, want := range append(w.start, "") {
		i := slices.IndexFunc(chat, func(m llm.Model) bool { return strings.HasPrefix(m.ID, want) })
		if i >= 0 && proposal == "" {
			proposal = chat[i].ID
		}
	}
	if proposal == "" && len(chat) == 0 && len(w.start) > 0 {
		proposal = w.start[0]
	}
	if s.ask == nil {
		if w.model = proposal; w.model == "" {
			return usagef("name the model with --model: %s names none", w.baseURL)
		}
		return nil
	}
	if len(chat) > 1 {
		var some []string
		for _, m := range chat[:min(len(chat), 12)] {
			some = append(some, clean.Line(m.ID, 60))
		}
		s.tell("It offers %s …", strings.Join(some, ", "))
	}
	var err error
	w.model, err = s.ask.until(ctx, s.app.say("Model"), proposal, func(answer string) string {
		if answer == "" {
			return s.app.say("expected the name of a model")
		}
		return ""
	})
	return err
}

var errNoKey = errors.New("that is no key: one word is expected")

// oneKey is the key in what was typed or piped in.
func oneKey(text string) (string, error) {
	key := strings.TrimSpace(text)
	if key == "" || strings.ContainsAny(key, " \t\r\n") {
		return "", input{errNoKey}
	}
	return key, nil
}
