package cmd

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

// The documents for users are run. In README.md and docs/*.md
//
//	```console               is a session: every line "$ command" is run by sh (a line that ends
//	                         with \ or opens a here document goes on in lines "> …"), and must
//	                         print the lines below it, standard error among them. A line "…"
//	                         stands for any lines, "…" in a line for any text. A command that
//	                         does not end with 0 is followed by "$ echo $?".
//	```console width=110     is at a terminal of so many columns
//	```console model=NAME    has a server of models on Ollama's port, from this block on, that
//	                         answers as testdata/docs/NAME.model says
//	```yaml file=PATH        (any language) is written to PATH; with the word profile, rule,
//	                         brand or settings the program's own check must accept it, with
//	                         the word mistake it must not
//
// The sessions of one document share a folder with a copy of examples, and a home. It is
// always the morning of docsTime there. `go test ./cmd -run Docs -update` writes what was
// printed where it differs from what is shown.
const docsTime = "2026-11-23T09:30:00Z"

// asProgram is the program under test, at PARLANCE_TEST_TIME when that is set.
func asProgram() {
	at, err := time.Parse(time.RFC3339, os.Getenv("PARLANCE_TEST_TIME"))
	if err != nil {
		os.Exit(Main(exampleConfig()))
	}
	a, began := processApp(), time.Now()
	a.example = exampleConfig()
	a.now = func() time.Time { return at.Add(time.Since(began)) }
	os.Exit(a.run(context.Background()))
}

// session is a document being run.
type session struct {
	doc   *document
	env   *testscript.Env
	model string // where the server of models is; "" for none
}

// Documents are read by Mei, who has a server of models on Ollama's port. The tests
// have both elsewhere.
const (
	home       = "/home/mei"
	ollamaPort = "127.0.0.1:11434"
)

func TestDocsShowWhatIsPrinted(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no sh here")
	}
	dir, byName := t.TempDir(), map[string]*document{}
	for _, d := range documents(t) {
		var script strings.Builder
		for i := range d.blocks {
			fmt.Fprintf(&script, "block %d\n", i)
		}
		name := strings.TrimSuffix(filepath.Base(d.path), ".md")
		byName[name] = d
		if err := os.WriteFile(filepath.Join(dir, name+".txtar"), []byte(script.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	type key struct{}
	t.Run("in", func(t *testing.T) {
		testscript.Run(t, testscript.Params{
			Dir:             dir,
			ContinueOnError: true,
			Setup: func(env *testscript.Env) error {
				env.Setenv("HOME", env.WorkDir)
				if runtime.GOOS != "linux" { // where these are the system's own places
					env.Setenv("PARLANCE_CONFIG_DIR", env.WorkDir+"/.config/parlance")
					env.Setenv("PARLANCE_CACHE_DIR", env.WorkDir+"/.cache/parlance")
				}
				env.Setenv("PARLANCE_TEST_TIME", docsTime)
				env.Setenv("LC_ALL", "C.UTF-8")
				if strings.Contains(filepath.Base(env.WorkDir), "zh-Hans") { // a document's readers have its language
					env.Setenv("LC_ALL", "zh_CN.UTF-8")
				}
				env.Setenv("TERM", "dumb") // text and nothing else
				env.Values[key{}] = &session{env: env}
				return os.CopyFS(filepath.Join(env.WorkDir, "examples"), os.DirFS("../examples"))
			},
			Cmds: map[string]func(*testscript.TestScript, bool, []string){
				"block": func(ts *testscript.TestScript, _ bool, args []string) {
					s := ts.Value(key{}).(*session)
					s.doc = byName[ts.Name()]
					n, err := strconv.Atoi(args[0])
					ts.Check(err)
					s.block(ts, s.doc.blocks[n])
				},
			},
		})
	})
	for _, d := range byName {
		d.rewrite(t)
	}
}

func (s *session) block(ts *testscript.TestScript, b *passage) {
	where := fmt.Sprintf("%s:%d", strings.TrimPrefix(s.doc.path, "../"), b.first)
	if name, asked := b.words["model"]; asked {
		script, err := os.ReadFile(filepath.Join("testdata", "docs", name+".model"))
		ts.Check(err)
		server, err := llmtest.New(string(script))
		ts.Check(err)
		ts.Defer(server.Close)
		s.model = strings.TrimSuffix(strings.TrimPrefix(server.URL(), "http://"), "/v1")
		s.env.Setenv("OLLAMA_HOST", s.model)
	}
	if path, asked := b.words["file"]; asked {
		path = filepath.Join(s.env.WorkDir, strings.Replace(path, "~/", "", 1))
		ts.Check(os.MkdirAll(filepath.Dir(path), 0o700))
		ts.Check(os.WriteFile(path, []byte(s.there(strings.Join(b.lines, "\n"))+"\n"), 0o600))
	}
	if b.name != "console" {
		return
	}
	if strings.Contains(strings.Join(b.lines, "\n"), "jq ") {
		if _, err := exec.LookPath("jq"); err != nil {
			ts.Logf("%s: no jq here", where)
			return
		}
	}
	if runtime.GOOS != "linux" && b.words["width"] != "" {
		ts.Logf("%s: terminals are opened on Linux only", where)
		return
	}
	steps, err := b.steps()
	if err != nil {
		ts.Fatalf("%s: %v", where, err)
	}
	s.run(ts, where, b, steps)
}

// run runs the commands of a session, and says all that is not as shown.
func (s *session) run(ts *testscript.TestScript, where string, b *passage, steps []step) {
	width, _ := strconv.Atoi(b.words["width"])
	var wrong []string
	redone, changed, code := []string{}, false, 0
	for i, step := range steps {
		var out string
		out, code = s.shell(ts, step.command, code, width)
		printed := s.here(out)
		redone = append(redone, b.lines[step.line:step.line+1+strings.Count(step.command, "\n")]...)
		if fits(step.shown, printed) {
			redone = append(redone, step.shown...)
		} else {
			changed, redone = true, append(redone, keepWild(step.shown, printed)...)
			wrong = append(wrong, fmt.Sprintf("%s: $ %s\nshown:\n%s\nprinted:\n%s", where, step.command, strings.Join(step.shown, "\n"), strings.Join(printed, "\n")))
		}
		if said := i+1 < len(steps) && steps[i+1].command == "echo $?"; code != 0 && !said {
			wrong = append(wrong, fmt.Sprintf("%s: $ %s\nends with %d, and no `$ echo $?` below says so", where, step.command, code))
		}
	}
	if changed && *update {
		b.redone = redone
	}
	if len(wrong) > 0 {
		ts.Fatalf("%s", strings.Join(wrong, "\n\n"))
	}
}

// shell runs a command after one that ended with code, and returns what a terminal would show.
func (s *session) shell(ts *testscript.TestScript, command string, code, width int) (string, int) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, "sh", "-c", fmt.Sprintf("(exit %d); %s", code, s.there(command)))
	c.Dir, c.Env = s.env.WorkDir, s.env.Vars
	var out []byte
	var err error
	if width > 0 {
		out, err = atTerminal(c, width)
	} else {
		out, err = c.CombinedOutput()
	}
	if c.ProcessState == nil {
		ts.Fatalf("%s: %v", command, err)
	}
	return string(out), c.ProcessState.ExitCode()
}

// there puts this run's places into a text of the document, here the other way round.
func (s *session) there(text string) string {
	text = strings.ReplaceAll(text, home, s.env.WorkDir)
	if s.model == "" {
		return text
	}
	return strings.ReplaceAll(text, ollamaPort, s.model)
}

func (s *session) here(text string) []string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), s.env.WorkDir, home)
	if s.model != "" {
		text = strings.ReplaceAll(text, s.model, ollamaPort)
	}
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	if len(lines) == 1 && lines[0] == "" {
		return nil
	}
	return lines
}
