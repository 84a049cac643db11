//go:build !unix

package kb

import (
	"io/fs"
	"os"
	"path/filepath"
)

// stat asks for a file of an open folder, following links.
func stat(folder *os.File, entry fs.DirEntry) (size, modified int, regular bool, err error) {
	info, err := entry.Info()
	if err == nil && entry.Type()&fs.ModeSymlink != 0 {
		info, err = os.Stat(filepath.Join(folder.Name(), entry.Name()))
	}
	if err != nil {
		return 0, 0, false, err
	}
	return int(info.Size()), int(info.ModTime().UnixNano()), info.Mode().IsRegular(), nil
}
