package kb

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// leftOut are the files of a folder that are not read: of a kind nobody reads here, and
// links that lead out of the folder.
type leftOut struct{ kinds, links []string }

func (l *leftOut) join(more leftOut) {
	l.kinds, l.links = append(l.kinds, more.kinds...), append(l.links, more.links...)
}

// warnings name every link, and the files of other kinds once: the first of them and how
// many more there are.
func (l leftOut) warnings() []string {
	slices.Sort(l.links)
	slices.Sort(l.kinds)
	var out []string
	for _, rel := range l.links {
		out = append(out, fmt.Sprintf("%s: a link that leads out of the folder; left out (copy the file into it)", rel))
	}
	switch n := len(l.kinds); {
	case n == 1:
		out = append(out, fmt.Sprintf("%s: left out; articles are .md, .html, .txt, .csv, .tsv, .json and .jsonl", l.kinds[0]))
	case n > 1:
		out = append(out, fmt.Sprintf("%s and %d more: left out; articles are .md, .html, .txt, .csv, .tsv, .json and .jsonl", l.kinds[0], n-1))
	}
	return out
}

// maybeArticle says that somebody may take a file of another kind for an article: pictures,
// settings and what web pages are made of are none.
func maybeArticle(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case "", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico", ".bmp", ".heic", ".mp4", ".mov", ".webm", ".mp3",
		".css", ".js", ".mjs", ".ts", ".map", ".woff", ".woff2", ".ttf", ".yaml", ".yml", ".toml", ".xml", ".ini", ".lock", ".bak", ".tmp", ".log", ".sum":
		return false
	}
	return !strings.HasSuffix(name, "~")
}

// leadsOut says that a link of a folder leads to a place outside it. What leads nowhere
// does not: reading says so.
func leadsOut(root, rel string) bool {
	to, err := filepath.EvalSymlinks(filepath.Join(root, filepath.FromSlash(rel)))
	if err != nil {
		return false
	}
	if root, err = filepath.EvalSymlinks(root); err != nil {
		return true
	}
	if to, err = filepath.Abs(to); err != nil {
		return true
	}
	if root, err = filepath.Abs(root); err != nil {
		return true
	}
	inside, err := filepath.Rel(root, to)
	return err != nil || inside == ".." || strings.HasPrefix(inside, ".."+string(filepath.Separator))
}
