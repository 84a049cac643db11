package cmd

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

// TestDocsShowWhatIsOnTheScreen runs the blocks
//
//	```text screen=WIDTH model=NAME answers=one,,two_words
//
// in a real terminal: the line "$ command", with the answers typed one after the other,
// each when a line that ends with ":" waits for it. Then the screen must show the lines of
// the block, "…" as in sessions.
func TestDocsShowWhatIsOnTheScreen(t *testing.T) {
	screens := 0
	for _, d := range documents(t) {
		for _, b := range d.blocks {
			width, err := strconv.Atoi(b.words["screen"])
			if err != nil {
				continue
			}
			screens++
			t.Run(filepath.Base(d.path)+strconv.Itoa(b.first), func(t *testing.T) { onScreen(t, d, b, width) })
		}
	}
	if screens == 0 {
		t.Error("no screens: are they still read?")
	}
}

func onScreen(t *testing.T, d *document, b *passage, width int) {
	t.Parallel()
	script, err := os.ReadFile(filepath.Join("testdata", "docs", b.words["model"]+".model"))
	if err != nil {
		t.Fatal(err)
	}
	server := llmtest.Start(t, string(script))
	host := strings.TrimSuffix(strings.TrimPrefix(server.URL(), "http://"), "/v1")
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "examples"), os.DirFS("../examples")); err != nil {
		t.Fatal(err)
	}
	command := strings.Replace(strings.TrimPrefix(b.lines[0], "$ parlance"), ollamaPort, host, 1)
	p := inTmux(t, width, 60, map[string]string{"OLLAMA_HOST": host, "PARLANCE_TEST_TIME": docsTime}, `cd "`+dir+`"; $P`+command)
	asked := 0
	for _, answer := range strings.Split(b.words["answers"], ",") {
		if b.words["answers"] == "" {
			break
		}
		p.when("question", func(seen string) bool {
			seen = strings.TrimRight(seen, "\n")
			more := strings.Count(seen, "\n")+1 > asked && strings.HasSuffix(seen, ":")
			if more {
				asked = strings.Count(seen, "\n") + 1
			}
			return more
		})
		if answer != "" {
			p.press(strings.ReplaceAll(answer, "_", " "))
		}
		p.press("Enter")
	}
	p.when("screen like that of "+d.at(b.first), func(seen string) bool {
		lines := strings.Split(strings.ReplaceAll(seen, host, ollamaPort), "\n")
		for i := range lines {
			lines[i] = strings.TrimRight(lines[i], " ")
		}
		return fits(append(b.lines[1:len(b.lines):len(b.lines)], "…"), lines)
	})
}
