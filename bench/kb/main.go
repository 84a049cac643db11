// Kb measures the knowledge base: indexing, incremental indexing, the first question
// of a fresh process, warm questions, and questions by meaning. Each line ends with the
// bar it is held to. Run it through bench/kb.sh.
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
	"runtime/debug"
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
	debug.SetGCPercent(400) // as the program does
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

func base(dir string, o kb.Options) (*kb.Base, error) {
	b, _, err := kb.Open(context.Background(), []string{filepath.Join(dir, "articles")}, o)
	return b, err
}

func ask(dir, text string) error {
	start := time.Now()
	b, err := base(dir, options(dir))
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

// line prints a figure beside its bar.
func line(what string, got, bar float64, unit, more string) {
	verdict := "within"
	if got > bar {
		verdict = "OVER"
	}
	fmt.Printf("%-34s %9.2f %-4s bar %6.0f  %-7s %s\n", what, got, unit, bar, verdict, more)
}

func measure(dir string, n int) error {
	words := vocabulary()
	folder := filepath.Join(dir, "articles")
	if err := write(folder, n, words); err != nil {
		return err
	}
	index := func() (kb.Stats, time.Duration, time.Duration, error) {
		start, used := time.Now(), cpu()
		stats, _, err := kb.Index(context.Background(), []string{folder}, options(dir))
		return stats, time.Since(start), cpu() - used, err
	}
	stats, took, used, err := index()
	if err != nil {
		return err
	}
	line("index", took.Seconds(), 15, "s", fmt.Sprintf("%d articles, %d snippets, %.2f s of processor", stats.Articles, stats.Snippets, used.Seconds()))
	line("peak memory while indexing", float64(peak()), 500, "MiB", "")
	var again []float64
	for round := range 5 {
		for i := range 10 {
			if err := article(folder, i*n/10, words, time.Duration(5-round)*time.Minute); err != nil {
				return err
			}
		}
		if stats, took, used, err = index(); err != nil {
			return err
		}
		again = append(again, ms(took))
	}
	slices.Sort(again)
	line("index again, median of 5", again[2], 1000, "ms", fmt.Sprintf("least %.0f ms, %d files changed, %.0f ms of processor", again[0], stats.Read, ms(used)))
	if err := cold(dir, words, n); err != nil {
		return err
	}
	if err := warm(dir, words, options(dir), "warm questions"); err != nil {
		return err
	}
	o := options(dir)
	o.Embedder = dice{}
	if _, _, err := kb.Index(context.Background(), []string{folder}, o); err != nil {
		return err
	}
	return warm(dir, words, o, "warm questions with vectors")
}

// dice gives each text 768 numbers that depend on its bytes.
type dice struct{}

func (dice) Model() string { return "dice" }

func (dice) Embed(_ context.Context, texts []string) ([][]float32, error) {
	all := make([][]float32, len(texts))
	for i, t := range texts {
		var seed [32]byte
		copy(seed[:], t)
		r := rand.New(rand.NewChaCha8(seed))
		all[i] = make([]float32, 768)
		for k := range all[i] {
			all[i][k] = r.Float32() - 0.5
		}
	}
	return all, nil
}

// cold asks in fresh processes; what it prints is the time inside, after start-up.
func cold(dir string, words []string, n int) error {
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
	bar := 40.0
	if n <= 1000 {
		bar = 15
	}
	line("fresh process, first answer", answered[10], bar, "ms", fmt.Sprintf("least %.1f; open alone %.1f, least %.1f", answered[0], opened[10], opened[0]))
	return nil
}

func warm(dir string, words []string, o kb.Options, what string) error {
	b, err := base(dir, o)
	if err != nil {
		return err
	}
	var times []float64
	used := cpu()
	for range 1000 {
		start := time.Now()
		if _, err := b.Search(context.Background(), query(question(words))); err != nil {
			return err
		}
		times = append(times, ms(time.Since(start)))
	}
	used = cpu() - used
	slices.Sort(times)
	line(what+", p99", times[990], 10, "ms", fmt.Sprintf("median %.2f ms, least %.2f ms, %.2f ms of processor each", times[500], times[0], ms(used)/1000))
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
		if err := article(dir, i, words, time.Hour); err != nil {
			return err
		}
	}
	return nil
}

// article writes one as if age ago: a file of this moment is read again to be sure.
func article(dir string, i int, words []string, age time.Duration) error {
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
	name := filepath.Join(dir, fmt.Sprintf("a%05d.md", i))
	if err := os.WriteFile(name, []byte(text.String()), 0o644); err != nil {
		return err
	}
	at := time.Now().Add(-age)
	return os.Chtimes(name, at, at)
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
