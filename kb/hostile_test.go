package kb

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

func utf16Text(text string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

// Whatever lies in the folder, what can be read is read and the rest is named.
func TestAFolderOfAllSorts(t *testing.T) {
	dir := write(t, map[string]string{
		"a b/日本 語.md":    "# 返品\n\n返品は30日以内です。\n",
		"crlf.md":        "# Tents\r\n\r\nTents are red.\r\n\r\n## Pegs {#pegs}\r\n\r\nPegs are blue.\r\n",
		"utf16.md":       string(utf16Text("# Stoves\n\nStoves are hot.\n")),
		"utf16.csv":      string(utf16Text("question,answer\nIs it loud?,No.\n")),
		"unclosed.csv":   "question,answer\nFirst?,One.\n\"Second?,Two.\nThird?,Three.\n",
		"script.html":    `<p onclick="x()">Lamps are bright.</p><script>steal()</script><style>p{}</style><iframe>frame</iframe>`,
		"deep.json":      strings.Repeat("[", 100000),
		"binary.md":      "\x00\x01\xff",
		"empty.md":       "",
		"claims.zip":     "PK\x03\x04 not read",
		"list.json":      `[{"id":"x","title":"One","text":"First."},{"id":"x","title":"Two","text":"Second."}]`,
		"untitled.jsonl": "{\"title\":\"Good\",\"text\":\"Line.\"}\n{broken\n",
	})
	for link, to := range map[string]string{"loop": ".", "linked.md": "crlf.md", "dangling.md": "nowhere.md"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skipf("no links here: %v", err)
		}
	}
	b, warnings, err := Open(context.Background(), []string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"a b/日本 語.md", "crlf.md", "crlf.md#pegs", "linked.md", "linked.md#pegs", "list.json#x", "script.html",
		"unclosed.csv#2", "unclosed.csv#3", "unclosed.csv#4", "untitled.jsonl#1", "utf16.csv#2", "utf16.md",
	}
	if got := ids(b.List()); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for _, s := range b.List() {
		if strings.Contains(s.Text, "steal") || strings.Contains(s.Text, "frame") || strings.ContainsAny(s.Text, "\r\"") {
			t.Errorf("%s: %q", s.ID, s.Text)
		}
	}
	for _, name := range []string{"deep.json:1", "binary.md", "dangling.md", "unclosed.csv:3", "list.json", "untitled.jsonl:2"} {
		if !slices.ContainsFunc(warnings, func(w string) bool { return strings.HasPrefix(w, name) }) {
			t.Errorf("no warning names %s: %q", name, warnings)
		}
	}
}

// The folder itself may be a link.
func TestALinkedFolderIsRead(t *testing.T) {
	dir := write(t, map[string]string{"a.md": "# Tents\n\nTents are red.\n"})
	link := filepath.Join(t.TempDir(), "kb")
	if err := os.Symlink(dir, link); err != nil {
		t.Skipf("no links here: %v", err)
	}
	if got := ids(opened(t, link).List()); !slices.Equal(got, []string{"a.md"}) {
		t.Errorf("got %q", got)
	}
}

// An index run that is stopped leaves the old index whole; what a killed one left is
// swept away.
func TestAStoppedRunLeavesTheOldIndex(t *testing.T) {
	dir := write(t, map[string]string{"a.md": "# Tents\n\nTents are red.\n"})
	o := Options{Cache: t.TempDir()}
	if _, _, err := Index(context.Background(), []string{dir}, o); err != nil {
		t.Fatal(err)
	}
	path := cachePath([]string{dir}, o.Cache)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(filepath.Dir(path), ".index-1")
	if err := os.WriteFile(left, whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(left, long, long); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "b.md"), []byte("# Stoves\n\nHot.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, _, err := Index(stopped, []string{dir}, o); err == nil {
		t.Fatal("a stopped run reports no error")
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, whole) {
		t.Errorf("the old index changed: %v", err)
	}
	if stats, _, err := Index(context.Background(), []string{dir}, o); err != nil || stats.Snippets != 2 {
		t.Errorf("the next run: %+v, %v", stats, err)
	}
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Errorf("the half-written file is still there: %v", err)
	}
}
