package cmd

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/config"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/say"
)

// brandExample is a commented brand file; NAME is the shop's name.
//
//go:embed init_brand.yaml
var brandExample string

// brandExampleChinese is the same with samples of a Chinese shop; its comments are told by
// the catalogue.
//
//go:embed init_brand.zh-Hans.yaml
var brandExampleChinese string

// change is a setting that differs from what was; a secret is not shown.
type change struct {
	Key    string `json:"key"`
	Before any    `json:"before"`
	After  any    `json:"after"`
}

// write writes everything, the settings last: before them nothing refers to the rest.
func (s *setup) write(ctx context.Context) error {
	for key, value := range s.values { // what is empty by default is not worth a change
		if value == "" && s.old[key] == nil {
			delete(s.values, key)
		}
	}
	if s.newBrand != "" {
		s.brandText = s.app.speaker().Comments(brandFile(s.newBrand, s.app.speaker().Language()))
		s.document.BrandFile = filepath.Join(s.app.dirs.config, "brands", fileName(s.newBrand)+".yaml")
	}
	if s.opts.dryRun {
		return nil
	}
	if err := s.keepKey(ctx); err != nil {
		return err
	}
	text, err := config.Fill(s.app.speaker().Comments(s.app.example), s.values)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil { // the last moment to leave everything as it was
		return err
	}
	if s.document.BrandFile != "" && !exists(s.document.BrandFile) {
		if _, err := config.Save(s.document.BrandFile, s.brandText, false); err != nil {
			return err
		}
		s.tell("Wrote %s: fill in signature, contact and limits when you have a minute.", s.document.BrandFile)
	}
	if s.document.Backup, err = config.Save(s.path, text, s.opts.force); err != nil {
		return say.Errorf("the settings are not written: %w", err)
	}
	s.document.Written, s.document.Changes = true, s.changes()
	s.tell("Wrote %s", s.path)
	if s.document.Backup != "" {
		s.tell("The file that was there is kept as %s. What changed:", s.document.Backup)
		s.tellChanges()
	}
	return nil
}

// show is the end of a dry run.
func (s *setup) show() error {
	text, err := config.Fill(s.app.speaker().Comments(s.app.example), s.values)
	if err != nil {
		return err
	}
	s.document.Changes = s.changes()
	if s.opts.json {
		s.document.Text = text
		return s.app.printJSON(s.document)
	}
	if exists(s.path) {
		s.tell("%s would change:", s.path)
		s.tellChanges()
	}
	return s.app.print(clean.Terminal(text))
}

func (s *setup) tellChanges() {
	if len(s.document.Changes) == 0 {
		s.tell("  nothing but comments")
	}
	for _, c := range s.document.Changes {
		s.tell("  %s: %s → %s", c.Key, plainValue(c.Before), plainValue(c.After))
	}
}

func plainValue(v any) string {
	if v == nil || v == "" {
		return `""`
	}
	return clean.Line(fmt.Sprint(v), 120)
}

// changes are the settings that differ from the file that was.
func (s *setup) changes() []change {
	var list []change
	for _, key := range config.Keys() {
		before, after := s.old[key], s.values[key]
		if reflect.DeepEqual(before, after) || before == nil && after == "" || after == nil && before == "" {
			continue
		}
		list = append(list, change{key, shownValue(key, before), shownValue(key, after)})
	}
	return list
}

// brandFile is the commented brand file of a shop.
func brandFile(name, language string) string {
	example := brandExample
	if language == "zh-Hans" {
		example = brandExampleChinese
	}
	lines := strings.Split(example, "\n")
	for i, line := range lines {
		if line == "name: NAME" {
			lines[i] = "name: " + quoted(name)
		} else {
			lines[i] = strings.ReplaceAll(line, "NAME", quoted(name))
		}
	}
	return strings.Join(lines, "\n")
}

// quoted is a name as YAML reads it, in quotes when it must be.
func quoted(name string) string {
	if strings.IndexFunc(name, func(r rune) bool { return strings.ContainsRune(`:#{}[],&*!|>'"%@\-?`+"`", r) }) < 0 && !slices.Contains([]string{"yes", "no", "on", "off", "true", "false", "null", "~"}, strings.ToLower(name)) {
		return name
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`
}

// keepKey puts the key where it will be found: the keyring, or a file when one is named or
// the keyring does not take it.
func (s *setup) keepKey(ctx context.Context) error {
	key := s.key.Reveal()
	if key == "" {
		if name := s.chosen("endpoint.key_env"); name != "" {
			s.document.Key = "environment variable " + name
		} else if s.keyFile != "" {
			s.document.Key = "file " + s.keyFile
		}
		return nil
	}
	origin := llm.Origin(s.chosen("endpoint.base_url"))
	if s.keyFile == "" {
		err := s.app.toKeyring(origin, key)
		if err == nil {
			s.document.Key = "keyring"
			s.tell("The key for %s is in your keyring.", origin)
			return nil
		}
		if err := s.offerFile(ctx, origin, err); err != nil {
			return err
		}
	}
	// A person who named the file at the terminal means it; a copy of an old key is no use.
	old, err := config.Save(s.keyFile, key+"\n", s.opts.force || s.ask != nil)
	if err != nil {
		return say.Errorf("the key is not kept: %w", err)
	}
	if old != "" {
		os.Remove(old)
	}
	s.values["endpoint.key_file"] = s.keyFile
	s.document.Key = "file " + s.keyFile
	s.tell("The key for %s is in %s, which only you can read.", origin, s.keyFile)
	return nil
}

// offerFile asks whether a file may keep the key that the keyring did not take.
func (s *setup) offerFile(ctx context.Context, origin string, failure error) error {
	proposal := filepath.Join(s.app.dirs.config, "keys", fileName(strings.TrimPrefix(origin, "https://")))
	if s.ask == nil {
		return input{say.Errorf("the keyring does not take the key (%w): add --key-file %s to keep it in a file only you can read, or --key-env NAME when a variable holds it", failure, proposal)}
	}
	s.tell("The keyring does not take the key: %s", failure)
	answer, err := s.ask.line(ctx, s.app.say("Keep it in this file, which only you can read? Enter for yes, n for no"), proposal)
	if err != nil {
		return err
	}
	if strings.EqualFold(answer, "n") || strings.EqualFold(answer, "no") {
		return errors.New("the key has no place: put it into an environment variable and name that with --key-env")
	}
	s.keyFile = absolute(s.app.dirs.work, answer)
	return nil
}
