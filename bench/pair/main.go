// Pair times commands side by side: every round runs each of them once, so that a
// noisy machine is noisy for all. It prints the median wall time, time to the first
// output that matches, and peak memory of each.
//
//	pair -n 200 [-first REGEXP] NAME 'COMMAND LINE' [NAME 'COMMAND LINE']…
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"syscall"
	"time"
)

// contender is one command and what was measured of it.
type contender struct {
	name, line  string
	wall, first []time.Duration
	memory      []int64 // KiB
}

func main() {
	n := flag.Int("n", 200, "rounds")
	first := flag.String("first", ".", "what counts as the first output")
	in := flag.String("stdin", os.DevNull, "file for standard input")
	flag.Parse()
	pattern := regexp.MustCompile(*first)
	var all []*contender
	for args := flag.Args(); len(args) >= 2; args = args[2:] {
		all = append(all, &contender{name: args[0], line: args[1]})
	}
	for round := range *n + 2 {
		for _, c := range all {
			if err := c.run(*in, pattern, round >= 2); err != nil { // two rounds warm the caches
				fmt.Fprintf(os.Stderr, "pair: %s: %v\n", c.name, err)
				os.Exit(1)
			}
		}
	}
	fmt.Printf("%-22s %10s %10s %10s %10s   (median of %d interleaved runs)\n", "", "wall ms", "p90 ms", "first ms", "peak MiB", *n)
	for _, c := range all {
		fmt.Printf("%-22s %10.2f %10.2f %10.2f %10.1f\n", c.name, ms(at(c.wall, 0.5)), ms(at(c.wall, 0.9)), ms(at(c.first, 0.5)), float64(at(c.memory, 0.5))/1024)
	}
	for _, c := range all[1:] {
		fmt.Printf("%-22s %+10.2f %10s %+10.2f\n", c.name+" − "+all[0].name, ms(at(c.wall, 0.5)-at(all[0].wall, 0.5)), "", ms(at(c.first, 0.5)-at(all[0].first, 0.5)))
	}
}

func (c *contender) run(in string, pattern *regexp.Regexp, keep bool) error {
	stdin, err := os.Open(in)
	if err != nil {
		return err
	}
	defer stdin.Close()
	cmd := exec.Command("sh", "-c", "exec "+c.line)
	cmd.Stdin, cmd.Stderr = stdin, os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	var first time.Duration
	lines := bufio.NewReaderSize(out, 1<<20)
	for {
		line, err := lines.ReadSlice('\n')
		if first == 0 && pattern.Match(line) {
			first = time.Since(start)
		}
		if err != nil {
			break
		}
	}
	err = cmd.Wait()
	if keep {
		c.wall = append(c.wall, time.Since(start))
		c.first = append(c.first, first)
		c.memory = append(c.memory, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
	}
	return err
}

func at[T int64 | time.Duration](values []T, quantile float64) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(int(quantile*float64(len(sorted))), len(sorted)-1)]
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
