package llmtest

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// rule is one file of a script: when it applies, and what is answered.
type rule struct {
	name    string
	when    []condition
	match   *regexp.Regexp // its groups are $1 … in the answer
	path    string         // suffix of the request's path
	times   int            // 0: always
	delay   time.Duration  // before the first byte
	gap     time.Duration  // between pieces
	chunk   int            // code points of a piece
	finish  string         // "none": no finish reason
	done    bool           // [DONE] at the end
	status  int
	header  [][2]string
	raw     bool // the body is the literal HTTP body
	cut     int  // close the connection after so many code points; -1: never
	think   string
	usage   string // "PROMPT,COMPLETION" or "none"
	model   string
	play    string // a scenario of the catalogue
	content string
}

// condition is a text that some part of a request must hold, or must not.
type condition struct {
	part, text string
	not        bool
}

// parse reads a script: a txtar archive in which each file is a rule. A file begins
// with "name: value" lines, then a blank line, then the text of the answer; a file
// without such lines is all answer. Rules are tried in order; the first that fits
// answers. Lines are:
//
//	when: TEXT            the request holds TEXT (also when-system, when-user,
//	                      when-model, when-body; not-… for must not); repeatable
//	match: REGEXP         system and user text match; $1 in the answer is its group
//	path: /embeddings     the request's path ends so (default /chat/completions)
//	times: 1              the rule applies so many times
//	delay: 50ms  gap: 5ms  chunk: 8      pace, and code points per piece
//	finish: length  done: no  cut: 20    how the answer ends
//	status: 429  header: Retry-After: 1  body: raw
//	reasoning: TEXT  usage: 100,20  model: NAME
//	scenario: s-cut-clean                behave as the catalogue says
//
// The file "models" lists model names, the file "props" is what /props answers.
func parse(script string) ([]*rule, error) {
	var rules []*rule
	archive := txtar.Parse([]byte(script))
	if len(archive.Files) == 0 && strings.TrimSpace(script) != "" {
		archive.Files = []txtar.File{{Name: "default", Data: []byte(script)}}
	}
	for _, f := range archive.Files {
		r, err := parseRule(f.Name, string(f.Data))
		if err != nil {
			return nil, err
		}
		rules = append(rules, r)
	}
	return rules, nil
}

// Dir reads the files of a folder, in the order of their names, as a script.
func Dir(folder string) (string, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		return "", err
	}
	var archive txtar.Archive
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			return "", err
		}
		archive.Files = append(archive.Files, txtar.File{Name: filepath.Base(name), Data: b})
	}
	return string(txtar.Format(&archive)), nil
}

func parseRule(name, data string) (*rule, error) {
	r := &rule{name: name, path: "/chat/completions", finish: "stop", done: true, status: 200, chunk: 8, cut: -1}
	data = strings.ReplaceAll(data, "\r\n", "\n")
	head, body, found := strings.Cut(data, "\n\n")
	if strings.HasPrefix(data, "\n") {
		head, body, found = "", data[1:], true
	}
	if !found || !allSettings(head) {
		if allSettings(strings.TrimSpace(data)) && !found {
			head, body = strings.TrimSpace(data), ""
		} else {
			head, body = "", data
		}
	}
	r.content = strings.TrimSuffix(body, "\n")
	for _, line := range strings.Split(head, "\n") {
		if line == "" {
			continue
		}
		key, value, _ := strings.Cut(line, ":")
		if err := r.set(key, strings.TrimSpace(value)); err != nil {
			return nil, fmt.Errorf("rule %s: %s: %w", name, key, err)
		}
	}
	return r, nil
}

// allSettings tells whether every line of a head is a setting we know.
func allSettings(head string) bool {
	for _, line := range strings.Split(head, "\n") {
		key, _, ok := strings.Cut(line, ":")
		if !ok || !(isCondition(key) || strings.Contains(" match path times delay gap chunk finish done cut status header body reasoning usage model scenario ", " "+key+" ")) {
			return false
		}
	}
	return head != ""
}

func isCondition(key string) bool {
	first, part, _ := strings.Cut(key, "-")
	return (first == "when" || first == "not") && strings.Contains(" system user model body ", " "+part+" ") || key == "when" || key == "not"
}

func (r *rule) set(key, value string) (err error) {
	switch key {
	case "match":
		r.match, err = regexp.Compile(value)
	case "path":
		r.path = value
	case "times":
		r.times, err = strconv.Atoi(value)
	case "delay":
		r.delay, err = time.ParseDuration(value)
	case "gap":
		r.gap, err = time.ParseDuration(value)
	case "chunk":
		r.chunk, err = strconv.Atoi(value)
	case "finish":
		r.finish = value
	case "done":
		r.done = value != "no"
	case "cut":
		r.cut, err = strconv.Atoi(value)
	case "status":
		r.status, err = strconv.Atoi(value)
	case "header":
		name, text, _ := strings.Cut(value, ":")
		r.header = append(r.header, [2]string{name, strings.TrimSpace(text)})
	case "body":
		r.raw = value == "raw"
	case "reasoning":
		r.think = value
	case "usage":
		r.usage = value
	case "model":
		r.model = value
	case "scenario":
		if r.play = value; scenarios()[value] == nil {
			err = fmt.Errorf("no scenario %q", value)
		}
	default:
		first, part, _ := strings.Cut(key, "-")
		r.when = append(r.when, condition{part: part, text: value, not: first == "not"})
	}
	return err
}

func (r *rule) fits(s Sent) bool {
	path, _, _ := strings.Cut(s.Path, "?")
	if !strings.HasSuffix(path, r.path) {
		return false
	}
	for _, c := range r.when {
		in := map[string]string{"system": s.System, "user": s.User, "model": s.Model, "body": s.Body, "": s.System + "\n" + s.User}[c.part]
		if strings.Contains(in, c.text) == c.not {
			return false
		}
	}
	return r.match == nil || r.match.MatchString(s.System+"\n"+s.User)
}

// text is the answer with the groups of match filled in.
func (r *rule) text(s Sent) string {
	if r.match == nil {
		return r.content
	}
	in := s.System + "\n" + s.User
	return string(r.match.ExpandString(nil, r.content, in, r.match.FindStringSubmatchIndex(in)))
}
