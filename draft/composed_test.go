package draft

import (
	"testing"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/compose"
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
