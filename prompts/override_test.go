package prompts_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance-cli/parlance/prompts"
)

func TestOverrides(t *testing.T) {
	for name, c := range map[string]struct{ file, text, want string }{
		"replaces a template":      {"gloss.md", "{{.Open}}\n{{.Text}}\n{{.Close}}\nIN SHORT.", ""},
		"a broken one names line":  {"gloss.md", "one\n{{.Text", "gloss.md:2"},
		"a misspelt field is seen": {"craft.md", "one\n\n{{.Writ}}", "craft.md:3"},
		"a file we do not have":    {"glos.md", "x", "no such prompt template"},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, c.file), []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		b, err := prompts.New(dir)
		if c.want != "" {
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), dir) {
				t.Errorf("%s: got %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		p, err := b.Gloss("hello", "en", "de", fence)
		if err != nil || !strings.HasSuffix(p.User, "IN SHORT.") {
			t.Errorf("%s: got %q, %v", name, p.User, err)
		}
		if b.Version() == builder(t).Version() || p.Version != b.Version() {
			t.Errorf("%s: the version does not show it", name)
		}
	}
	if _, err := prompts.New(filepath.Join(t.TempDir(), "none")); err != nil {
		t.Errorf("a missing folder: %v", err)
	}
}
