package cmd

import (
	"bytes"
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/say"
)

// toldOnTerminal runs a command line on a terminal of some width; both streams are in out.
func toldOnTerminal(t *testing.T, width int, args ...string) (out string, code int) {
	t.Helper()
	var b bytes.Buffer
	a := &app{out: &b, err: &b, args: args, width: width, getenv: func(string) string { return "" }}
	a.terminal.out = true
	a.ui = func() *say.Speaker { return say.In(a.uiLanguage()) }
	code = a.run(context.Background())
	return b.String(), code
}

func TestFlagsInHelpKeepTheirColumn(t *testing.T) {
	for _, ui := range []string{"en", "zh"} {
		for _, width := range []int{60, 80, 120} {
			help, _ := toldOnTerminal(t, width, "batch", "--help", "--ui-lang", ui)
			flags := regexp.MustCompile(`(?ms)^      --agent-lang.*?\n\n`).FindString(help)
			margin := columns(regexp.MustCompile(`^ +--agent-lang TAG +`).FindString(flags))
			if margin < 20 {
				t.Fatalf("%s: no flags in %s", ui, help)
			}
			for _, line := range strings.Split(strings.TrimRight(flags, "\n"), "\n") {
				if columns(line) > max(width, margin+24) {
					t.Errorf("%s, %d columns: %q is %d wide", ui, width, line, columns(line))
				}
				if indent := len(line) - len(strings.TrimLeft(line, " ")); indent != margin && indent != 6 && indent != 2 {
					t.Errorf("%s, %d columns: %q begins at %d, want %d", ui, width, line, indent, margin)
				}
			}
			if strings.Contains(help, "auto, auto") || strings.Contains(help, "[])") || strings.Contains(help, "[]）") {
				t.Errorf("%s: %s", ui, help)
			}
		}
	}
	if help, _ := toldOnTerminal(t, 80, "batch", "--help", "--ui-lang", "zh"); regexp.MustCompile(`\[flags\]|\b(int|string|float|duration)  `).MatchString(help) {
		t.Errorf("English is left in %s", help)
	}
}

func TestHelpAboutNothing(t *testing.T) {
	for args, want := range map[string]string{
		"help foo":               `unknown command "foo" for "parlance"; see `,
		"help drafft":            `did you mean "draft"?`,
		"help culture shw":       `unknown command "shw" for "parlance culture"; did you mean "show"?`,
		"--ui-lang zh help draf": "是不是想写",
	} {
		if out, code := toldOnTerminal(t, 80, strings.Fields(args)...); code != exitUsage || !strings.Contains(out, want) {
			t.Errorf("%s: exit code %d, got %s", args, code, out)
		}
	}
	for _, args := range []string{"help", "help culture show", "help help"} {
		if out, code := toldOnTerminal(t, 80, strings.Fields(args)...); code != exitDone || !strings.Contains(out, "Usage:") {
			t.Errorf("%s: exit code %d, got %s", args, code, out)
		}
	}
}

// TestTheListOfDecisionsIsGoneThroughWithArrows presses what the foot of the list says.
func TestTheListOfDecisionsIsGoneThroughWithArrows(t *testing.T) {
	one, view := full("en", letters()["en"]), ticketOf(letters()["en"])
	c := newChooser(newSheet(english(), painter{}, 80), &draft.Document{Ticket: view, Candidates: []draft.Candidate{*one}}, "")
	for _, k := range []key{{text: "r"}, {name: "up"}, {name: "down"}, {name: "end"}, {name: "up"}} {
		if w := c.press(k); w != (wish{}) {
			t.Fatalf("%v asks for %v", k, w)
		}
	}
	if text := strings.Join(c.frame(80, 24), "\n"); !strings.Contains(text, "▸ 9  hand it to a colleague") || strings.Count(text, "▸") != 2 {
		t.Errorf("got %s", text)
	}
	if w := c.press(key{name: "enter"}); w.kind != "redraft" || w.outcome != "escalate" {
		t.Errorf("Enter asks for %v", w)
	}
	c.press(key{text: "r"})
	if w := c.press(key{name: "enter"}); w.outcome != "inform" {
		t.Errorf("the list opens at its first line; Enter asked for %v", w)
	}
}
