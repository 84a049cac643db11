package batch

import (
	"os"

	"golang.org/x/sys/windows"
)

// lock locks a byte far behind the end, so that the file can still be read, or fails at
// once. The lock ends with the process.
func lock(f *os.File) error {
	behind := &windows.Overlapped{OffsetHigh: 1 << 30}
	return windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, behind)
}
