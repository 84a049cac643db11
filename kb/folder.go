package kb

import (
	"context"
	"io/fs"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/say"
)

// maxFile is more than any article; a larger file is a mistake.
const maxFile = 64 << 20

func listFolders(ctx context.Context, dirs []string) ([]sourceFile, error) {
	var files []sourceFile
	for i, dir := range dirs {
		found, err := listFolder(ctx, i, filepath.Clean(dir))
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	return files, nil
}

// listFolder lists the files under dir that articles may be in, in the order of paths.
func listFolder(ctx context.Context, number int, dir string) ([]sourceFile, error) {
	var found []sourceFile
	var entries []fs.DirEntry
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if name == dir {
			return nil
		}
		rel := filepath.ToSlash(strings.TrimPrefix(name[len(dir):], string(filepath.Separator)))
		switch {
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") || rel == "facts"):
			return filepath.SkipDir
		case d.IsDir() || strings.HasPrefix(d.Name(), ".") || readerFor(rel) == nil:
			return nil
		}
		found, entries = append(found, sourceFile{dir: number, rel: rel}), append(entries, d)
		return nil
	})
	if err != nil {
		return nil, say.Errorf("knowledge base: %w", err)
	}
	statAll(found, entries)
	return found, nil
}

// statAll fills in sizes and times. Thousands of files are asked for on all
// processors: it is the larger part of opening a kept index.
func statAll(files []sourceFile, entries []fs.DirEntry) {
	workers := min(runtime.GOMAXPROCS(0), 1+len(files)/256)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(files); i += workers {
				if info, err := entries[i].Info(); err == nil {
					files[i].size, files[i].modified = int(info.Size()), int(info.ModTime().UnixNano())
				}
			}
		})
	}
	wait.Wait()
}

// readFile reads the articles of one file; what cannot be read is a warning.
func readFile(rel string, data []byte) ([]article, []string) {
	text := strings.TrimPrefix(string(data), "\ufeff")
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
