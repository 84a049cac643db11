package cmd

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/mask"
	"github.com/parlance-cli/parlance/ticket"
)

// maskedSpan is one hidden value; offsets are code points of the original text.
type maskedSpan struct {
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Type    string `json:"type"`
	StandIn string `json:"standin"`
}

func (a *app) maskCmd() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "mask [FILE]",
		Short:   "Show what would leave the machine",
		Example: "  parlance mask ticket.txt\n  parlance mask --json ticket.txt | jq .spans",
		Args:    usageArgs(cobra.MaximumNArgs(1)),
		RunE:    func(c *cobra.Command, args []string) error { return a.mask(c.Context(), asJSON, args) },
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON document (parlance.mask/v1)")
	return c
}

func (a *app) mask(ctx context.Context, asJSON bool, args []string) error {
	settings, err := a.settings()
	if err != nil {
		return err
	}
	text, err := a.readText(ctx, "text", args)
	if err != nil {
		return err
	}
	options := mask.Options{Allow: settings.Privacy.Allow, Deny: settings.Privacy.Deny, Names: a.namesIn(text)}
	vault := mask.NewVault(a.newID(), options)
	hidden, found := vault.HideSpans(text)
	if !asJSON {
		return a.print(clean.Terminal(hidden))
	}
	spans := []maskedSpan{}
	for _, h := range found {
		start := len([]rune(text[:h.Start]))
		spans = append(spans, maskedSpan{Start: start, End: start + len([]rune(text[h.Start:h.End])), Type: h.Type, StandIn: h.StandIn})
	}
	return a.printJSON(masked{"parlance.mask/v1", nil, hidden, spans})
}

// namesIn is what draft would know of the buyer's name if the text is a ticket.
func (a *app) namesIn(text string) []string {
	t, _, err := ticket.Read(strings.NewReader(text), ticket.ReadOptions{})
	if err != nil {
		return nil
	}
	return draft.BuyerNames(t, ticket.Analyse(t, "en", a.now()))
}

// masked is the document of mask.
type masked struct {
	Schema string         `json:"schema"`
	Error  *draft.Failure `json:"error"`
	Masked string         `json:"masked"`
	Spans  []maskedSpan   `json:"spans"` // in the original text
}
