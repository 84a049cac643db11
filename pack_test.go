package main

import (
	"bytes"
	"os"
	"os/exec"
	"testing"
)

// TestPackCurrent rebuilds pack/knowledge.pack: a stale one only makes the program
// slower, which no other test would notice.
func TestPackCurrent(t *testing.T) {
	before, err := os.ReadFile("pack/knowledge.pack")
	if err != nil {
		t.Fatal(err)
	}
	file := t.TempDir() + "/knowledge.pack"
	if out, err := exec.Command("go", "run", "./pack/gen", file).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	after, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("pack/knowledge.pack is stale (%v): run make docs", err)
	}
}
