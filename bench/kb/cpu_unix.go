//go:build unix

package main

import (
	"syscall"
	"time"
)

// cpu is the processor time this process has used: a busy machine does not change it.
func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
