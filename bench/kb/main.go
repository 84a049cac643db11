// Kb measures the knowledge base: indexing, incremental indexing, the first question
// of a fresh process, and warm questions. Run it through bench/kb.sh.
package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/kb"
)

func main() {
	articles := flag.Int("articles", 10000, "how many articles of 1 kB")
	dir := flag.String("dir", "", "work folder (made when missing)")
	once := flag.String("once", "", "open the base, ask this and print milliseconds (a fresh process)")
	flag.Parse()
	var err error
	if *once != "" {
		err = ask(*dir, *once)
	} else {
		err = measure(*dir, *articles)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench/kb:", err)
		os.Exit(1)
	}
}

func options(dir string) kb.Options { return kb.Options{Cache: filepath.Join(dir, "cache")} }

func base(dir string) (*kb.Base, error) {
	b, _, err := kb.OpenWith(context.Background(), []string{filepath.Join(dir, "articles")}, options(dir))
	return b, err
}

func ask(dir, text string) error {
	start := time.Now()
	b, err := base(dir)
	if err != nil {
		return err
	}
	opened := time.Since(start)
	if _, err := b.Search(context.Background(), query(text)); err != nil {
		return err
	}
	fmt.Printf("%.2f %.2f\n", ms(opened), ms(time.Since(start)))
	return b.Close()
}

func query(text string) kb.Query {
	return kb.Query{Texts: []string{text}, Language: "en", Market: "DE", At: time.Now()}
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func measure(dir string, n int) error {
	words := vocabulary()
	if err := write(filepath.Join(dir, "articles"), n, words); err != nil {
		return err
	}
	start := time.Now()
	stats, _, err := kb.Index(context.Background(), []string{filepath.Join(dir, "articles")}, options(dir))
	if err != nil {
		return err
	}
	fmt.Printf("index %d articles, %d snippets: %.2f s, %d MiB peak\n", stats.Articles, stats.Snippets, time.Since(start).Seconds(), peak())
	for i := range 10 {
		if err := article(filepath.Join(dir, "articles"), i*n/10, words); err != nil {
			return err
		}
	}
	start = time.Now()
	if stats, _, err = kb.Index(context.Background(), []string{filepath.Join(dir, "articles")}, options(dir)); err != nil {
		return err
	}
	fmt.Printf("index again, %d files changed: %.0f ms\n", stats.Read, ms(time.Since(start)))
	if err := cold(dir, words); err != nil {
		return err
	}
	return warm(dir, words)
}

// cold asks in fresh processes; what it prints is the time inside, after start-up.
func cold(dir string, words []string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	var opened, answered []float64
	for range 21 {
		out, err := exec.Command(self, "-dir", dir, "-once", question(words)).Output()
		if err != nil {
			return err
		}
		var o, a float64
		if _, err := fmt.Sscan(string(out), &o, &a); err != nil {
			return err
		}
		opened, answered = append(opened, o), append(answered, a)
	}
	slices.Sort(opened)
	slices.Sort(answered)
	fmt.Printf("fresh process, median of %d: open %.1f ms, open and first question %.1f ms\n", len(opened), opened[len(opened)/2], answered[len(answered)/2])
	return nil
}

func warm(dir string, words []string) error {
	b, err := base(dir)
	if err != nil {
		return err
	}
	var times []float64
	for range 1000 {
		start := time.Now()
		if _, err := b.Search(context.Background(), query(question(words))); err != nil {
			return err
		}
		times = append(times, ms(time.Since(start)))
	}
	slices.Sort(times)
	fmt.Printf("warm questions: median %.2f ms, p99 %.2f ms\n", times[len(times)/2], times[len(times)*99/100])
	return b.Close()
}

// vocabulary is made of syllables, so that pieces of words are shared as in language.
func vocabulary() []string {
	r := rand.New(rand.NewPCG(1, 2))
	var words []string
	for range 30000 {
		var w strings.Builder
		for range 2 + r.IntN(3) {
			w.WriteString([]string{"ba", "re", "tor", "mi", "shi", "con", "pa", "le", "sta", "ne", "du", "fro", "gal", "hen", "ti", "ous", "ver", "sum", "kal", "or"}[r.IntN(20)])
		}
		words = append(words, w.String())
	}
	return words
}

// word draws as language does: few words often, most seldom.
func word(words []string) string {
	return words[int(float64(len(words))*rand.Float64()*rand.Float64()*rand.Float64())]
}

func question(words []string) string {
	var q []string
	for range 9 {
		q = append(q, word(words))
	}
	return strings.Join(q, " ") + "?"
}

func write(dir string, n int, words []string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for i := range n {
		if err := article(dir, i, words); err != nil {
			return err
		}
	}
	return nil
}

func article(dir string, i int, words []string) error {
	var text strings.Builder
	fmt.Fprintf(&text, "---\ntitle: %s %s\nlang: en\n---\n", word(words), word(words))
	for n := 0; text.Len() < 1000; n++ {
		text.WriteString(word(words))
		if n%12 == 11 {
			text.WriteString(".\n")
		} else {
			text.WriteByte(' ')
		}
	}
	return os.WriteFile(filepath.Join(dir, fmt.Sprintf("a%05d.md", i)), []byte(text.String()), 0o644)
}

// peak is the most memory this process has had, in MiB, as far as the runtime knows.
func peak() uint64 {
	if data, err := os.ReadFile("/proc/self/status"); err == nil {
		for l := range strings.Lines(string(data)) {
			var kib uint64
			if _, err := fmt.Sscanf(l, "VmHWM: %d kB", &kib); err == nil {
				return kib / 1024
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Sys >> 20
}
