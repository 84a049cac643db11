//go:build !windows

package cmd

import "syscall"

// The controlling terminal, for reading and writing.
const (
	consoleIn  = "/dev/tty"
	consoleOut = consoleIn
)

// suspend stops the job, as Ctrl-Z does where keys are not taken raw; it returns when
// the job goes on.
func suspend() { syscall.Kill(0, syscall.SIGTSTP) }
