package draft

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/ticket"
)

// TestWrongRepliesAreFound judges the replies of examples/replies as check does.
func TestWrongRepliesAreFound(t *testing.T) {
	lists, err := filepath.Glob("../examples/replies/*.rules")
	if err != nil || len(lists) == 0 {
		t.Fatal("no examples", err)
	}
	for _, list := range lists {
		tag := strings.TrimSuffix(filepath.Base(list), ".rules")
		t.Run(tag, func(t *testing.T) {
			read := func(kind string) string {
				b, err := os.ReadFile(strings.TrimSuffix(list, "rules") + kind)
				if err != nil {
					t.Fatal(err)
				}
				return string(b)
			}
			d := &Drafter{Now: func() time.Time { return time.Date(2026, 3, 9, 9, 0, 0, 0, time.UTC) }, NewID: func() string { return "id" }}
			job := Job{Ticket: &ticket.Ticket{Text: read("ticket.txt")}, AgentLang: "en", Flags: Wanted{Culture: tag}}
			view, found, err := d.Judge(context.Background(), job, "", read("reply.txt"))
			if err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, f := range found {
				ids = append(ids, f.Rule)
			}
			for _, want := range strings.Fields(read("rules")) {
				if !slices.Contains(ids, want) {
					t.Errorf("%s is not found (%s, %s); found are %s", want, view.Language.Tag, view.Emotion.Label, ids)
				}
			}
		})
	}
}
