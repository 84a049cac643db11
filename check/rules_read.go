package check

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/pack"
	"github.com/parlance-cli/parlance/say"
)

//go:embed rules/*.yaml
var ruleFiles embed.FS

var loadRules = sync.OnceValues(func() ([]*rule, error) { return readRules(ruleFiles) })

// readRules reads every rule file; a mistake names file and line.
func readRules(files fs.FS) ([]*rule, error) {
	names, err := fs.Glob(files, "rules/*.yaml")
	if err != nil {
		return nil, err
	}
	var all []*rule
	for _, name := range names {
		rules, err := readRuleFile(files, name, name)
		if err != nil {
			return nil, err
		}
		all = append(all, rules...)
	}
	return all, nil
}

// readRuleFile reads one file; shown is its name in places and messages.
func readRuleFile(files fs.FS, name, shown string) ([]*rule, error) {
	b, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	var rules []*rule
	if err := pack.Decode(b, &rules); err != nil {
		return nil, say.Errorf("%s: %s", shown, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	lines := ruleLines(b)
	if len(lines) != len(rules) {
		return nil, say.Errorf("%s: every rule begins with \"- id:\" at the start of a line", shown)
	}
	for i, r := range rules {
		r.place = fmt.Sprintf("%s:%d", shown, lines[i])
		if err := r.validate(); err != nil {
			return nil, say.Errorf("%s: rule %q: %w", r.place, r.ID, err)
		}
	}
	return rules, nil
}

// ruleLines is the line on which each rule of a file begins.
func ruleLines(b []byte) []int {
	var lines []int
	n := 0
	for line := range bytes.Lines(b) {
		n++
		if bytes.HasPrefix(line, []byte("- ")) {
			lines = append(lines, n)
		}
	}
	return lines
}

var scopes = []string{"", "text", "opening", "closing", "subject"}

func (r *rule) validate() error {
	switch {
	case !strings.Contains(r.ID, "/"):
		return errors.New("id must be family/name")
	case kinds[r.Kind] == nil:
		return say.Errorf("unknown kind %q", r.Kind)
	case rank(r.Severity) < 0:
		return say.Errorf("unknown severity %q: error, warning or info", r.Severity)
	case !slices.Contains(scopes, r.Scope):
		return say.Errorf("unknown scope %q", r.Scope)
	case !has(r.Message, "en") || !has(r.Message, "zh-Hans"):
		return errors.New("message needs en and zh-Hans")
	case r.Source == "":
		return errors.New("source is missing")
	case r.Kind == "least" && r.Limit != withdrawal:
		if _, err := strconv.Atoi(r.Limit); err != nil {
			return say.Errorf("limit %q is neither %s nor a number", r.Limit, withdrawal)
		}
	}
	return nil
}

func has(in pack.Later, key string) bool {
	_, ok := in.Get(key)
	return ok
}
