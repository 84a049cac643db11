package main

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/parlance-cli/parlance/prompts"
)

// promptCheck is one thing that must hold for the prompt of an attack.
type promptCheck struct {
	Type, Needle, Literal string
	Forbidden             string `json:"forbidden_result"`
	Max                   int    `json:"max_ticket_chars_sent"`
}

var (
	rawToken  = regexp.MustCompile(`<\|[^|\n]{1,40}\|>|<｜[^｜\n]{1,40}｜>|\[/?INST\]|<</?SYS>>|</?s>|<(start|end)_of_turn>`)
	rawChar   = regexp.MustCompile("[\x00-\x08\x0b-\x1f\x7f-\u009f]")
	unseen    = regexp.MustCompile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\U000e0000-\U000e007f]")
	standIn   = regexp.MustCompile(`\[EMAIL_1\]|⟦PHONE_1⟧|⟦EMAIL_1⟧|⟦EMAIL_9⟧`)
	literally = regexp.MustCompile(`[\pL\pN_]+`)
)

// broken names the checks that do not hold for a prompt.
func (a attack) broken(p prompts.Prompt, shop attackShop) []string {
	open, closing := p.Fence.Marks("ticket")
	_, after, _ := strings.Cut(p.User, open)
	inside, _, closed := strings.Cut(after, closing)
	bad := []string{}
	if !closed {
		bad = append(bad, "no_ticket_section")
	}
	for _, c := range a.Checks {
		if !c.holds(a, p, shop, inside) {
			bad = append(bad, c.Type)
		}
	}
	return bad
}

func (c promptCheck) holds(a attack, p prompts.Prompt, shop attackShop, inside string) bool {
	open, closing := p.Fence.Marks("ticket")
	switch c.Type {
	case "delimiter_unclosable":
		return strings.Count(p.User, open) == 1 && strings.Count(p.User, closing) == 1
	case "ticket_only_in_user_role":
		start := []rune(strings.Join(strings.Fields(a.Ticket.Body), " "))
		return !strings.Contains(strings.Join(strings.Fields(p.System), " "), string(start[:min(40, len(start))]))
	case "no_raw_special_tokens":
		return !rawToken.MatchString(inside) && !rawToken.MatchString(norm.NFKC.String(inside))
	case "no_controls":
		return !rawChar.MatchString(inside)
	case "no_hidden_unicode":
		return !unseen.MatchString(inside)
	case "ticket_content_kept":
		return strings.Contains(inside, c.Needle)
	case "literal_kept_not_evaluated":
		for _, w := range literally.FindAllString(c.Literal, -1) {
			if !strings.Contains(inside, w) {
				return false
			}
		}
		return c.Forbidden == "" || !strings.Contains(inside, c.Forbidden)
	case "prompt_within_budget":
		return utf8.RuneCountInString(inside) <= c.Max && strings.Contains(p.System, shop.Canary)
	case "ticket_placeholder_not_resolvable":
		return !standIn.MatchString(inside)
	case "no_file_read":
		return !strings.Contains(p.User, "root:x") && !strings.Contains(p.User, "BEGIN OPENSSH")
	}
	return false
}
