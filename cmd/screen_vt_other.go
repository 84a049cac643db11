//go:build !windows

package cmd

import "io"

// speaksVT tells whether a terminal understands escape sequences.
func speaksVT(io.Writer) bool { return true }
