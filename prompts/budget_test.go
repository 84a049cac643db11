package prompts_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/prompts"
	"github.com/parlance-cli/parlance/ticket"
)

func TestPromptStaysWithinTheBudgetAndSaysWhatItCut(t *testing.T) {
	b := builder(t)
	d := example("en-US", "en", "en")
	long := strings.Repeat("The lamp flickers when I turn it on in the evening. ", 150)
	d.Ticket.Messages[2].Text = "FIRST WORDS. " + long + "LAST WORDS."
	for i := range 30 {
		d.Ticket.Messages = append([]ticket.Message{{From: "agent", Text: strings.Repeat("Older words here. ", 40)}}, d.Ticket.Messages...)
		d.Snippets = append(d.Snippets, kb.Snippet{ID: "long.md#" + string(rune('a'+i%26)), Title: "Long", Text: strings.Repeat("A rule about lamps. ", 100)})
	}
	for _, model := range []string{"gpt-4o", "gpt-4", "qwen2.5:7b"} {
		for _, context := range []int{3500, 8192} {
			budget := prompts.Budget{Context: context, Reserved: 500, Model: model}
			p, err := b.Draft(d, budget, fence)
			if err != nil {
				t.Fatalf("%s %d: %v", model, context, err)
			}
			if got := prompts.Count(p.System+p.User, model); got > context-500 || got < (context-500)/2 && context < 8192 {
				t.Errorf("%s: %d tokens in a context of %d with 500 reserved", model, got, context)
			}
			if len(p.Cuts) == 0 || !strings.Contains(p.User, "FIRST WORDS") || !strings.Contains(p.User, "LAST WORDS") || !strings.Contains(p.User, "customs clearance") && !strings.Contains(p.User, "Customs clearance") {
				t.Errorf("%s %d: cuts %q", model, context, p.Cuts)
			}
			cut := false
			for _, part := range p.Parts {
				cut = cut || part.Cut
			}
			if !cut || !utf8.ValidString(p.User) {
				t.Errorf("%s %d: no part is marked as cut, or a character was", model, context)
			}
		}
	}
}

func TestTooSmallAContextIsAnErrorThatSaysHowMuchIsNeeded(t *testing.T) {
	_, err := builder(t).Draft(example("en-US", "en", "en"), prompts.Budget{Context: 1000, Reserved: 500, Model: "gpt-4o"}, fence)
	if !errors.Is(err, prompts.ErrBudget) || !strings.Contains(err.Error(), "500 are left") {
		t.Errorf("got %v", err)
	}
}

func TestAnEverydayTicketIsNotCut(t *testing.T) {
	p, err := builder(t).Draft(example("ja-JP", "ja", "ja"), prompts.Budget{Context: 8192, Reserved: 1024, Model: "gpt-4o-mini"}, fence)
	if err != nil || len(p.Cuts) > 0 {
		t.Errorf("cuts %q, %v", p.Cuts, err)
	}
	tickets, candidates := p.Share()
	if tickets < 0.4 || candidates < 0.85 || candidates >= 1 {
		t.Errorf("shared between tickets %.2f, between candidates %.2f", tickets, candidates)
	}
}

func TestLaterSnippetsGoFirst(t *testing.T) {
	d := example("en-US", "en", "en")
	d.Snippets = []kb.Snippet{{ID: "best", Text: "BEST PASSAGE."}, {ID: "worst", Text: strings.Repeat("WORST PASSAGE. ", 2000)}}
	p, err := builder(t).Draft(d, prompts.Budget{Context: 3200, Reserved: 200, Model: "gpt-4o"}, fence)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(p.User, "BEST PASSAGE.") || strings.Count(p.User, "WORST PASSAGE.") > 400 {
		t.Errorf("kept %d of the worst passage", strings.Count(p.User, "WORST"))
	}
	if len(p.Cuts) == 0 || !strings.Contains(p.Cuts[0], "worst") {
		t.Errorf("cuts %q", p.Cuts)
	}
}

func TestAGlossOfALongTextKeepsItsStartAndEnd(t *testing.T) {
	text := "FIRST. " + strings.Repeat("配達が遅れています。", 2000) + "LAST."
	p, err := builder(t).GlossWithin(text, "ja", "en", prompts.Budget{Context: 4096, Model: "qwen"}, fence)
	if err != nil || len(p.Cuts) != 1 || !strings.Contains(p.User, "FIRST.") || !strings.Contains(p.User, "LAST.") {
		t.Errorf("cuts %q, %v", p.Cuts, err)
	}
	if got := prompts.Count(p.System+p.User, "gpt-4"); got > 2100 {
		t.Errorf("%d tokens of a context of 4096", got)
	}
}
