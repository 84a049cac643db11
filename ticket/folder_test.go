package ticket

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAFileOfAFolderThatIsNoTicketIsNamed and the run goes on: an empty one, a broken one.
func TestAFileOfAFolderThatIsNoTicketIsNamed(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.txt": "where is my order?", "b.txt": "", "c.json": `{"id":`, "d.txt": "is it blue?"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var read, wrong []string
	for ticket, err := range OpenAll(dir, StreamOptions{}) {
		var bad *InputError
		switch {
		case err == nil:
			read = append(read, ticket.ID)
		case errors.As(err, &bad) && bad.Nth > 0 && strings.HasPrefix(err.Error(), filepath.Join(dir, filepath.Base(bad.Name))+": ") && !strings.Contains(err.Error(), "record"):
			wrong = append(wrong, filepath.Base(bad.Name))
		default:
			t.Errorf("got %v", err)
		}
	}
	if strings.Join(read, " ") != "a.txt d.txt" || strings.Join(wrong, " ") != "b.txt c.json" {
		t.Errorf("read %q, wrong %q", read, wrong)
	}
}
