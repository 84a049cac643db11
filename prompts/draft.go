package prompts

import (
	"github.com/parlance-cli/parlance/say"
	"strings"
)

// Draft builds the prompt for one candidate. System is byte-identical for a culture ×
// language × brand; candidates of one ticket share all but the last lines of User.
func (b *Builder) Draft(d Draft, budget Budget, fence Fence) (Prompt, error) {
	return b.draft(d, budget, fence, "approach.md", matterOf(d, fence))
}

// Repair builds the prompt that mends a draft by its findings.
func (b *Builder) Repair(d Draft, attempt string, findings []string, budget Budget, fence Fence) (Prompt, error) {
	m := matterOf(d, fence)
	m.Attempt = m.capped("the first version", fence.inert(attempt), d.Write)
	m.Open, m.Close = fence.Marks("first version")
	for _, f := range findings {
		m.Findings = append(m.Findings, fence.line(f))
	}
	return b.draft(d, budget, fence, "repair.md", m)
}

func (b *Builder) draft(d Draft, budget Budget, fence Fence, task string, m matter) (Prompt, error) {
	if fence.ID == "" {
		return Prompt{}, ErrFence
	}
	short := budget.short()
	if short {
		m.Acts = nil
	}
	system, err := b.system(d, short)
	if err != nil {
		return Prompt{}, err
	}
	frame, err := b.frame(m, fence, task)
	if err != nil {
		return Prompt{}, err
	}
	material := materialOf(d, fence)
	fixed := append(append([]piece(nil), system...), frame...)
	p := packing{meter: meterFor(budget, func(m meter) int { return sum(fixed, m) + material.needs(m.of) + material.fences(m.of) }), cuts: m.cuts}
	middle, err := b.material(&p, material, fixed, fence)
	if err != nil {
		return Prompt{}, err
	}
	user := append(append([]piece{frame[0]}, middle...), frame[1:]...)
	return b.prompt(system, user, p, fence), nil
}

// piece is a part of a message and its text.
type piece struct {
	Part
	text string
	own  bool // our words, not a stranger's
}

// system depends on the culture, the languages, the brand and the model's size, never on
// the ticket.
func (b *Builder) system(d Draft, short bool) ([]piece, error) {
	craft := "craft"
	if short {
		craft = "craft-short"
	}
	return b.pieces(voiceOf(d, short), BetweenTickets, craft, "culture", "brand")
}

// frame is the user message without its material: what opens it, the case with the
// decision, and the task, which alone differs between candidates.
func (b *Builder) frame(m matter, fence Fence, task string) ([]piece, error) {
	opening, err := b.pieces(struct{ Fence string }{fence.ID}, BetweenCandidates, "material")
	if err != nil {
		return nil, err
	}
	decision, err := b.pieces(m, BetweenCandidates, "case")
	if err != nil {
		return nil, err
	}
	last, err := b.pieces(m, "", strings.TrimSuffix(task, ".md"))
	return append(append(opening, decision...), last...), err
}

func (b *Builder) pieces(data any, shared Shared, names ...string) ([]piece, error) {
	var list []piece
	for _, name := range names {
		text, err := b.instruction(name+".md", data)
		if err != nil {
			return nil, err
		}
		list = append(list, piece{Part: Part{Name: name, Shared: shared}, text: text, own: true})
	}
	return list, nil
}

func (m meter) piece(p piece) int {
	if p.own {
		return m.own(p.text)
	}
	return m.of(p.text)
}

func sum(pieces []piece, m meter) int {
	n := 0
	for _, p := range pieces {
		n += m.piece(p)
	}
	return n
}

func (b *Builder) prompt(system, user []piece, p packing, fence Fence) Prompt {
	out := Prompt{System: joined(system), User: joined(user), Fence: fence, Cuts: p.cuts, Version: b.version}
	for _, part := range append(append([]piece(nil), system...), user...) {
		part.Tokens = p.meter.piece(part)
		out.Used += part.Tokens
		out.Parts = append(out.Parts, part.Part)
	}
	return out
}

func joined(pieces []piece) string {
	texts := make([]string, len(pieces))
	for i, p := range pieces {
		texts[i] = p.text
	}
	return strings.Join(texts, "\n\n")
}

func tooSmall(need, limit int) error {
	return say.Errorf("%w: this prompt needs %d tokens and %d are left beside the answer", ErrBudget, need, limit)
}
