package kb

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// cached opens a folder with a cache and fails on any warning.
func cached(t *testing.T, dir, cache string) (*Base, Stats) {
	t.Helper()
	b, warnings, stats, err := open(context.Background(), []string{dir}, Options{Cache: cache})
	if err != nil || len(warnings) > 0 {
		t.Fatalf("open: %v, warnings %q", err, warnings)
	}
	t.Cleanup(func() { b.Close() })
	return b, stats
}

// older makes a file look as if it had been written long ago, so that its time counts.
func older(t *testing.T, path string, by time.Duration) {
	t.Helper()
	then := time.Now().Add(-by)
	if err := os.Chtimes(path, then, then); err != nil {
		t.Fatal(err)
	}
}

func TestAKeptIndexAnswersLikeANewOne(t *testing.T) {
	dir, cache := filepath.FromSlash("../examples/kb"), t.TempDir()
	q := Query{Texts: []string{"the tracking has not moved for days", "返品したい"}, Language: "ja", Market: "JP", At: noon}
	fresh := opened(t, dir)
	want, err := fresh.Search(context.Background(), q)
	if err != nil || len(want) == 0 {
		t.Fatalf("%v, %v", want, err)
	}
	for _, run := range []string{"first", "kept"} {
		b, stats := cached(t, dir, cache)
		got, err := b.Search(context.Background(), q)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s run: got %v, %v, want %v", run, got, err, want)
		}
		if !slices.Equal(b.List(), fresh.List()) {
			t.Errorf("%s run: another list", run)
		}
		if run == "kept" && stats.Read != 0 {
			t.Errorf("read %d files again", stats.Read)
		}
	}
}

func TestOnlyChangedFilesAreReadAgain(t *testing.T) {
	files := map[string]string{}
	for _, name := range []string{"a", "b", "c", "d"} {
		files[name+".en.md"] = "# Article " + name + "\n\nAbout tents and the letter " + name + ".\n"
	}
	dir, cache := write(t, files), t.TempDir()
	for name := range files {
		older(t, filepath.Join(dir, name), time.Hour)
	}
	cached(t, dir, cache)

	change := filepath.Join(dir, "b.en.md")
	if err := os.WriteFile(change, []byte("# Article b\n\nAbout headlamps now.\n\n## More\n\nAnd batteries.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	older(t, change, time.Minute)
	older(t, filepath.Join(dir, "c.en.md"), time.Minute) // touched, not changed
	if err := os.Remove(filepath.Join(dir, "d.en.md")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "e.en.md"), []byte("# Article e\n\nAbout jackets.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	got, stats := cached(t, dir, cache)
	if stats.Read != 2 {
		t.Errorf("read %d files, want the changed and the new one", stats.Read)
	}
	if !slices.Equal(got.List(), opened(t, dir).List()) {
		t.Errorf("got %v", got.List())
	}
	for text, want := range map[string]string{"headlamps": "b.en.md", "jackets": "e.en.md", "letter c tents": "c.en.md"} {
		found := search(t, got, Query{Texts: []string{text}, Language: "en", Market: AnyMarket})
		if len(found) == 0 || found[0] != want {
			t.Errorf("%s: got %q, want %s", text, found, want)
		}
	}
	if found := search(t, got, Query{Texts: []string{"letter d"}, Language: "en", Market: AnyMarket}); slices.Contains(found, "d.en.md") {
		t.Errorf("a removed article answers: %q", found)
	}
}

func TestADamagedIndexIsMadeAnew(t *testing.T) {
	dir, cache := write(t, map[string]string{"a.en.md": "# Tents\n\nA text about tents.\n"}), t.TempDir()
	older(t, filepath.Join(dir, "a.en.md"), time.Hour)
	cached(t, dir, cache)
	kept, err := filepath.Glob(filepath.Join(cache, "kb", "*.index"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("%q, %v", kept, err)
	}
	whole, err := os.ReadFile(kept[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{0, 7, headerSize, len(whole) / 2, len(whole) - 1} {
		if err := os.WriteFile(kept[0], whole[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		b, _ := cached(t, dir, cache)
		if got := ids(b.List()); !slices.Equal(got, []string{"a.en.md"}) {
			t.Errorf("cut at %d of %d: %q", size, len(whole), got)
		}
	}
}

// Whatever the bytes of a kept index, opening it and asking never panics.
func FuzzImage(f *testing.F) {
	s, _, err := rebuild(context.Background(), nil, nil, nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(s.bytes, uint16(0), byte(0))
	f.Fuzz(func(t *testing.T, b []byte, at uint16, flip byte) {
		if len(b) > 0 {
			b = slices.Clone(b)
			b[int(at)%len(b)] ^= flip
		}
		m, catalogue, err := openImage(strings.NewReader(string(b)), nil, int64(len(b)))
		if err != nil {
			return
		}
		c, err := readCatalogue(catalogue)
		if err != nil {
			return
		}
		base := (&stored{catalogue: c, image: m}).base(Options{})
		base.List()
		if _, err := base.Search(context.Background(), Query{Texts: []string{"tents"}, Market: AnyMarket}); err != nil {
			t.Fatal(err)
		}
	})
}
