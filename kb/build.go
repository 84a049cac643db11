package kb

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/parlance-cli/parlance/say"
)

// indexVersion names the form of images and the word lists they were made with.
var indexVersion = sync.OnceValue(func() string {
	return fmt.Sprintf("6-%08x", crc32.ChecksumIEEE([]byte(commonText+conceptText+soundText)))
})

// Stats tell what indexing did.
type Stats struct {
	Files, Articles, Snippets int
	Read                      int // files whose content had changed
}

// Index brings the index of folders in the cache up to date.
func Index(ctx context.Context, dirs []string, o Options) (Stats, []string, error) {
	b, warnings, stats, err := open(ctx, dirs, o)
	if err != nil {
		return Stats{}, nil, err
	}
	warnings = append(warnings, b.prepareVectors(ctx, cachePath(dirs, o.Cache), len(b.chunks))...)
	return stats, warnings, b.Close()
}

func open(ctx context.Context, dirs []string, o Options) (*Base, []string, Stats, error) {
	path := cachePath(dirs, o.Cache)
	var old *stored
	var loading sync.WaitGroup
	loading.Go(func() { old = loadStored(path) }) // while the folders are listed
	files, warnings, err := listFolders(ctx, dirs)
	loading.Wait()
	if err != nil {
		if old != nil {
			old.close()
		}
		return nil, nil, Stats{}, err
	}
	now, read := old, 0
	if old == nil || !old.current(files) {
		if now, read, err = rebuild(ctx, dirs, files, old); err != nil {
			return nil, nil, Stats{}, err
		}
		if old != nil {
			old.close()
		}
		if err := save(path, now.bytes); err != nil {
			warnings = append(warnings, fmt.Sprintf("the index is not kept: %v", err))
		}
	}
	b := now.base(o)
	for _, dir := range dirs {
		facts, warned := readTables(dir)
		warnings = append(warnings, warned...)
		for name, rows := range facts {
			b.tables[name] = append(b.tables[name], rows...)
		}
	}
	for _, f := range now.files {
		warnings = append(warnings, f.warnings...)
	}
	warnings = append(warnings, now.warnings...)
	return b, warnings, Stats{len(now.files), len(b.articles), len(b.chunks), read}, nil
}

// stored is an image and its catalogue; bytes is the image while it is in memory.
type stored struct {
	*catalogue
	image *image
	bytes []byte
	close func() error
}

// cachePath is where the index of dirs is kept; "" when nowhere.
func cachePath(dirs []string, cache string) string {
	if cache == "" {
		return ""
	}
	sum := sha256.New()
	for _, dir := range dirs {
		if abs, err := filepath.Abs(dir); err == nil {
			dir = abs
		}
		sum.Write([]byte(dir + "\x00"))
	}
	return filepath.Join(cache, "kb", fmt.Sprintf("%x.index", sum.Sum(nil)[:8]))
}

// loadStored opens a kept index; nil when there is none that can be used.
func loadStored(path string) *stored {
	if path == "" {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	var s stored
	if info, err := f.Stat(); err == nil {
		all := mapped(f, info.Size())
		s.close = func() error { return errors.Join(unmap(all), f.Close()) }
		var b []byte
		if s.image, b, err = openImage(f, all, info.Size()); err == nil {
			if s.catalogue, err = readCatalogue(b); err == nil {
				return &s
			}
		}
		s.close()
		return nil // damaged or of another version: it will be written anew
	}
	f.Close()
	return nil
}

// current tells whether the files are those that were indexed, by size and time.
func (s *stored) current(files []sourceFile) bool {
	if len(files) != len(s.files) {
		return false
	}
	for i, f := range files {
		if !f.same(&s.files[i]) {
			return false
		}
	}
	return true
}

func (f *sourceFile) same(was *sourceFile) bool {
	return f.dir == was.dir && f.rel == was.rel && f.size == was.size && f.modified == was.modified && was.modified != 0
}

func (s *stored) base(o Options) *Base {
	b := &Base{
		articles: s.articles, chunks: s.chunks, image: s.image, close: s.close, options: o, tables: tables{},
		index: &index{n: len(s.chunks), find: s.image.find, lengths: s.lengths, tongues: s.tongues, words: s.words},
	}
	b.index.finish()
	b.groups = map[string][]int{}
	for i := range s.articles {
		if a := &s.articles[i]; a.grouped {
			b.groups[a.group] = append(b.groups[a.group], i)
		}
	}
	b.byID = sync.OnceValue(func() map[string]int {
		ids := make(map[string]int, len(b.chunks))
		for n := range b.chunks {
			ids[b.id(n)] = n
		}
		return ids
	})
	return b
}

// save writes an index so that a reader sees the old one or the new one, whole.
func save(path string, image []byte) error {
	if path == "" {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	sweep(filepath.Dir(path))
	f, err := os.CreateTemp(filepath.Dir(path), halfWritten)
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone already when all went well
	if _, err = f.Write(image); err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	return err
}

// halfWritten are the names of files being written.
const halfWritten = ".index-*"

// sweep takes away what a run that was killed left half-written an hour ago or more.
func sweep(dir string) {
	left, err := filepath.Glob(filepath.Join(dir, halfWritten))
	if err != nil {
		return
	}
	for _, name := range left {
		if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) > time.Hour {
			os.Remove(name)
		}
	}
}

// fresh is the age below which a file's time does not yet prove that it is unchanged:
// two writes may fall on one tick of the file system's clock.
const fresh = 2 * time.Second

// rebuild makes a new image. Of files that did not change, articles, texts and posting
// lists are taken over from the old one.
func rebuild(ctx context.Context, dirs []string, files []sourceFile, old *stored) (*stored, int, error) {
	w := works{catalogue: &catalogue{version: indexVersion()}, old: old, ids: map[string]bool{}}
	was := map[[2]string]int{}
	if old != nil {
		for i := range old.files {
			was[[2]string{fmt.Sprint(old.files[i].dir), old.files[i].rel}] = i
		}
	}
	kept := map[int]int{} // old file → new
	var parsed []article
	read := 0
	for n := range files {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		f := &files[n]
		before, known := was[[2]string{fmt.Sprint(f.dir), f.rel}]
		if known && f.same(&old.files[before]) {
			f.sum, f.warnings, kept[before] = old.files[before].sum, old.files[before].warnings, n
			continue
		}
		data, err := readLimited(filepath.Join(dirs[f.dir], filepath.FromSlash(f.rel)))
		if time.Since(time.Unix(0, int64(f.modified))) < fresh {
			f.modified = 0
		}
		if err != nil {
			f.warnings = []string{fmt.Sprintf("%s: %v", f.rel, err)}
			continue
		}
		sum := sha256.Sum256(data)
		if f.sum = string(sum[:8]); known && f.sum == old.files[before].sum {
			f.warnings, kept[before] = old.files[before].warnings, n
			continue
		}
		read++
		articles, warnings := readFile(f.rel, data)
		f.warnings = warnings
		for i := range articles {
			articles[i].file = n
		}
		parsed = append(parsed, articles...)
	}
	w.files = files
	w.keep(kept)
	for i := range parsed {
		w.add(&parsed[i])
	}
	s, err := w.finish()
	return s, read, err
}

func readLimited(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err == nil && info.Size() > maxFile {
		return nil, say.Errorf("larger than %d MB; left out", maxFile>>20)
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(name)
}
