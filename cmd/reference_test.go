package cmd

import (
	"os"
	"testing"
	"time"
)

func TestReferenceIsCurrent(t *testing.T) {
	a := &app{getenv: func(string) string { return "" }, now: time.Now, version: "devel"}
	want := reference(a.root())
	const file = "../docs/cli.md"
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil || string(got) != want {
		t.Errorf("docs/cli.md is stale (%v): run make docs", err)
	}
}
