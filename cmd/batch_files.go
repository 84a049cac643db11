package cmd

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/parlance-cli/parlance/batch"
	"github.com/parlance-cli/parlance/say"
)

// namedFile is a file of the command line of batch.
type namedFile struct {
	flag, path string
	written    bool
}

// checkFiles refuses, before anything is written, what would destroy a file: two names for
// one file that is written, and a derived file that would replace somebody else's.
func (o batchOptions) checkFiles(args []string) error {
	named := []namedFile{{"-o", o.out, true}, {"--report", o.report, true}, {"--csv", o.csv, true}, {"--order", o.order, false}}
	if len(args) > 0 && args[0] != "-" {
		named = append(named, namedFile{"IN", args[0], false})
	}
	for i, one := range named {
		for _, other := range named[i+1:] {
			if one.path != "" && other.path != "" && (one.written || other.written) && sameFile(one.path, other.path) {
				return usagef("%s and %s name the same file, %s: give each its own", one.flag, other.flag, other.path)
			}
		}
	}
	if err := checkReplaced("--report", o.report, batch.IsReport); err != nil {
		return err
	}
	return checkReplaced("--csv", o.csv, batch.IsCSV)
}

// checkReplaced finds a file that is there and not one of ours. An empty one holds nothing
// to lose.
func checkReplaced(flag, path string, ours func(head []byte) bool) error {
	if path == "" {
		return nil
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return input{say.Errorf("cannot write %s: %w", path, err)}
	}
	if !info.Mode().IsRegular() {
		return usagef("%s: %s is no file that can be replaced: give another name", flag, path)
	}
	f, err := os.Open(path)
	if err != nil {
		return input{say.Errorf("cannot write %s: %w", path, err)}
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 4096))
	if err != nil {
		return input{say.Errorf("cannot write %s: %w", path, err)}
	}
	if len(head) > 0 && !ours(head) {
		return usagef("%s: %s is there and was not written by a batch: give another name or remove it", flag, path)
	}
	return nil
}

// sameFile tells whether two names lead to one file, also one that is still to be made.
func sameFile(a, b string) bool {
	if x, err := os.Stat(a); err == nil {
		if y, err := os.Stat(b); err == nil {
			return os.SameFile(x, y)
		}
	}
	return realPath(a) == realPath(b)
}

// realPath is where a name leads, links followed as far as there is something.
func realPath(path string) string {
	path, err := filepath.Abs(path)
	if err != nil {
		return filepath.Clean(path)
	}
	for range 32 { // a link to what is not there yet
		if found, err := filepath.EvalSymlinks(path); err == nil {
			return found
		}
		target, err := os.Readlink(path)
		if err != nil {
			break
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(path), target)
		}
		path = target
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		return filepath.Join(folder, filepath.Base(path))
	}
	return path
}
