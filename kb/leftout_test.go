package kb

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What lies in the folder and is not read is named once; what lies elsewhere is not read.
func TestWhatIsLeftOutIsNamed(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(secret, []byte("root:x:0:0\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := write(t, map[string]string{"a.md": "# Tents\n\nTents are red.\n", "b/faq.pdf": "%PDF", "terms.docx": "PK", "logo.png": "PNG", "LICENSE": "free"})
	for link, to := range map[string]string{"out.md": secret, "b/in.md": "../a.md"} {
		if err := os.Symlink(to, filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Skipf("no links here: %v", err)
		}
	}
	linked := filepath.Join(t.TempDir(), "kb") // the folder itself may be a link
	if err := os.Symlink(dir, linked); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{dir, linked} {
		for range 2 { // the second time from the kept index
			b, warnings, err := Open(context.Background(), []string{folder}, Options{Cache: filepath.Join(dir, ".cache")})
			if err != nil {
				t.Fatal(err)
			}
			if got := ids(b.List()); !slices.Equal(got, []string{"a.md", "b/in.md"}) {
				t.Errorf("read %q", got)
			}
			if len(warnings) != 2 || !strings.HasPrefix(warnings[0], "out.md: a link") || !strings.HasPrefix(warnings[1], "b/faq.pdf and 1 more: left out") {
				t.Errorf("warnings %q", warnings)
			}
			b.Close()
		}
	}
}
