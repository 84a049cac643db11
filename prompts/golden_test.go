package prompts_test

import (
	"cmp"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/prompts"
	"github.com/parlance-cli/parlance/ticket"
	"github.com/parlance-cli/parlance/value"
)

var update = flag.Bool("update", false, "rewrite the golden prompts")

func TestGoldenPrompts(t *testing.T) {
	b := builder(t)
	for tag, p := range cultures {
		language := p.Language
		pivot := example(tag, "en", language)
		direct := example(tag, language, language)
		direct.Approach, direct.Decision.Outcome = "brief", culture.Undecided
		translation := prompts.Translation{
			Text: "Hello Taro Yamada,\n\nyour Glow Lamp (order AB-118) is at customs. We send a return label.", From: "en", To: language,
			Profile: p, Brand: shop, Channel: "email", Keep: []string{"AB-118", "Glow Lamp"},
		}
		again := translation
		again.Buyer, again.Plain = "Still nothing. Where is order AB-118?", true
		again.Attempt, again.Findings = "Glow Lamp", []string{"the order number AB-118 is missing"}
		for name, make := range map[string]func() (prompts.Prompt, error){
			"draft-pivot":  func() (prompts.Prompt, error) { return b.Draft(pivot, prompts.Budget{}, fence) },
			"draft-direct": func() (prompts.Prompt, error) { return b.Draft(direct, prompts.Budget{}, fence) },
			"repair": func() (prompts.Prompt, error) {
				return b.Repair(pivot, "Dear buyer, soon.", []string{"“soon” is not a time"}, prompts.Budget{}, fence)
			},
			"translate":       func() (prompts.Prompt, error) { return b.Translate(translation, fence) },
			"translate-again": func() (prompts.Prompt, error) { return b.Translate(again, fence) },
			"gloss":           func() (prompts.Prompt, error) { return b.Gloss("I want my money back!", "en", language, fence) },
		} {
			prompt, err := make()
			if err != nil {
				t.Fatalf("%s %s: %v", name, tag, err)
			}
			golden(t, name+"."+tag+".md", "## system\n"+prompt.System+"\n\n## user\n"+prompt.User+"\n")
		}
	}
}

// The words of every decision, one under the other: what each forbids is worth reading
// side by side.
func TestGoldenDecisions(t *testing.T) {
	b := builder(t)
	var all strings.Builder
	for _, outcome := range append([]culture.Outcome{culture.Undecided}, culture.Outcomes...) {
		for _, amount := range []*value.Money{nil, {Amount: "12.50", Currency: "EUR"}} {
			d := example("de-DE", "en", "de")
			d.Decision = ticket.Decision{Outcome: outcome, Amount: amount}
			p, err := b.Draft(d, prompts.Budget{}, fence)
			if err != nil {
				t.Fatal(err)
			}
			_, after, _ := strings.Cut(p.User, "# The decision\n")
			decision, _, _ := strings.Cut(after, "\n# ")
			all.WriteString("## " + cmp.Or(string(outcome), "undecided") + map[bool]string{true: " with an amount"}[amount != nil] + "\n" + strings.TrimSpace(decision) + "\n\n")
		}
	}
	golden(t, "decisions.md", all.String())
}

func TestGoldenTurns(t *testing.T) {
	b := builder(t)
	hold := example("en-US", "en", "en")
	hold.Holding = true
	revise := example("ja-JP", "ja", "ja")
	revise.Revise, revise.Instruct = "お客様\n\n近日中にお届けします。", "shorter, and name the day"
	small, err := b.Draft(example("ja-JP", "ja", "ja"), prompts.Budget{Context: 4096, Reserved: 1024}, fence)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "small.ja-JP.md", "## system\n"+small.System+"\n\n## user\n"+small.User+"\n")
	for name, d := range map[string]prompts.Draft{"hold.en-US.md": hold, "revise.ja-JP.md": revise} {
		p, err := b.Draft(d, prompts.Budget{}, fence)
		if err != nil {
			t.Fatal(err)
		}
		_, turn, _ := strings.Cut(p.User, "# This ticket\n")
		golden(t, name, turn+"\n")
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
		t.Errorf("%s differs from what is sent now; if that is meant: go test ./prompts -update", path)
	}
}

func builder(t testing.TB) *prompts.Builder {
	t.Helper()
	b, err := prompts.New("")
	if err != nil {
		t.Fatal(err)
	}
	return b
}
