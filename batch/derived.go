package batch

import (
	"bytes"
	"strings"
)

// headLength is enough of a file to tell whether it is one of ours.
const headLength = 1024

// IsCSV tells from the beginning of a file whether CSV wrote it.
func IsCSV(head []byte) bool {
	line, _, _ := bytes.Cut(bytes.TrimPrefix(head, []byte("\ufeff")), []byte("\n"))
	return strings.TrimSuffix(string(line), "\r") == strings.Join(csvHeader, ",")
}

// IsReport tells from the beginning of a file whether Report wrote it.
func IsReport(head []byte) bool {
	head = head[:min(len(head), headLength)]
	return bytes.Contains(head, []byte(`<meta name="generator" content="Parlance">`)) ||
		bytes.HasPrefix(head, []byte("<!doctype html>")) && bytes.Contains(head, []byte("<title>Parlance: ")) // before there was the mark
}
