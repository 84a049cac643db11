// llmtestd runs the fake endpoint as a process, for bench scripts and for trying
// things by hand.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8099", "loopback `address`; port 0 picks a free one")
	script := flag.String("script", "", "txtar `file` of rules, or a folder of rule files")
	delay := flag.Duration("delay", 0, "wait before the first byte of every chat answer")
	list := flag.Bool("list", false, "list the scenarios and end")
	flag.Parse()
	if *list {
		for _, name := range llmtest.Scenarios() {
			fmt.Println(name)
		}
		return
	}
	log.Fatal(serve(*addr, *script, *delay))
}

// serve runs until the process is ended; it returns only what kept it from starting.
func serve(addr, script string, delay time.Duration) error {
	text, err := read(script)
	if err != nil {
		return err
	}
	s, err := llmtest.Listen(addr, text)
	if err != nil {
		return err
	}
	s.SetDelay(delay)
	fmt.Println("listening", s.URL())
	select {}
}

func read(script string) (string, error) {
	if script == "" {
		return "", nil
	}
	if info, err := os.Stat(script); err == nil && info.IsDir() {
		return llmtest.Dir(script)
	}
	b, err := os.ReadFile(script)
	return string(b), err
}
