package cmd

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// document is one file, cut into the blocks of code it holds.
type document struct {
	path   string
	lines  []string
	blocks []*passage
}

type passage struct {
	first  int // index in lines of what stands between the fences
	lines  []string
	name   string            // console, yaml …
	words  map[string]string // of the opening fence: width=110, rule
	redone []string          // what the block ought to show; nil: what it shows
}

func documents(t *testing.T) []*document {
	t.Helper()
	paths, err := filepath.Glob("../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	var list []*document
	for _, path := range append([]string{"../README.md"}, paths...) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(path) != "cli.md" { // generated from the program
			list = append(list, readDocument(path, string(b)))
		}
	}
	return list
}

func readDocument(path, text string) *document {
	d := &document{path: path, lines: strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")}
	var open *passage
	for i, line := range d.lines {
		fence, is := strings.CutPrefix(line, "```")
		switch {
		case !is:
		case open != nil:
			open.lines = d.lines[open.first:i]
			d.blocks = append(d.blocks, open)
			open = nil
		default:
			open = &passage{first: i + 1, words: map[string]string{}}
			for _, word := range strings.Fields(fence) {
				key, value, _ := strings.Cut(word, "=")
				open.words[key] = value
				if open.name == "" {
					open.name = key
				}
			}
		}
	}
	return d
}

// step is one command of a session and what is shown below it.
type step struct {
	line    int // index in the block's lines
	command string
	shown   []string
}

func (b *passage) steps() (list []step, err error) {
	for i := 0; i < len(b.lines); {
		first, is := strings.CutPrefix(b.lines[i], "$ ")
		if !is {
			return nil, fmt.Errorf("expected a line that begins with $, got %q", b.lines[i])
		}
		s := step{line: i, command: first}
		for i++; goesOn(s.command) && i < len(b.lines); i++ {
			more, is := strings.CutPrefix(b.lines[i], ">")
			if !is {
				return nil, fmt.Errorf("expected a line that begins with >, got %q", b.lines[i])
			}
			s.command += "\n" + strings.TrimPrefix(more, " ")
		}
		from := i
		for i < len(b.lines) && !strings.HasPrefix(b.lines[i], "$ ") {
			i++
		}
		s.shown = b.lines[from:i]
		list = append(list, s)
	}
	return list, nil
}

var hereDocument = regexp.MustCompile(`<<'?(\w+)'?`)

// goesOn tells whether the shell would ask for another line.
func goesOn(command string) bool {
	if here := hereDocument.FindStringSubmatch(command); here != nil {
		return !strings.HasSuffix(command, "\n"+here[1])
	}
	return strings.HasSuffix(command, `\`)
}

// fits compares what is shown with what was printed.
func fits(shown, printed []string) bool {
	if len(shown) == 0 {
		return len(printed) == 0
	}
	if shown[0] == "…" {
		return fits(shown[1:], printed) || len(printed) > 0 && fits(shown, printed[1:])
	}
	return len(printed) > 0 && sameLine(shown[0], printed[0]) && fits(shown[1:], printed[1:])
}

// keepWild is what was printed, with the lines shown with "…" for some text as they are.
func keepWild(shown, printed []string) []string {
	lines := slices.Clone(printed)
	for i, line := range lines {
		for _, wild := range shown {
			if wild != "…" && sameLine(wild, line) {
				lines[i] = wild
			}
		}
	}
	return lines
}

func sameLine(shown, printed string) bool {
	if shown == printed || !strings.Contains(shown, "…") {
		return shown == printed
	}
	parts := strings.Split(shown, "…")
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return regexp.MustCompile(`^` + strings.Join(parts, `.*`) + `$`).MatchString(printed)
}

// rewrite puts what was printed into the file, for -update.
func (d *document) rewrite(t *testing.T) {
	t.Helper()
	text, at, changed := []string{}, 0, false
	for _, b := range d.blocks {
		if b.redone == nil {
			continue
		}
		text, changed = append(append(text, d.lines[at:b.first]...), b.redone...), true
		at = b.first + len(b.lines)
	}
	if !changed {
		return
	}
	text = append(text, d.lines[at:]...)
	if err := os.WriteFile(d.path, []byte(strings.Join(text, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
}
