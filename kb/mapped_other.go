//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package kb

import "os"

// mapped is nil where files are read piece by piece.
func mapped(*os.File, int64) []byte { return nil }

func unmap([]byte) error { return nil }
