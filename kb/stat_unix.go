//go:build unix

package kb

import (
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// stat asks for a file of an open folder, following links: half the price of asking by
// the whole path, and most of what opening a kept index costs.
func stat(folder *os.File, entry fs.DirEntry) (size, modified int, regular bool, err error) {
	var s unix.Stat_t
	if err := unix.Fstatat(int(folder.Fd()), entry.Name(), &s, 0); err != nil {
		return 0, 0, false, err
	}
	return int(s.Size), int(s.Mtim.Nano()), s.Mode&unix.S_IFMT == unix.S_IFREG, nil
}
