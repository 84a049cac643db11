package cmd

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/say"
)

// shop settles the brand.
func (s *setup) shop(ctx context.Context) error {
	name := s.opts.brand
	if name == "" && s.ask != nil {
		have := s.app.brandNames()
		question := s.app.say("Your shop's name; Enter for none yet")
		proposal := s.text("brand")
		if proposal != "" {
			question = s.app.say("Your shop's name")
		}
		if len(have) > 0 && proposal == "" {
			question = s.app.say("Your shop's name (there is a file for %s)", s.app.words().list(have))
			proposal = have[0]
		}
		var err error
		name, err = s.ask.until(ctx, question, proposal, func(answer string) string {
			if answer != "" && fileName(answer) == "" {
				return s.app.say("%q is no name for a shop", answer)
			}
			return ""
		})
		if err != nil {
			return err
		}
	}
	if name = strings.TrimSpace(name); name == "" || name == s.text("brand") {
		return nil
	}
	return s.setBrand(name)
}

// setBrand takes a brand there is, a brand file, or the name of a shop to write one for.
func (s *setup) setBrand(name string) error {
	switch {
	case strings.ContainsAny(name, `/\`) || strings.HasSuffix(name, ".yaml"):
		path := absolute(s.app.dirs.work, name)
		if _, err := brand.Load(path); err != nil {
			return input{err}
		}
		s.values["brand"] = path
		return nil
	case slices.Contains(s.app.brandNames(), name):
		s.values["brand"] = name
		return nil
	}
	file := fileName(name)
	if file == "" {
		return usagef("%q is no name for a shop", name)
	}
	s.values["brand"] = file
	if !slices.Contains(s.app.brandNames(), file) {
		s.newBrand = name
	}
	return nil
}

// brandNames are the brands there are files for, in the project and beside the settings.
func (a *app) brandNames() []string {
	var names []string
	for _, dir := range []string{a.dirs.work, a.dirs.config} {
		files, _ := filepath.Glob(filepath.Join(dir, "brands", "*.yaml")) // the pattern is ours
		for _, f := range files {
			names = append(names, strings.TrimSuffix(filepath.Base(f), ".yaml"))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// fileName is a name without what a file system minds: letters and digits of any script,
// the rest a hyphen.
func fileName(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	return strings.Join(words, "-")
}

// language settles the agent's language. What is not said stays the locale's.
func (s *setup) language(ctx context.Context) error {
	if tag := s.opts.agentLang; tag != "" {
		if !isLanguage(tag) {
			return usagef("--agent-lang is %q, expected a language tag such as en, de or zh", tag)
		}
		s.values["agent_lang"] = tag
		return nil
	}
	if s.ask == nil {
		return nil
	}
	wish := cmp.Or(s.text("agent_lang"), s.app.locale())
	if ui, _ := s.app.uiChosen(); s.text("agent_lang") == "" && ui != "" && ui != say.Language(s.app.locale()) {
		wish = ui // who chose Chinese screens writes Chinese
	}
	proposal := draft.AgentLanguage(wish, "")
	name := lang.Name(proposal, s.app.speaker().Language())
	answer, err := s.ask.until(ctx, s.app.say("The language you read and write (%s)", name), proposal, func(answer string) string {
		if !isLanguage(answer) {
			return s.app.say("expected a language tag such as en, de or zh")
		}
		return ""
	})
	if err == nil {
		s.values["agent_lang"] = answer
	}
	return err
}

// isLanguage tells a tag from anything else: what is no tag becomes English.
func isLanguage(tag string) bool {
	return strings.HasPrefix(strings.ToLower(tag), "en") || draft.AgentLanguage(tag, "") != "en"
}

// articles settles the knowledge base, and the model that finds in it by meaning.
func (s *setup) articles(ctx context.Context) error {
	folders := s.opts.kb
	if len(folders) == 0 && s.ask != nil {
		old := ""
		if list, _ := s.old["kb.folders"].([]any); len(list) > 0 {
			old, _ = list[0].(string)
		}
		proposal := cmp.Or(old, s.likelyFolder())
		question := s.app.say("A folder with your help articles; Enter for none yet")
		if proposal != "" {
			question = s.app.say("A folder with your help articles; Enter for this one, - for none yet")
		}
		answer, err := s.ask.until(ctx, question, proposal, func(answer string) string {
			if err := folderProblem(s.folder(answer)); answer != "" && answer != "-" && err != nil {
				return s.app.speaker().Error(err)
			}
			return ""
		})
		if err != nil {
			return err
		}
		if answer == "-" {
			delete(s.values, "kb.folders")
		} else if answer != "" && answer != old {
			folders = []string{answer}
		}
	}
	if len(folders) > 0 {
		paths := []any{}
		for _, f := range folders {
			path := s.folder(f)
			if err := folderProblem(path); err != nil {
				return err
			}
			paths = append(paths, path)
		}
		s.values["kb.folders"] = paths
	}
	return s.meaning()
}

// meaning settles the embedding model: the one named, or one of this machine, because a
// service elsewhere would be sent the articles.
func (s *setup) meaning() error {
	switch name := s.opts.embeddings; {
	case name == "none" || s.opts.builtin:
		s.values["kb.embeddings.model"] = ""
	case name != "":
		s.values["kb.embeddings.model"] = name
	case s.opts.baseURL != "" || s.values["endpoint.base_url"] != s.old["endpoint.base_url"]:
		delete(s.values, "kb.embeddings.model")
		base, _ := s.values["endpoint.base_url"].(string)
		if found := llm.EmbeddingModels(s.models); len(found) > 0 && llm.IsLoopback(base) {
			s.values["kb.embeddings.model"] = found[0].ID
		}
	}
	return nil
}

// likelyFolder is a folder of articles where the person stands, "" for none.
func (s *setup) likelyFolder() string {
	for _, name := range []string{"kb", "knowledge", "knowledge-base", "help"} {
		for _, pattern := range []string{"*.md", "*.html", "*.txt", "*/*.md"} {
			if files, _ := filepath.Glob(filepath.Join(s.app.dirs.work, name, pattern)); len(files) > 0 {
				return name
			}
		}
	}
	return ""
}

// folder is a path as the settings need it: whole, because they are read elsewhere.
func (s *setup) folder(path string) string {
	if rest, found := strings.CutPrefix(path, "~/"); found {
		return filepath.Join(cmp.Or(s.app.getenv("HOME"), s.app.getenv("USERPROFILE")), rest)
	}
	return absolute(s.app.dirs.work, path)
}

func folderProblem(path string) error { return folders([]string{path}) }

// absolute is a path seen from a folder.
func absolute(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// exists tells whether something has that name.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
