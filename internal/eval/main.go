// Eval scores Parlance on labelled data: go run ./internal/eval -data DIR -out DIR.
// Whatever of the known layout lies under the data folder is scored through the same
// code paths as the commands; a table per kind is printed, the figures go to
// KIND.json and one line per case to KIND.predictions.jsonl. No network.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// kinds are scored in this order; a kind whose files are absent is skipped. A scorer
// prints its table to standard output and returns the figures for KIND.json.
var kinds = []struct {
	name  string
	score func(r *run) (any, error)
}{
	{"register", scoreRegister},
	{"facts", scoreFacts},
	{"retrieval", scoreRetrieval},
	{"langid", scoreLangid},
	{"emotion", scoreEmotion},
	{"tickets", scoreTickets},
	{"risks", scoreRisks},
	{"pii", scorePII},
	{"injection", scoreInjection},
	{"terminal", scoreTerminal},
	{"rules", scoreRules},
}

// errNoData is returned by a scorer that finds none of its files.
var errNoData = errors.New("no data of this kind")

// run is one kind being scored.
type run struct {
	data string
	w    *bufio.Writer
}

// predict writes one prediction line.
func (r *run) predict(v any) {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // our own types
	}
	r.w.Write(b)
	r.w.WriteByte('\n')
}

// files lists what matches the pattern under the data folder, or errNoData.
func (r *run) files(pattern string) ([]string, error) {
	found, err := filepath.Glob(filepath.Join(r.data, pattern))
	if err == nil && len(found) == 0 {
		err = errNoData
	}
	return found, err
}

// lines calls each with every JSON line of a file, counting from 1.
func lines[T any](path string, each func(line int, v T) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 64<<20)
	for n := 1; s.Scan(); n++ {
		if strings.TrimSpace(s.Text()) == "" {
			continue
		}
		var v T
		if err := json.Unmarshal(s.Bytes(), &v); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if err := each(n, v); err != nil {
			return err
		}
	}
	return s.Err()
}

func main() {
	data := flag.String("data", "", "folder with the labelled data")
	out := flag.String("out", "eval-out", "folder for figures and predictions")
	only := flag.String("only", "", "comma-separated kinds to score (default: all)")
	flag.Parse()
	if err := evaluate(*data, *out, *only); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

func evaluate(data, out, only string) error {
	if _, err := os.Stat(data); err != nil {
		return fmt.Errorf("-data: %w", err)
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, k := range kinds {
		if only != "" && !strings.Contains(","+only+",", ","+k.name+",") {
			continue
		}
		if err := scoreKind(k.name, k.score, data, out); err != nil {
			return fmt.Errorf("%s: %w", k.name, err)
		}
	}
	return nil
}

func scoreKind(name string, score func(*run) (any, error), data, out string) error {
	path := filepath.Join(out, name+".predictions.jsonl")
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	r := &run{data: data, w: bufio.NewWriter(f)}
	start := time.Now()
	figures, err := score(r)
	if errors.Is(err, errNoData) || errors.Is(err, fs.ErrNotExist) {
		fmt.Printf("%s: no data\n", name)
		return os.Remove(path)
	}
	if err != nil {
		return err
	}
	fmt.Printf("%s: scored in %s\n\n", name, time.Since(start).Round(time.Millisecond))
	b, err := json.MarshalIndent(figures, "", " ")
	if err != nil {
		return err
	}
	if err := r.w.Flush(); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, name+".json"), append(b, '\n'), 0o644)
}
