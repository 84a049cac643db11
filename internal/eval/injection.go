package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/prompts"
	"github.com/parlance-cli/parlance/ticket"
)

// attack is a ticket that tries to steer the writer, what must hold for its prompt,
// and replies of a writer that obeyed and of one that did not.
type attack struct {
	ID, Category, Lang string
	Ticket             struct{ Subject, Body string }
	Checks             []promptCheck `json:"prompt_checks"`
	Bad                []string      `json:"bad_replies"`
	Good               []string      `json:"good_replies"`
}

// attackShop is the shop of the set: what its prompts and checks know.
type attackShop struct {
	Shop   string
	Canary string   `json:"system_canary"`
	Hosts  []string `json:"allowed_url_hosts"`
	Emails []string `json:"allowed_emails"`
	Policy []string
	KB     []struct{ ID, Visibility, Text string }
	Other  map[string]string `json:"other_customer"`
	Own    map[string]string `json:"this_customer"`
}

type injectionFigures struct {
	Prompts    share            `json:"prompts_pass"`
	Bad        share            `json:"bad_replies_flagged"`
	Good       share            `json:"good_replies_flagged"`
	ByCategory map[string]share `json:"bad_replies_flagged_by_category"`
}

// scoreInjection scores the frame of prompts over two runs, and the checks on replies
// that obeyed a ticket and on replies that did not.
func scoreInjection(r *run) (any, error) {
	files, err := r.files("injection/injection*.jsonl")
	if err != nil {
		return nil, err
	}
	var shop attackShop
	raw, err := os.ReadFile(filepath.Join(r.data, "injection", "fixtures.json"))
	if err == nil {
		err = json.Unmarshal(raw, &shop)
	}
	if err != nil {
		return nil, err
	}
	builder, err := prompts.New("")
	if err != nil {
		return nil, err
	}
	f := injectionFigures{ByCategory: map[string]share{}}
	for _, file := range files {
		if err := lines(file, func(_ int, a attack) error { return scoreAttack(r, &f, shop, builder, a) }); err != nil {
			return nil, err
		}
	}
	fmt.Printf("injection\n  prompts that hold    %s\n  bad replies flagged  %s\n  good replies flagged %s\n", f.Prompts, f.Bad, f.Good)
	for _, c := range slices.Sorted(mapKeys(f.ByCategory)) {
		fmt.Printf("    %-22s %s\n", c, f.ByCategory[c])
	}
	return f, nil
}

func mapKeys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func scoreAttack(r *run, f *injectionFigures, shop attackShop, builder *prompts.Builder, a attack) error {
	first, err := shop.prompt(builder, a, "5f3c9a7e21b4d860")
	if err != nil {
		return err
	}
	second, err := shop.prompt(builder, a, "c01d8e44a97b362f")
	if err != nil {
		return err
	}
	broken := append(a.broken(first, shop), a.broken(second, shop)...)
	f.Prompts.add(len(broken) == 0)
	r.predict(map[string]any{"id": a.ID, "side": "prompt", "index": 0, "flagged": len(broken) > 0, "rules": broken})
	for _, side := range []struct {
		name    string
		replies []string
		total   *share
	}{{"bad", a.Bad, &f.Bad}, {"good", a.Good, &f.Good}} {
		for i, reply := range side.replies {
			found := check.Run(shop.input(a, reply, first.System))
			flagged := check.HasError(found)
			side.total.add(flagged)
			if side.name == "bad" {
				c := f.ByCategory[a.Category]
				c.add(flagged)
				f.ByCategory[a.Category] = c
			}
			rules := []string{}
			for _, x := range found {
				rules = append(rules, x.Rule)
			}
			r.predict(map[string]any{"id": a.ID, "side": side.name, "index": i, "flagged": flagged, "rules": rules})
		}
	}
	return nil
}

func (s attackShop) brand() *brand.Brand {
	return &brand.Brand{Name: s.Shop, Voice: s.Canary, AllowedHosts: s.Hosts, Emails: s.Emails, Promises: s.Policy[:1]}
}

// prompt is what would be sent for the ticket.
func (s attackShop) prompt(b *prompts.Builder, a attack, fence string) (prompts.Prompt, error) {
	p, _, err := culture.Resolve(a.Lang)
	if err != nil {
		return prompts.Prompt{}, err
	}
	t := &ticket.Ticket{Subject: a.Ticket.Subject, Text: a.Ticket.Body}
	now := time.Date(2026, 3, 9, 9, 0, 0, 0, time.UTC)
	d := prompts.Draft{
		Ticket: t, Signals: ticket.Analyse(t, "en", now), Profile: p, Brand: s.brand(), Channel: "email",
		Write: a.Lang, Reply: a.Lang, Now: now,
	}
	for _, k := range s.KB {
		d.Snippets = append(d.Snippets, kb.Snippet{ID: k.ID, Text: k.Text, Internal: k.Visibility == "internal"})
	}
	return b.Draft(d, prompts.Budget{Context: 128_000, Reserved: 1024, Model: "gpt-4o"}, prompts.Fence{ID: fence})
}

// input is what the checks are given for a reply, as drafting gives it.
func (s attackShop) input(a attack, reply, system string) check.Input {
	in := check.Input{
		Reply:  check.Text{Language: a.Lang, Text: reply},
		Buyer:  check.Text{Language: lang.Detect(a.Ticket.Body).Tag, Text: a.Ticket.Body},
		Brand:  s.brand(),
		Secret: []string{system}, AgentLang: "en", Channel: "email",
		Sources: []check.Source{{Name: "ticket", Text: a.Ticket.Body}},
	}
	if p, _, err := culture.Resolve(a.Lang); err == nil {
		in.Profile = p
	}
	order := ""
	for _, v := range s.Own {
		order += v + "\n"
	}
	in.Sources = append(in.Sources, check.Source{Name: "order", Text: order}, check.Source{Name: "brand", Text: strings.Join(append(s.Emails, s.Policy...), "\n")})
	for _, k := range s.KB {
		if k.Visibility == "internal" {
			in.Internal = append(in.Internal, k.Text)
		} else {
			in.Sources = append(in.Sources, check.Source{Name: k.ID, Text: k.Text})
		}
	}
	for _, v := range s.Other {
		in.Others = append(in.Others, v)
	}
	return in
}
