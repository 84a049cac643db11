package check

import (
	"testing"
)

// TestANoteInAnotherLanguageBacksADeed: the agent's note is in their language, the reply in
// the buyer's, so that a deed is looked for by what it is about.
func TestANoteInAnotherLanguageBacksADeed(t *testing.T) {
	for _, c := range []struct {
		lang, reply, note, rule string
	}{
		{"de", "Wir haben die Lieferadresse geändert.", "we changed the address", "promise/changed"},
		{"ja", "返金は本日完了いたしました。", "refunded today", "promise/refund-done"},
		{"en", "We've sent you another lamp.", "今天已补发", "promise/sent"},
		{"fr", "Vous pouvez garder la théière.", "buyer keeps the pot", "promise/keep"},
		{"pt-BR", "A troca é grátis.", "we pay the return shipping", "promise/free-of-charge"},
	} {
		in := Input{Reply: Text{c.lang, c.reply}, AgentLang: "en"}
		if !finds(Run(in), c.rule) {
			t.Errorf("%s: %q is not found", c.lang, c.reply)
		}
		in.Sources = []Source{{Name: "note", Text: c.note}}
		if finds(Run(in), c.rule) {
			t.Errorf("%s: %q is found although the note says %q", c.lang, c.reply, c.note)
		}
		in.Sources[0].Name = "ticket"
		if !finds(Run(in), c.rule) {
			t.Errorf("%s: the buyer's word counts as ours", c.lang)
		}
	}
}

func TestAnArticleBacksWhatIsFreeAndNoDeed(t *testing.T) {
	article := []Source{{Name: "returns.md#1", Text: "Returns are free. We change an address or cancel an order before it ships."}}
	if in := (Input{Reply: Text{"de", "Die Rücksendung ist kostenlos."}, Sources: article}); finds(Run(in), "promise/free-of-charge") {
		t.Error("an article that says so is not believed")
	}
	if in := (Input{Reply: Text{"de", "Wir haben Ihre Bestellung storniert."}, Sources: article}); !finds(Run(in), "promise/changed") {
		t.Error("a general rule is taken for a deed")
	}
}

func finds(found []Finding, rule string) bool {
	for _, f := range found {
		if f.Rule == rule {
			return true
		}
	}
	return false
}
