package kb

import (
	"context"
	"encoding/binary"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/say"
)

// maxFile is more than any article; a larger file is a mistake.
const maxFile = 64 << 20

// listFolders lists the files that articles may be in, and says what was left out.
func listFolders(ctx context.Context, dirs []string) (files []sourceFile, warnings []string, err error) {
	for i, dir := range dirs {
		found, left, err := listFolder(ctx, i, filepath.Clean(dir))
		if err != nil {
			return nil, nil, err
		}
		files = append(files, found...)
		warnings = append(warnings, left.warnings()...)
	}
	return files, warnings, nil
}

// listFolder lists the files under dir that articles may be in, in the order of paths.
// Links to files of the folder are followed, links out of it are not: what the folder's
// owner did not put there is no article. Nor are links to folders: they may lead in a circle.
func listFolder(ctx context.Context, number int, dir string) ([]sourceFile, leftOut, error) {
	var found []sourceFile
	var left leftOut
	var lock sync.Mutex
	var wait sync.WaitGroup
	free := make(chan bool, runtime.GOMAXPROCS(0))
	folders := []string{""}
	for len(folders) > 0 {
		in := folders[len(folders)-1]
		folders = folders[:len(folders)-1]
		f, err := os.Open(filepath.Join(dir, filepath.FromSlash(in)))
		if err != nil {
			return nil, left, say.Errorf("knowledge base: %w", err)
		}
		for err == nil {
			var entries []fs.DirEntry
			entries, err = f.ReadDir(listAtOnce)
			folders = append(folders, subfolders(in, entries)...)
			free <- true
			wait.Go(func() {
				files, passed := filesOf(number, dir, f, in, entries)
				lock.Lock()
				found = append(found, files...)
				left.join(passed)
				lock.Unlock()
				<-free
			})
			if ctx.Err() != nil {
				err = ctx.Err()
			}
		}
		wait.Wait() // they ask the open folder
		f.Close()
		if err != io.EOF {
			return nil, left, say.Errorf("knowledge base: %w", err)
		}
	}
	slices.SortFunc(found, func(a, b sourceFile) int { return strings.Compare(a.rel, b.rel) })
	return found, left, nil
}

// listAtOnce is how many entries of a folder are read before a processor is given them
// to ask for sizes and times, the larger part of opening a kept index.
const listAtOnce = 512

func subfolders(in string, entries []fs.DirEntry) []string {
	var folders []string
	for _, d := range entries {
		rel := path.Join(in, d.Name())
		if d.IsDir() && !strings.HasPrefix(d.Name(), ".") && rel != "facts" {
			folders = append(folders, rel)
		}
	}
	return folders
}

// filesOf are the entries of an open folder that articles may be in, with sizes and times.
func filesOf(number int, root string, folder *os.File, in string, entries []fs.DirEntry) ([]sourceFile, leftOut) {
	files := make([]sourceFile, 0, len(entries))
	var left leftOut
	for _, d := range entries {
		if d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			continue
		}
		f := sourceFile{dir: number, rel: d.Name()}
		if in != "" {
			f.rel = in + "/" + d.Name()
		}
		if readerFor(d.Name()) == nil {
			if maybeArticle(d.Name()) {
				left.kinds = append(left.kinds, f.rel)
			}
			continue
		}
		if d.Type()&fs.ModeSymlink != 0 && leadsOut(root, f.rel) {
			left.links = append(left.links, f.rel)
			continue
		}
		size, modified, regular, err := stat(folder, d)
		switch {
		case err == nil && !regular: // a pipe would never end
			continue
		case err == nil:
			f.size, f.modified = size, modified
		}
		files = append(files, f)
	}
	return files, left
}

// readFile reads the articles of one file; what cannot be read is a warning.
func readFile(rel string, data []byte) ([]article, []string) {
	text := strings.TrimPrefix(decoded(data), "\ufeff")
	if !utf8.ValidString(text) || strings.IndexByte(text, 0) >= 0 {
		return nil, []string{rel + ": not UTF-8 text; left out (save it as UTF-8)"}
	}
	articles, warnings := readerFor(rel)(rel, text)
	for i := range articles {
		articles[i].finish(rel)
	}
	joinTranslations(articles)
	return articles, warnings
}

