package cmd

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

func TestMain(m *testing.M) {
	if os.Getenv("PARLANCE_AS_PROGRAM") != "" {
		os.Exit(Main(exampleConfig()))
	}
	testscript.Main(m, map[string]func(){"parlance": asProgram})
}

// exampleConfig is what main embeds: the program under test runs in any folder, the
// file stands beside this one's parent.
func exampleConfig() string {
	_, here, _, _ := runtime.Caller(0)
	b, err := os.ReadFile(filepath.Join(filepath.Dir(here), "..", "config.example.yaml"))
	if err != nil {
		panic(err)
	}
	return string(b)
}

// TestScripts runs the program as a user would, against the fake endpoint.
func TestScripts(t *testing.T) {
	commands := llmtest.Commands()
	commands["valid"] = valid(t)
	commands["exec-code"] = execCode
	commands["encode"] = encode
	commands["bytes"] = makeBytes
	commands["broken"] = breakText
	commands["lines"] = lines
	commands["valid-lines"] = validLines(t)
	testscript.Run(t, testscript.Params{
		Dir:  "testdata",
		Cmds: commands,
		Setup: func(env *testscript.Env) error {
			env.Setenv("PARLANCE_CONFIG_DIR", env.WorkDir+"/config")
			env.Setenv("PARLANCE_CACHE_DIR", env.WorkDir+"/cache")
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("LC_ALL", "C")
			wd, err := os.Getwd()
			if err != nil {
				return err
			}
			env.Setenv("EXAMPLES", wd+"/../examples")
			env.Setenv("EXAMPLE", wd+"/../config.example.yaml")
			return llmtest.Setup(env)
		},
	})
}

// valid NAME FILE holds a document (or with "events" every line) against its schema.
func valid(t *testing.T) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, _ bool, args []string) {
		if len(args) != 2 {
			ts.Fatalf("usage: valid SCHEMA FILE")
		}
		text := ts.ReadFile(args[1])
		documents := []string{text}
		if args[0] == "events" {
			documents = strings.Split(strings.TrimSpace(text), "\n")
			var last struct{ Type string }
			if json.Unmarshal([]byte(documents[len(documents)-1]), &last); last.Type != "done" {
				ts.Fatalf("the last event is %q, not done", last.Type)
			}
		}
		for _, d := range documents {
			validate(t, args[0], bytes.TrimSpace([]byte(d)))
		}
	}
}

// exec-code N PROGRAM ARGS runs a program that must end with exit code N.
func execCode(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}
