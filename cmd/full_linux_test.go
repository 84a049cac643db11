package cmd

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// An answer that cannot be written is an error of every command, also of help.
func TestAnAnswerThatCannotBeWrittenFails(t *testing.T) {
	const ticket, notes = "../examples/late-parcel.ja.txt", "../examples/kb"
	jsonl := t.TempDir() + "/in.jsonl"
	if err := os.WriteFile(jsonl, []byte(`{"schema":"parlance.ticket/v1","id":"1","text":"Where is my parcel NL-204817?"}`+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"draft " + ticket, "draft --show all " + ticket, "draft --json " + ticket, "draft --ndjson " + ticket, "draft --dry-run " + ticket,
		"inspect " + ticket, "inspect --json " + ticket, "check --ticket " + ticket + " " + ticket, "check --json --ticket " + ticket + " " + ticket,
		"check --report sarif --ticket " + ticket + " " + ticket,
		"mask " + ticket, "mask --json " + ticket, "tokens " + ticket, "batch --json " + jsonl + " -o " + t.TempDir() + "/out.jsonl",
		"kb list --kb " + notes, "kb search parcel --kb " + notes, "culture list", "culture show de", "culture which " + ticket, "rules", "config", "config --json", "schema draft",
		"man draft", "completion bash", "version", "help", "help kb", "--help", "draft --help", "kb", "",
	} {
		t.Run(line, func(t *testing.T) {
			full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
			if err != nil {
				t.Skip(err)
			}
			defer full.Close()
			var told bytes.Buffer
			c := exec.Command(program, strings.Fields(line)...)
			c.Env = append(os.Environ(), "PARLANCE_AS_PROGRAM=1", "PARLANCE_CONFIG_DIR="+t.TempDir(), "PARLANCE_CACHE_DIR="+t.TempDir())
			c.Stdout, c.Stderr = full, &told
			var exit *exec.ExitError
			if err := c.Run(); !errors.As(err, &exit) || exit.ExitCode() != exitFailed {
				t.Errorf("ended with %v, want exit code %d; stderr:\n%s", err, exitFailed, told.String())
			}
			if !strings.Contains(told.String(), "no space left") {
				t.Errorf("stderr does not say why:\n%s", told.String())
			}
		})
	}
}
