//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package kb

import (
	"os"
	"syscall"
)

// mapped lays a file into memory; nil when that fails. An index file is never written
// to once it is there, only replaced by another, so it does not change underneath.
func mapped(f *os.File, size int64) []byte {
	if size <= 0 || size != int64(int(size)) {
		return nil
	}
	all, err := syscall.Mmap(int(f.Fd()), 0, int(size), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return nil
	}
	return all
}

func unmap(all []byte) error {
	if all == nil {
		return nil
	}
	return syscall.Munmap(all)
}
