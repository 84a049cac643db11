package draft

import (
	"context"
	"strings"

	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/prompts"
	"github.com/parlance-cli/parlance/translate"
)

// ask streams one answer, passing on a preview of what will be kept.
func (w *writer) ask(ctx context.Context, p prompts.Prompt, side, model string, prepared translate.Prepared) (string, error) {
	var raw, reasoning strings.Builder
	shown := newPreview(prepared)
	req := w.request(p, model, w.seed)
	for chunk, err := range w.model.Stream(ctx, req) {
		if err != nil {
			return raw.String(), err
		}
		if chunk.Reset {
			raw.Reset()
			shown = newPreview(prepared)
			w.emit(Event{Type: "reset", Candidate: w.c.ID, Side: side})
		}
		reasoning.WriteString(chunk.Reasoning)
		raw.WriteString(chunk.Text)
		w.delta(side, shown.write(chunk.Text, chunk.Done))
		if chunk.Done {
			w.account(chunk)
		}
	}
	if reasoning.Len() > 0 && w.Log != nil {
		w.Log("%s reasoning: %s", w.c.ID, reasoning.String())
	}
	return strings.TrimSpace(raw.String()), nil
}

func (w *writer) delta(side, text string) {
	if text == "" {
		return
	}
	if w.c.Timing.FirstTokenMS == 0 {
		w.c.Timing.FirstTokenMS = w.Now().Sub(w.start).Milliseconds()
	}
	w.emit(Event{Type: "delta", Candidate: w.c.ID, Side: side, Text: text})
}

// account adds up what a call cost and who answered.
func (w *writer) account(c llm.Chunk) {
	if c.Model != "" {
		w.c.Model = c.Model
	}
	w.c.Usage.add(c.Usage, w.price(c.Model, c.Usage))
	for _, warning := range c.Warnings {
		w.warnings = append(w.warnings, Warning{string(warning.Kind), warning.Message})
	}
}
