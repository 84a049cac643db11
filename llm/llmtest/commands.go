package llmtest

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

type envKey struct{}

// Setup starts a server for a testscript. Files under model/ of the script are its
// rules. $MODEL_URL is the well-behaved base URL, $MODEL_HOST the same without /v1,
// for $MODEL_HOST/SCENARIO/v1.
func Setup(env *testscript.Env) error {
	script := ""
	if dir := filepath.Join(env.WorkDir, "model"); isDir(dir) {
		var err error
		if script, err = Dir(dir); err != nil {
			return err
		}
	}
	s, err := New(script)
	if err != nil {
		return err
	}
	env.Defer(s.Close)
	env.Values[envKey{}] = s
	env.Setenv("MODEL_URL", s.URL())
	env.Setenv("MODEL_HOST", strings.TrimSuffix(s.URL(), "/v1"))
	return nil
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// Commands are what a testscript may ask of the server:
//
//	model-saw TEXT...      some request held each TEXT
//	! model-saw TEXT...    no request held any TEXT
//	model-asked N          there were N chat requests so far
func Commands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"model-saw":   modelSaw,
		"model-asked": modelAsked,
	}
}

func modelSaw(ts *testscript.TestScript, neg bool, args []string) {
	s := ts.Value(envKey{}).(*Server)
	for _, text := range args {
		if s.Saw(text) == neg {
			ts.Fatalf("model-saw %q: got %t over %d requests", text, !neg, len(s.Requests()))
		}
	}
}

func modelAsked(ts *testscript.TestScript, neg bool, args []string) {
	asked := 0
	for _, r := range ts.Value(envKey{}).(*Server).Requests() {
		if strings.HasSuffix(r.Path, "/chat/completions") {
			asked++
		}
	}
	if len(args) != 1 {
		ts.Fatalf("usage: model-asked N")
	}
	if same := args[0] == strconv.Itoa(asked); same == neg {
		ts.Fatalf("model-asked %s: there were %d", args[0], asked)
	}
}
