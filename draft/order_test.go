package draft

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/ticket"
)

// A search may ask a model first; what the ticket says is known before.
func TestTheTicketIsShownBeforeKnowledgeIsSearched(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "returns.md"), []byte("# Returns\n\nSend it back within 30 days.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	base, _, err := kb.Open(context.Background(), []string{dir}, kb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel() // a search that cannot answer
	job := Job{Ticket: &ticket.Ticket{ID: "T-1", Text: "Can I return the tent?"}, AgentLang: "en", KB: base}
	var types []string
	for e, err := range drafter(t, nil).Draft(ctx, job) {
		if err != nil {
			break
		}
		types = append(types, e.Type)
	}
	if len(types) == 0 || types[0] != "ticket" {
		t.Errorf("events were %v, want the ticket first", types)
	}
}