// decoded reads UTF-16, which spreadsheets on Windows write, where its mark says so.
func decoded(data []byte) string {
	if len(data) < 2 || len(data)%2 == 1 {
		return string(data)
	}
	order := binary.ByteOrder(binary.LittleEndian)
	switch {
	case data[0] == 0xFF && data[1] == 0xFE:
	case data[0] == 0xFE && data[1] == 0xFF:
		order = binary.BigEndian
	default:
		return string(data)
	}
	units := make([]uint16, 0, len(data)/2)
	for ; len(data) > 0; data = data[2:] {
		units = append(units, order.Uint16(data))
	}
	return string(utf16.Decode(units))
}

// joinTranslations gives entries of one id in several languages paths of their own, as
// translations of the first.
func joinTranslations(articles []article) {
	first := map[string]string{} // path → its language
	for i := range articles {
		a := &articles[i]
		lang, seen := first[a.path]
		if !a.entry || !seen {
			first[a.path] = a.lang
			continue
		}
		if a.lang != lang && a.lang != "" {
			a.translationOf = a.path
			a.path += "-" + strings.ToLower(a.lang)
		}
	}
}

// readerFor chooses how to read a file by its name; nil for files of other kinds.
func readerFor(rel string) func(rel, text string) ([]article, []string) {
	switch strings.ToLower(path.Ext(rel)) {
	case ".md", ".markdown":
		return readMarkdown
	case ".html", ".htm":
		return readHTML
	case ".txt", ".text":
		return readText
	case ".csv", ".tsv":
		return readRows
	case ".json":
		return readJSON
	case ".jsonl", ".ndjson":
		return readJSONLines
	}
	return nil
}

func readMarkdown(rel, text string) ([]article, []string) {
	a := article{path: rel}
	body, line, err := a.frontMatter(text)
	var warnings []string
	if err != nil {
		warnings = append(warnings, rel+":"+err.Error())
	}
	a.sections = splitMarkdown(a.title, body, line)
	if a.title == "" && len(a.sections) > 0 {
		a.title, _, _ = strings.Cut(a.sections[0].title, " › ")
	}
	return []article{a}, warnings
}

// finish fills in what the file did not say: id, language and title from its name,
// language at last from its text.
func (a *article) finish(rel string) {
	base := strings.TrimSuffix(rel, path.Ext(rel))
	stem, tag := base, ""
	if i := strings.LastIndexByte(path.Base(base), '.'); i > 0 { // returns.de.md
		cut := len(base) - len(path.Base(base)) + i
		stem, tag = base[:cut], languageName(base[cut+1:])
	}
	if tag == "" {
		stem = base
		if first, rest, ok := strings.Cut(base, "/"); ok { // de/returns.md
			if tag = languageName(first); tag != "" {
				stem = rest
			}
		}
	}
	if a.lang == "" {
		a.lang = tag
	}
	if a.entry {
		a.path += "#" + a.anchor
	} else if a.id == "" {
		a.id = stem
		if a.translationOf == "" && tag != "" {
			a.translationOf = stem // joins "returns" when there is one
		}
	}
	if a.title == "" {
		a.title = strings.ReplaceAll(path.Base(stem), "-", " ")
	}
	for i := range a.sections {
		if a.sections[i].title == "" {
			a.sections[i].title = a.title
		}
	}
	if a.lang == "" && len(a.sections) > 0 {
		a.lang = detect(a.sections)
	}
}

// detect guesses an article's language from its first text.
func detect(sections []chunk) string {
	text := sections[0].title + "\n" + sections[0].text
	if len(text) > 600 {
		text = strings.ToValidUTF8(text[:600], "")
	}
	return lang.Detect(text).Tag
}

// languageName reads a file or folder name that is a language tag, or returns "".
func languageName(s string) string {
	head, rest, _ := strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
	if len(head) != 2 || strings.ToLower(head) != head || len(rest) > 4 || !strings.Contains(languageCodes, " "+head+" ") {
		return ""
	}
	return canonicalTag(s)
}

// languageCodes are the codes that a folder name is taken for; a folder "hr" for
// human resources is the price of "hr" for Croatian.
const languageCodes = " ar bg bn ca cs da de el en es et fa fi fr gu he hi hr hu id is it ja ka kk km kn ko lo lt lv mk ml mn mr ms my nb ne nl no pa pl pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh "
