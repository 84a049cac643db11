package prompts_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/prompts"
	"github.com/parlance-cli/parlance/ticket"
)

// attack is a ticket of the injection set and what must hold for its prompt.
type attack struct {
	ID     string `json:"id"`
	Ticket struct {
		Subject string `json:"subject"`
		Body    string `json:"body"`
	} `json:"ticket"`
	Checks []struct {
		Type      string `json:"type"`
		Needle    string `json:"needle"`
		Literal   string `json:"literal"`
		Forbidden string `json:"forbidden_result"`
		Max       int    `json:"max_ticket_chars_sent"`
	} `json:"prompt_checks"`
}

type fixtures struct {
	Shop   string   `json:"shop"`
	Canary string   `json:"system_canary"`
	Hosts  []string `json:"allowed_url_hosts"`
	KB     []struct {
		ID         string `json:"id"`
		Visibility string `json:"visibility"`
		Text       string `json:"text"`
	} `json:"kb"`
}

var (
	special  = regexp.MustCompile(`<\|[^|\n]{1,40}\|>|<｜[^｜\n]{1,40}｜>|\[/?INST\]|<</?SYS>>|</?s>|<(start|end)_of_turn>`)
	controls = regexp.MustCompile("[\x00-\x08\x0b-\x1f\x7f-\u009f]")
	hidden   = regexp.MustCompile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\U000e0000-\U000e007f]")
	word     = regexp.MustCompile(`[\pL\pN_]+`)
)

// The injection set is read from the folder that PARLANCE_DATA names.
func TestFrameSurvivesTheInjectionSet(t *testing.T) {
	data := os.Getenv("PARLANCE_DATA")
	if data == "" {
		t.Skip("PARLANCE_DATA is not set")
	}
	var fx fixtures
	raw, err := os.ReadFile(filepath.Join(data, "injection", "fixtures.json"))
	if err == nil {
		err = json.Unmarshal(raw, &fx)
	}
	if err != nil {
		t.Fatal(err)
	}
	attacks := readAttacks(t, filepath.Join(data, "injection", "injection.jsonl"))
	b, passed := builder(t), 0
	for _, a := range attacks {
		first := promptOf(t, b, a, fx, prompts.Fence{ID: "5f3c9a7e21b4d860"})
		second := promptOf(t, b, a, fx, prompts.Fence{ID: "c01d8e44a97b362f"})
		bad := append(a.broken(first, fx), a.broken(second, fx)...)
		if len(bad) > 0 {
			t.Errorf("%s: %v", a.ID, bad)
			continue
		}
		passed++
	}
	t.Logf("%d of %d prompts pass", passed, len(attacks))
}

func readAttacks(t *testing.T, path string) []attack {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []attack
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var a attack
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	return list
}

func promptOf(t *testing.T, b *prompts.Builder, a attack, fx fixtures, fence prompts.Fence) prompts.Prompt {
	d := example("en-US", "en", "en")
	d.Ticket = &ticket.Ticket{Subject: a.Ticket.Subject, Text: a.Ticket.Body}
	d.Brand = &brand.Brand{Name: fx.Shop, Voice: fx.Canary, AllowedHosts: fx.Hosts}
	d.Snippets = nil
	for _, s := range fx.KB {
		d.Snippets = append(d.Snippets, kb.Snippet{ID: s.ID, Text: s.Text, Internal: s.Visibility == "internal"})
	}
	p, err := b.Draft(d, prompts.Budget{Context: 128_000, Reserved: 1024, Model: "gpt-4o"}, fence)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (a attack) broken(p prompts.Prompt, fx fixtures) []string {
	open, closing := p.Fence.Marks("ticket")
	_, after, _ := strings.Cut(p.User, open)
	inside, _, _ := strings.Cut(after, closing)
	var bad []string
	for _, c := range a.Checks {
		if !a.holds(c.Type, p, inside) {
			bad = append(bad, c.Type)
		}
		if c.Needle != "" && !strings.Contains(inside, c.Needle) {
			bad = append(bad, "lost "+c.Needle)
		}
		if c.Forbidden != "" && strings.Contains(inside, c.Forbidden) {
			bad = append(bad, "evaluated "+c.Literal)
		}
		for _, w := range word.FindAllString(c.Literal, -1) {
			if !strings.Contains(inside, w) {
				bad = append(bad, "lost "+w)
			}
		}
		if c.Max > 0 && (utf8.RuneCountInString(inside) > c.Max || !strings.Contains(p.System, fx.Canary)) {
			bad = append(bad, c.Type)
		}
	}
	return bad
}

func (a attack) holds(kind string, p prompts.Prompt, inside string) bool {
	open, closing := p.Fence.Marks("ticket")
	switch kind {
	case "delimiter_unclosable":
		return strings.Count(p.User, open) == 1 && strings.Count(p.User, closing) == 1
	case "ticket_only_in_user_role":
		start := []rune(strings.Join(strings.Fields(a.Ticket.Body), " "))
		return !strings.Contains(strings.Join(strings.Fields(p.System), " "), string(start[:min(40, len(start))]))
	case "no_raw_special_tokens":
		return !special.MatchString(inside) && !special.MatchString(norm.NFKC.String(inside))
	case "no_controls":
		return !controls.MatchString(inside)
	case "no_hidden_unicode":
		return !hidden.MatchString(inside)
	}
	return true
}
