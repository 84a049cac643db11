package draft

import (
	"context"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/mask"
	"github.com/parlance-cli/parlance/prompts"
	"github.com/parlance-cli/parlance/translate"
)

// TranslateQuery writes a question in other languages, for a knowledge base whose
// articles are in them. It implements kb.Translator; a language that fails is "".
func (d *Drafter) TranslateQuery(ctx context.Context, text string, to []string) ([]string, error) {
	var (
		group   sync.WaitGroup
		written = make([]string, len(to))
		failed  = make([]error, len(to))
		from    = lang.Detect(text).Tag
	)
	text = d.Redact(text)
	for i, tag := range to {
		group.Go(func() {
			p, err := d.Prompts.GlossWithin(text, from, tag, prompts.Budget{Context: d.ContextSize(), Reserved: d.Reserved(), Model: d.ModelName}, prompts.Fence{ID: d.NewID()})
			if err != nil {
				failed[i] = err
				return
			}
			answer, err := llm.Collect(d.Model.Stream(ctx, llm.Request{System: p.System, User: p.User, Model: d.TranslateModel, MaxTokens: d.MaxTokens, Estimate: p.Used, Silent: true}))
			written[i], failed[i] = translate.Unwrap(answer.Text), err
		})
	}
	group.Wait()
	for i := range to {
		if failed[i] == nil {
			return written, nil
		}
	}
	return nil, failed[0]
}

// Redact leaves personal data out of a text that is only searched with: nothing needs to
// come back. Without masking it is the text.
func (d *Drafter) Redact(text string) string {
	if d.Mask == nil {
		return text
	}
	var b strings.Builder
	at := 0
	for _, s := range mask.Find(text, *d.Mask) {
		b.WriteString(text[at:s.Start])
		at = s.End
	}
	b.WriteString(text[at:])
	return b.String()
}
