package cmd

import (
	"bytes"
	"context"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/say"
)

// twoWords stand next to each other and are no name, flag or value.
var twoWords = regexp.MustCompile(`\b[A-Za-z][a-z]+ [a-z]{2,}\b`)

// typed is what stays as it is typed: usage lines, paths, quoted values, examples.
var typed = regexp.MustCompile("`[^`]*`|\"[^\"]*\"|--?[a-z-]+( [a-zA-Z]+)?|\\[[^]]*\\]|\\b(parlance|ollama|pass|pbpaste) .*")

// left are the English words in a text that should be Chinese.
func left(text string) []string {
	return twoWords.FindAllString(typed.ReplaceAllString(text, ""), -1)
}

func TestHelpIsWhollyChinese(t *testing.T) {
	var paths [][]string
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		paths = append(paths, strings.Fields(c.CommandPath())[1:])
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	root := (&app{getenv: func(string) string { return "" }}).root()
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd("completion")
	walk(root)
	if len(paths) < 25 {
		t.Fatalf("only %d commands", len(paths))
	}
	for _, path := range paths {
		help := helpIn(t, append(path, "--help", "--ui-lang", "zh")...)
		body, _, _ := strings.Cut(help, "示例：")
		_, flags, _ := strings.Cut(help, "选项：")
		for _, line := range strings.Split(body+flags, "\n") {
			if strings.HasPrefix(line, "\t") || strings.HasPrefix(line, "  parlance") {
				continue // what is typed
			}
			name, text, isFlag := strings.Cut(strings.TrimSpace(line), "   ")
			if !isFlag {
				text = name
			}
			if words := left(text); len(words) > 0 {
				t.Errorf("%v: English is left: %q in %q", path, words, line)
			}
			if isFlag && !regexp.MustCompile(`\p{Han}`).MatchString(text) && strings.ContainsAny(text, "abcdefghijklmnopqrstuvwxyz") && !strings.Contains(text, ", ") {
				t.Errorf("%v: no Chinese: %q", path, line)
			}
		}
		if !strings.Contains(help, "用法：") {
			t.Errorf("%v: no heading in %q", path, help)
		}
	}
}

func helpIn(t *testing.T, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	a := &app{out: &out, err: &out, args: args, getenv: func(string) string { return "" }}
	a.ui = func() *say.Speaker { return say.In(a.uiLanguage()) }
	if code := a.run(context.Background()); code != exitDone {
		t.Errorf("%v: exit code %d: %s", args, code, out.String())
	}
	return out.String()
}

func TestHelpInEnglishIsUntouched(t *testing.T) {
	help := helpIn(t, "draft", "--help")
	if regexp.MustCompile(`\p{Han}`).MatchString(help) || !strings.Contains(help, "Usage:\n  parlance draft") || !strings.Contains(help, "(default 3)") {
		t.Errorf("got %s", help)
	}
}

// TestWhoChoosesTheLanguage runs through the order: flag, environment, settings (with
// the agent's language), locale, English.
func TestWhoChoosesTheLanguage(t *testing.T) {
	for _, c := range []struct {
		name string
		args string
		env  map[string]string
		want string
	}{
		{"nobody", "draft", nil, "en"},
		{"the locale", "draft", map[string]string{"LANG": "zh_CN.UTF-8"}, "zh-Hans"},
		{"a locale we do not speak", "draft", map[string]string{"LANG": "ja_JP.UTF-8"}, "en"},
		{"LC_ALL over LANG", "draft", map[string]string{"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"},
		{"C is nobody's language", "draft", map[string]string{"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"},
		{"Traditional Chinese", "draft", map[string]string{"LC_MESSAGES": "zh_TW.UTF-8"}, "zh-Hans"},
		{"the flag", "draft --ui-lang zh", nil, "zh-Hans"},
		{"the flag with an equals sign", "draft --ui-lang=en", map[string]string{"LANG": "zh_CN.UTF-8"}, "en"},
		{"the flag over the environment", "draft --ui-lang en", map[string]string{"PARLANCE_UI_LANG": "zh"}, "en"},
		{"the environment over the agent's", "draft --agent-lang zh", map[string]string{"PARLANCE_UI_LANG": "en"}, "en"},
		{"the agent's flag over the locale", "draft --agent-lang zh", map[string]string{"LANG": "en_US.UTF-8"}, "zh-Hans"},
		{"the agent's setting over the locale", "draft", map[string]string{"PARLANCE_AGENT_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"},
		{"an agent's language we do not speak leaves it to the locale", "draft --agent-lang de", map[string]string{"LANG": "zh_CN.UTF-8"}, "zh-Hans"},
		{"after -- stands no flag", "draft -- --ui-lang zh", nil, "en"},
	} {
		a := &app{args: strings.Fields(c.args), getenv: func(name string) string { return c.env[name] }}
		if got := a.uiLanguage(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// TestTheCommentedSettingsAreWholeInChinese reads what init would write back: the same
// settings, whatever the comments are told in.
func TestTheCommentedSettingsAreWholeInChinese(t *testing.T) {
	b, err := os.ReadFile("../config.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var english, chinese map[string]any
	told := say.In("zh").Comments(string(b))
	for text, into := range map[string]*map[string]any{string(b): &english, told: &chinese} {
		if err := yaml.Unmarshal([]byte(text), into); err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
	}
	if !reflect.DeepEqual(english, chinese) || len(english) == 0 {
		t.Errorf("got %v, want %v", chinese, english)
	}
	for _, line := range strings.Split(told, "\n") {
		if _, comment, found := strings.Cut(line, "# "); found && len(left(comment)) > 0 {
			t.Errorf("English is left: %q", line)
		}
	}
}

// The drafter writes on while an event is shown: what the event points at is not ours.
func TestTellingAnEventLeavesTheDraftersOwn(t *testing.T) {
	a := &app{ui: func() *say.Speaker { return say.In("zh") }}
	const message = "reply"
	own := draft.Failure{Message: message}
	whole := draft.Candidate{Error: &own}
	told := a.tell(draft.Event{Error: &own, Complete: &whole})
	if told.Error.Message == message || told.Complete.Error.Message == message {
		t.Errorf("told in English: %q, %q", told.Error.Message, told.Complete.Error.Message)
	}
	if own.Message != message || whole.Error != &own {
		t.Errorf("the drafter's candidate became %+v with %q", whole, own.Message)
	}
}
