package draft

import (
	"context"
	"strings"
	"testing"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/compose"
	"github.com/parlance-cli/parlance/culture"
)

// What the person who decides wants said and nobody would read makes the command end
// with 3; a fact against their word does not.
func TestADroppedNoteIsAnError(t *testing.T) {
	r := &round{}
	r.job.ReaderLang = "zh-Hans"
	if found := r.aboutNotes(compose.Letter{Left: []string{"送一张礼品卡"}}); !check.HasError(found) || found[0].Rule != "note/left" || found[0].MessageLang != "zh-Hans" {
		t.Errorf("%+v", found)
	}
	if found := r.aboutNotes(compose.Letter{Against: []string{"return-deadline 2026-12-02"}}); len(found) != 1 || check.HasError(found) {
		t.Errorf("%+v", found)
	}
	if found := r.aboutNotes(compose.Letter{Orders: []string{"5501-A", "5502-A"}}); len(found) != 1 || check.HasError(found) || found[0].Rule != "order/which" {
		t.Errorf("%+v", found)
	}
}

// A note in the buyer's language stands in both letters as it was written.
func TestAQuotedNoteIsNotLeftUntranslated(t *testing.T) {
	job := Job{Ticket: read(t, "订单号 NL-118273，麻烦开一张发票。"), AgentLang: "en"}
	job.Decision.Outcome, job.Decision.Notes = culture.Inform, []string{"发票三个工作日内开出，开好后会发到您的邮箱"}
	doc, err := drafter(t, nil).Document(context.Background(), job)
	if err != nil {
		t.Fatal(err)
	}
	if c := doc.Candidates[0]; !strings.Contains(c.Reply.Text, "发票三个工作日内开出") || check.HasError(c.Findings) {
		t.Errorf("%v\n%s", c.Findings, c.Reply.Text)
	}
}
