// Command gen turns a .tiktoken file (one base64 token and its rank a line, ranks
// dense and ascending) into the blob package prompts embeds: for each token in rank
// order, one length byte and the token's bytes.
//
//	go run ./gen o200k_base.tiktoken vocabulary/o200k_base.bin
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"strconv"
	"strings"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: gen IN.tiktoken OUT.bin")
		os.Exit(2)
	}
	if err := convert(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func convert(in, out string) error {
	src, err := os.ReadFile(in)
	if err != nil {
		return err
	}
	var blob bytes.Buffer
	rank := 0
	for lines := bufio.NewScanner(bytes.NewReader(src)); lines.Scan(); rank++ {
		token, err := entry(lines.Text(), rank)
		if err != nil {
			return fmt.Errorf("%s:%d: %w", in, rank+1, err)
		}
		blob.WriteByte(byte(len(token)))
		blob.Write(token)
	}
	return os.WriteFile(out, blob.Bytes(), 0o644)
}

func entry(line string, rank int) ([]byte, error) {
	coded, number, _ := strings.Cut(line, " ")
	token, err := base64.StdEncoding.DecodeString(coded)
	if err != nil {
		return nil, err
	}
	if n, err := strconv.Atoi(number); err != nil || n != rank {
		return nil, fmt.Errorf("rank %q where %d was due", number, rank)
	}
	if len(token) == 0 || len(token) > 255 {
		return nil, fmt.Errorf("token of %d bytes", len(token))
	}
	return token, nil
}
